import { describe, expect, test } from "vitest";
import { addDays, eachDay } from "../../coaching/model/local-date.ts";
import { loadInsights } from "../../db/queries/insights.ts";
import { seedMoods, seedReadings } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";
import { insightRow, lookOf, storeInsight, storeLook } from "../support/insight-rows.ts";
import { type MoneyChat, moneyChat } from "../support/money-chat.ts";

const { db } = await testDatabase();
/** The Thursday of `moneyChat`, and the Sunday of the look before it. */
const TODAY = "2026-11-26";
const SUNDAY = "2026-11-22";

/** Nights and moods on so many days up to yesterday, both of which change. */
async function withDays(chat: MoneyChat, count: number): Promise<void> {
  const dates = eachDay(addDays(TODAY, -count), addDays(TODAY, -1));
  await seedReadings(
    db,
    chat.userId,
    dates.map((localDate, index) => ({ localDate, sleepDurationMinutes: 380 + ((index * 37) % 120) })),
  );
  await seedMoods(
    db,
    chat.userId,
    dates.map((localDate, index) => ({ localDate, moodScore: ((index * 7) % 5) - 2 })),
  );
}

describe("given somebody whose short nights go with more spending", () => {
  async function linked(): Promise<MoneyChat> {
    const chat = await moneyChat(db);
    await storeLook(
      db,
      chat.userId,
      lookOf(SUNDAY, { changes: { sleep_to_mood: { found: null, pairs: 31 } } }),
    );
    await storeInsight(db, chat.userId, insightRow());
    return chat;
  }

  test("when they ask for insights, then they hear it with sample and range, then what was not found", async () => {
    const chat = await linked();
    const told = await chat.say("/insights");
    expect(told).toContain(
      "What goes together for you\n" +
        "· On the 14 days after under 6 h of sleep you spent about $31 more by choice than on other days (likely " +
        "between $9 and $55). A clear pattern over 83 days, 27 May to 22 November; it has held since 3 August.\n" +
        "Weekday, payday and slow changes are taken out. A pattern, not proof of a cause.",
    );
    expect(told).toContain(
      "Looked for, and not found for you\n· a low HRV doesn't go with more spending by choice (96 days)",
    );
    expect(told).toContain("And 11 more: /insights all.");
    expect(told).toContain("next in the night to Monday 30 November");
    expect(told.match(/not proof of a cause/g)).toHaveLength(1);
  });

  test("when they ask to see all, then everything that was not found is told", async () => {
    const chat = await linked();
    await chat.say("/insights");
    const all = await chat.tap("show all");
    expect(all.match(/don't go with|doesn't go with/g)).toHaveLength(16);
    expect(all).not.toContain("/insights all");
    expect(await chat.say("/insights all")).toBe(all);
  });

  test("when they ask why, then the figures follow, and how many were checked", async () => {
    const chat = await linked();
    await chat.say("/insights");
    const why = await chat.say("/why");
    expect(why).toContain(
      "On days after shorter nights you tended to spend more by choice: strength r −0.38, q 0.01, over 83 days on which " +
        "I know both, at a lag of 0 days. The amount holds 14 such days against 69 others",
    );
    expect(why).toContain("Found: 1 of 18 checked; 17 had days enough to be tested.");
    expect(why).toContain("Last looked at the days from 27 May to 22 November.");
  });

  test.each([
    "does bad sleep make me spend more?",
    "sleep vs spending",
    "do I spend more after a bad night?",
  ])("when they ask %j, then that one is told, and noted as said", async (asked) => {
    const chat = await linked();
    expect(await loadInsights(db, chat.userId)).toMatchObject([{ saidAt: null }]);
    expect(await chat.say(asked)).toBe(
      "On the 14 days after under 6 h of sleep you spent about $31 more by choice than on other days (likely between " +
        "$9 and $55). A clear pattern over 83 days, 27 May to 22 November; it has held since 3 August.\n" +
        "Weekday, payday and slow changes are taken out. A pattern, not proof of a cause.",
    );
    expect(await loadInsights(db, chat.userId)).toMatchObject([{ saidAt: chat.clock.now }]);
    expect(await chat.say("why?")).toContain("1 of 18 checked");
  });

  test("when they ask of takeout, then it is said that spending is looked at as a whole", async () => {
    const chat = await linked();
    const told = await chat.say("do I order more takeout after a bad night?");
    expect(told).toMatch(
      /^I look at what you spend by choice as a whole, not at takeout alone\.\nOn the 14 days after/,
    );
  });

  test("when they ask why after what is not looked for, then no earlier answer's reasons are told", async () => {
    const chat = await linked();
    await chat.say("/insights");
    expect(await chat.say("does my hrv affect my mood?")).toContain("are not among the 18 pairs");
    expect(await chat.say("why?")).toContain("There are no numbers behind what I said last");
  });

  test("when they ask it the other way round, then it is said which way is looked at", async () => {
    const chat = await linked();
    expect(await chat.say("does spending more make me sleep worse?")).toMatch(
      /^I look at these two in one direction only: sleep first, then spending by choice\.\nOn the 14 days after/,
    );
  });

  test("and a crisis rests, then nothing of it is told", async () => {
    const chat = await linked();
    await chat.rests();
    for (const asked of ["/insights", "does bad sleep make me spend more?"]) {
      expect(await chat.say(asked)).not.toContain("$31");
    }
    expect(await loadInsights(db, chat.userId)).toMatchObject([{ saidAt: null }]);
  });
});

