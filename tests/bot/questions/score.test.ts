import { beforeEach, describe, expect, test } from "vitest";
import type { Person } from "../../../bot/conversation.ts";
import { askScore } from "../../../bot/questions/score.ts";
import { askSummary, summarisePeriod } from "../../../bot/questions/summary.ts";
import { askWhy } from "../../../bot/questions/why.ts";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import type { AskScoreSlots, AskSummarySlots, AskWhySlots } from "../../../coaching/understanding/frame.ts";
import { testDatabase } from "../../support/database.ts";
import {
  contextOf,
  LAST_WEEK,
  saidIn,
  seedAccount,
  seedMoods,
  seedPayments,
  seedPerson,
  seedReadings,
  TODAY,
  whyOf,
} from "./seed.ts";

const { db } = await testDatabase();

const YESTERDAY = addDays(TODAY, -1);
const ONLY_YESTERDAY = { from: YESTERDAY, to: YESTERDAY };
const frame = { confidence: 1, tier: null } as const;

let person: Person;

beforeEach(async () => {
  person = await seedPerson(db);
});

const score = (slots: AskScoreSlots) =>
  askScore.answer(db, { intent: "ask_score", slots, ...frame }, contextOf(person));
const why = (slots: AskWhySlots) =>
  askWhy.answer(db, { intent: "ask_why", slots, ...frame }, contextOf(person));
const summary = (slots: AskSummarySlots) =>
  askSummary.answer(db, { intent: "ask_summary", slots, ...frame }, contextOf(person));

/** Three weeks of 7 h nights, but 6 h in the one that ended yesterday; a low, tagged check-in yesterday. */
async function seedShortNight(): Promise<void> {
  await seedReadings(
    db,
    person.userId,
    eachDay("2026-11-01", TODAY).map((localDate) => ({
      localDate,
      sleepDurationMinutes: localDate === YESTERDAY ? 360 : 420,
    })),
  );
  await seedMoods(db, person.userId, [
    { localDate: YESTERDAY, moodScore: -2, emotionTags: ["tired"], contextTags: ["work"] },
  ]);
}

