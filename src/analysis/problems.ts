import type { z } from "zod";

/** What is wrong with a file, in sentences for whoever wrote it. */
export class AnalysisInputError extends Error {
  override name = "AnalysisInputError";
}

/** What was found wrong so far, one sentence each: where, which field, what was expected; never the value. */
export type Problems = string[];

/** Problems named before the rest is only counted. */
const MOST_NAMED = 20;

/** The value as the schema has it; null when it does not fit, which is added to the problems. */
export function checked<T>(
  problems: Problems,
  where: string,
  schema: z.ZodType<T>,
  value: unknown,
): T | null {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    problems.push(
      path.length === 0 ? `${where}: expected an object` : `${where}, ${path.join(".")}: ${message}`,
    );
  }
  return null;
}

export function inputError(problems: Problems): AnalysisInputError {
  const rest = problems.length - MOST_NAMED;
  const more = rest > 0 ? [`and ${rest} more like these`] : [];
  return new AnalysisInputError([...problems.slice(0, MOST_NAMED), ...more].join("\n"));
}