describe("given somebody without any relation", () => {
  test("when they ask, then they hear the no with its days, and nothing more by a thin look", async () => {
    const chat = await moneyChat(db);
    await storeLook(db, chat.userId, lookOf(SUNDAY));
    expect(await chat.say("does bad sleep make me spend more?")).toBe(
      "For you, short nights don't go with more spending by choice (96 days, 27 May to 22 November).",
    );
    expect(await chat.say("/why")).toMatch(
      /^Sleep with spending by choice: strength r −?0\.\d\d, q 0\.\d\d, over 96 days on which I know both, at a lag of \d days?\./,
    );
    expect(await chat.say("/insights")).toMatch(
      /^Nothing has held so far that I could call a pattern\.\nLooked for, and not found for you/,
    );
  });

  test("and few days, then it is said that a slight pattern can hide in them", async () => {
    const chat = await moneyChat(db);
    await storeLook(db, chat.userId, lookOf(SUNDAY, { n: 52 }));
    expect(await chat.say("is there a link between steps and mood?")).toBe(
      "For you, more steps don't go with a higher mood (52 days, 27 May to 22 November). Over so few days a slight " +
        "pattern can stay hidden.",
    );
  });

  test("and a look that was not clear, then that is said", async () => {
    const chat = await moneyChat(db);
    const found = { lag: 0, r: 0.2, n: 60, p: 0.03, q: 0.15 };
    await storeLook(db, chat.userId, lookOf(SUNDAY, { changes: { sleep_to_mood: { found } } }));
    expect(await chat.say("does sleep affect my mood?")).toContain(
      "over 60 days it isn't clear either way whether sleep and mood go together",
    );
    expect(await chat.say("/insights")).toContain("One more is not clear either way yet.");
  });

  test("and a possible pattern, then it is told without any amount", async () => {
    const chat = await moneyChat(db);
    await storeLook(db, chat.userId, lookOf(SUNDAY));
    await storeInsight(db, chat.userId, insightRow({ state: "emerging", establishedOn: null }));
    const told = await chat.say("/insights");
    expect(told).toContain(
      "Possible patterns I'm still checking\n· on days after shorter nights you tended to spend more by choice (83 days)",
    );
    expect(told).not.toContain("$");
    expect(await chat.say("does bad sleep make me spend more?")).toMatch(
      /^A possible pattern I'm still checking/,
    );
    expect(await loadInsights(db, chat.userId)).toMatchObject([{ saidAt: null }]);
  });
});

describe("given few days", () => {
  test("of nothing at all, then it is said what is looked at and what it takes", async () => {
    const chat = await moneyChat(db);
    expect(await chat.say("/insights")).toMatch(/^Each week I look for what goes together for you/);
    expect(await chat.say("does bad sleep make me spend more?")).toBe(
      "I can't tell: no device has told me your sleep. /connect reads one.",
    );
  });

  test("of nights and moods, then the countdown is told, and what is missing, in a few lines", async () => {
    const chat = await moneyChat(db);
    await withDays(chat, 14);
    expect(await chat.say("/insights")).toBe(
      "I look once a week for what goes together. The first look takes 30 days on which I know two " +
        "things; so far that is 14.\n" +
        "Not enough days yet\n" +
        "· Sleep with mood: 14 of 45 days; earliest 26 December\n" +
        "· HRV, resting heart rate, stress, steps and active energy: not told by any device of yours.\n" +
        "· Energy: no check-in before today has told me.\n" +
        "· Spending: no account has told me of whole days. /connect reads a bank, /import a file.",
    );
    expect(await chat.say("does sleep affect my mood?")).toBe(
      "I can't tell yet: I know sleep and mood together on 14 days, and need at least 45. At the earliest that is on 26 " +
        "December.",
    );
    expect(await chat.say("does stress affect my mood?")).toBe(
      "I can't tell: no device has told me your stress. /connect reads one.",
    );
  });

  test("but enough for a look, then it is said when the first one is", async () => {
    const chat = await moneyChat(db);
    await withDays(chat, 35);
    expect(await chat.say("/insights")).toContain("The first look is in the night to Monday 30 November.");
  });
});

