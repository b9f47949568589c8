import { addDays, dayNumber } from "../../coaching/model/local-date.ts";
import type { TranslatedDays, WearableDay } from "../../src/integrations/wearables/wearable-day.ts";

/** Narrower than the CHECKs of the table; written out, so that a change of the table of limits does not pass unseen. */
const BOUNDS = {
  sleepScore: [0, 100],
  sleepMinutes: [60, 960],
  restingHeartRateBpm: [25, 150],
  hrvMs: [3, 300],
  steps: [0, 100_000],
  activityKcal: [0, 8000],
  stressLevel: [0, 100],
} as const;
type Signal = keyof typeof BOUNDS;
const SIGNALS = Object.keys(BOUNDS) as readonly Signal[];
/** Kept in columns of no integers. */
const FRACTIONS: readonly Signal[] = ["restingHeartRateBpm", "hrvMs"];

/** What no row may be; the empty list where all is well. */
export function faultsOf(day: WearableDay): readonly string[] {
  const found: string[] = [];
  if (!isDate(day.date)) found.push(`day ${day.date}`);
  for (const signal of SIGNALS) {
    const value = day[signal];
    if (value === null) continue;
    const [least, most] = BOUNDS[signal];
    const isKept = FRACTIONS.includes(signal) ? Number.isFinite(value) : Number.isInteger(value);
    if (!isKept || value < least || value > most) found.push(`${signal} ${value}`);
  }
  if ((day.hrvMs === null) !== (day.hrvKind === null)) found.push("HRV without a kind, or a kind alone");
  if (SIGNALS.every((signal) => day[signal] === null)) found.push("a row that says nothing");
  if (Object.keys(day).length !== SIGNALS.length + 3) found.push("a row with more or less than it has");
  return found;
}

/**
 * What no translation may be.
 *
 * @param of names: the parts of which names of fields are made; isSpokenOf: whether the answers speak of a day
 */
export function faultsIn(
  { days, refused }: TranslatedDays,
  of: { readonly names: ReadonlySet<string>; readonly isSpokenOf: (date: string) => boolean },
): readonly string[] {
  const found = days.flatMap(faultsOf);
  for (const { date } of days) if (!of.isSpokenOf(date)) found.push(`a day of nobody's, ${date}`);
  if (!isAscending(days.map(({ date }) => date))) found.push("two rows of one day, or days out of order");
  if (!isAscending(refused.map(({ date, field }) => `${date ?? ""} ${field}`)))
    found.push("a refusal twice, or out of order");
  for (const { date, field } of refused) {
    if (date !== null && !isDate(date)) found.push(`refused day ${date}`);
    if (!field.split(".").every((part) => of.names.has(part))) found.push(`field ${field}`);
  }
  return found;
}

/** All keys in an answer, with the signals and what stands for a record as a whole. */
export function namesIn(...answers: readonly unknown[]): ReadonlySet<string> {
  return new Set(["record", ...SIGNALS, ...answers.flatMap(keysIn)]);
}

function keysIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  return [...keys, ...Object.values(value).flatMap(keysIn)];
}

/**
 * Whether a day stands in an answer, as text or in numbers, or beside one that does.
 *
 * @param around how many days another clock, or a night that is still to end, may move it
 */
export function daysSpokenOf(answer: unknown, around: number): (date: string) => boolean {
  const written = new Set<string>();
  collectDates(answer, written);
  const moves = Array.from({ length: 2 * around + 1 }, (_, at) => at - around);
  return (date) => moves.some((move) => written.has(addDays(date, move)));
}

function collectDates(value: unknown, into: Set<string>): void {
  if (typeof value === "string") {
    for (const date of value.match(/\d{4}-\d{2}-\d{2}/g) ?? []) into.add(date);
  } else if (typeof value === "object" && value !== null) {
    if ("year" in value && "month" in value && "day" in value) {
      const [mm, dd] = [value.month, value.day].map((part) => String(part).padStart(2, "0"));
      into.add(`${value.year}-${mm}-${dd}`);
    }
    for (const held of Object.values(value)) collectDates(held, into);
  }
}

function isDate(text: string): boolean {
  try {
    return dayNumber(text) !== null;
  } catch {
    return false;
  }
}

function isAscending(texts: readonly string[]): boolean {
  return texts.every((text, at) => at === 0 || text > (texts[at - 1] ?? ""));
}