describe("given a short night and a low check-in yesterday", () => {
  beforeEach(seedShortNight);

  // Sleep 360 of 480 is 50 of 100, at 62.5 % of what is known: −6.25 points. The debt is 60 + 60 / 5.98 = 70 min,
  // 100 · exp(−70 / 90) = 45.9 of 100, at 37.5 %: −5.3 points. Energy 48.5. Mood −2 is 30.
  // Balance (0.4 · 48.5 + 0.3 · 30) / 0.7 = 40.6.

  test("when asked why yesterday was low, then the lowest score comes first and the parts of energy after it", async () => {
    const answer = await why({ measure: "score", period: ONLY_YESTERDAY });
    expect(saidIn(answer)).toBe(
      "Yesterday, Sunday 22 November: balance 41. The lowest of your scores was mood, 30 of 100, where 50 is the middle.\n" +
        "That is 3 of 7, from 1 check-in.\n" +
        "Noted with it: tired; work.\n" +
        "A mood has no parts I could take apart; what lies behind it, you know best.\n" +
        "Energy was 48, where 60 is a usual day.\n" +
        "Below a usual day, in points: slept 6 h (usual 7 h, need 8 h, −6); " +
        "sleep debt 1 h 10 m (need 8 h a night, −5).\n" +
        "That's what the number is made of, not what brought it about.",
    );
    expect(whyOf(answer)).toContain("Body: Oura.");
  });

  test("when asked why energy was low, then its parts in points and what is missing are said", async () => {
    const text = saidIn(await why({ measure: "energy", period: ONLY_YESTERDAY }));
    expect(text).toContain("Yesterday, Sunday 22 November: energy 48 of 100; 60 is a usual day.");
    expect(text).toContain("Below a usual day, in points: slept 6 h (usual 7 h, need 8 h, −6);");
    expect(text).toMatch(/Not known: .*HRV.*resting heart rate/);
  });

  test("when asked why the night was short, then it stands against usual and need, with no reason given", async () => {
    expect(saidIn(await why({ measure: "sleep", period: ONLY_YESTERDAY }))).toBe(
      "The night to Sunday 22 November: 6 h; your usual is 7 h.\n" +
        "That is 1 h under your usual.\n" +
        "Of the 8 h you need, 2 h were missing.\n" +
        "A wearable gives me minutes, not reasons.",
    );
  });

  test("when asked why last week was as it was, then the parts are means that sum to the score", async () => {
    // Six days of 75 · 0.625 + 51.3 · 0.375 = 66 and one of 48, as said: (6 · 66 + 48) / 7 = 63.4.
    const text = saidIn(await why({ measure: "energy", period: LAST_WEEK }));
    expect(text).toContain(
      "Monday 16 to Sunday 22 November: energy 63 of 100 on average (7 of 7 days scored); 60 is a usual day.",
    );
    // Sleep (6 · 9.375 − 6.25) / 7 = 7.1; debt (6 · −3.25 − 5.3) / 7 = −3.5.
    expect(text).toContain("Below a usual day, in points on average: sleep debt −4.");
    expect(text).toContain("Above it: sleep +7.");
  });

  test("when asked for yesterday's energy, then its contributors and a receipt are said", async () => {
    const answer = await score({ measure: "energy", period: ONLY_YESTERDAY });
    expect(saidIn(answer)).toContain(
      "Yesterday, Sunday 22 November:\nEnergy 48: slept 6 h (usual 7 h, need 8 h, −6)",
    );
    expect(whyOf(answer)).toContain("Body: Oura.");
    expect(whyOf(answer)).not.toContain("Checking");
  });

  test("when asked for energy over a week, then the mean, its days, the lowest and the highest are said", async () => {
    expect(saidIn(await score({ measure: "energy", period: LAST_WEEK }))).toBe(
      "Energy 63 of 100 on average, Monday 16 to Sunday 22 November; 7 of 7 days scored. " +
        "Lowest 48 (Sunday 22 November), highest 66 (Saturday 21 November).",
    );
  });

  test("when asked for a summary of the week, then scores, nights and check-ins are said, and that money is unknown", async () => {
    // (6 · 420 + 360) / 7 = 411
    expect(saidIn(await summary({ period: LAST_WEEK }))).toBe(
      "Monday 16 to Sunday 22 November\n" +
        "Balance: 1 of 7 days scored, too few for an average. Energy 63 (7 days), mood 30 (1 day).\n" +
        "Slept 6 h 51 m a night on average, 7 of 7 nights known. Your usual is 7 h.\n" +
        "Money: no account has told me of these days.\n" +
        "Check-ins on 1 of 7 days.\n" +
        "Worth a look: of most of these days I don't know how you were. /checkin takes two taps.",
    );
  });
});

