import { IANAZone } from "luxon";
import { dateOfDayNumber, dayNumber, instantOfWallTime, localMinuteOf } from "./model/local-date.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1440;

/** Facts kept over all zones; then all are dropped, which costs some milliseconds once in days. */
const MOST_FACTS = 20_000;

/** Answers kept by one remembering function. */
const MOST_ANSWERS = 5_000;

type ZoneFacts = {
  readonly iana: IANAZone;
  /** Offset at midnight UTC, by day. */
  readonly offsets: Map<number, number>;
  /** On days that a clock change is near: instants by minutes since 1970 on the wall clock, and whether a day exists. */
  readonly instants: Map<number, number>;
  readonly exists: Map<number, boolean>;
};

// Everything remembered here follows from its key and the runtime's time zone data: the answers stay pure.
const zones = new Map<string, ZoneFacts>();
let factCount = 0;

/** `dayNumber`, remembered: the rows of a tick share a few days, and reading a date costs more than all the rest. */
export const numberOfDate = remember(dayNumber);
/** `dateOfDayNumber`, remembered. */
export const dateOfNumber = remember(dateOfDayNumber);

/** The same function with its last answers kept, a bounded number of them. */
export function remember<Key, Answer>(answer: (key: Key) => Answer): (key: Key) => Answer {
  const answers = new Map<Key, Answer>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const found = answer(key);
    if (answers.size >= MOST_ANSWERS) answers.clear();
    answers.set(key, found);
    return found;
  };
}

/**
 * When a zone's clock shows a minute of a day, in milliseconds since 1970: what `instantOfWallTime` says, some hundred
 * times as fast on the days that no clock change is near.
 *
 * @param day the number of the local day, as `dayNumber` counts
 * @throws RangeError for an unknown zone
 */
export function wallTimeMs(zone: string, day: number, minute: number): number {
  const facts = factsOf(zone);
  const offset = steadyOffset(facts, day);
  if (offset !== null) return day * DAY_MS + minute * MINUTE_MS - offset;
  return kept(facts.instants, day * MINUTES_A_DAY + minute, () =>
    instantOfWallTime(zone, dateOfNumber(day), minute).getTime(),
  );
}

/** The number of the local day that an instant falls on. */
export function localDayAt(zone: string, ms: number): number {
  return Math.floor((ms + factsOf(zone).iana.offset(ms) * MINUTE_MS) / DAY_MS);
}

/** Whether a zone's calendar has the day: zones that crossed the date line skipped one, as Samoa 2011-12-30. */
export function isLocalDay(zone: string, day: number): boolean {
  const facts = factsOf(zone);
  if (steadyOffset(facts, day) !== null) return true;
  // A clock change takes a day away only if it takes the first and the last minute.
  return kept(facts.exists, day, () => shows(zone, day, 0) || shows(zone, day, MINUTES_A_DAY - 1));
}

function shows(zone: string, day: number, minute: number): boolean {
  const at = new Date(wallTimeMs(zone, day, minute));
  return localDayAt(zone, at.getTime()) === day && localMinuteOf(at, zone) === minute;
}

/** The offset that holds from the day before a day to the day after it, or null when clocks change within. */
function steadyOffset(facts: ZoneFacts, day: number): number | null {
  const offset = offsetAt(facts, day);
  // The exact rule looks a day back and a day on from any minute of the day: from `day - 1` to `day + 2`.
  const isSteady =
    offsetAt(facts, day - 1) === offset &&
    offsetAt(facts, day + 1) === offset &&
    offsetAt(facts, day + 2) === offset;
  return isSteady ? offset : null;
}

/** The offset, in milliseconds, at midnight UTC of the day. */
function offsetAt({ iana, offsets }: ZoneFacts, day: number): number {
  return offsets.get(day) ?? kept(offsets, day, () => iana.offset(day * DAY_MS) * MINUTE_MS);
}

function kept<Fact>(facts: Map<number, Fact>, key: number, find: () => Fact): Fact {
  const known = facts.get(key);
  if (known !== undefined) return known;
  const fact = find();
  facts.set(key, fact);
  factCount += 1;
  return fact;
}

function factsOf(zone: string): ZoneFacts {
  if (factCount > MOST_FACTS) {
    zones.clear();
    factCount = 0;
  }
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const iana = IANAZone.create(zone);
  if (!iana.isValid) {
    throw new RangeError(`unknown time zone "${zone}": expected an IANA name, as Europe/Berlin`);
  }
  const facts: ZoneFacts = { iana, offsets: new Map(), instants: new Map(), exists: new Map() };
  zones.set(zone, facts);
  return facts;
}
