import { describe, expect, test } from "vitest";
import { type DayRecord, emptyDay } from "../../../coaching/model/days.ts";
import { addDays, eachDay, localMinuteOf } from "../../../coaching/model/local-date.ts";
import type { TransactionRow } from "../../../coaching/model/rows.ts";
import type { Plan, PlanTest } from "../../../coaching/plans/condition.ts";
import { type PlanMoment, plansThatFire } from "../../../coaching/plans/fires.ts";
import { offerOf, readCondition } from "../../../coaching/plans/read-plan.ts";

const SLEEP: PlanTest = { kind: "sleep", underMinutes: 360 };
const AFTER_NINE: PlanTest = { kind: "time", from: 1260, until: null };

describe("given a plan's condition in words", () => {
  test.each<[string, readonly PlanTest[]]>([
    ["I slept under 6 h", [SLEEP]],
    ["I slept less than six hours last night", [SLEEP]],
    ["I had less than 5.5 hours of sleep", [{ kind: "sleep", underMinutes: 330 }]],
    ["I sleep under 6 h 30", [{ kind: "sleep", underMinutes: 390 }]],
    ["After a bad night", [{ kind: "short-night" }]],
    ["it's after 21:00", [AFTER_NINE]],
    ["its past 9pm", [AFTER_NINE]],
    ["I slept under 6 h after 9 pm", [SLEEP, AFTER_NINE]],
    ["it's before 7:30", [{ kind: "time", from: null, until: 450 }]],
    ["it's between 8 and 10 pm", [{ kind: "time", from: 1200, until: 1320 }]],
    ["between 22:00 and 02:00", [{ kind: "time", from: 1320, until: 120 }]],
    ["my mood is low", [{ kind: "mood", underFace: 3 }]],
    ["my mood is under 4", [{ kind: "mood", underFace: 4 }]],
    ["my energy is below 30", [{ kind: "energy", under: 30 }]],
    ["I'm tired", [{ kind: "energy", under: 30 }]],
    ["my stress is over 60", [{ kind: "stress", over: 60 }]],
    ["I've spent over 50 today", [{ kind: "spent", overMinor: 5000, currency: "USD", during: "day" }]],
    [
      "I spend more than €200 this week",
      [{ kind: "spent", overMinor: 20000, currency: "EUR", during: "week" }],
    ],
    ["it's a weekday", [{ kind: "weekday", days: [0, 1, 2, 3, 4] }]],
    ["on weekends", [{ kind: "weekday", days: [5, 6] }]],
    ["on Mondays and Fridays", [{ kind: "weekday", days: [0, 4] }]],
    ["it's Friday night", [{ kind: "weekday", days: [4] }, AFTER_NINE]],
    ["it's payday", [{ kind: "payday" }]],
  ])("when it is %j, then it is read", (phrase, tests) => {
    expect(readCondition([phrase], "USD")).toEqual({ kind: "read", tests });
  });

  test.each([
    "I open amazon",
    "I'm on amazon after 21:00",
    "I had a few beers",
    "I'm stressed",
    "it's after 9",
    "after midnight",
    "after 25:00",
    "I spend more than 50 on takeout this week",
    "my mood is under 9",
    "my energy is below 300",
    "I slept under 99 h",
    "I didn't sleep under 6 h",
    "it rains",
    "",
  ])("when it is %j, then it is not guessed at", (phrase) => {
    expect(readCondition(["it's a weekday", phrase], "USD")).toEqual({ kind: "unread", phrase });
  });

  test.each([
    ["ask me to park it", "park it"],
    ["remind me to check my budget first.", "check my budget first"],
    ["suggest a nap", "a nap"],
    ["no online shopping", "no online shopping"],
    ["warn me", "warn me"],
  ])("when it offers %j, then that is %j", (action, offer) => {
    expect(offerOf(action)).toBe(offer);
  });
});

const TODAY = "2026-11-24";
const plan = (all: readonly PlanTest[], lastFiredOn: string | null = null): Plan => ({
  id: "p",
  words: "if …, park it",
  offer: "park it",
  condition: { all },
  lastFiredOn,
});

function fires(
  all: readonly PlanTest[],
  { day = {}, ...moment }: Partial<PlanMoment> & { day?: Partial<DayRecord> } = {},
  lastFiredOn: string | null = null,
): boolean {
  const today = moment.today ?? TODAY;
  const days = eachDay(addDays(today, -20), today).map((date) => ({ ...emptyDay(date), sleepMinutes: 420 }));
  const now = { ...emptyDay(today), ...day };
  const about = { minute: 470, payments: [], needMinutes: 450, ...moment, today };
  return (
    plansThatFire([plan(all, lastFiredOn)], { ...about, days: [...days.slice(0, -1), now] }).length === 1
  );
}

