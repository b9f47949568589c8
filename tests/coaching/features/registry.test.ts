import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FEATURES, type FeatureDefinition, type FeatureGround } from "../../../coaching/features/index.ts";
import { recurringPaymentProbability } from "../../../coaching/features/recurring-payment.ts";
import { energyMoodStrength, relationStrength } from "../../../coaching/features/relation-strength.ts";
import type { Look, LookResult, Standing } from "../../../coaching/insights/look.ts";
import type { DayRecord } from "../../../coaching/model/days.ts";
import { addDays, type LocalDate } from "../../../coaching/model/local-date.ts";
import { seededRandom } from "../../../coaching/model/random.ts";
import { arbitraryDays, dateAt, daysOf, FIRST_DAY } from "../model/day-help.ts";

const features: readonly (readonly [string, FeatureDefinition])[] = Object.entries(FEATURES);

/** A person of these days who has nothing else. */
function groundOf(days: readonly DayRecord[], date: LocalDate): FeatureGround {
  return {
    days,
    date,
    needMinutes: 480,
    currency: "USD",
    payments: [],
    payment: { id: "a", merchantDates: [] },
    recurring: { streams: [], historyFrom: null },
    look: null,
    standings: [],
  };
}

describe("the derived features", () => {
  test("then they are those of the product, by its names, and the debt and the week of HRV beside them", () => {
    expect(Object.keys(FEATURES)).toEqual([
      "avg_spend_last_7_days",
      "discretionary_spend_ratio",
      "impulse_spend_flag",
      "recurring_payment_probability",
      "sleep_deficit",
      "sleep_debt",
      "hrv_z_score",
      "hrv_z_7",
      "stress_trend_7_days",
      "mood_volatility",
      "mood_spend_correlation",
      "energy_mood_correlation",
    ]);
  });

  test.each(features)("given nothing, then %s is missing with a reason", (_, feature) => {
    expect(feature.of(groundOf([], FIRST_DAY))).toMatchObject({
      kind: "missing",
      reason: expect.any(String),
      have: 0,
      need: expect.any(Number),
    });
    expect(
      feature.of(
        groundOf(
          daysOf(90, () => ({})),
          dateAt(89),
        ),
      ),
    ).toMatchObject({ kind: "missing" });
  });

  test.each(features)(
    "given any days, then %s is a number or missing, and later days change nothing",
    (_, feature) => {
      fc.assert(
        fc.property(arbitraryDays(1, 80), fc.nat(79), (days, back) => {
          const at = Math.max(0, days.length - 1 - back);
          const found = feature.of(groundOf(days, dateAt(at)));
          expect(JSON.stringify(found)).not.toMatch(/null/);
          expect(feature.of(groundOf(days.slice(0, at + 1), dateAt(at)))).toEqual(found);
          expect(feature.of(groundOf(days.toReversed(), dateAt(at)))).toEqual(found);
        }),
        { numRuns: 60 },
      );
    },
  );

  test.each(features)(
    "given the same days across a change of the clock, then %s is the same",
    (_, feature) => {
      const draw = seededRandom("clock change");
      const values = daysOf(100, () => ({
        sleepMinutes: 400 + Math.round(100 * draw()),
        hrvMs: 40 + 20 * draw(),
        stressLevel: Math.round(100 * draw()),
        mood: Math.round(10 * draw()) - 5,
        energySelf: Math.round(100 * draw()),
        spentTotalMinor: Math.round(9000 * draw()),
        spentDiscretionaryMinor: 0,
        impulseCount: 1,
      }));
      /** The same days, so many days later: on the same weekdays, and the clock changes among the last of them. */
      const moved = (by: number) => values.map((day) => ({ ...day, date: addDays(day.date, by) }));
      const on = (by: number) => {
        const found = feature.of(groundOf(moved(by), addDays(dateAt(99), by)));
        return found.kind === "measured" ? found.value : found;
      };
      expect(on(-28)).toEqual(on(0));
      expect(on(196)).toEqual(on(0));
    },
  );
});

describe("recurring_payment_probability", () => {
  const stream = {
    transactionIds: ["a", "b"],
    probability: 0.9,
    isSaid: false,
    firstDate: dateAt(0),
    lastDate: dateAt(30),
  };
  const ground = { streams: [stream], historyFrom: FIRST_DAY };
  const two = [dateAt(0), dateAt(30)];

  test("given a payment of a stream, then it is the stream's", () => {
    expect(recurringPaymentProbability({ id: "b", merchantDates: two }, ground, dateAt(60))).toEqual({
      kind: "measured",
      value: 0.9,
      n: 2,
      from: dateAt(0),
      to: dateAt(30),
    });
  });

  test("given one of none, then it is 0", () => {
    const found = recurringPaymentProbability({ id: "c", merchantDates: two }, ground, dateAt(60));
    expect(found).toMatchObject({ kind: "measured", value: 0, n: 2 });
  });

  test("given one payment at the merchant, or 44 days of history, then it is not told", () => {
    const one = { id: "a", merchantDates: [dateAt(0)] };
    expect(recurringPaymentProbability(one, ground, dateAt(60))).toEqual({
      kind: "missing",
      reason: "not_enough_payments",
      have: 1,
      need: 2,
    });
    const known = { id: "a", merchantDates: two };
    expect(recurringPaymentProbability(known, ground, dateAt(43))).toEqual({
      kind: "missing",
      reason: "not_enough_days",
      have: 44,
      need: 45,
    });
    expect(recurringPaymentProbability(known, ground, dateAt(44)).kind).toBe("measured");
  });

  test("given what the person said, then it holds from the first payment on", () => {
    const said = { ...stream, transactionIds: ["a"], isSaid: true, probability: 1 };
    const only = { id: "a", merchantDates: [dateAt(0)] };
    expect(recurringPaymentProbability(only, { ...ground, streams: [said] }, dateAt(1))).toMatchObject({
      value: 1,
    });
  });
});

