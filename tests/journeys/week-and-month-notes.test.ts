import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addDays, eachDay, type LocalDate, weekdayOf } from "../../coaching/model/local-date.ts";
import { saveBudget } from "../../db/queries/budgets.ts";
import { markDirty } from "../../db/queries/dirty-days.ts";
import {
  correlationInsights,
  monthlySummary,
  signalAnomalies,
  weeklySummary,
} from "../../db/schema/coaching.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import { RESCORING } from "../../src/jobs/index.ts";
import { seedAccount, seedMoods, seedPayments, seedReadings } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";
import { nightOn } from "../support/scored-night.ts";
import { at, heardAt, joined, labels } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const score = nightOn(db);

/** The Monday of these stories, and the week before it. */
const MONDAY: LocalDate = "2026-11-30";
const SUNDAY = addDays(MONDAY, -1);
const WEEK = addDays(MONDAY, -7);

/**
 * Ten weeks of a mood of 2, told every day, and of nights of 7 h that in the last week are of 5 h, but for its Wednesday
 * night; that Wednesday was good.
 */
async function shortWeek() {
  const maya = await joined(db, "2026-11-20");
  const [person] = await db.select({ id: users.id }).from(users);
  const userId = person?.id ?? "";
  const days = eachDay(addDays(MONDAY, -70), SUNDAY);
  await seedReadings(
    db,
    userId,
    days.map((localDate) => ({
      localDate,
      sleepDurationMinutes: localDate >= WEEK && weekdayOf(localDate) !== 2 ? 300 : 420,
    })),
    "simulated",
  );
  await seedMoods(
    db,
    userId,
    days.map((localDate) => ({
      localDate,
      updatedAt: at("12:00", localDate),
      moodScore: localDate >= WEEK && weekdayOf(localDate) === 2 ? 4 : 2,
    })),
  );
  return { maya, userId };
}

/** What is scored in the night after a day, with what lies before it. */
async function nightAfter(
  userId: string,
  date: LocalDate,
  days: readonly LocalDate[] = [date],
): Promise<void> {
  const night = addDays(date, 1);
  const now = at("02:00", night);
  await markDirty(
    db,
    userId,
    days.filter((day) => day < date),
    now,
  );
  await score([userId], "daily_scoring", night, now);
}

const noteLines = (said: string) =>
  said.split("\n").filter((line) => /^(Energy was|Balance was|Highest balance|Worth a look)/.test(line));

