import { describe, expect, test } from "vitest";
import type { Rule } from "../../../coaching/rules/rule.ts";
import { SELECTION_CONFIG } from "../../../coaching/selection/config.ts";
import { judgeFindings } from "../../../coaching/selection/eligibility.ts";
import type { History, SaidBefore } from "../../../coaching/selection/history.ts";
import { isAmongLowest } from "../../../coaching/selection/low-mood.ts";
import { finding, historyWith, rule, said, TODAY } from "../../support/selection-past.ts";

const pace = rule("pace", { restDays: 7 });
const spike = rule("spike", { notWith: ["pace"] });
const strain = rule("strain", { level: "sensitive" });
const lowMoodRun = rule("low-mood-run", { level: "sensitive", riskLevel: "high" });
const all = [pace, spike, strain, lowMoodRun];

function barOf({ id }: Rule, differs: Partial<History>) {
  return judgeFindings([finding(id)], all, historyWith(differs), SELECTION_CONFIG)[0]?.bar;
}

test("given no past, then everything of the slot may be said, and nothing of another slot or of no rule", () => {
  const evening = rule("evening", { slots: ["evening"] });
  const findings = [finding("pace"), finding("evening"), finding("gone")];
  const judged = judgeFindings(findings, [...all, evening], historyWith(), SELECTION_CONFIG);
  expect(judged.map(({ finding: { ruleId }, bar }) => [ruleId, bar])).toEqual([["pace", null]]);
});

describe("what was answered", () => {
  const rest = { ruleId: "pace", subject: "", reason: "not_helpful" as const };

  test("then it rests until the day on which the rest ends where the person is", () => {
    // 23:30 UTC is the next day in Berlin.
    const rests = [{ ...rest, until: new Date("2026-04-01T23:30:00Z") }];
    expect(barOf(pace, { rests })).toEqual({ state: "resting", until: "2026-04-02" });
    expect(barOf(spike, { rests })).toBeNull();
  });

  test("then a rest that is over is none", () => {
    expect(barOf(pace, { rests: [{ ...rest, until: new Date(`${TODAY}T07:30:00Z`) }] })).toBeNull();
  });

  test("then one merchant that is normal for them rests for ever, and no other", () => {
    const rests = [{ ruleId: "pace", subject: "Bakery", reason: "normal" as const, until: null }];
    const findings = [finding("pace", { subject: "Bakery" }), finding("pace", { subject: "Cinema" })];
    const judged = judgeFindings(findings, all, historyWith({ rests }), SELECTION_CONFIG);
    expect(judged.map(({ bar }) => bar)).toEqual([{ state: "resting", until: null }, null]);
  });

  test("then a retired rule is called that, whatever else is so", () => {
    const rests = [
      { ...rest, until: new Date("2026-04-01T12:00:00Z") },
      { ...rest, reason: "retired" as const, until: null },
    ];
    expect(barOf(pace, { rests })).toEqual({ state: "retired", until: null });
  });
});

describe("what was said lately", () => {
  test("then a rule waits for its own rest", () => {
    expect(barOf(pace, { said: [said("pace", "2026-03-14")] })).toEqual({
      state: "too_soon",
      until: "2026-03-21",
    });
    expect(barOf(pace, { said: [said("pace", "2026-03-13")] })).toBeNull();
  });

  test("then any rule waits 72 hours, which an evening three days ago are not", () => {
    expect(barOf(spike, { said: [said("spike", "2026-03-17")] })).toBeNull();
    expect(barOf(spike, { said: [said("spike", "2026-03-17", { slot: "evening" })] })).toEqual({
      state: "too_soon",
      until: "2026-03-21",
    });
  });

  test("then what was left out rests too, but keeps no other from speaking", () => {
    const withheld = [said("pace", "2026-03-19", { isWithheld: true })];
    expect(barOf(pace, { said: withheld })?.state).toBe("too_soon");
    expect(barOf(spike, { said: withheld })).toBeNull();
  });

  test("then two that are not said together keep three days apart, whichever names the other", () => {
    expect(barOf(spike, { said: [said("pace", "2026-03-18")] })).toEqual({
      state: "not_with",
      until: "2026-03-21",
    });
    expect(barOf(pace, { said: [said("spike", "2026-03-18")] })?.state).toBe("not_with");
    expect(barOf(pace, { said: [said("spike", "2026-03-17")] })).toBeNull();
  });
});

describe("what is said once", () => {
  const bill = rule("bill");
  const due = (subject: string) =>
    finding("bill", { subject, saidOnce: { from: "2026-03-17", until: "2026-03-24" } });
  const barsAfter = (...before: readonly SaidBefore[]) =>
    judgeFindings([due("Phone"), due("Power")], [bill], historyWith({ said: before }), SELECTION_CONFIG).map(
      ({ bar }) => bar,
    );

  test("then the same payment is not said again once the rule has rested, and another one is", () => {
    expect(barsAfter(said("bill", "2026-03-17", { subject: "Phone" }))).toEqual([
      { state: "too_soon", until: "2026-03-24" },
      null,
    ]);
  });

  test("then the payment before it counts for nothing", () => {
    expect(barsAfter(said("bill", "2026-03-16", { subject: "Phone" }))).toEqual([null, null]);
  });
});

describe("what is sensitive", () => {
  test("then it is said once a week, all such rules together", () => {
    expect(barOf(strain, { said: [said("low-mood-run", "2026-03-14")] })).toEqual({
      state: "sensitive",
      until: "2026-03-21",
    });
    expect(barOf(strain, { said: [said("low-mood-run", "2026-03-13")] })).toBeNull();
  });

  test("then after one of their lowest moods only support is", () => {
    expect(barOf(strain, { isMoodLow: true })).toEqual({ state: "sensitive", until: "2026-03-21" });
    expect(barOf(lowMoodRun, { isMoodLow: true })).toBeNull();
  });
});

describe("a mood entry of the lowest tenth", () => {
  const isLow = (moods: readonly number[], last = TODAY) =>
    isAmongLowest(
      moods.map((mood, index) => ({
        date: index === moods.length - 1 ? last : `2026-03-${String(index + 1).padStart(2, "0")}`,
        mood,
      })),
      TODAY,
      SELECTION_CONFIG,
    );
  const usual = [2, 3, 2, 0, 3, 2, 5, 3, 2, 3];

  test("then it is low against their own, today and the day after", () => {
    expect(isLow([...usual, -2])).toBe(true);
    expect(isLow([...usual, -2], "2026-03-19")).toBe(true);
    expect(isLow([...usual, -2], "2026-03-18")).toBe(false);
    expect(isLow([...usual, 2])).toBe(false);
  });

  test("then nobody is low who is always the same", () => {
    expect(isLow([...usual.map(() => -3), -3])).toBe(false);
  });

  test("then with few entries a low one is what is low for anybody", () => {
    expect(isLow([3, 2])).toBe(false);
    expect(isLow([3, -3])).toBe(true);
    expect(isLow([])).toBe(false);
  });
});
