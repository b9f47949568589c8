import { type LocalDate, monthEndOf, weekdayOf } from "./model/local-date.ts";
import {
  dateOfNumber,
  isLocalDay,
  localDayAt,
  numberOfDate,
  remember,
  wallTimeMs,
} from "./schedule-instants.ts";

/** How often a job runs: every local day, every Monday, every 1st of the month. */
export const CADENCES = ["daily", "weekly", "monthly"] as const;
export type Cadence = (typeof CADENCES)[number];

/** What a schedule wants: minutes since local midnight, 0 to 1439, in an IANA zone. */
export type Wanted = { readonly cadence: Cadence; readonly zone: string; readonly minute: number };

/** One run: the local day it is for and the instant it is due. */
export type Slot = { readonly localDate: LocalDate; readonly at: Date };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS_A_WEEK = 7;
/** Longest time from one daily run to the next, whatever a person changes in between. */
const LONGEST_GAP_MS = 48 * HOUR_MS;
/** How long after UTC the last place on earth starts a day, `Etc/GMT+12`. */
const LATEST_ZONE_MS = 12 * HOUR_MS;
const EARLIEST_MS = Date.UTC(1000, 0);
const LATEST_MS = Date.UTC(9000, 0);

/**
 * The next run strictly after an instant, never for the day that was served last or an earlier one.
 *
 * **Clock changes.** A wanted time that the clocks skip is moved on by the gap (02:30 to 03:30) and stays the run of
 * its day, also past midnight; a time that comes twice is its first instant. A day that the zone skipped whole has no
 * daily run, one that it repeated has one.
 *
 * **Changes of zone or time, daily.** A day whose new time has passed already is left out, and a day served in an eastern
 * zone is not served again in a western one. Either alone can make a person wait for long, and one change after the other
 * for ever. So a run that would come later than 48 h after the last one comes at that moment, for the day it then is,
 * however the wanted time lies; if that day was served in another zone, at the start of the next one. The gap is
 * therefore 48 h at most, or lasts until the next unserved day begins where the person now is: never more than 50 h (from
 * midnight at UTC+14 to the next day at UTC−12), and more than 48 h only when somebody served before 02:00 crosses the date
 * line. Sooner would mean two runs for a day or a run for a day that has not begun.
 *
 * **Changes, weekly and monthly.** There is exactly one run for each Monday and each 1st after the one served. When
 * a change puts its time into the past, it comes at the wanted time of the day after, and when that has passed too, at
 * once, which is while the person changes the setting; `localDate` remains the Monday or the 1st.
 *
 * A schedule that rested longer than changes can explain (switched off) is owed nothing: its next run is
 * the next wanted time. Whoever changes a schedule first takes what is due already from {@link dueSlots}: it lies
 * before `after` and would be passed over.
 *
 * @param after usually the instant served last, or the moment of a change
 * @param served the last slot, with the instant it was due (not the one it was worked on); null when there was none, and
 *   then nothing bounds the wait for the first
 * @throws RangeError for a cadence, zone, minute, day or instant that is none
 */
export function nextRun(wanted: Wanted, after: Date, served: Slot | null): Slot {
  checkWanted(wanted);
  const now = millisecondsOf(after);
  const servedDay = served === null ? null : numberOfDate(served.localDate);
  if (wanted.cadence !== "daily") return nextOfPeriod(wanted, now, servedDay);
  const next = nextOfDays(wanted, now, servedDay);
  if (served === null || servedDay === null) return slotOf(next);
  const latest = millisecondsOf(served.at) + LONGEST_GAP_MS;
  return slotOf(next.ms <= latest ? next : soonest(wanted.zone, next, now, servedDay, latest));
}

/**
 * What a catch-up needs: the slots from `next` on that are due at `until`, oldest first, and the one after them.
 *
 * @param next the slot the schedule waits for
 * @param limit most slots to return, a whole number from 0 on; when more are due, the returned `next` is the first of them
 * @throws RangeError as {@link nextRun}
 */
