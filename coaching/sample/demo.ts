import { addDays, isTimeZone, type LocalDate } from "../model/local-date.ts";
import { isCurrency } from "../model/money.ts";
import { type SampleRun, type Script, simulatePerson } from "./generate.ts";
import { usualLink } from "./links.ts";
import type { Traits } from "./persons.ts";
import type { SamplePerson } from "./types.ts";

/**
 * The named sample persons one can look around as.
 *
 * - `maya`: short sleep does raise her spending, the same day;
 * - `tom`: it does not; short sleep costs him energy and some mood, never money;
 * - `sol`: nothing drives anything;
 * - `iris`: four days in ten are missing, nights and check-ins alike.
 */
export const samplePersons = ["maya", "tom", "sol", "iris"] as const;

export type SamplePersonName = (typeof samplePersons)[number];

/** Days of history before today. */
const SAMPLE_DAYS = 120;

/** Seeds are picked so that 120 days show what the person is meant to show; tests hold them to it. */
type NamedPerson = { readonly seed: string; readonly name: string; readonly traits: Partial<Traits> };

/** What all of them have in common: an ordinary job, no move, no new device, no broken bank link. */
const SETTLED: Partial<Traits> = {
  work: "weekdays",
  pay: "biweekly",
  monthlyIncomeUsd: 3400,
  travelsTo: null,
  changesDevice: false,
  losesBankLink: false,
  sleepNeedMinutes: 480,
  sleepUsualMinutes: 425,
  sleepSdMinutes: 56,
  chronotypeMinutes: 0,
  stepsLog: 8.92,
  stepsLogSd: 0.35,
  moodFace: 4.6,
  typesEnergy: false,
  deviceCompliance: 0.95,
  moodCompliance: 0.86,
  dailyVisits: 0.72,
  surelyHas: ["coffee", "delivery", "clothing"],
  links: [],
};

const NAMED: Record<SamplePersonName, NamedPerson> = {
  maya: {
    seed: "demo-46",
    name: "Maya",
    traits: { ...SETTLED, links: [usualLink("sleep_to_spending", 0.5), usualLink("sleep_to_energy", 0.3)] },
  },
  tom: {
    seed: "demo-18",
    name: "Tom",
    traits: { ...SETTLED, links: [usualLink("sleep_to_energy", 0.5), usualLink("sleep_to_mood", 0.25)] },
  },
  sol: { seed: "demo-10", name: "Sol", traits: SETTLED },
  iris: {
    seed: "demo-13",
    name: "Iris",
    traits: {
      ...SETTLED,
      deviceCompliance: 0.6,
      moodCompliance: 0.6,
      links: [usualLink("sleep_to_energy", 0.4), usualLink("stress_to_spending", 0.4)],
    },
  },
};

/** Where and when a sample person lives. */
export type SamplePlace = { readonly today: LocalDate; readonly timezone: string; readonly currency: string };

/**
 * A named sample person with 120 days of history and this morning: the same arguments, the same bytes.
 *
 * The history comes from the generator. Its last days are scripted on top, so that every first feature has
 * something to show:
 * - last night lasted 5 h 40 min, the one before 6 h 20 min, and both were recorded in time;
 * - the last four days before today each hold one purchase more, the last of them late in the evening;
 * - yesterday's mood was face 3 of 7, the day before's 5: one low day, not a run of them;
 * - today has just begun (the picture is that of 08:30): last night's sleep and body are there, steps and stress
 *   are not, there is no check-in, and at most one coffee was bought, at 08:05. It may lie ahead of the reader's
 *   clock: drop what is later.
 * No vacation and no illness falls into the last 30 days.
 *
 * @param place.today the person's local day
 * @throws RangeError for an unknown zone or currency
 */
export function samplePerson(name: SamplePersonName, place: SamplePlace): SamplePerson {
  return samplePersonRun(name, place).person;
}

/** {@link samplePerson}, with what is so about it. */
export function samplePersonRun(name: SamplePersonName, place: SamplePlace): SampleRun {
  return simulatePerson({
    ...planOf(name, place),
    from: addDays(place.today, -SAMPLE_DAYS),
    days: SAMPLE_DAYS + 1,
    calendar: { settled: true, quietTailDays: 30 },
    script: LAST_DAYS,
    lastDayJustBegun: true,
  });
}

/** The same person over any stretch of days and with nothing scripted, for tests and benchmarks. */
export function longSampleRun(
  name: SamplePersonName,
  place: Omit<SamplePlace, "today"> & { readonly from: LocalDate; readonly days: number },
): SampleRun {
  const { from, days } = place;
  return simulatePerson({ ...planOf(name, place), from, days, calendar: { settled: true } });
}

function planOf(name: SamplePersonName, { timezone, currency }: Omit<SamplePlace, "today">) {
  if (!isTimeZone(timezone)) {
    throw new RangeError(`unknown timezone "${timezone}": expected an IANA name, as Europe/Berlin`);
  }
  if (!isCurrency(currency)) {
    throw new RangeError(`unknown currency "${currency}": expected an ISO 4217 code, as EUR`);
  }
  const { seed, name: fullName, traits } = NAMED[name];
  return { seed, id: name, name: fullName, traits: { ...traits, timezone, currency } };
}

const LAST_DAYS: Script = {
  sleepMinutes: new Map([
    [SAMPLE_DAYS - 1, 380],
    [SAMPLE_DAYS, 340],
  ]),
  wakeMinute: new Map([[SAMPLE_DAYS, 385]]),
  faces: new Map([
    [SAMPLE_DAYS - 2, 5],
    [SAMPLE_DAYS - 1, 3],
  ]),
  visits: [
    { day: SAMPLE_DAYS - 4, minute: 1170, habit: "restaurant", factor: 1.1 },
    { day: SAMPLE_DAYS - 3, minute: 1085, habit: "marketplace", factor: 1.1 },
    { day: SAMPLE_DAYS - 2, minute: 1195, habit: "restaurant", factor: 1.1 },
    { day: SAMPLE_DAYS - 1, minute: 1362, habit: "marketplace", factor: 1.6 },
    { day: SAMPLE_DAYS, minute: 485, habit: "coffee", factor: 1 },
  ],
};
