import { beforeEach, describe, expect, test } from "vitest";
import type { Person } from "../../../bot/conversation.ts";
import { askSleepOrBody } from "../../../bot/questions/body.ts";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import type { AskSleepOrBodySlots } from "../../../coaching/understanding/frame.ts";
import { testDatabase } from "../../support/database.ts";
import { contextOf, LAST_WEEK, saidIn, seedPerson, seedReadings, TODAY, WEEK_BEFORE, whyOf } from "./seed.ts";

const { db } = await testDatabase();

const YESTERDAY = addDays(TODAY, -1);

let person: Person;

beforeEach(async () => {
  person = await seedPerson(db);
});

function ask(slots: AskSleepOrBodySlots) {
  return askSleepOrBody.answer(
    db,
    { intent: "ask_sleep_or_body", slots, confidence: 1, tier: null },
    contextOf(person),
  );
}

async function said(slots: AskSleepOrBodySlots): Promise<string> {
  return saidIn(await ask(slots));
}

/** Ten nights of 7 h 05 m up to Sunday 15 November. */
function usualNights() {
  return eachDay("2026-11-06", "2026-11-15").map((localDate) => ({ localDate, sleepDurationMinutes: 425 }));
}

describe("given ten usual nights, six of last week and last night", () => {
  beforeEach(() =>
    seedReadings(db, person.userId, [
      ...usualNights(),
      { localDate: "2026-11-16", sleepDurationMinutes: 400 },
      { localDate: "2026-11-17", sleepDurationMinutes: 430 },
      // Wednesday is missing.
      { localDate: "2026-11-19", sleepDurationMinutes: 480 },
      { localDate: "2026-11-20", sleepDurationMinutes: 350 },
      { localDate: "2026-11-21", sleepDurationMinutes: 420 },
      { localDate: "2026-11-22", sleepDurationMinutes: 380 },
      { localDate: TODAY, sleepDurationMinutes: 340, sleepScore: 61 },
    ]),
  );

  test("when asked with no period, then it is last night against the usual", async () => {
    // The middle of ten nights of 425 and 350, 380, 400, 420, 430, 480 is 425.
    const answer = await ask({});
    expect(saidIn(answer)).toBe(
      "Last night: 5 h 40 m; your usual is 7 h 05 m. Your wearable's sleep score: 61.",
    );
    expect(whyOf(answer)).toBe(
      "Your usual is the middle of the 16 nights known in the 60 days before.\nBody: Oura.\nNewest: today.",
    );
  });

  test("when asked for a week, then it is the mean of the nights known, with their number", async () => {
    // (400 + 430 + 480 + 350 + 420 + 380) / 6 = 410
    const answer = await ask({ period: LAST_WEEK });
    expect(saidIn(answer)).toBe(
      "6 h 50 m a night on average, Monday 16 to Sunday 22 November; 6 of 7 nights known. Your usual is 7 h 05 m.\n" +
        "Lowest 5 h 50 m (Friday 20 November), highest 8 h (Thursday 19 November).",
    );
    expect(whyOf(answer)).toContain("Monday 16 to Sunday 22 November: 6 of 7 nights known;");
  });

  test("when asked to compare two weeks, then both means, their nights and the difference are said", async () => {
    expect(await said({ period: LAST_WEEK, compare_to: WEEK_BEFORE })).toContain(
      "That is 15 m less than Monday 9 to Sunday 15 November: 7 h 05 m, 7 of 7 nights known.",
    );
  });

  test("when asked to compare two nights, then the difference is said", async () => {
    expect(
      await said({
        period: { from: TODAY, to: TODAY },
        compare_to: { from: YESTERDAY, to: YESTERDAY },
      }),
    ).toContain("That is 40 m less than yesterday, Sunday 22 November: 6 h 20 m.");
  });

  test("when a night is missing, then it can't tell and names the last one it has", async () => {
    expect(await said({ period: { from: "2026-11-18", to: "2026-11-18" } })).toBe(
      "I can't tell: nothing has arrived yet for the night to Wednesday 18 November. " +
        "The last I have: 7 h 10 m, the night to Tuesday 17 November.",
    );
  });

  test("when too few nights are known, then it says how many there are and how many it takes", async () => {
    expect(await said({ period: { from: "2026-10-07", to: "2026-11-06" } })).toBe(
      "I can't tell your sleep, Wednesday 7 October to Friday 6 November: I have 1 of 31 nights, and need at least 11.",
    );
  });

  test("when asked for sleep debt, then it is per night of the last fourteen", async () => {
    // Worked out apart: need 480, weights 0.85^age over the 13 known of the last 14 nights.
    const nights: readonly (readonly [age: number, minutes: number])[] = [
      [0, 340],
      [1, 380],
      [2, 420],
      [3, 350],
      [4, 480],
      [6, 430],
      [7, 400],
      ...[8, 9, 10, 11, 12, 13].map((age) => [age, 425] as const),
    ];
    const weight = nights.reduce((sum, [age]) => sum + 0.85 ** age, 0);
    const lacking = nights.reduce((sum, [age, minutes]) => sum + 0.85 ** age * (480 - minutes), 0);
    expect(Math.round(lacking / weight)).toBe(82);
    expect(await said({ measure: "sleep debt" })).toBe(
      "Sleep debt, today: about 1 h 22 m a night short of the 8 h you need, over the 13 nights known of the last 14.",
    );
  });

  test("when asked for a week before the first night, then it says where what it has begins", async () => {
    expect(await said({ period: { from: "2026-10-05", to: "2026-10-11" } })).toBe(
      "I can't tell: what I have of it begins on Friday 6 November.",
    );
  });

  test("when asked for what is not measured here, then that is said plainly, and what is known instead", async () => {
    expect(await said({ measure: "deep sleep" })).toBe(
      "I don't know your deep sleep. Of a night I have the minutes asleep and the wearable's own score.\n" +
        "Last night: 5 h 40 m; your usual is 7 h 05 m. Your wearable's sleep score: 61.",
    );
    expect(await said({ measure: "bedtime" })).toContain("I don't know when you went to bed or got up.");
    expect(await said({ measure: "workouts" })).toBe(
      "I don't know single workouts. Of movement I have the steps.\n" +
        "No wearable has told me your steps yet, so I can't say. /connect reads one.",
    );
  });
});

