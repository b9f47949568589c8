import { drawNormal } from "../model/random.ts";
import { clamp, drawBetween, drawChance, drawOne, drawWeighted, drawWhole, type Streams } from "./draws.ts";
import { drawLinks } from "./links.ts";
import type { SampleLink } from "./types.ts";

type Home = {
  readonly timezone: string;
  readonly currency: string;
  /** Where a trip across zones leads; less than nine hours from home, see `calendar.ts`. */
  readonly away: string;
};

/** Six homes: Tokyo and Kolkata never change their clocks, Auckland has its summer in January. */
const HOMES: readonly Home[] = [
  { timezone: "America/New_York", currency: "USD", away: "Europe/Lisbon" },
  { timezone: "America/Los_Angeles", currency: "USD", away: "America/New_York" },
  { timezone: "Europe/Berlin", currency: "EUR", away: "America/New_York" },
  { timezone: "Asia/Tokyo", currency: "JPY", away: "Asia/Bangkok" },
  { timezone: "Asia/Kolkata", currency: "INR", away: "Europe/London" },
  { timezone: "Pacific/Auckland", currency: "NZD", away: "Australia/Sydney" },
];

const WORK = [
  { kind: "weekdays", weight: 0.75 },
  { kind: "shifts", weight: 0.15 },
  { kind: "free", weight: 0.1 },
] as const;

const PAY = [
  { kind: "biweekly", weight: 0.45 },
  { kind: "semimonthly", weight: 0.2 },
  { kind: "monthly", weight: 0.3 },
  { kind: "irregular", weight: 0.05 },
] as const;

/** What stays the same about a person for as long as they are generated. */
export type Traits = {
  readonly timezone: string;
  readonly currency: string;
  /** Zone of the one trip, null for who never leaves. */
  readonly travelsTo: string | null;
  readonly work: "weekdays" | "shifts" | "free";
  /** Where in the eight-day shift cycle the first of January 1970 fell. */
  readonly shiftPhase: number;
  readonly pay: "biweekly" | "semimonthly" | "monthly" | "irregular";
  /** Net, in US dollars; {@link ./prices.ts} turns it into the person's currency. */
  readonly monthlyIncomeUsd: number;
  /** Minutes by which they wake later than most. */
  readonly chronotypeMinutes: number;
  readonly sleepNeedMinutes: number;
  readonly sleepUsualMinutes: number;
  readonly sleepSdMinutes: number;
  readonly hrvLogMs: number;
  readonly restingHeartRateBpm: number;
  readonly stepsLog: number;
  readonly stepsLogSd: number;
  readonly stressLevel: number;
  /** On the 1 to 7 faces. */
  readonly moodFace: number;
  readonly energySelf: number;
  /** Types energy as a number instead of tapping one of five. */
  readonly typesEnergy: boolean;
  readonly checkInMinute: number;
  /** Share of nights the device records, 0.80 to 0.97. */
  readonly deviceCompliance: number;
  /** Share of days with a check-in, 0.4 to 0.9. */
  readonly moodCompliance: number;
  /** Discretionary visits a day; null leaves it to the habits that were drawn. */
  readonly dailyVisits: number | null;
  /** Habits, by id, that the person has in any case. */
  readonly surelyHas: readonly string[];
  readonly changesDevice: boolean;
  readonly losesBankLink: boolean;
  readonly links: readonly SampleLink[];
};

/** A person drawn from the population; each trait from its own stream. */
export function drawTraits(streams: Streams): Traits {
  const normal = (purpose: string, mean: number, sd: number) => mean + sd * drawNormal(streams(purpose));
  const between = (purpose: string, low: number, high: number) => drawBetween(streams(purpose), low, high);
  const home = drawOne(streams("home"), HOMES);
  const work = drawWeighted(streams("work"), WORK).kind;
  const sleepNeedMinutes = Math.round(clamp(normal("sleep-need", 480, 25), 400, 560));
  return {
    timezone: home.timezone,
    currency: home.currency,
    travelsTo: drawChance(streams("travels"), 0.15) ? home.away : null,
    work,
    shiftPhase: drawWhole(streams("shift-phase"), 0, 15),
    pay: drawWeighted(streams("pay"), PAY).kind,
    monthlyIncomeUsd: clamp(4200 * Math.exp(normal("income", 0, 0.5)), 1300, 14_000),
    chronotypeMinutes: Math.round(clamp(normal("chronotype", 0, 40), -75, 90)),
    sleepNeedMinutes,
    sleepUsualMinutes: sleepNeedMinutes - Math.round(clamp(normal("sleep-usual", 38, 18), 0, 90)),
    sleepSdMinutes: Math.round(between("sleep-sd", 45, 62)),
    hrvLogMs: clamp(normal("hrv", 3.8, 0.35), 2.9, 4.8),
    restingHeartRateBpm: clamp(normal("resting-heart-rate", 62, 6), 45, 82),
    stepsLog: clamp(normal("steps-usual", 8.9, 0.35), 7.9, 9.8),
    stepsLogSd: between("steps-sd", 0.3, 0.45),
    stressLevel: clamp(normal("stress-usual", 42, 9), 22, 62),
    moodFace: clamp(normal("mood-usual", 4.6, 0.5), 3.4, 5.8),
    energySelf: clamp(normal("energy-usual", 56, 7), 40, 72),
    typesEnergy: drawChance(streams("types-energy"), 0.3),
    checkInMinute: drawWhole(streams("check-in-time"), 440, 560),
    deviceCompliance: between("device-compliance", 0.8, 0.97),
    moodCompliance: between("mood-compliance", 0.4, 0.9),
    dailyVisits: null,
    surelyHas: [],
    changesDevice: drawChance(streams("changes-device"), 0.1),
    losesBankLink: drawChance(streams("loses-bank-link"), 0.2),
    links: drawLinks(streams),
  };
}
