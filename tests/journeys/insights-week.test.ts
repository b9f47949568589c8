import { describe, expect, test } from "vitest";
import { eachDay } from "../../coaching/model/local-date.ts";
import { loadInsights } from "../../db/queries/insights.ts";
import { users } from "../../db/schema/people.ts";
import { seedMoods } from "../bot/questions/seed.ts";
import type { FakeChatOptions } from "../fakes/chat.ts";
import type { PlatformAnswer } from "../fakes/platform.ts";
import { testDatabase } from "../support/database.ts";
import { insightRow, storeInsight } from "../support/insight-rows.ts";
import { at, decided, heardAt, joined } from "../support/unasked-day.ts";

const { db } = await testDatabase();

const MONDAY = "2026-11-30";
const NEXT_MONDAY = "2026-12-07";

/** Somebody who has checked in through two weeks, so that there is something to sum up on both Mondays after. */
async function withWeeks(options: Partial<FakeChatOptions> = {}) {
  const someone = await joined(db, "2026-11-22", options);
  const [person] = await db.select({ id: users.id }).from(users);
  const userId = person?.id ?? "";
  const days = eachDay("2026-11-23", "2026-12-06");
  await seedMoods(
    db,
    userId,
    days.map((localDate, index) => ({ localDate, moodScore: index % 3 })),
  );
  return { ...someone, userId };
}

describe("given a week's message on a Monday", () => {
  test("and a pattern that was found and not said, then it is told in a sentence, once", async () => {
    const someone = await withWeeks();
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
    expect(await heardAt(someone, ["09:00"], NEXT_MONDAY)).not.toContainEqual(
      expect.stringContaining("A pattern that has now held"),
    );
  });

  test("and a pattern that was found long before and not said, then it is not called two weeks old", async () => {
    const someone = await withWeeks();
    await storeInsight(db, someone.userId, insightRow());
    const [summary] = await heardAt(someone, ["09:00"], MONDAY);
    expect(summary).toContain(
      "A pattern that has held since 3 August: on the 14 days after under 6 h of sleep",
    );
  });

  test("and one that was said and holds no longer, then it is taken back there, and not once more", async () => {
    const someone = await withWeeks();
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

describe("given a week's message with news of patterns", () => {
  /** Of one pattern they have not heard, and of one that they have heard of they do not know that it is over. */
  async function withNews() {
    const platform: { answer: PlatformAnswer } = { answer: "ok" };
    const someone = await withWeeks({ answer: () => platform.answer });
    await storeInsight(db, someone.userId, insightRow({ establishedOn: "2026-11-22" }));
    const saidAt = new Date("2026-05-03T12:00:00Z");
    const over = { signalType: "sleep_to_mood", state: "faded", saidAt } as const;
    await storeInsight(db, someone.userId, insightRow(over));
    return { ...someone, platform };
  }

  const isNews = /I take it back\.[\s\S]*A pattern that has now held/;

  test.each<[PlatformAnswer, string]>([
    ["bad", "delivery_failed"],
    ["blocked", "unreachable"],
    ["away", "missed"],
  ])("that did not arrive (%s), then it is news on the next Monday", async (answer, reason) => {
    const someone = await withNews();
    someone.platform.answer = answer;
    expect(await heardAt(someone, ["09:00", "21:30"], MONDAY)).toEqual([]);
    expect(await decided(someone, "weekly_summary", MONDAY)).toEqual([`${reason} never`]);
    someone.platform.answer = "ok";
    someone.clock.now = at("08:00", NEXT_MONDAY);
    await someone.chat.say("hello");
    expect(await heardAt(someone, ["09:00"], NEXT_MONDAY)).toContainEqual(expect.stringMatching(isNews));
  });

  test("that may have arrived, then it is not told once more", async () => {
    const someone = await withNews();
    someone.platform.answer = "late";
    expect(await heardAt(someone, ["09:00"], MONDAY)).toContainEqual(expect.stringMatching(isNews));
    expect(await decided(someone, "weekly_summary", MONDAY)).toEqual(["unconfirmed never"]);
    someone.platform.answer = "ok";
    someone.clock.now = at("08:00", NEXT_MONDAY);
    await someone.chat.say("hello");
    const heard = await heardAt(someone, ["09:00"], NEXT_MONDAY);
    expect(await decided(someone, "weekly_summary", NEXT_MONDAY)).toEqual(["sent never"]);
    expect(heard).not.toContainEqual(expect.stringMatching(/pattern|take it back/));
  });
});
