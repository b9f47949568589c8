import { beforeAll, describe, expect, test } from "vitest";
import type { Person } from "../../../bot/conversation.ts";
import { findQuestion } from "../../../bot/questions/index.ts";
import { addDays } from "../../../coaching/model/local-date.ts";
import { PLAIN_GROUPS } from "../../../coaching/questions/plain-groups.ts";
import { SPENDING_CATEGORIES } from "../../../coaching/questions/spending-categories.ts";
import type {
  BodyMeasure,
  Frame,
  Period,
  ScoreMeasure,
  SpendingMeasure,
  SpendingTime,
  WhyMeasure,
} from "../../../coaching/understanding/frame.ts";
import { storeSamplePerson } from "../../../db/queries/sample.ts";
import { templateIds } from "../../../prompts/index.ts";
import { testDatabase } from "../../support/database.ts";
import {
  contextOf,
  LAST_WEEK,
  NOW,
  saidIn,
  seedAccount,
  seedMoods,
  seedPayments,
  seedPerson,
  seedReadings,
  TODAY,
  WEEK_BEFORE,
  whyOf,
} from "./seed.ts";

const { db } = await testDatabase();

const day = (date: string): Period => ({ from: date, to: date });
const PERIODS: readonly (Period | undefined)[] = [
  undefined,
  day(TODAY),
  day(addDays(TODAY, -1)),
  day(addDays(TODAY, 1)),
  LAST_WEEK,
  { from: "2026-11-23", to: "2026-11-29" },
  { from: "2026-11-01", to: "2026-11-30" },
  { from: "2026-01-01", to: "2026-12-31" },
  { from: "2025-02-01", to: "2025-02-28" },
];

type Asked = Pick<Frame, "intent" | "slots">;

const SPENDING = [
  "total",
  "average",
  "count",
  "largest",
  "list",
  "breakdown",
  "share",
  "top merchants",
  "no-spend days",
  "lookup",
] as const satisfies readonly SpendingMeasure[];
const TIMES = ["date", "weekday", "time of day", "when"] as const satisfies readonly SpendingTime[];
const BODY = [
  "sleep",
  "deep sleep",
  "bedtime",
  "sleep debt",
  "hrv",
  "resting heart rate",
  "heart rate",
  "steps",
  "workouts",
] as const satisfies readonly BodyMeasure[];
const SCORE = [
  "score",
  "energy",
  "mood",
  "trend",
  "streak",
  "best day",
] as const satisfies readonly ScoreMeasure[];
const WHY = ["score", "energy", "mood", "sleep", "spending"] as const satisfies readonly WhyMeasure[];

/** Every measure of every question over every period; names and comparisons over last week. */
const ASKED: readonly Asked[] = [
  ...PERIODS.flatMap((period): readonly Asked[] => {
    const over = period === undefined ? {} : { period };
    return [
      ...SPENDING.map((measure) => ({ intent: "ask_spending" as const, slots: { measure, ...over } })),
      ...TIMES.map((by) => ({
        intent: "ask_spending" as const,
        slots: { measure: "breakdown" as const, by, ...over },
      })),
      ...BODY.map((measure) => ({ intent: "ask_sleep_or_body" as const, slots: { measure, ...over } })),
      ...SCORE.map((measure) => ({ intent: "ask_score" as const, slots: { measure, ...over } })),
      ...WHY.map((measure) => ({ intent: "ask_why" as const, slots: { measure, ...over } })),
      { intent: "ask_summary", slots: over },
    ];
  }),
  ...SPENDING.flatMap((measure): readonly Asked[] => [
    { intent: "ask_spending", slots: { measure, category: "coffee", period: LAST_WEEK } },
    { intent: "ask_spending", slots: { measure, category: "extras", period: LAST_WEEK } },
    { intent: "ask_spending", slots: { measure, merchant: "Bazaarly" } },
    { intent: "ask_spending", slots: { measure, period: LAST_WEEK, compare_to: WEEK_BEFORE } },
  ]),
  ...TIMES.flatMap((by): readonly Asked[] => [
    { intent: "ask_spending", slots: { measure: "breakdown", by, category: "coffee" } },
    { intent: "ask_spending", slots: { measure: "breakdown", by, category: "extras" } },
    { intent: "ask_spending", slots: { measure: "breakdown", by, merchant: "Bazaarly" } },
  ]),
  ...BODY.map(
    (measure): Asked => ({
      intent: "ask_sleep_or_body",
      slots: { measure, period: LAST_WEEK, compare_to: WEEK_BEFORE },
    }),
  ),
];

