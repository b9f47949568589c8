import { expect, test } from "vitest";
import type { StepContext } from "../../bot/conversation.ts";
import type { InsightView } from "../../bot/insights/load.ts";
import { answerInsights } from "../../bot/insights/report.ts";
import type { Answer } from "../../bot/question.ts";
import { answerRelation } from "../../bot/questions/relation.ts";
import { inline, plainReply } from "../../bot/reply.ts";
import { askedRelation } from "../../coaching/insights/asked.ts";
import { type DayRecord, emptyDay } from "../../coaching/model/days.ts";
import { addDays, eachDay } from "../../coaching/model/local-date.ts";
import { SIGNALS } from "../../coaching/understanding/words/signals.ts";
import { insightRow, lookOf } from "../support/insight-rows.ts";
import { somebody } from "../support/somebody.ts";

const context: StepContext = {
  now: new Date("2026-11-26T12:00:00Z"),
  today: "2026-11-26",
  freshId: "11111111-1111-4111-8111-111111111111",
  timezoneHint: null,
  person: somebody({ timezone: "Europe/London", currency: "USD" }),
};
const DATE = "2026-11-25";

/** So many days up to yesterday on which everything is known and changes, or only what is named. */
function daysOf(count: number, only: readonly (keyof DayRecord)[] | "all" = "all"): readonly DayRecord[] {
  return eachDay(addDays(DATE, 1 - count), DATE).map((date, index) => {
    const whole: DayRecord = {
      ...emptyDay(date),
      sleepMinutes: 380 + ((index * 37) % 120),
      hrvMs: 30 + (index % 11),
      restingHeartRateBpm: 55 + (index % 7),
      steps: 4000 + ((index * 701) % 6000),
      activityKcal: 300 + ((index * 31) % 200),
      stressLevel: 20 + ((index * 13) % 60),
      mood: ((index * 7) % 5) - 2,
      energySelf: 20 + ((index * 17) % 60),
      spentDiscretionaryMinor: ((index * 901) % 7) * 700,
      impulseCount: index % 3 === 0 ? 1 : 0,
      tags: index % 4 === 0 ? ["coffee"] : [],
    };
    if (only === "all") return whole;
    const known = Object.fromEntries(only.map((field) => [field, whole[field]]));
    return { ...emptyDay(date), ...known };
  });
}

const viewOf = (changes: Partial<InsightView> = {}): InsightView => ({
  rows: [],
  looks: [],
  days: daysOf(120),
  date: DATE,
  today: emptyDay(addDays(DATE, 1)),
  daysBehind: () => daysOf(120),
  accounts: [],
  choices: [],
  ...changes,
});

const faded = insightRow({ state: "faded", saidAt: new Date("2026-05-03T12:00:00Z") });
const tagged = insightRow({ signalType: "tag_to_mood", subject: "coffee", data: { effect: null } });
const thinLook = lookOf("2026-11-22", { n: 31 });

/** How far somebody's data may be. */
const VIEWS: Readonly<Record<string, InsightView>> = {
  nothing: viewOf({ days: [] }),
  "no look, few days": viewOf({ days: daysOf(9) }),
  "no look, days enough": viewOf({ days: daysOf(40) }),
  "no look, check-ins alone": viewOf({ days: daysOf(60, ["mood", "energySelf"]) }),
  "no look, a wearable alone": viewOf({ days: daysOf(60, ["sleepMinutes", "steps"]) }),
  "a thin look": viewOf({ days: daysOf(36), looks: [thinLook] }),
  "nothing found": viewOf({ looks: [lookOf("2026-11-22")] }),
  found: viewOf({ looks: [lookOf("2026-11-22")], rows: [insightRow(), tagged] }),
  possible: viewOf({ looks: [lookOf("2026-11-22")], rows: [insightRow({ state: "emerging" })] }),
  faded: viewOf({ looks: [lookOf("2026-11-22")], rows: [faded] }),
  "always the same mood": viewOf({ days: daysOf(60).map((day) => ({ ...day, mood: 2 })), looks: [thinLook] }),
  "never a tag": viewOf({ days: daysOf(60).map((day) => ({ ...day, tags: [] })), looks: [thinLook] }),
  "always one tag": viewOf({
    days: daysOf(60).map((day) => ({ ...day, tags: ["coffee"] })),
    looks: [thinLook],
  }),
};

const UNREADABLE = /NaN|undefined|null|Infinity|\{\{|\[object|\bInvalid\b| {2}|\.\.|,\s*[.:]|\b1 days/;
const words = ({ replies, explanation = [] }: Answer) => [
  ...replies.map(plainReply),
  ...explanation.map(({ prompt, facts }) => inline(prompt, facts)),
];

test.each(Object.keys(VIEWS))(
  "given %s, then everything that can be asked has an answer that reads",
  (name) => {
    const view = VIEWS[name];
    if (view === undefined) throw new Error("expected a view");
    const names = [...SIGNALS.map(([thing]) => thing), undefined];
    const asked = names.flatMap((x) => names.map((y) => askedRelation(x, y)));
    const answers = [
      answerInsights(view, context, false),
      answerInsights(view, context, true),
      ...asked.map((one) => answerRelation(view, one, context)),
    ];
    const unreadable = answers.flatMap(words).filter((text) => text === "" || UNREADABLE.test(text));
    expect(unreadable).toEqual([]);
  },
);

test("given everything there may be to say, then it is no wall of lines unless all is asked for", () => {
  for (const view of Object.values(VIEWS)) {
    const [told = ""] = words(answerInsights(view, context, false));
    expect(told.split("\n").length).toBeLessThanOrEqual(16);
  }
});

test("given nobody ever noted how the rest is, then what is missing is one line for all that a device tells", () => {
  const [told = ""] = words(answerInsights(VIEWS["no look, check-ins alone"] ?? viewOf(), context, false));
  expect(told).toContain(
    "· Sleep, heart, movement and stress: no device has told me yet. /connect reads one.",
  );
  expect(told).not.toContain("HRV");
});

test("given a thing noted every day, then there are too few days without it", () => {
  const view = VIEWS["always one tag"] ?? viewOf();
  const [told = ""] = words(answerRelation(view, askedRelation("coffee", "mood"), context));
  expect(told).toBe("I can't tell: you have noted coffee on 60 days of 60, so there are too few without it.");
});

test("given what is said as found, then it is noted as said, and what was said before is not again", () => {
  const said = insightRow({ saidAt: new Date("2026-08-10T12:00:00Z") });
  const fresh = insightRow({ signalType: "sleep_to_mood", data: { effect: null } });
  const view = viewOf({ looks: [lookOf("2026-11-22")], rows: [said, fresh] });
  expect(answerInsights(view, context, false).effects).toEqual([{ kind: "insights-said", ids: [fresh.id] }]);
});
