import { eachDay, type LocalDate } from "../../coaching/model/local-date.ts";
import { drawNormal, seededRandom } from "../../coaching/model/random.ts";
import type { Database } from "../../db/client.ts";
import { seedMoods, seedReadings } from "../bot/questions/seed.ts";

/** A night and the mood of the day after it. */
export type LinkedDay = {
  readonly localDate: LocalDate;
  readonly sleepDurationMinutes: number;
  readonly moodScore: number;
};

/**
 * Days on which mood follows the night before it closely, as no person's does; from `until` on the two have nothing to do with
 * each other.
 */
export function linkedDays(from: LocalDate, to: LocalDate, until: LocalDate = "9999-12-31"): LinkedDay[] {
  const random = seededRandom(`linked ${from}`);
  return eachDay(from, to).map((localDate) => {
    const [night, own] = [drawNormal(random), drawNormal(random)];
    const mood = localDate < until ? 1.5 * night + 0.8 * own : 1.7 * own;
    return {
      localDate,
      sleepDurationMinutes: Math.round(420 + 50 * night),
      moodScore: Math.max(-5, Math.min(5, Math.round(mood))),
    };
  });
}

export async function storeLinkedDays(
  db: Database,
  userId: string,
  days: readonly LinkedDay[],
): Promise<void> {
  if (days.length === 0) return;
  await seedReadings(
    db,
    userId,
    days.map(({ localDate, sleepDurationMinutes }) => ({ localDate, sleepDurationMinutes })),
  );
  await seedMoods(
    db,
    userId,
    days.map(({ localDate, moodScore }) => ({ localDate, moodScore })),
  );
}