describe("given check-ins only", () => {
  beforeEach(() =>
    seedMoods(db, person.userId, [
      { localDate: "2026-10-28", moodScore: 0 },
      { localDate: "2026-10-30", moodScore: 0 },
      { localDate: "2026-11-03", moodScore: 0 },
      { localDate: "2026-11-16", moodScore: -3 },
      { localDate: "2026-11-18", moodScore: 0 },
      { localDate: "2026-11-20", moodScore: 2 },
      { localDate: "2026-11-21", moodScore: 5, energyLevelSelfReported: 75 },
      { localDate: "2026-11-22", energyLevelSelfReported: 40 },
    ]),
  );

  test("when asked for the mood of a week, then it is the mean of the days that have one", async () => {
    // 20, 50, 70 and 100
    expect(saidIn(await score({ measure: "mood", period: LAST_WEEK }))).toBe(
      "Mood 60 of 100 on average, Monday 16 to Sunday 22 November; 4 of 7 days scored. " +
        "Lowest 20 (Monday 16 November), highest 100 (Saturday 21 November).",
    );
  });

  test("when asked for the mood of a day, then it is told, and nothing of the energy answered with it", async () => {
    expect(saidIn(await score({ measure: "mood", period: { from: "2026-11-21", to: "2026-11-21" } }))).toBe(
      "Saturday 21 November:\nMood 100: 7 of 7.",
    );
  });

  test("given two answers between two faces, then the mood is told as lying between them; how much it moves is still open", async () => {
    await seedMoods(db, person.userId, [
      { localDate: TODAY, moodScore: 0 },
      { localDate: TODAY, moodScore: 2 },
    ]);
    expect(saidIn(await score({ measure: "mood" }))).toBe(
      "Today:\nMood 60: 4.5 of 7.\n" +
        "How much it moves from day to day I can't tell yet: that takes about a week of check-ins.",
    );
  });

  test("and no balance, then a month's picture has the moods as a line, no empty calendar", async () => {
    const month = { from: "2026-11-01", to: "2026-11-30" };
    const [reply] = (await summary({ period: month })).replies;
    expect(reply?.picture?.chart).toMatchObject({ kind: "balance", lines: [{ name: "mood" }] });
  });

  test("when asked for the trend, then the two halves are held against each other with their days", async () => {
    // 27 October to 9 November: 50, 50, 50; since 10 November: 20, 50, 70, 100.
    const text = saidIn(await score({ measure: "trend" }));
    expect(text).toContain("the days before Tuesday 10 November against the days from then on:");
    expect(text).toContain("Mood 50 on average (3 days), then 60 (4 days): 10 higher.");
    expect(text).toContain("Two averages side by side; they don't say where it goes next.");
  });

  test("when a half has too few days, then it can't tell", async () => {
    expect(saidIn(await score({ measure: "trend", period: LAST_WEEK }))).toBe(
      "I can't tell, Monday 16 to Sunday 22 November: 0 scored, and I need at least 3 in each half.",
    );
  });

  test("when asked for the best day and there is no balance, then it is the highest mood", async () => {
    expect(saidIn(await score({ measure: "best day", period: LAST_WEEK }))).toBe(
      "The highest mood: 100 of 100 on Saturday 21 November, Monday 16 to Sunday 22 November; 4 of 7 days scored.",
    );
  });

  test("when too few days are scored, then it says how many there are and how many it takes", async () => {
    expect(
      saidIn(await score({ measure: "mood", period: { from: "2026-10-28", to: "2026-11-23" } })),
    ).toContain(
      "I can't tell your mood, Wednesday 28 October to Monday 23 November so far: 7 of 27 days scored, and I need at least 9.",
    );
  });

  test("when asked for a run of check-ins, then days are counted, without praise", async () => {
    // 20, 21 and 22 November; today is still open.
    const text = saidIn(await score({ measure: "streak" }));
    expect(text).toBe(
      "Check-ins on 8 of 30 days, the last 30 days (Sunday 25 October to Monday 23 November). " +
        "3 days in a row up to yesterday, Sunday 22 November.",
    );
    await seedMoods(db, person.userId, [{ localDate: TODAY, moodScore: 0 }]);
    expect(saidIn(await score({ measure: "streak" }))).toContain("4 days in a row up to today.");
  });

  test("when asked why a day without a check-in was so, then it can't tell", async () => {
    const text = saidIn(await why({ measure: "mood", period: ONLY_YESTERDAY }));
    expect(text).toContain("I can't tell, yesterday, Sunday 22 November: there is no score.");
  });
});

describe("given nothing at all", () => {
  test("then scores, reasons and summaries say that there is nothing yet", async () => {
    const nothing =
      "I can't tell: there is no check-in, wearable or account of yours to make a score from yet. /checkin takes two taps, /connect reads a wearable or a bank.";
    expect(saidIn(await score({}))).toBe(nothing);
    expect(saidIn(await why({ measure: "score" }))).toBe(nothing);
    expect(saidIn(await summary({}))).toBe(nothing);
  });
});