describe("a week with short nights", () => {
  async function scored() {
    const { maya, userId } = await shortWeek();
    await nightAfter(userId, SUNDAY, eachDay(addDays(MONDAY, -70), SUNDAY));
    return { maya, userId };
  }

  test("when its Sunday's night is scored, then what changed and the days that stood apart are noted with it", async () => {
    await scored();
    const [week] = await db.select().from(weeklySummary).where(eq(weeklySummary.weekStartDate, WEEK));
    expect(week?.insights).toMatchObject([
      { kind: "change", of: "energy_score", parts: [{ signal: "sleep" }, { signal: "sleep-debt" }] },
      { kind: "best_day", date: "2026-11-25", part: "mood" },
      { kind: "hardest_day", date: SUNDAY, part: "energy" },
    ]);
  });

  test("then Monday's message says it, /week the same, and more behind why? when a change is named", async () => {
    const { maya } = await scored();
    maya.clock.now = at("18:00", SUNDAY);
    await maya.chat.say("/settings");
    const [, monday = ""] = await heardAt(maya, ["07:30", "09:00"], MONDAY);
    expect(labels(maya)).toEqual(["why?", "helpful", "not helpful", "later"]);
    const [changed = "", apart = "", ...others] = noteLines(monday);
    expect(changed).toMatch(
      /^Energy was \d+ lower than in the week before: sleep −\d+ and sleep debt −\d+\.$/,
    );
    const [total = 0, ...parts] = [...changed.matchAll(/\d+/g)].map(([number]) => Number(number));
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
    expect(apart).toMatch(
      /^Highest balance: Wednesday, \d+ \(mood \+\d+\); lowest balance: Sunday, \d+ \(energy −\d+\)\.$/,
    );
    // One of the short nights; the others are no news beside it.
    expect(others).toEqual([
      "Worth a look: on Tuesday 24 November your sleep lay outside your usual range. /sleep shows more.",
    ]);
    expect(monday.split("\n").length).toBeLessThanOrEqual(12);
    maya.clock.now = at("09:05", MONDAY);
    expect(await maya.chat.say("/week")).toBe(monday.slice("09:00 ".length));
    await maya.chat.say("why?");
    expect(await maya.chat.tap("more")).toContain("A change is named when it is at least three times");
  });

  test("given nothing noted yet, as before an upgrade, then /week works it out from what is known", async () => {
    const { maya } = await scored();
    maya.clock.now = at("09:05", MONDAY);
    const said = noteLines(await maya.chat.say("/week"));
    await db.update(weeklySummary).set({ insights: [] });
    expect(noteLines(await maya.chat.say("/week"))).toEqual(said);
    await db.delete(weeklySummary);
    expect(noteLines(await maya.chat.say("/week"))).toEqual(said);
  });

  test("when nights of it come late and are long, then its notes follow; scored again, they are the same", async () => {
    const { userId } = await scored();
    await db
      .update(biometricReadings)
      .set({ sleepDurationMinutes: 420 })
      .where(eq(biometricReadings.sleepDurationMinutes, 300));
    const notes = async () => {
      await markDirty(db, userId, eachDay(WEEK, SUNDAY), at("10:00", MONDAY));
      await score([userId], RESCORING, MONDAY, at("10:00", MONDAY));
      const [week] = await db.select().from(weeklySummary).where(eq(weeklySummary.weekStartDate, WEEK));
      return week?.insights;
    };
    const first = await notes();
    expect(first).toMatchObject([{ kind: "best_day", date: "2026-11-25" }, { kind: "hardest_day" }]);
    expect(await notes()).toEqual(first);
  });

  test("when its month ends, then that is noted too, and /month says it with the whole dates", async () => {
    const { maya, userId } = await shortWeek();
    await seedReadings(db, userId, [{ localDate: MONDAY, sleepDurationMinutes: 420 }], "simulated");
    await nightAfter(userId, MONDAY, eachDay(addDays(MONDAY, -70), MONDAY));
    expect(
      await db.select().from(monthlySummary).where(eq(monthlySummary.monthStartDate, "2026-11-01")),
    ).toMatchObject([
      {
        insights: [
          { kind: "change", of: "energy_score" },
          { kind: "best_day", date: "2026-11-25" },
          { kind: "hardest_day", date: SUNDAY },
        ],
      },
    ]);
    maya.clock.now = at("09:05", "2026-12-01");
    const [changed, apart] = noteLines(await maya.chat.say("/month"));
    expect(changed).toMatch(
      /^Energy was \d+ lower than in the month before: sleep −\d+ and sleep debt −\d+\.$/,
    );
    expect(apart).toContain("Highest balance: Wednesday 25 November,");
  });
});

