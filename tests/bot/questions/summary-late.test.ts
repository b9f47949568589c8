import { expect, test } from "vitest";
import { summarisePeriod } from "../../../bot/questions/summary.ts";
import { plainReply } from "../../../bot/reply.ts";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import { scorePeople } from "../../../db/queries/scores-batch.ts";
import { testDatabase } from "../../support/database.ts";
import { contextOf, LAST_WEEK, NOW, seedMoods, seedPerson, seedReadings, TODAY } from "./seed.ts";

const { db } = await testDatabase();
/** A number from −2 to 2 for each day, without any pattern. */
const noise = (at: number) => ((at * 7919) % 5) - 2;

test("given nights that came in late, then the highest and the lowest balance are those of the picture beside them", async () => {
  const person = await seedPerson(db);
  const { userId } = person;
  const nights = eachDay(addDays(TODAY, -60), addDays(TODAY, -1)).map((localDate, at) => ({
    localDate,
    sleepDurationMinutes: 420 + 30 * noise(at),
    restingHeartRate: 58 + noise(at + 1),
    hrv: 50 + 4 * noise(at + 2),
  }));
  const isLate = ({ localDate }: { localDate: string }) =>
    localDate >= "2026-11-01" && localDate < LAST_WEEK.from;
  await seedReadings(
    db,
    userId,
    nights.filter((night) => !isLate(night)),
  );
  await seedMoods(
    db,
    userId,
    eachDay(LAST_WEEK.from, LAST_WEEK.to).map((localDate, at) => ({ localDate, moodScore: noise(at) })),
  );
  await scorePeople(db, new Map([[userId, new Set(eachDay(LAST_WEEK.from, LAST_WEEK.to))]]), NOW);
  await seedReadings(
    db,
    userId,
    nights
      .filter(isLate)
      .map((night) => ({ ...night, sleepDurationMinutes: 300, hrv: 80, restingHeartRate: 50 })),
  );

  const [reply] = (await summarisePeriod(db, LAST_WEEK, contextOf(person)))?.replies ?? [];
  if (reply === undefined || reply.picture?.chart.kind !== "week") throw new Error("expected a week");
  const scores = (reply.picture.chart.rows[0]?.scores ?? []).filter((score) => score !== null);
  const [, best, hardest] =
    /Highest balance: \w+, (\d+).*lowest balance: \w+, (\d+)/.exec(plainReply(reply)) ?? [];
  expect([Number(best), Number(hardest)]).toEqual([Math.max(...scores), Math.min(...scores)]);
});