describe("given last night has not arrived", () => {
  test("then it says so and names the last one", async () => {
    await seedReadings(db, person.userId, [{ localDate: YESTERDAY, sleepDurationMinutes: 380 }]);
    const answer = await ask({});
    expect(saidIn(answer)).toBe(
      "I can't tell: nothing has arrived yet for last night. The last I have: 6 h 20 m, the night to Sunday 22 November.",
    );
    expect(whyOf(answer)).toContain("Newest: yesterday, Sunday 22 November.");
  });
});

describe("given one night only", () => {
  test("then it is told without a usual, and sleep debt is not", async () => {
    await seedReadings(db, person.userId, [{ localDate: TODAY, sleepDurationMinutes: 400 }]);
    expect(await said({})).toBe("Last night: 6 h 40 m. I don't know your usual yet.");
    expect(await said({ measure: "sleep debt" })).toBe(
      "I can't tell your sleep debt, today: I have 1 night of the last 14, and need at least 7.",
    );
  });
});

describe("given no wearable", () => {
  test.each([
    ["sleep", "No wearable has told me of a night yet"],
    ["sleep debt", "No wearable has told me of a night yet"],
    ["hrv", "No wearable has told me your HRV yet"],
    ["resting heart rate", "No wearable has told me your resting heart rate yet"],
    ["steps", "No wearable has told me your steps yet"],
  ] as const)("when asked for %s, then it can't say", async (measure, words) => {
    expect(await said({ measure })).toContain(words);
  });
});

