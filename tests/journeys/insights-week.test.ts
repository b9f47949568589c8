import { describe, expect, test } from "vitest";
import { addDays, eachDay } from "../../coaching/model/local-date.ts";
import { loadInsights } from "../../db/queries/insights.ts";
import { users } from "../../db/schema/people.ts";
import { seedMoods } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";
import { insightRow, storeInsight } from "../support/insight-rows.ts";
import { heardAt, joined } from "../support/unasked-day.ts";

const { db } = await testDatabase();

describe("given a week's message on a Monday", () => {
  const MONDAY = "2026-11-30";

  /** Somebody who has checked in through the week before, so that there is something to sum up. */
  async function withWeek(): Promise<Awaited<ReturnType<typeof joined>> & { readonly userId: string }> {
    const someone = await joined(db, "2026-11-22");
    const [person] = await db.select({ id: users.id }).from(users);
    const userId = person?.id ?? "";
    const week = eachDay("2026-11-23", "2026-11-29");
    await seedMoods(
      db,
      userId,
      week.map((localDate, index) => ({ localDate, moodScore: index % 3 })),
    );
    return { ...someone, userId };
  }

  test("and a pattern that was found and not said, then it is told in a sentence, once", async () => {
    const someone = await withWeek();
    await storeInsight(db, someone.userId, insightRow({ establishedOn: "2026-11-22" }));
    const [summary] = await heardAt(someone, ["09:00"], MONDAY);
    expect(summary).toContain(
      "A pattern that has now held for two weeks: on the 14 days after under 6 h of sleep you spent about $31 more by " +
        "choice than on other days (likely between $9 and $55); 83 days looked at. It is no proof of a cause; /insights " +
        "says more.",
    );
    const [row] = await loadInsights(db, someone.userId);
    expect(row?.saidAt).toEqual(someone.clock.now);
    expect(await someone.chat.say("/why")).toContain(
      "strength r −0.38, q 0.01, over 83 days on which I know both",
    );
    expect(await heardAt(someone, ["09:00"], addDays(MONDAY, 7))).not.toContainEqual(
      expect.stringContaining("A pattern that has now held"),
    );
  });

  test("and a pattern that was found long before and not said, then it is not called two weeks old", async () => {
    const someone = await withWeek();
    await storeInsight(db, someone.userId, insightRow());
    const [summary] = await heardAt(someone, ["09:00"], MONDAY);
    expect(summary).toContain(
      "A pattern that has held since 3 August: on the 14 days after under 6 h of sleep",
    );
  });

  test("and one that was said and holds no longer, then it is taken back there, and not once more", async () => {
    const someone = await withWeek();
    const saidAt = new Date("2026-05-03T12:00:00Z");
    await storeInsight(db, someone.userId, insightRow({ state: "faded", saidAt }));
    const [summary] = await heardAt(someone, ["09:00"], MONDAY);
    expect(summary).toContain("no longer holds: I take it back.");
    expect(await someone.chat.say("/insights")).not.toContain("take it back");
  });

  test("and a week of which nothing is known, then the message is held and the pattern stays to be said", async () => {
    const someone = await joined(db, "2026-11-22");
    const [person] = await db.select({ id: users.id }).from(users);
    await storeInsight(db, person?.id ?? "", insightRow());
    expect(await heardAt(someone, ["09:00"], MONDAY)).not.toContainEqual(expect.stringContaining("pattern"));
    const [row] = await loadInsights(db, person?.id ?? "");
    expect(row?.saidAt).toBeNull();
  });
});
