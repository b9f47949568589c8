import type { LeadingSignal, Pair, RelationSignal } from "../../coaching/correlations/family.ts";
import { type DayRecord, emptyDay } from "../../coaching/model/days.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { moodFromFace } from "../../coaching/model/mood.ts";
import { drawNormal, drawPoisson, type Random } from "../../coaching/model/random.ts";
import { persistent, withGaps } from "./relation-worlds.ts";

/** One true link: what follows takes this share of what leads, in standard deviations of what is not seen. */
export type TrueLink = {
  readonly from: LeadingSignal;
  readonly to: RelationSignal;
  readonly lag: number;
  /** −1 to +1. */
  readonly r: number;
};

/** Everything that is looked at of one invented person, day by day from a Monday. */
export type WholePerson = { readonly days: readonly DayRecord[]; readonly links: readonly TrueLink[] };

const PERSONS_FROM: LocalDate = "2024-01-01";

/** Signals that move together in everybody; no relation is looked for between two of one block. */
const BLOCKS = [
  ["sleepMinutes", "hrvMs", "restingHeartRateBpm"],
  ["steps", "activityKcal"],
  ["mood", "energySelf"],
  ["stressLevel"],
  ["spentDiscretionaryMinor", "impulseCount"],
] as const satisfies readonly (readonly RelationSignal[])[];

/** What one device, one chat or one bank brings, and fails to bring together. */
const SOURCES = [
  ["sleepMinutes", "hrvMs", "restingHeartRateBpm", "steps", "activityKcal", "stressLevel"],
  ["mood", "energySelf"],
  ["spentDiscretionaryMinor", "impulseCount"],
] as const satisfies readonly (readonly RelationSignal[])[];

type Latent = Readonly<Record<RelationSignal, Float64Array>>;

/**
 * A person whose ten signals persist from day to day, share weekdays, trends, slow waves and paydays, and lack 5 to 20 of 100
 * days; linked by nothing but `links`.
 */
export function wholePerson(random: Random, days: number, links: readonly TrueLink[]): WholePerson {
  const latent = linked(random, days, links);
  const payday = { every: random() < 0.5 ? 14 : 30, first: Math.floor(random() * 14) };
  const isPayday = (day: number) => day >= payday.first && (day - payday.first) % payday.every === 0;
  const isNearPayday = (day: number) => isPayday(day) || isPayday(day - 1) || isPayday(day - 2);
  const week = Array.from({ length: 7 }, (_, weekday) => (weekday >= 4 ? 0.3 : 0) + 0.4 * drawNormal(random));
  const moved = eachSignal((signal) => {
    const [weekly, slope, wave] = [drawNormal(random), trendOf(random), waveOf(random)];
    const paid = BLOCKS[4].some((one) => one === signal) ? 0.6 : 0.2 * drawNormal(random);
    return latent[signal].map(
      (value, day) =>
        value +
        weekly * (week[day % 7] ?? 0) +
        slope * (day / days - 0.5) +
        wave(day) +
        (isNearPayday(day) ? paid : 0),
    );
  });
  const seen = { ...observed(random, moved) };
  for (const source of SOURCES) {
    const gaps = withGaps(random, new Float64Array(days), 0.05 + 0.15 * random());
    for (const signal of source) {
      seen[signal] = seen[signal].map((value, day) => (Number.isNaN(gaps[day]) ? Number.NaN : value));
    }
  }
  return { days: recordsOf(seen, isPayday), links };
}

export function lastDayOf(days: readonly DayRecord[]): LocalDate {
  return addDays(PERSONS_FROM, days.length - 1);
}

/** Whether nothing leads from the one to the other: neither a link nor one of what moves together with its beginning. */
export function isUnlinked({ from, to }: Pick<Pair, "from" | "to">, links: readonly TrueLink[]): boolean {
  const block = BLOCKS.find((signals) => signals.some((signal) => signal === from));
  return !links.some((link) => link.to === to && block?.some((signal) => signal === link.from));
}

/** How a link shows in what is seen, with nothing else in the way: what leads by day, and what follows. */
export function linkAlone(
  random: Random,
  days: number,
  link: TrueLink,
): readonly [Float64Array, Float64Array] {
  const seen = observed(random, linked(random, days, [link]));
  const { from, to, lag } = link;
  return [seen[from].slice(0, days - lag), seen[to].slice(lag)];
}