export function dueSlots(
  wanted: Wanted,
  next: Slot,
  until: Date,
  limit: number,
): { readonly due: readonly Slot[]; readonly next: Slot } {
  checkWanted(wanted);
  if (!Number.isInteger(limit) || limit < 0) {
    throw new RangeError(`unusable limit ${limit}: expected a whole number from 0 on`);
  }
  const end = millisecondsOf(until);
  const due: Slot[] = [];
  let slot = next;
  while (due.length < limit && millisecondsOf(slot.at) <= end) {
    due.push(slot);
    slot = nextRun(wanted, slot.at, slot);
  }
  return { due, next: slot };
}

/** A slot in numbers: the local day as `dayNumber` counts, the instant in milliseconds. */
type Run = { readonly day: number; readonly ms: number };

function slotOf({ day, ms }: Run): Slot {
  return { localDate: dateOfNumber(day), at: new Date(ms) };
}

function nextOfDays({ zone, minute }: Wanted, now: number, servedDay: number | null): Run {
  for (let day = firstDay(now, servedDay); ; day++) {
    const ms = wallTimeMs(zone, day, minute);
    if (ms > now && isLocalDay(zone, day)) return { day, ms };
  }
}

/** No run after `now` is for a day before this: no zone is a day behind UTC, and a gap moves a run into the day after. */
function firstDay(now: number, servedDay: number | null): number {
  const day = Math.floor(now / DAY_MS) - 2;
  return servedDay === null ? day : Math.max(day, servedDay + 1);
}

/** The run in place of `next`, which comes too late: at `latest`, or as soon after it as a day that is due begins. */
function soonest(zone: string, next: Run, now: number, servedDay: number, latest: number): Run {
  let ms = latest;
  if (now >= latest) {
    // Changes can only bring a waiting person here while the next day has not begun everywhere.
    if (now >= (servedDay + 1) * DAY_MS + LATEST_ZONE_MS) return next;
    ms = now + 1;
  }
  const day = localDayAt(zone, ms);
  if (day > servedDay) return { day: Math.min(day, next.day), ms };
  let unserved = servedDay + 1;
  while (!isLocalDay(zone, unserved)) unserved += 1;
  return { day: unserved, ms: wallTimeMs(zone, unserved, 0) };
}

function nextOfPeriod(wanted: Wanted, now: number, servedDay: number | null): Slot {
  const { cadence, zone, minute } = wanted;
  const startFrom = cadence === "weekly" ? mondayFrom : firstOfMonthFrom;
  if (servedDay !== null) {
    const day = startFrom(servedDay + 1);
    // Later than the end of the following day everywhere, no change can have kept it waiting.
    if (now < (day + 2) * DAY_MS + LATEST_ZONE_MS) {
      const times = [wallTimeMs(zone, day, minute), wallTimeMs(zone, day + 1, minute)];
      return slotOf({ day, ms: times.find((ms) => ms > now) ?? now + 1 });
    }
  }
  for (let day = startFrom(firstDay(now, servedDay)); ; day = startFrom(day + 1)) {
    const ms = wallTimeMs(zone, day, minute);
    if (ms > now) return slotOf({ day, ms });
  }
}

/** The first Monday on a day or after it. */
const mondayFrom = remember((day: number): number => {
  return day + ((DAYS_A_WEEK - weekdayOf(dateOfNumber(day))) % DAYS_A_WEEK);
});

/** The first 1st of a month on a day or after it. */
const firstOfMonthFrom = remember((day: number): number => {
  const date = dateOfNumber(day);
  return date.endsWith("-01") ? day : numberOfDate(monthEndOf(date)) + 1;
});

function checkWanted({ cadence, minute }: Wanted): void {
  if (!CADENCES.includes(cadence)) {
    throw new RangeError(`unknown cadence "${cadence}": expected one of ${CADENCES.join(", ")}`);
  }
  if (!Number.isInteger(minute) || minute < 0 || minute > 1439) {
    throw new RangeError(`unusable minute ${minute}: expected a whole number of minutes from 0 to 1439`);
  }
}

function millisecondsOf(instant: Date): number {
  const ms = instant.getTime();
  if (ms >= EARLIEST_MS && ms <= LATEST_MS) return ms;
  const said = Number.isNaN(ms) ? "Invalid Date" : instant.toISOString();
  throw new RangeError(`unusable instant ${said}: expected one in the years 1000 to 8999`);
}