function paid(amountMinor: number, changes: Partial<TransactionRow> = {}): TransactionRow {
  return {
    id: "t",
    accountId: "a",
    at: new Date(`${TODAY}T12:00:00Z`),
    date: TODAY,
    merchantName: "Shop",
    amountMinor,
    currency: "USD",
    category: "GENERAL_MERCHANDISE",
    subcategory: null,
    isDiscretionary: null,
    isRecurring: null,
    pending: false,
    timeKnown: true,
    ...changes,
  };
}

describe("given a plan and a moment", () => {
  test("then it fires on its condition only", () => {
    expect(fires([SLEEP], { day: { sleepMinutes: 359 } })).toBe(true);
    expect(fires([SLEEP], { day: { sleepMinutes: 360 } })).toBe(false);
    expect(fires([SLEEP], { day: { sleepMinutes: null } }), "not known is not so").toBe(false);
    expect(fires([{ kind: "short-night" }], { day: { sleepMinutes: 365 } }), "an hour under 7 h is 6 h").toBe(
      false,
    );
    expect(fires([{ kind: "short-night" }], { day: { sleepMinutes: 355 } })).toBe(true);
    expect(fires([{ kind: "mood", underFace: 3 }], { day: { mood: -3 } })).toBe(true);
    expect(fires([{ kind: "mood", underFace: 3 }], { day: { mood: -2 } })).toBe(false);
    expect(fires([{ kind: "energy", under: 30 }], { day: { energySelf: 25 } })).toBe(true);
    expect(fires([{ kind: "energy", under: 30 }], { day: { energySelf: 30 } })).toBe(false);
    expect(fires([{ kind: "stress", over: 60 }], { day: { stressLevel: 61 } })).toBe(true);
    expect(fires([{ kind: "stress", over: 60 }], { day: { stressLevel: 60 } })).toBe(false);
    expect(fires([{ kind: "weekday", days: [1] }])).toBe(true);
    expect(fires([{ kind: "weekday", days: [1] }], { today: "2026-11-25" })).toBe(false);
  });

  test("then all parts have to be so, and it fires at most once a day", () => {
    const day = { sleepMinutes: 300, energySelf: 60 };
    expect(fires([SLEEP, { kind: "energy", under: 30 }], { day })).toBe(false);
    expect(fires([SLEEP, AFTER_NINE], { day })).toBe(true);
    expect(fires([SLEEP], { day }, TODAY)).toBe(false);
    expect(fires([SLEEP], { day }, "2026-11-23")).toBe(true);
    expect(fires([], { day })).toBe(false);
  });

  test("then money counts in its own currency and time only", () => {
    const over = (during: "day" | "week"): PlanTest => ({
      kind: "spent",
      overMinor: 5000,
      currency: "USD",
      during,
    });
    const yesterday = paid(3000, { date: "2026-11-23" });
    expect(fires([over("day")], { payments: [paid(5001)] })).toBe(true);
    expect(fires([over("day")], { payments: [paid(5000)] })).toBe(false);
    expect(fires([over("day")], { payments: [paid(6000, { currency: "EUR" })] })).toBe(false);
    expect(fires([over("day")], { payments: [paid(3000), yesterday] })).toBe(false);
    expect(fires([over("week")], { payments: [paid(3000), yesterday] })).toBe(true);
    expect(fires([over("week")], { payments: [paid(3000), paid(3000, { date: "2026-11-22" })] })).toBe(false);
    expect(fires([over("day")], { payments: [paid(6000, { category: "TRANSFER_OUT" })] })).toBe(false);
    expect(fires([{ kind: "payday" }], { payments: [paid(-200_000, { category: "INCOME" })] })).toBe(true);
    expect(fires([{ kind: "payday" }], { payments: [paid(-2000)] }), "a refund").toBe(false);
  });

  test("then a time of day still to come today counts, and one that is over does not", () => {
    const until: PlanTest = { kind: "time", from: null, until: 720 };
    expect(fires([AFTER_NINE], { minute: 470 })).toBe(true);
    expect(fires([AFTER_NINE], { minute: 1439 })).toBe(true);
    expect(fires([until], { minute: 719 })).toBe(true);
    expect(fires([until], { minute: 720 })).toBe(false);
    expect(fires([{ kind: "time", from: 1320, until: 120 }], { minute: 1380 }), "over midnight").toBe(true);
  });

  test.each([
    ["Europe/London", "2026-03-29", "2026-03-29T10:59:00Z", true],
    ["Europe/London", "2026-03-29", "2026-03-29T11:00:00Z", false],
    ["Europe/London", "2026-10-25", "2026-10-25T11:59:00Z", true],
    ["Europe/London", "2026-10-25", "2026-10-25T12:00:00Z", false],
    ["Pacific/Auckland", "2026-11-25", "2026-11-24T22:59:00Z", true],
    ["Pacific/Auckland", "2026-11-25", "2026-11-24T23:00:00Z", false],
  ])("when noon comes in %s on %s, then %s is before it: %s", (zone, today, instant, isBefore) => {
    const minute = localMinuteOf(new Date(instant), zone);
    expect(fires([{ kind: "time", from: null, until: 720 }], { today, minute })).toBe(isBefore);
  });
});
