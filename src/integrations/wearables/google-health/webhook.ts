import { z } from "zod";
import { addDays, daysBetween, type LocalDate } from "../../../../coaching/model/local-date.ts";
import { soundDate } from "../local-day.ts";
import type { Days } from "../windows.ts";
import { type DataType, isDataType } from "./data-types.ts";
import { healthUserId } from "./identity.ts";

/** More than one notification carries, by far; what it leaves out the poll finds. */
const MOST_ENTRIES = 1000;
/** A longer interval is no night and no day; the poll reads such a history. */
const LONGEST_DAYS = 90;

/** Something of a person changed; no values come with it, so they are fetched. */
export type Change = {
  readonly healthUserId: string;
  /** From the first to the last day that is named; null where none can be read. */
  readonly days: Days | null;
};

export type Notice =
  /** Sent twice to prove the address: answered 201 with the secret in its header, 401 without it. */
  | { readonly kind: "verification" }
  | { readonly kind: "changes"; readonly changes: readonly Change[] }
  | { readonly kind: "unread" };

const verification = z.looseObject({ type: z.literal("verification") });
const fromTo = z.looseObject({ startTime: z.string(), endTime: z.string() });
const interval = z.looseObject({
  physicalTimeInterval: fromTo.nullish().catch(null),
  civilIso8601TimeInterval: z
    .union([
      fromTo,
      // As ISO 8601 writes an interval.
      z.string().transform((text) => {
        const [startTime = "", endTime = ""] = text.split("/");
        return { startTime, endTime };
      }),
    ])
    .nullish()
    .catch(null),
});
const entry = z.looseObject({
  data: z.looseObject({
    healthUserId,
    dataType: z.string(),
    operation: z.string(),
    intervals: z.array(z.unknown()).nullish().catch(null),
  }),
});

/**
 * Of whom a notification tells, in the order in which they are first named, and which days are to be fetched.
 *
 * What was deleted is fetched too: the answer without it is the news. Types that are not read are passed over.
 *
 * @param body parsed, of a notification whose signature was found genuine: a list, or the one entry of it by itself
 */
export function readNotice(body: unknown): Notice {
  if (verification.safeParse(body).success) return { kind: "verification" };
  const entries = Array.isArray(body) ? body.slice(0, MOST_ENTRIES) : [body];
  const changes = new Map<string, Days | null>();
  let isRead = Array.isArray(body);
  for (const item of entries) {
    const read = entry.safeParse(item);
    if (!read.success) continue;
    isRead = true;
    const { healthUserId: id, dataType, intervals } = read.data.data;
    if (!isDataType(dataType)) continue;
    const named = (intervals ?? []).slice(0, MOST_ENTRIES).map((period) => daysOf(dataType, period));
    changes.set(id, [changes.get(id) ?? null, ...named].reduce(spanOf, null));
  }
  if (!isRead) return { kind: "unread" };
  return { kind: "changes", changes: [...changes].map(([id, days]) => ({ healthUserId: id, days })) };
}

function daysOf(type: DataType, value: unknown): Days | null {
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
): Days | null {
  if (first === null || last === null) return null;
  // An interval without length that begins at midnight.
  const to = last < first ? first : last;
  if (daysBetween(first, to) > LONGEST_DAYS) return null;
  // A sleep belongs to the day it ends on.
  return { from: addDays(type === "sleep" ? to : first, -slack), to: addDays(to, slack) };
}

function spanOf(one: Days | null, other: Days | null): Days | null {
  if (one === null || other === null) return one ?? other;
  return {
    from: (one.from < other.from ? one : other).from,
    to: (one.to > other.to ? one : other).to,
  };
}

function dayAt(time: string): LocalDate | null {
  return /^\d{4}-\d{2}-\d{2}(T|$)/.test(time) ? soundDate(time.slice(0, 10)) : null;
}