describe("given a question about what is not looked at", () => {
  test.each([
    [
      "does coffee make me sleep worse?",
      "I can't tell: you have noted coffee on no day, and I need at least 10 with and some without.",
    ],
    ["do I spend more on weekends?", "I take the weekday and payday out before I look at anything"],
    ["does screen time affect my sleep?", "I can't tell: that is nothing I know day by day."],
    [
      "does coffee lower my hrv?",
      "I can't tell: I don't compare what you note with HRV, only with spending by",
    ],
    ["does my HRV affect my mood?", "I can't tell: HRV and mood are not among the 18 pairs that I look at."],
    [
      "does alcohol affect my mood?",
      "I can't tell: you have noted alcohol on no day, and I need at least 10",
    ],
  ])("as %j, then that is said", async (asked, told) => {
    const chat = await moneyChat(db);
    expect(await chat.say(asked)).toContain(told);
  });
});

test.each([
  "what patterns have you found?",
  "any insights about me?",
  "show me my patterns",
  "what have you found about me?",
])("given %j, then it is answered as /insights is", async (asked) => {
  const chat = await moneyChat(db);
  await storeLook(db, chat.userId, lookOf(SUNDAY));
  expect(await chat.say(asked)).toMatch(/^Nothing has held so far/);
});

test("given an open question for words, then asking for patterns is answered and not noted as words", async () => {
  const chat = await moneyChat(db);
  await storeLook(db, chat.userId, lookOf(SUNDAY));
  for (const said of ["/checkin", "5", "3"]) await chat.say(said);
  expect(await chat.say("what patterns have you found?")).toMatch(/^Nothing has held so far/);
});

test("given a chat at a workplace that keeps things private, then what goes together is covered", async () => {
  const chat = await moneyChat(db, { platform: "slack" });
  await storeLook(db, chat.userId, lookOf(SUNDAY));
  await storeInsight(db, chat.userId, insightRow());
  for (const asked of ["/insights", "does bad sleep make me spend more?", "/why"]) {
    await chat.say(asked);
    const cover = chat.sent.at(-1)?.cover;
    expect(cover?.text).toBeDefined();
    expect(cover?.text).not.toMatch(/sleep|spen|\$|mood/);
  }
});

test("given one day with a mood, then nobody hears that it never changes", async () => {
  const chat = await moneyChat(db);
  await chat.say("yesterday was 4/7, energy 50");
  const told = await chat.say("/insights");
  expect(told).toContain("So far there is no day of which I know two things that I compare");
  expect(told).not.toContain("the same on every day");
});

test("given coffee noted with a check-in, then it counts towards what can be asked about", async () => {
  const chat = await moneyChat(db);
  for (const said of ["/checkin", "5", "3"]) await chat.say(said);
  expect(await chat.say("coffee")).toContain("Noted with it: coffee.");
  // Noted is noted, though no look sees today before it has ended.
  await chat.say("yesterday was 4/7, coffee");
  expect(await chat.say("does coffee affect my mood?")).toBe(
    "I can't tell: you have noted coffee on 2 days, and I need at least 10 with and some without. Tag it in the check-in " +
      '("coffee") and I\'ll look again.',
  );
});

describe("given the sample persons", () => {
  test("as whom short nights go with spending, then that is heard with its days, and the other way for the other", async () => {
    const chat = await moneyChat(db);
    await chat.say("/sample maya");
    expect(await chat.say("does bad sleep make me spend more?")).toMatch(
      /^On the \d+ days after under 6 h of sleep you spent about \$\d+ more by choice than on other days \(likely between/,
    );
    await chat.say("/sample tom");
    expect(await chat.say("does bad sleep make me spend more?")).toMatch(
      /^For you, short nights don't go with more spending by choice \(\d+ days/,
    );
  });
});
