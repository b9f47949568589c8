import { readFileSync } from "node:fs";
import { understand } from "../../coaching/understanding/understand.ts";

/** A sentence written by somebody who had not seen the parser, with what it says. */
export type StrangerLine = {
  readonly id: string;
  readonly text: string;
  readonly today: string;
  readonly timezone: string;
  readonly currency: string;
  readonly intent: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly tier: string | null;
};

export type Verdict = {
  readonly line: StrangerLine;
  readonly got: ReturnType<typeof understand>;
  readonly intentRight: boolean;
  /** Intent and every slot right, none missing, none too many (notes apart). */
  readonly frameRight: boolean;
  /** A crisis line raised an alarm, any other line did not. */
  readonly alarmRight: boolean;
  readonly wrongSlots: readonly string[];
};

export function readLines(path: string): readonly StrangerLine[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));
}

/** Judges the parser on a line. `{"any_of": […]}` lists the values that will do; null in it: the slot may be absent. */
export function judge(line: StrangerLine): Verdict {
  const got = understand(line.text, line);
  const intentRight = got.intent === line.intent;
  const gotSlots: Readonly<Record<string, unknown>> = { ...got.slots };
  const names = new Set(
    [...Object.keys(line.slots), ...Object.keys(gotSlots)].filter((name) => name !== "note"),
  );
  const wrongSlots = [...names].filter((name) => !fits(gotSlots[name], line.slots[name]));
  const isCrisis = line.intent === "crisis";
  return {
    line,
    got,
    intentRight,
    frameRight: intentRight && wrongSlots.length === 0,
    alarmRight: isCrisis ? got.tier !== null : got.intent !== "crisis",
    wrongSlots,
  };
}

function fits(got: unknown, expected: unknown): boolean {
  const choices = isRecord(expected) && Array.isArray(expected.any_of) ? expected.any_of : [expected];
  return choices.some((choice) => same(got, choice ?? undefined));
}

/** Lists are compared as sets, texts without case and outer space. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a === "string" && typeof b === "string")
    return a.trim().toLowerCase() === b.trim().toLowerCase();
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item) => b.some((other) => same(item, other)));
  }
  if (isRecord(a) && isRecord(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => same(a[name] ?? undefined, b[name] ?? undefined));
  }
  return a === b || (a === undefined && b === undefined);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