describe("mood_spend_correlation", () => {
  const found = { lag: 1, r: -0.4, n: 62, p: 0.002, q: 0.03 };
  const lookOf = (change: Partial<LookResult>): Look => ({
    date: "2026-11-22",
    from: "2026-06-01",
    configVersion: "correlations/1",
    results: [
      { type: "mood_to_spending", subject: "", lags: [], found, untested: null, pairs: 62, ...change },
      { type: "tag_to_spending", subject: "coffee", lags: [], found, untested: null, pairs: 62 },
    ],
  });
  const standing: Standing = {
    type: "mood_to_spending",
    subject: "",
    state: "established",
    since: "2026-11-08",
    establishedOn: "2026-11-08",
    found,
  };

  test("then it is what the newest look saw, with p, q, n and where it stands", () => {
    expect(relationStrength(lookOf({}), "mood_to_spending", [standing])).toEqual({
      kind: "measured",
      value: { r: -0.4, p: 0.002, q: 0.03, lag: 1, state: "established" },
      n: 62,
      from: "2026-06-01",
      to: "2026-11-22",
    });
    expect(relationStrength(lookOf({}), "mood_to_spending", [])).toMatchObject({ value: { state: "none" } });
  });

  test.each([
    ["29 pairs", { found: { ...found, n: 29 } }, "not_enough_days", 29],
    ["too few days to test", { found: null, untested: "not_enough_days", pairs: 17 }, "not_enough_days", 17],
    ["a mood that never moves", { found: null, untested: "constant", pairs: 40 }, "constant", 40],
    ["no spending known", { found: null, untested: "one_sided", pairs: 0 }, "not_enough_days", 0],
  ] as const)("given %s, then it is missing, with how far it is", (_, change, reason, have) => {
    expect(relationStrength(lookOf(change), "mood_to_spending", [])).toEqual({
      kind: "missing",
      reason,
      have,
      need: 30,
    });
  });

  test("given no look yet, or a relation that is not looked for, then it is missing", () => {
    expect(relationStrength(null, "mood_to_spending", [])).toMatchObject({ kind: "missing", have: 0 });
    expect(relationStrength(lookOf({}), "tag_to_spending", [])).toMatchObject({ kind: "missing", have: 0 });
  });
});

describe("energy_mood_correlation", () => {
  const draw = seededRandom("energy and mood");
  const noise = Array.from({ length: 120 }, () => [draw(), draw()] as const);
  /** Energy at random, and a mood that follows it so far. */
  const daysWith = (share: number, count = 120, change: (at: number) => Partial<DayRecord> = () => ({})) =>
    daysOf(count, (at) => {
      const [energy = 0, other = 0] = noise[at] ?? [];
      return {
        energySelf: 100 * energy,
        mood: 10 * (share * energy + (1 - share) * other) - 5,
        ...change(at),
      };
    });

  test("given a mood that follows energy, then it is strong and sure, over the last 90 days", () => {
    const found = energyMoodStrength(daysWith(0.7), dateAt(119));
    expect(found).toMatchObject({ kind: "measured", n: 90, from: dateAt(30), to: dateAt(119) });
    if (found.kind === "missing") return;
    expect(found.value.r).toBeGreaterThan(0.7);
    expect(found.value.p).toBeLessThan(0.001);
    expect(found.value).toMatchObject({ q: found.value.p, lag: 0, state: "none" });
  });

  test("given a mood that does not, then p says so", () => {
    const found = energyMoodStrength(daysWith(0), dateAt(119));
    expect(found.kind === "measured" && found.value.p).toBeGreaterThan(0.05);
  });

  test("given 29 days, or days that are left out for their tags, then it is missing", () => {
    expect(energyMoodStrength(daysWith(0.7, 29), dateAt(28))).toMatchObject({
      reason: "not_enough_days",
      have: 29,
    });
    const ill = daysWith(0.7, 60, (at) => (at % 2 === 0 ? { tags: ["ill"] } : {}));
    expect(energyMoodStrength(ill, dateAt(59))).toMatchObject({ kind: "measured", n: 30 });
    const more = daysWith(0.7, 58, (at) => (at % 2 === 0 ? { tags: ["ill"] } : {}));
    expect(energyMoodStrength(more, dateAt(57))).toMatchObject({ have: 29, need: 30 });
  });

  test("given a mood that never moves, then it is missing for that", () => {
    const flat = daysWith(0.7, 60, () => ({ mood: 2 }));
    expect(energyMoodStrength(flat, dateAt(59))).toMatchObject({ reason: "constant", have: 60 });
  });
});