/** Nothing unreadable may reach a person, whatever is missing. */
const UNREADABLE = /NaN|undefined|null|Infinity|\{\{|\[object|\bInvalid\b| {2}|\.\.|,\s*[.:]/;

/** Everything that can be asked about somebody, with what would be said to "why?". */
async function expectReadable(person: Person): Promise<void> {
  const context = contextOf(person);
  const unreadable: string[] = [];
  for (const asked of ASKED) {
    // Each pair above is a frame; what TypeScript makes of a list of pairs is looser.
    const frame = { ...asked, confidence: 1, tier: null } as Frame;
    const answer = await findQuestion(asked.intent).answer(db, frame, context);
    const said = saidIn(answer);
    const told = `${said}\n${whyOf(answer)}`;
    if (said.trim() === "" || UNREADABLE.test(told)) unreadable.push(`${JSON.stringify(asked)}: ${told}`);
  }
  expect(unreadable).toEqual([]);
}

describe("given any measure over any period, then there is an answer in plain words", () => {
  test.each(["maya", "tom"] as const)("for the sample person %s", { timeout: 120_000 }, async (name) => {
    const owner = await seedPerson(db);
    const { timezone, currency } = owner;
    const userId = await storeSamplePerson(db, { ownerId: owner.userId, name, timezone, currency, now: NOW });
    await expectReadable({ ...owner, userId, sampleName: name });
  });

  test("for somebody of whom nothing is known", { timeout: 120_000 }, async () => {
    await expectReadable(await seedPerson(db));
  });

  test("for somebody with one day", { timeout: 120_000 }, async () => {
    const person = await seedPerson(db);
    const account = await seedAccount(db, person.userId, "Checking", TODAY);
    await seedPayments(db, person.userId, account, [[TODAY, null, "12.30", null]]);
    await seedReadings(db, person.userId, [
      { localDate: TODAY, sleepDurationMinutes: 400, hrv: 50, steps: 5000 },
    ]);
    await seedMoods(db, person.userId, [{ localDate: TODAY, moodScore: 2, energyLevelSelfReported: 50 }]);
    await expectReadable(person);
  });

  test("for somebody with an account never read and yen", { timeout: 120_000 }, async () => {
    const person = await seedPerson(db, { currency: "JPY", timezone: "Asia/Tokyo" });
    const account = await seedAccount(db, person.userId, "Futsu", null, "JPY");
    await seedPayments(db, person.userId, account, [
      ["2026-11-20", "Bazaarly", "1200", null, { currency: "JPY" }],
      ["2026-11-21", "Bazaarly", "9.99", null],
    ]);
    await expectReadable(person);
  });
});

describe("words", () => {
  let known: ReadonlySet<string>;
  beforeAll(() => {
    known = new Set(templateIds());
  });

  test("given a kind of spending that banks tell only with its like, then there are words for what is counted", () => {
    const wider = SPENDING_CATEGORIES.filter(({ isWider }) => isWider).map(
      ({ id }) => `questions/counted-as/${id}`,
    );
    expect(wider.filter((id) => !known.has(id))).toEqual([]);
  });

  test("given a plain group, then it has a name", () => {
    const names = [...PLAIN_GROUPS.map(([id]) => id), "unnamed"].map((id) => `questions/groups/${id}`);
    expect(names.filter((id) => !known.has(id))).toEqual([]);
  });
});
