import { z } from "zod";
import { addDays, daysBetween, type LocalDate } from "../../../../coaching/model/local-date.ts";
import { soundDate } from "../local-day.ts";
import type { Period } from "../period.ts";
import { type DataType, isDataType } from "./data-types.ts";

/** More than one notification carries, by far; what it leaves out the poll finds. */
const MOST_ENTRIES = 1000;
/** A longer interval is no night and no day; the poll reads such a history. */
const LONGEST_DAYS = 90;

/** Days of one type that changed at one person; no values come with it, so they are fetched. */
export type Change = Period & { readonly healthUserId: string; readonly dataType: DataType };

export type Notice =
  /** Sent twice to prove the address: answered 201 with the secret in its header, 401 without it. */
  | { readonly kind: "verification" }
  | { readonly kind: "changes"; readonly changes: readonly Change[] }
  | { readonly kind: "unread" };

const verification = z.looseObject({ type: z.literal("verification") });
const interval = z.looseObject({
  physicalTimeInterval: z.looseObject({ startTime: z.string(), endTime: z.string() }).nullish().catch(null),
  civilIso8601TimeInterval: z
    .looseObject({ startTime: z.string(), endTime: z.string() })
    .nullish()
    .catch(null),
});
const entry = z.looseObject({
  data: z.looseObject({
    healthUserId: z.string().regex(/^\d{1,30}$/),
    dataType: z.string(),
    operation: z.string(),
    intervals: z.array(z.unknown()).nullish().catch(null),
  }),
});

/**
 * Which days of which types a notification asks to be fetched, one period per person and type, in the order in which
 * they are first named.
 *
 * What was deleted is fetched too: the answer without it is the news. Types that are not read, and intervals that name
 * no day, are passed over.
 *
 * @param body parsed, of a notification whose signature was found genuine
 */
export function readNotice(body: unknown): Notice {
  if (verification.safeParse(body).success) return { kind: "verification" };
  if (!Array.isArray(body)) return { kind: "unread" };
  const changes = new Map<string, Change>();
  for (const item of body.slice(0, MOST_ENTRIES)) {
    const read = entry.safeParse(item);
    if (!read.success) continue;
    const { healthUserId, dataType, intervals } = read.data.data;
    if (!isDataType(dataType)) continue;
    for (const period of (intervals ?? []).slice(0, MOST_ENTRIES)) {
      const days = daysOf(dataType, period);
      if (days === null) continue;
      const key = `${healthUserId} ${dataType}`;
      const known = changes.get(key);
      changes.set(key, { healthUserId, dataType, ...(known === undefined ? days : spanOf(known, days)) });
    }
  }
  return { kind: "changes", changes: [...changes.values()] };
}

function daysOf(type: DataType, value: unknown): Period | null {
  const read = interval.safeParse(value);
  if (!read.success) return null;
  const { civilIso8601TimeInterval: civil, physicalTimeInterval: physical } = read.data;
  return (
    (civil ? periodOf(type, dayAt(civil.startTime), dayAt(civil.endTime), 0) : null) ??
    // Without the person's clock it may be a day earlier or later there.
    (physical ? periodOf(type, dayAt(physical.startTime), dayAt(physical.endTime), 1) : null)
  );
}

/** @param slack days that either end may be off by */
function periodOf(
  type: DataType,
  first: LocalDate | null,
  last: LocalDate | null,
  slack: number,
): Period | null {
  if (first === null || last === null) return null;
  // An interval without length that begins at midnight.
  const to = last < first ? first : last;
  if (daysBetween(first, to) > LONGEST_DAYS) return null;
  // A sleep belongs to the day it ends on.
  return { from: addDays(type === "sleep" ? to : first, -slack), to: addDays(to, slack) };
}

function spanOf(one: Period, other: Period): Period {
  return {
    from: (one.from < other.from ? one : other).from,
    to: (one.to > other.to ? one : other).to,
  };
}

function dayAt(time: string): LocalDate | null {
  return /^\d{4}-\d{2}-\d{2}(T|$)/.test(time) ? soundDate(time.slice(0, 10)) : null;
}
