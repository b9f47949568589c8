import { DateTime } from "luxon";
import type { Rule } from "../../../coaching/rules/rule.ts";
import type { SlotLog, YearLog } from "./year-log.ts";

/** A year's log with the rules that it names. */
export type Seen = YearLog & { readonly rulesById: ReadonlyMap<string, Rule> };

/** What breaks a promise, and when. */
export type Break = { readonly at: Date; readonly what: string };

/** One promise: what of a person's year it is about, and a line for each that breaks it. */
export type PersonPromise = {
  readonly promise: string;
  readonly check: (year: Seen) => { readonly looked: number; readonly broken: readonly Break[] };
};

/** Holds each of some things against a promise. */
export function eachKeeps<T extends { readonly at: Date }>(
  things: readonly T[],
  breaks: (thing: T) => string | null,
): { readonly looked: number; readonly broken: readonly Break[] } {
  const broken = things.flatMap((thing) => {
    const what = breaks(thing);
    return what === null ? [] : [{ at: thing.at, what }];
  });
  return { looked: things.length, broken };
}

export const isNudge = ({ kind }: Pick<SlotLog, "kind">) => kind !== "checkin_reminder";

/** Messages said unasked, in the order in which they were; those once more left out. */
export function saidFirst({ slots }: Seen): readonly SlotLog[] {
  return slots.filter(({ reason, isAgain }) => reason === null && !isAgain);
}

export function saidAtAll({ slots }: Seen): readonly SlotLog[] {
  return slots.filter(({ reason }) => reason === null);
}

/** The newest of some changes at an instant. */
export function asOf<T extends { readonly from: Date }>(changes: readonly T[], at: Date): T {
  const one = changes.findLast(({ from }) => from <= at);
  if (one === undefined) throw new Error(`nothing was so at ${at.toISOString()}`);
  return one;
}

export function wallTime({ zones }: Seen, at: Date): DateTime {
  return DateTime.fromJSDate(at, { zone: asOf(zones, at).zone });
}

const DAY_MS = 86_400_000;
const numbers = new Map<string, number>();

/** Days since 1970-01-01, a Thursday. */
function numberOf(date: string): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const number = Date.parse(date) / DAY_MS;
  numbers.set(date, number);
  return number;
}

/** Calendar days from one local date to another. */
export function daysApart(from: string, to: string): number {
  return numberOf(to) - numberOf(from);
}

/** Whether both lie in one week from Monday to Sunday. */
export function isSameWeek(one: string, other: string): boolean {
  const weekOf = (date: string) => Math.floor((numberOf(date) + 3) / 7);
  return weekOf(one) === weekOf(other);
}
