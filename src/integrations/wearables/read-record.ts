import { z } from "zod";
import { dayNumber, type LocalDate } from "../../../coaching/model/local-date.ts";

/** Years in which anybody wears anything: at the ends of what a date can hold, adding hours leaves it. */
const YEARS = /^(?:19|2\d)\d{2}-/;

/** A day that exists, as `2026-11-10`. */
export const localDate = z.string().regex(YEARS).refine(isLocalDate);

/** An instant with the offset that its clock had. */
export const localTime = z.iso.datetime({ offset: true }).regex(YEARS);

/** A number, or none: neither NaN nor text. */
export const maybeNumber = z.number().nullish();

function isLocalDate(text: string): text is LocalDate {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A record of an answer: what is not as it should be is left out of it, named and never quoted.
 *
 * @param refuse told the name of each field, `score.stage_summary.total_light_sleep_time_milli`
 * @returns null where too little is left to say what it is and when it was
 */
export function readRecord<Read>(
  schema: z.ZodType<Read>,
  record: unknown,
  refuse: (field: string) => void,
): Read | null {
  const read = schema.safeParse(record);
  if (read.success) return read.data;
  const paths = read.error.issues.map(({ path }) => path);
  const names = paths.map((path) => (path.length === 0 ? "record" : path.map(String).join(".")));
  for (const name of new Set(names)) refuse(name);
  const rest = paths.reduce<unknown>(without, record);
  return schema.safeParse(rest).data ?? null;
}

/** A copy in which nothing stands at the path. */
function without(record: unknown, path: readonly PropertyKey[]): unknown {
  const [key, ...below] = path;
  if (key === undefined || typeof record !== "object" || record === null) return null;
  const held = Object.getOwnPropertyDescriptor(record, key)?.value;
  return { ...record, [key]: below.length === 0 ? null : without(held, below) };
}

/** An answer as a whole is not what was asked for, so nothing can be said about its days. Holds none of its content. */
export class UnreadableAnswerError extends Error {
  /** The names of what is missing or of another kind. */
  readonly fields: readonly string[];

  constructor(source: string, fields: readonly string[]) {
    super(`answer of ${source} cannot be read: ${fields.join(", ")}`);
    this.name = "UnreadableAnswerError";
    this.fields = fields;
  }
}

/** @throws UnreadableAnswerError */
export function readAnswer<Read>(source: string, schema: z.ZodType<Read>, answer: unknown): Read {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  const fields = read.error.issues.map(({ path }) => path.map(String).join(".") || "answer");
  throw new UnreadableAnswerError(source, fields);
}
