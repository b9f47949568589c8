import { DateTime } from "luxon";
import { signalName } from "../../../bot/body/signal-names.ts";
import { counted, duration, listed, monthName, spaced } from "../../../bot/format.ts";
import { inline, type Part, say } from "../../../bot/reply.ts";
import type { LocalDate } from "../../../coaching/model/local-date.ts";
import type { DaySignal } from "../../../db/queries/body-in.ts";
import type { RefusedUploadError } from "../../integrations/wearables/refused-upload.ts";
import type { WearableDay } from "../../integrations/wearables/wearable-day.ts";
import type { BodyFile, LeftOutValue } from "./body-file.ts";
import type { DaysStored } from "./store-days.ts";

const MB = 1_000_000;
/** Said in this order, nights before them. */
const SIGNALS = [
  "steps",
  "activityKcal",
  "restingHeartRateBpm",
  "hrvMs",
  "sleepScore",
  "stressLevel",
] as const;

/** What a file holds: its period, how many days have what, and who recorded it. */
export function seenParts(file: BodyFile): readonly Part[] {
  const { days, format, devices } = file;
  const nights = nightsIn(file);
  const found = [
    ...(nights === 0 ? [] : [inline("body-import/nights", { nights: spacedCount(nights, "night") })]),
    ...SIGNALS.flatMap((signal) => {
      const number = days.filter((day) => day[signal] !== null).length;
      return number === 0 ? [] : [onDays(signal, number)];
    }),
  ];
  const head = say(`body-import/seen-${format}`, { period: periodOf(days), found: listed(found) });
  return devices.length === 0 ? [head] : [head, say("body-import/recorded-by", { devices: listed(devices) })];
}

/** What a file came to, with what was left out of it by its name. */
export function storedParts(file: BodyFile, { added, changed, ahead }: DaysStored): readonly Part[] {
  const come = file.days.slice(0, file.days.length - ahead);
  const known = come.length - added - changed;
  const rest = [
    ...(changed === 0 ? [] : [say("body-import/changed", { days: days(changed) })]),
    ...leftOutParts(file, ahead),
  ];
  if (added + changed === 0) return [say("body-import/nothing-new", { days: days(come.length) }), ...rest];
  const nights = nightsIn({ days: come });
  const facts = { days: days(come.length), period: periodOf(come) };
  const head =
    nights === 0
      ? say("body-import/stored-no-nights", facts)
      : say("body-import/stored", { ...facts, nights: spacedCount(nights, "night") });
  return [head, ...(known <= 0 ? [] : [say("body-import/known", { days: days(known) })]), ...rest];
}

/** Nothing where nothing is left out. @param ahead days that have not come yet */
export function leftOutParts({ leftOut, unread }: BodyFile, ahead: number): readonly Part[] {
  const byField = Map.groupBy(leftOut, ({ field }) => signalOf(field));
  const fields = [...byField].map(([signal, values]) => onDays(signal, datesIn(values)));
  return [
    ...(fields.length === 0 ? [] : [say("body-import/left-out", { fields: listed(fields) })]),
    ...(ahead === 0 ? [] : [say("body-import/ahead", { days: days(ahead) })]),
    ...(unread.rows === 0 ? [] : [say("body-import/rows-unread", { rows: counted(unread.rows, "row") })]),
    ...(unread.doubled === 0
      ? []
      : [say("body-import/rows-doubled", { rows: counted(unread.doubled, "row") })]),
  ];
}

/** What is kept of an import's outcome. */
export function countsOf({ days, leftOut }: BodyFile, { added, changed, ahead }: DaysStored) {
  return { added, changed, known: days.length - ahead - added - changed, leftOut: leftOut.length + ahead };
}

/** A file's days, one a line, and what was left out of them. */
export function* dayLines({ days, leftOut }: BodyFile, json: boolean): Generator<string> {
  for (const day of days) yield json ? JSON.stringify(day) : dayLine(day);
  if (!json) return;
  const reason = inline("body-import/reason");
  for (const { date, field } of leftOut) yield JSON.stringify({ skipped: true, date, field, reason });
}

/** `2026-11-10  sleep 7 h 15 m, steps 2 120`. */
function dayLine(day: WearableDay): string {
  const { sleepMinutes } = day;
  const said = [
    ...(sleepMinutes === null ? [] : [`${signalName("sleepMinutes")} ${duration(sleepMinutes)}`]),
    ...SIGNALS.flatMap((signal) => {
      const value = day[signal];
      return value === null ? [] : [`${signalName(signal)} ${spaced(value)}`];
    }),
  ];
  return `${day.date}  ${said.join(", ")}`;
}

/** Why an export cannot be read, in words. */
export function problemOf({ code }: RefusedUploadError): string {
  return inline(`body-import/problem-${code}`);
}

/** How far a file is read, on one line. */
export function readingPart(done: number, size: number | null, newest: LocalDate | null): Part | null {
  if (newest === null) return null;
  const facts = { done: spaced(done / MB), month: monthName(newest) };
  if (size === null || size < done) return say("body-import/reading-on", facts);
  return say("body-import/reading", { ...facts, size: spaced(size / MB) });
}

/** A field of a day, or a kind of record as a phone names it, under the name that people know. */
function signalOf(field: string): DaySignal {
  const [kind = ""] = field.split(".");
  return RECORDS[kind] ?? (kind as DaySignal);
}

const RECORDS: Readonly<Record<string, DaySignal>> = {
  SleepAnalysis: "sleepMinutes",
  RestingHeartRate: "restingHeartRateBpm",
  HeartRateVariabilitySDNN: "hrvMs",
  StepCount: "steps",
  ActiveEnergyBurned: "activityKcal",
};

function onDays(signal: DaySignal, number: number): string {
  return inline("body-import/signal-days", { signal: signalName(signal), days: days(number) });
}

/** One that no day is known of counts as one. */
function datesIn(values: readonly LeftOutValue[]): number {
  return new Set(values.map(({ date }) => date)).size;
}

function nightsIn({ days }: Pick<BodyFile, "days">): number {
  return days.filter(({ sleepMinutes }) => sleepMinutes !== null).length;
}

/** `2 March 2019 to 20 November 2026`; years are said even where it is this one, as files reach back. */
function periodOf(days: readonly { readonly date: LocalDate }[]): string {
  const [first, last] = [days[0], days.at(-1)].map((day) => (day === undefined ? "" : longDay(day.date)));
  return first === last ? `${first}` : `${first} to ${last}`;
}

function longDay(date: LocalDate): string {
  return DateTime.fromISO(date, { zone: "UTC", locale: "en" }).toFormat("d LLLL yyyy");
}

function days(number: number): string {
  return spacedCount(number, "day");
}

function spacedCount(number: number, one: string): string {
  return counted(number, one).replace(/^\d+/, (digits) => spaced(Number(digits)));
}
