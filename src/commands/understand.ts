import { createInterface } from "node:readline";
import { DateTime } from "luxon";
import { z } from "zod";
import { dayNumber, isTimeZone } from "../../coaching/model/local-date.ts";
import { isCurrency } from "../../coaching/model/money.ts";
import type { UnderstandingContext } from "../../coaching/understanding/frame.ts";
import { understand } from "../../coaching/understanding/understand.ts";

const EXPECTED =
  'a JSON object {"id", "text"} and optionally "today" (as 2026-11-23), "timezone", "currency", or plain text';

const Line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  today: z.string().refine(isDay, "expected a calendar day, as 2026-11-23").optional(),
  timezone: z.string().refine(isTimeZone, "expected an IANA name, as Europe/Berlin").optional(),
  currency: z.string().refine(isCurrency, "expected an ISO 4217 code, as EUR").optional(),
});

/**
 * Answers each line of `input` with one JSON line: `{"id","intent","slots","confidence","tier"}`.
 *
 * A plain line's id is its line number, counted from 1 with empty lines. Empty lines are skipped. A line that begins
 * with "{" and is no such object is answered with an `error`. Reads as it goes, so that input of any length fits.
 *
 * @param defaults what a line is read against where it does not say so itself
 * @returns the exit code: 1 when a line was broken, else 0
 */
export async function understandLines(
  input: NodeJS.ReadableStream,
  write: (line: string) => unknown,
  defaults: UnderstandingContext,
): Promise<number> {
  let lineNumber = 0;
  let exitCode = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    lineNumber++;
    const trimmed = line.replace(/^\ufeff/u, "").trim();
    if (trimmed === "") continue;
    const answer = trimmed.startsWith("{")
      ? answerJson(trimmed, lineNumber, defaults)
      : { id: lineNumber, ...told(trimmed, defaults) };
    if ("error" in answer) exitCode = 1;
    write(`${JSON.stringify(answer)}\n`);
  }
  return exitCode;
}

function answerJson(line: string, lineNumber: number, defaults: UnderstandingContext) {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { id: null, error: `line ${lineNumber} is no valid JSON: expected ${EXPECTED}` };
  }
  const parsed = Line.safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join(".") || "line"}: ${message}`,
    );
    return { id: idOf(json), error: `line ${lineNumber}: ${problems.join("; ")}; expected ${EXPECTED}` };
  }
  const { id, text, today, timezone, currency } = parsed.data;
  const zone = timezone ?? defaults.timezone;
  return {
    id: id ?? lineNumber,
    ...told(text, {
      today: today ?? defaults.today,
      timezone: zone,
      currency: currency ?? defaults.currency,
    }),
  };
}

function told(text: string, context: UnderstandingContext) {
  const { intent, slots, confidence, tier } = understand(text, context);
  return { intent, slots: neutral(slots), confidence, tier };
}

/** By what a breakdown over time is made, its weekdays and what is asked of waste are not of the format that others read. */
const OWN_SLOTS: ReadonlySet<string> = new Set(["by", "weekdays", "asks_of_waste"]);

function neutral(slots: object): object {
  return Object.fromEntries(Object.entries(slots).filter(([name]) => !OWN_SLOTS.has(name)));
}

function idOf(json: unknown): string | number | null {
  const parsed = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(json);
  return parsed.success ? parsed.data.id : null;
}

function isDay(date: string): boolean {
  try {
    dayNumber(date);
    return date >= "2000-01-01" && date <= "2099-12-31";
  } catch {
    return false;
  }
}

if (import.meta.main) {
  const timezone = DateTime.local().zoneName ?? "UTC";
  const today = DateTime.local().toFormat("yyyy-MM-dd");
  process.exitCode = await understandLines(process.stdin, (line) => process.stdout.write(line), {
    today,
    timezone,
    currency: "USD",
  });
}