const SIGNALS: readonly RelationSignal[] = BLOCKS.flat();

function eachSignal(value: (signal: RelationSignal) => Float64Array): Latent {
  return Object.fromEntries(SIGNALS.map((signal) => [signal, value(signal)])) as Latent;
}

/** What is not seen: blocks that move together, of variance 1, and the links. */
function linked(random: Random, days: number, links: readonly TrueLink[]): Latent {
  const latent = { ...eachSignal(() => new Float64Array(0)) };
  for (const block of BLOCKS) {
    const [together, phi] = [0.3 + 0.3 * random(), 0.2 + 0.5 * random()];
    const common = persistent(random, days, phi);
    for (const signal of block) {
      const own = persistent(random, days, 0.1 + 0.5 * random());
      // A calm heart goes with long nights.
      const sign = signal === "restingHeartRateBpm" ? -1 : 1;
      latent[signal] = own.map(
        (value, day) => sign * Math.sqrt(together) * (common[day] ?? 0) + Math.sqrt(1 - together) * value,
      );
    }
  }
  for (const { from, to, lag, r } of links) {
    const before = (day: number) => latent[from][day - lag] ?? drawNormal(random);
    latent[to] = latent[to].map((value, day) => r * before(day) + Math.sqrt(1 - r * r) * value);
  }
  return latent;
}

/** None for a half of all series; else a line of up to two standard deviations, either way, over all days. */
function trendOf(random: Random): number {
  return random() < 0.5 ? 0 : 4 * random() - 2;
}

/** None for two of three series; else a season of 70 to 150 days. */
function waveOf(random: Random): (day: number) => number {
  if (random() < 2 / 3) return () => 0;
  const [period, phase] = [70 + 80 * random(), 2 * Math.PI * random()];
  return (day) => 0.6 * Math.sin((2 * Math.PI * day) / period + phase);
}

/** On the scales on which people and devices tell. */
function observed(random: Random, latent: Latent): Record<RelationSignal, Float64Array> {
  const clamped = (low: number, high: number, value: number) => Math.min(high, Math.max(low, value));
  return {
    sleepMinutes: latent.sleepMinutes.map((z) => Math.round(430 + 45 * z)),
    hrvMs: latent.hrvMs.map((z) => 45 * Math.exp(0.2 * z)),
    restingHeartRateBpm: latent.restingHeartRateBpm.map((z) => Math.round(62 + 3.5 * z)),
    stressLevel: latent.stressLevel.map((z) => clamped(0, 100, Math.round(42 + 14 * z))),
    mood: latent.mood.map((z) => moodFromFace(clamped(1, 7, Math.round(4.6 + 1.1 * z)))),
    // Five buttons.
    energySelf: latent.energySelf.map((z) => clamped(0, 100, 25 * Math.round(2 + 0.9 * z))),
    steps: latent.steps.map((z) => Math.round(7300 * Math.exp(0.4 * z))),
    activityKcal: latent.activityKcal.map((z) => Math.round(450 * Math.exp(0.3 * z))),
    // Nothing on four or five of ten days.
    spentDiscretionaryMinor: latent.spentDiscretionaryMinor.map((z) => {
      const urge = z + 0.3 * drawNormal(random);
      return urge < -0.15 ? 0 : Math.round(100 * Math.exp(3 + 0.7 * urge));
    }),
    impulseCount: latent.impulseCount.map((z) => drawPoisson(random, Math.exp(-0.7 + z))),
  };
}

function recordsOf(
  seen: Readonly<Record<RelationSignal, Float64Array>>,
  isPayday: (day: number) => boolean,
): readonly DayRecord[] {
  return Array.from(seen.mood, (_, day) => {
    const known = (signal: RelationSignal) => {
      const value = seen[signal][day] ?? Number.NaN;
      return Number.isNaN(value) ? null : value;
    };
    return {
      ...emptyDay(addDays(PERSONS_FROM, day)),
      ...Object.fromEntries(SIGNALS.map((signal) => [signal, known(signal)])),
      incomeMinor: isPayday(day) ? 250_000 : 0,
    };
  });
}