describe("given enough sleep", () => {
  test("then there is no sleep debt", async () => {
    await seedReadings(
      db,
      person.userId,
      eachDay("2026-11-10", TODAY).map((localDate) => ({ localDate, sleepDurationMinutes: 500 })),
    );
    expect(await said({ measure: "sleep debt" })).toBe(
      "No sleep debt, today: over the 14 nights known of the last 14 you had the 8 h you need, on balance.",
    );
  });
});

describe("hrv, resting heart rate and steps", () => {
  beforeEach(() =>
    seedReadings(
      db,
      person.userId,
      eachDay("2026-11-09", TODAY).map((localDate, index) => ({
        localDate,
        sleepDurationMinutes: 420,
        hrv: 50 + index,
        hrvKind: "rmssd" as const,
        restingHeartRate: 60 - index / 2,
        steps: localDate === TODAY ? 3000 : 8000 + 100 * index,
      })),
    ),
  );

  test("when asked for HRV, then today's value stands against the usual of the days before", async () => {
    // 50 to 63 before, on the log scale: the middle is √(56 · 57) = 56.5
    const answer = await ask({ measure: "hrv" });
    expect(saidIn(answer)).toBe("HRV, today: 64 ms; your usual is 56 ms.");
    expect(whyOf(answer)).toContain("HRV as RMSSD; only values of one device are held against each other.");
  });

  test("when asked for the resting heart rate, then likewise", async () => {
    // 60, 59.5, … 53.5 before: the middle is 56.75
    expect(await said({ measure: "resting heart rate" })).toBe(
      "Resting heart rate, today: 53 bpm; your usual is 57 bpm.",
    );
    expect(await said({ measure: "heart rate" })).toBe(
      "I don't know your heart rate through the day, only at rest.\n" +
        "Resting heart rate, today: 53 bpm; your usual is 57 bpm.",
    );
  });

  test("when asked for the steps of today, then they are so far", async () => {
    // The middle of 8000 to 9300 on the log scale is √(8600 · 8700) = 8650.
    expect(await said({ measure: "steps" })).toBe(
      "Steps, today so far: 3,000; a whole day is usually 8,650.",
    );
  });

  test("when asked for the steps of this week, then today is left out of the mean", async () => {
    // 8700 to 9300: 9000
    expect(await said({ measure: "steps", period: { from: "2026-11-16", to: "2026-11-29" } })).toContain(
      "Steps: 9,000 on average, Monday 16 to Sunday 22 November; 7 of 7 days known.",
    );
  });
});

describe("given another device", () => {
  beforeEach(async () => {
    const before = eachDay("2026-10-20", "2026-11-09").map((localDate) => ({ localDate, hrv: 40 }));
    const after = eachDay("2026-11-10", TODAY).map((localDate) => ({ localDate, hrv: 70 }));
    await seedReadings(db, person.userId, before, "oura");
    await seedReadings(db, person.userId, after, "apple_health");
  });

  test("when a period holds both, then only the days of the new one count, and it says so", async () => {
    const text = await said({ measure: "hrv", period: { from: "2026-10-25", to: TODAY } });
    expect(text).toContain("HRV: 70 ms on average");
    expect(text).toMatch(
      /Your HRV comes from another device since .* November; what came before is left out\./,
    );
  });

  test("when two periods come from two devices, then they are not held against each other", async () => {
    expect(
      await said({
        measure: "hrv",
        period: { from: "2026-11-20", to: "2026-11-22" },
        compare_to: { from: "2026-11-01", to: "2026-11-05" },
      }),
    ).toContain(
      "Your HRV came from another device then (Sunday 1 to Thursday 5 November), so I don't hold the two against each other.",
    );
  });
});

describe("given nights to come", () => {
  test("then it says so", async () => {
    await seedReadings(db, person.userId, [{ localDate: TODAY, sleepDurationMinutes: 400 }]);
    expect(await said({ period: { from: "2026-11-30", to: "2026-12-06" } })).toBe(
      "Monday 30 November to Sunday 6 December is still ahead, so there is nothing to say about it yet.",
    );
  });
});