describe("one thing worth a look", () => {
  /** Somebody who checked in daily and pays for things, on the Monday after. */
  async function spender() {
    const { maya, userId } = await shortWeek();
    const account = await seedAccount(db, userId, "Checking", SUNDAY);
    await seedPayments(db, userId, account, [
      ["2026-11-02", "Grocer", "60.00", "FOOD_AND_DRINK_GROCERIES"],
      ["2026-11-25", "Grocer", "50.00", "FOOD_AND_DRINK_GROCERIES"],
    ]);
    await nightAfter(userId, SUNDAY);
    maya.clock.now = at("09:05", MONDAY);
    return { maya, userId };
  }
  const worthIn = (said: string) => said.split("\n").filter((line) => line.startsWith("Worth a look"));
  const noted = async () => {
    const [week] = await db.select().from(weeklySummary).where(eq(weeklySummary.weekStartDate, WEEK));
    const notes = (week?.insights ?? []) as readonly { readonly kind: string }[];
    return notes.filter(({ kind }) => kind === "worth_a_look");
  };

  test("given nothing of the kind, then nothing is said to be", async () => {
    const { maya } = await spender();
    expect(worthIn(await maya.chat.say("/week"))).toEqual([]);
    expect(await noted()).toEqual([]);
  });

  test("given a budget that was passed, then it is said and noted; an unusual day goes before it; what is gone is noted no more", async () => {
    const { maya, userId } = await spender();
    const budget = { id: "FOOD_AND_DRINK_GROCERIES", amountMinor: 10_000, currency: "USD" };
    await saveBudget(db, userId, { ...budget, currency: "EUR" }, at("09:00", MONDAY));
    await db.update(users).set({ currency: "USD" });
    expect(worthIn(await maya.chat.say("/week"))).toEqual([]);
    await saveBudget(db, userId, budget, at("09:00", MONDAY));
    expect(worthIn(await maya.chat.say("/week"))).toEqual([
      "Worth a look: the month's groceries went past $100 on Wednesday 25 November. /budget shows more.",
    ]);
    expect(await noted()).toEqual([
      {
        kind: "worth_a_look",
        about: "budget",
        budget: budget.id,
        date: "2026-11-25",
        amountMinor: 10_000,
      },
    ]);
    const unusual = {
      userId,
      localDate: "2026-11-26",
      value: 300,
      z: -4,
      configVersion: "x",
      computedAt: at("02:00", MONDAY),
    };
    await db.insert(signalAnomalies).values([
      { ...unusual, signal: "sleep_minutes", usualLow: 380 },
      { ...unusual, signal: "mood", z: 3.9 },
    ]);
    expect(worthIn(await maya.chat.say("/week"))).toEqual([
      "Worth a look: on Thursday 26 November your sleep lay outside your usual range. /sleep shows more.",
    ]);
    expect(await noted()).toMatchObject([{ about: "anomaly", signal: "sleep_minutes", date: "2026-11-26" }]);
    // A night that sums the week up anew keeps what was said.
    await nightAfter(userId, SUNDAY);
    expect(await noted()).toMatchObject([{ about: "anomaly" }]);
    await db.delete(signalAnomalies).where(eq(signalAnomalies.signal, "sleep_minutes"));
    expect(worthIn(await maya.chat.say("/week"))).toEqual([
      "Worth a look: on Thursday 26 November your mood lay outside your usual range.",
    ]);
    await db.delete(signalAnomalies);
    await db.delete(biometricReadings);
    expect(worthIn(await maya.chat.say("/week"))[0]).toContain("groceries");
  });

  test("given a subscription that took a higher price twice, then it is that", async () => {
    const { maya, userId } = await shortWeek();
    await db.update(users).set({ currency: "USD" });
    const account = await seedAccount(db, userId, "Checking", SUNDAY);
    const months = ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"];
    await seedPayments(
      db,
      userId,
      account,
      months.map((month, at) => [
        `${month}-24`,
        "Streamflix",
        at < 5 ? "9.99" : "12.99",
        "ENTERTAINMENT_TV_AND_MOVIES",
        { isRecurring: true },
      ]),
    );
    maya.clock.now = at("09:05", MONDAY);
    expect(worthIn(await maya.chat.say("/week"))).toEqual([
      "Worth a look: Streamflix takes $12.99 now, $9.99 before. /subscriptions shows more.",
    ]);
  });

  test("given a pattern that was established within the week, then it is that, and not one of an earlier week", async () => {
    const { maya, userId } = await spender();
    const pattern = {
      userId,
      signalType: "sleep_to_mood",
      state: "established" as const,
      detectedAt: at("02:00", MONDAY),
      description: "",
      correlationStrength: 0.4,
      establishedOn: SUNDAY,
      lookedOn: SUNDAY,
    };
    await db.insert(correlationInsights).values(pattern);
    expect(worthIn(await maya.chat.say("/week"))).toEqual([
      "Worth a look: a pattern between two of your numbers has held long enough to be told. /insights shows it.",
    ]);
    await db.update(correlationInsights).set({ establishedOn: addDays(WEEK, -1) });
    expect(worthIn(await maya.chat.say("/week"))).toEqual([]);
  });

  test("given one check-in of seven, then that; given none at all, then nobody is asked for one", async () => {
    const { maya } = await shortWeek();
    maya.clock.now = at("18:00", "2026-12-06");
    expect(worthIn(await maya.chat.say("/week"))).toEqual([]);
    await maya.chat.say("yesterday was 4/7");
    expect(worthIn(await maya.chat.say("/week"))).toEqual([
      "Worth a look: of most of these days I don't know how you were. /checkin takes two taps.",
    ]);
  });
});
