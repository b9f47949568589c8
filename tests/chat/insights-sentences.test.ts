import { describe, expect, test } from "vitest";
import type { StepContext } from "../../bot/conversation.ts";
import { findingWords, possibleWords } from "../../bot/insights/finding.ts";
import { noClause, patternClause, roughClause } from "../../bot/insights/pattern.ts";
import { PAIRS, TAG_PAIRS } from "../../coaching/correlations/family.ts";
import type { SupportingData } from "../../db/queries/insights.ts";
import { templateIds, templateSource } from "../../prompts/index.ts";
import { insightRow } from "../support/insight-rows.ts";
import { somebody } from "../support/somebody.ts";

const context: StepContext = {
  now: new Date("2026-11-26T12:00:00Z"),
  today: "2026-11-26",
  freshId: "11111111-1111-4111-8111-111111111111",
  timezoneHint: null,
  person: somebody({ timezone: "Europe/London", currency: "USD" }),
};

const RELATIONS = [
  ...PAIRS.map(({ type }) => ({ type, subject: "" })),
  ...TAG_PAIRS.map(({ type }) => ({ type, subject: "alcohol" })),
];

/** Thresholds that the fixed rules have, or a person's own quarter, in stored units. */
const THRESHOLDS: Readonly<Record<string, number>> = {
  sleep: 360,
  stress: 70,
  mood: -2,
  energy: 40,
  steps: 4000,
  hrv: 41,
  heart: 64,
  activity: 320,
};

/** More and less of each outcome, in stored units. */
const SIZES: Readonly<Record<string, number>> = {
  spending: 3120,
  impulse: 0.42,
  mood: 1.4,
  energy: 8.3,
  stress: 6.1,
  sleep: 22.4,
};

function effectOf(type: string, sign: number, isOwnQuarter: boolean): SupportingData["effect"] {
  const [lead = "", outcome = ""] = type.split("_to_");
  const size = sign * (SIZES[outcome] ?? 1);
  return {
    side: lead === "tag" ? "tagged" : "below",
    threshold: lead === "tag" ? null : (THRESHOLDS[lead.split("_")[0] ?? ""] ?? null),
    isOwnQuarter,
    exposedDays: 14,
    pairs: 83,
    difference: size * 1.1,
    shrunk: size,
    low: Math.min(size * 0.3, size * 1.8),
    high: Math.max(size * 0.3, size * 1.8),
  };
}

/** Leads whose high days are told of: there r and the difference have one sign. */
const isHigh = (type: string) => /^(?:stress|heart_rate|tag)_/.test(type);

const CAUSAL =
  /\b(?:because|cause[sd]?|lead(?:s|ing)? to|led to|make(?:s)? you|made you|due to|thanks to|results? in|effects?|affects?)\b/i;