describe("given days outside what is known", () => {
  beforeEach(() => seedMoods(db, person.userId, [{ localDate: "2026-11-18", moodScore: 2 }]));

  test("then those before and those to come are named as such", async () => {
    expect(saidIn(await score({ period: { from: "2026-10-01", to: "2026-10-01" } }))).toBe(
      "I can't tell: what I know of you begins on Wednesday 18 November.",
    );
    expect(saidIn(await score({ period: { from: "2026-11-25", to: "2026-11-25" } }))).toContain(
      "is still ahead",
    );
    expect(saidIn(await why({ period: { from: "2026-11-25", to: "2026-11-25" } }))).toContain(
      "is still ahead",
    );
    expect(saidIn(await summary({ period: { from: "2026-12-01", to: "2026-12-31" } }))).toBe(
      "December 2026 is still ahead, so there is nothing to say about it yet.",
    );
  });
});

describe("given payments", () => {
  beforeEach(async () => {
    const account = await seedAccount(db, person.userId, "Checking", YESTERDAY);
    await seedPayments(db, person.userId, account, [
      ["2026-11-01", "Elm", "900", "RENT_AND_UTILITIES_RENT"],
      ["2026-11-17", "Basket", "60", "FOOD_AND_DRINK_GROCERIES"],
      ["2026-11-18", "Bazaarly", "35", "GENERAL_MERCHANDISE_ONLINE_MARKETPLACES"],
      ["2026-11-19", "Dashplate", "25", "FOOD_AND_DRINK_RESTAURANT"],
      ["2026-11-20", "Corner Roast", "5", "FOOD_AND_DRINK_COFFEE"],
    ]);
  });

  test("when asked why so much was spent, then the largest payments and kinds are told, and no reason", async () => {
    const answer = await why({ measure: "spending", period: LAST_WEEK });
    expect(saidIn(answer)).toBe(
      "$125 in 4 payments, Monday 16 to Sunday 22 November.\n" +
        "The largest:\n" +
        "$60 at Basket, Tuesday 17 November.\n" +
        "$35 at Bazaarly, Wednesday 18 November.\n" +
        "$25 at Dashplate, Thursday 19 November.\n" +
        "By kind: groceries $60, online marketplaces $35 and restaurants $25.\n" +
        "From Checking, up to date as of 18:10.\n" +
        "That's what it went on; why, you know best.",
    );
    expect(whyOf(answer)).toContain("4 payments counted, $125.");
  });

  test("when the week asked about has only just begun, then the last seven days stand in for it, and it says so", async () => {
    const text = saidIn(await summary({ period: { from: TODAY, to: "2026-11-29" } }));
    expect(text).toContain(
      "That has only just begun, so here is the same stretch of days up to now.\nTuesday 17 to Monday 23 November so far\n",
    );
    expect(text).toContain("Spent $125 in 4 payments");
  });

  test("when asked for a summary, then money and its choices are in it", async () => {
    expect(saidIn(await summary({ period: LAST_WEEK }))).toContain(
      "Spent $125 in 4 payments, $65 of it by choice. That's $18 a day.\n" +
        "Most of it: groceries $60, online marketplaces $35 and restaurants $25.",
    );
  });

  test("when nobody asked, then housing, health and groceries are not named, and it says that they are left aside", async () => {
    const answer = await summarisePeriod(db, { from: "2026-11-01", to: "2026-11-22" }, contextOf(person));
    const text = saidIn(answer ?? { replies: [] });
    expect(text).toContain("Spent $1,025 in 5 payments");
    expect(text).toContain(
      "Housing, health and groceries left aside, most of it: online marketplaces $35, restaurants $25 and coffee $5.",
    );
    expect(text).not.toMatch(/rent|\$900|groceries \$/);
  });
});
