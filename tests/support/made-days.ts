import { type DayRecord, emptyDay } from "../../coaching/model/days.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { drawNormal, seededRandom } from "../../coaching/model/random.ts";

const FIRST_DAY = "2026-01-05";

/** Days one after another from a Monday on, each with what is given of it. */
export function madeDays(count: number, values: (index: number) => Partial<DayRecord>): DayRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    ...emptyDay(addDays(FIRST_DAY, index)),
    ...values(index),
  }));
}

/** The date of a day of {@link madeDays}, the first being 0. */
export const madeDate = (index: number) => addDays(FIRST_DAY, index);

/**
 * A person about whom everything is known, of plain noise, who spends more on the day after a short night.
 *
 * @param link 0: nothing leads to anything
 */
export function noisyDays(count: number, { seed, link = 0 }: { seed: string; link?: number }): DayRecord[] {
  const random = seededRandom(seed);
  const draw = (mean: number, spread: number) => mean + spread * drawNormal(random);
  const sleep = Array.from({ length: count }, () => draw(420, 60));
  return madeDays(count, (index) => {
    const short = (420 - (sleep[index] ?? 420)) / 60;
    return {
      sleepMinutes: Math.round(sleep[index] ?? 420),
      hrvMs: draw(45, 8),
      restingHeartRateBpm: draw(60, 4),
      steps: Math.round(Math.max(0, draw(7000, 2500))),
      activityKcal: draw(400, 120),
      stressLevel: draw(45, 15),
      mood: Math.round(draw(0, 1.5)),
      energySelf: draw(55, 15),
      spentTotalMinor: 10_000,
      spentDiscretionaryMinor: Math.round(Math.max(0, 2000 + 1500 * (link * short + drawNormal(random)))),
      impulseCount: random() < 0.2 ? 1 : 0,
      incomeMinor: index % 14 === 4 ? 150_000 : 0,
    };
  });
}