const UNREADABLE = /NaN|undefined|null|Infinity|\{\{|\[object|\bInvalid\b| {2}|\.\.|,\s*[.:]|\( | \)|-\d/;

type Told = { readonly name: string; readonly words: string };

function* grid(): Generator<Told> {
  for (const { type, subject } of RELATIONS) {
    for (const lag of [0, 1, 2]) {
      for (const sign of [-1, 1]) {
        const strength = (isHigh(type) ? sign : -sign) * 0.31;
        for (const kind of ["fixed", "own", "none"] as const) {
          const effect = kind === "none" ? null : effectOf(type, sign, kind === "own");
          for (const state of ["established", "replicated"] as const) {
            for (const missingness of [null, { r: 0.2, p: 0.01, n: 12 }]) {
              const replication = state === "replicated" ? { r: strength, p: 0.01, n: 34 } : null;
              const row = insightRow({
                signalType: type,
                subject,
                state,
                strength,
                data: { lag, effect, missingness, replication },
              });
              yield { name: `${type} ${lag} ${sign} ${kind} ${state}`, words: findingWords(row, context) };
            }
          }
        }
        const row = insightRow({ signalType: type, subject, strength, data: { lag, effect: null } });
        yield { name: `${type} ${lag} ${sign} rough`, words: roughClause(row) };
      }
    }
    yield { name: `${type} not found`, words: noClause({ type, subject }) };
  }
}

const told = [...grid()];

test("given every relation at every lag, either way and in every state, then its words can be read", () => {
  expect(told.length).toBe(RELATIONS.length * (3 * 2 * (3 * 2 * 2 + 1) + 1));
  expect(told.filter(({ words }) => UNREADABLE.test(words))).toEqual([]);
});

test("given every relation, then no word of it claims a cause", () => {
  expect(told.filter(({ words }) => CAUSAL.test(words))).toEqual([]);
  const ofInsights = templateIds().filter((id) => /^(?:insights|questions\/relation)/.test(id));
  const causal = ofInsights.filter((id) =>
    // That it is no proof of one is said in so many words, and a question may be quoted.
    CAUSAL.test(
      templateSource(id).text.replace(/proof of a cause|"Does bad sleep make me spend more\?"/g, ""),
    ),
  );
  expect(causal).toEqual([]);
});

test("given an opposite sign, then the words are opposite too", () => {
  for (const { type, subject } of RELATIONS) {
    for (const lag of [0, 1, 2]) {
      const row = (strength: number) => insightRow({ signalType: type, subject, strength, data: { lag } });
      expect(roughClause(row(0.3))).not.toBe(roughClause(row(-0.3)));
    }
  }
});

describe("given the model's own finding", () => {
  test("then it is told with sample, amount, range, days, period and since when", () => {
    expect(findingWords(insightRow(), context)).toBe(
      "On the 14 days after under 6 h of sleep you spent about $31 more by choice than on other days (likely " +
        "between $9 and $55). A clear pattern over 83 days, 27 May to 22 November; it has held since 3 August.",
    );
  });

  test("and it held on new days, then that is told apart", () => {
    const row = insightRow({ state: "replicated", data: { replication: { r: -0.3, p: 0.02, n: 34 } } });
    expect(findingWords(row, context)).toContain(
      "it has held since 3 August, and it holds on the 34 new days since, taken alone.",
    );
  });

  test("and its range holds nothing at all, then no amount is named", () => {
    const { effect } = insightRow().data;
    const row = insightRow({ data: { effect: effect && { ...effect, low: -200 } } });
    expect(findingWords(row, context)).toMatch(
      /^On days after shorter nights you tended to spend more by choice\. How much, these days can't tell\./,
    );
    expect(findingWords(row, context)).not.toContain("$");
  });

  test("and its amount tells the other way than its rank correlation, then no amount is named", () => {
    expect(findingWords(insightRow({ strength: 0.38 }), context)).toMatch(
      /^On days after shorter nights you tended to spend less by choice\. How much/,
    );
  });

  test("and gaps go with spending, then less is claimed and it is said why", () => {
    const words = findingWords(insightRow({ data: { missingness: { r: 0.3, p: 0.02, n: 20 } } }), context);
    expect(words).toContain("A pattern over 83 days");
    expect(words).toMatch(/Days without a night's data differed from the others, so this is less sure than/);
  });

  test("and gaps do not, then nothing is said of them", () => {
    const words = findingWords(insightRow({ data: { missingness: { r: 0.05, p: 0.6, n: 20 } } }), context);
    expect(words).not.toContain("Days without");
  });

  test("in yen, then the amount has no decimals", () => {
    const { effect } = insightRow().data;
    const row = insightRow({ data: { effect, currency: "JPY" } });
    const person = { ...context.person, currency: "JPY" };
    expect(findingWords(row, { ...context, person })).toContain(
      "about ¥3,100 more by choice than on other days (likely between ¥890 and ¥5,500)",
    );
  });
});

test.each([
  [
    "sleep_to_spending",
    410,
    "on the 14 days after 6 h 50 m of sleep or less (your shortest quarter) you spent",
  ],
  ["mood_to_spending", 0, "on the 14 days with a mood of 4 of 7 or lower (your lowest quarter) you spent"],
  [
    "mood_to_spending",
    -0.5,
    "on the 14 days with a mood of 3.8 of 7 or lower (your lowest quarter) you spent",
  ],
  ["steps_to_mood", 5210, "on the 14 days with 5,210 steps or fewer (your lowest quarter) your mood was"],
])("given %s with an own quarter up to %d, then that is said of it", (signalType, threshold, words) => {
  const effect = effectOf(signalType, 1, true);
  const row = insightRow({ signalType, data: { effect: effect && { ...effect, threshold } } });
  expect(patternClause(row, "USD")).toContain(words);
});

test.each([
  [0.05, "slight"],
  [-0.19, "slight"],
  [0.2, "moderate"],
  [-0.34, "moderate"],
  [0.35, "clear"],
  [-0.49, "clear"],
  [0.5, "strong"],
  [-0.9, "strong"],
])("given r of %d, then the pattern is called %s", (strength, word) => {
  expect(findingWords(insightRow({ strength }), context)).toContain(`A ${word} pattern over`);
});

test.each([
  ["sleep_to_mood", 0, 0.4, "on days after shorter nights your mood tended to be lower"],
  [
    "sleep_to_energy",
    1,
    0.4,
    "on days on which the night before last was shorter your energy tended to be lower",
  ],
  [
    "stress_to_impulse",
    1,
    0.4,
    "on days after one with more stress there tended to be more possible impulse buys",
  ],
  ["mood_to_spending", 0, -0.4, "on days with a lower mood you tended to spend more by choice"],
  ["steps_to_sleep", 0, 0.4, "on days with fewer steps the night before tended to be shorter"],
  ["steps_to_sleep", 1, 0.4, "in nights after a day with fewer steps you tended to sleep less"],
  [
    "heart_rate_to_energy",
    2,
    -0.4,
    "on days that came two days after one with a higher resting heart rate your energy tended to be lower",
  ],
] as const)("given %s at lag %d with r %d, then it is told as it is", (signalType, lag, strength, words) => {
  const row = insightRow({ signalType, strength, state: "emerging", data: { lag, n: 52 } });
  expect(possibleWords(row)).toEqual({ pattern: words, days: "52 days" });
});
