import { z } from "zod";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../../../coaching/model/local-date.ts";
import { localDate } from "./read-record.ts";

/** Days in a row, both ends included. */
export type Days = { readonly from: LocalDate; readonly to: LocalDate };

/** What to ask a provider for at once, and what it says once it is stored. */
export type Window = {
  /** The days that an answer settles. */
  readonly days: Days;
  /** With a day more on both sides: services cut days otherwise than people live them. What they answer of those two is dropped. */
  readonly ask: Days;
  /** Where the next sync goes on, once this window is stored. */
  readonly cursor: string;
  readonly isHistoryComplete: boolean;
};

/** How far back a provider is asked at first. */
const HISTORY_DAYS = 730;
/** Asked once more each time: a night is changed by hand, or comes from a ring that was not near its phone. */
const AGAIN_DAYS = 3;
/** Asked once more each day, for what a webhook that got lost would have told. */
const REPAIR_DAYS = 14;

const stored = z.object({
  /** The first day that is asked for at all. */
  since: localDate,
  /** What has been asked and stored. */
  asked: z.array(z.object({ from: localDate, to: localDate })).max(1000),
  /** When the last days were asked for a webhook that got lost. */
  repairedOn: localDate,
  /** The signals that were told of all that has been asked, see {@link withSignals}. */
  signals: z.array(z.string()).max(50).optional(),
});

/** By the numbers of their days. */
type Range = { readonly from: number; readonly to: number };
type Known = {
  readonly since: number;
  readonly asked: readonly Range[];
  readonly repairedOn: number;
  readonly signals?: readonly string[] | undefined;
};

/**
 * What to ask a provider for now, the newest days first: two years at first; then from some days before the last that it was
 * asked for, and once a day from two weeks ago. A sync that ended between two windows goes on at the second, after what
 * is new.
 *
 * @param cursor of the last window that was stored; null, or one that cannot be read: nothing is known yet
 * @param about.today of the person
 * @param about.chunkDays the most that a window settles
 * @returns never none
 */
export function planWindows(
  cursor: string | null,
  about: { readonly today: LocalDate; readonly chunkDays: number },
): readonly Window[] {
  const today = dayNumber(about.today);
  // Whoever has travelled east is a day ahead of what we know of them.
  const last = today + 1;
  const { since, asked, repairedOn } = readCursor(cursor, today) ?? {
    since: today - HISTORY_DAYS,
    asked: [],
    repairedOn: today,
  };
  // A clock that was wrong by a year may have asked for all of it.
  const known = merged(asked.map(({ from, to }) => ({ from, to: Math.min(to, last) })));
  const again = { from: againFrom(known, repairedOn, today) ?? since, to: last };
  let done = without(known, [again]);
  return without([{ from: since, to: last }], done)
    .flatMap((gap) => chunks(gap, about.chunkDays))
    .map(({ from, to }) => {
      done = merged([...done, { from, to }]);
      return {
        days: datesOf({ from, to }),
        ask: datesOf({ from: from - 1, to: to + 1 }),
        cursor: writeCursor({ since, asked: done, repairedOn: from <= again.from ? today : repairedOn }),
        isHistoryComplete: done.some((range) => range.from <= since),
      };
    });
}

/**
 * A cursor by which some days are to be asked for once more, as one of them changed.
 *
 * @returns the same where they will be anyway
 */
export function askAgain(
  cursor: string | null,
  days: Days,
  { today }: { readonly today: LocalDate },
): string | null {
  const known = readCursor(cursor, dayNumber(today));
  if (known === null) return cursor;
  const from = dayNumber(days.from);
  // The person may be a day ahead.
  const to = Math.min(dayNumber(days.to), dayNumber(today) - AGAIN_DAYS);
  const isAsked = known.asked.some((range) => from <= to && range.from <= to && range.to >= from);
  return isAsked ? writeCursor({ ...known, asked: without(known.asked, [{ from, to }]) }) : cursor;
}

/** The same cursor, of days of which these signals were told. */
export function withSignals(cursor: string, signals: readonly string[]): string {
  return JSON.stringify({ ...JSON.parse(cursor), signals });
}

/** The signals that were told of the days of a cursor; null where it does not say. */
export function signalsOf(
  cursor: string | null,
  { today }: { readonly today: LocalDate },
): readonly string[] | null {
  return readCursor(cursor, dayNumber(today))?.signals ?? null;
}

/** @returns null for one that cannot be read, or that begins after today */
function readCursor(cursor: string | null, today: number): Known | null {
  if (cursor === null) return null;
  try {
    const { since, asked, repairedOn, signals } = stored.parse(JSON.parse(cursor));
    const ranges = asked.map(({ from, to }) => ({ from: dayNumber(from), to: dayNumber(to) }));
    const known = { since: dayNumber(since), asked: ranges, repairedOn: dayNumber(repairedOn), signals };
    return known.since <= today ? known : null;
  } catch {
    return null;
  }
}

function writeCursor({ since, asked, repairedOn, signals }: Known): string {
  return JSON.stringify({
    since: dateOfDayNumber(since),
    asked: asked.map(datesOf),
    repairedOn: dateOfDayNumber(repairedOn),
    ...(signals === undefined ? {} : { signals: [...signals] }),
  } satisfies z.infer<typeof stored>);
}

/** From which day on all is asked once more; null where nothing has been asked. */
function againFrom([newest]: readonly Range[], repairedOn: number, today: number): number | null {
  if (newest === undefined) return null;
  // The day after was asked for too.
  const from = Math.min(today, newest.to - 1) - AGAIN_DAYS;
  return repairedOn === today ? from : Math.min(from, today - REPAIR_DAYS);
}

/** What of some days lies in none of the others, the newest first. */
function without(days: readonly Range[], others: readonly Range[]): readonly Range[] {
  let left = days;
  for (const { from, to } of others) {
    left = left.flatMap((one) => [
      { from: Math.max(one.from, to + 1), to: one.to },
      { from: one.from, to: Math.min(one.to, from - 1) },
    ]);
    left = left.filter((one) => one.from <= one.to);
  }
  return left;
}

/** The same days in as few ranges as can be, the newest first. */
function merged(ranges: readonly Range[]): Range[] {
  const done: Range[] = [];
  for (const { from, to } of ranges.toSorted((one, other) => other.to - one.to)) {
    if (from > to) continue;
    const newer = done.at(-1);
    if (newer === undefined || to + 1 < newer.from) done.push({ from, to });
    else done.splice(-1, 1, { from: Math.min(from, newer.from), to: newer.to });
  }
  return done;
}

/** Days in pieces, the newest first. */
function chunks({ from, to }: Range, most: number): readonly Range[] {
  return Array.from({ length: Math.ceil((to - from + 1) / most) }, (_, piece) => {
    const end = to - piece * most;
    return { from: Math.max(from, end - most + 1), to: end };
  });
}

function datesOf({ from, to }: Range): Days {
  return { from: dateOfDayNumber(from), to: dateOfDayNumber(to) };
}
