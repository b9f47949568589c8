import fc from "fast-check";
import { expect, test } from "vitest";
import { type DayRecord, emptyDay } from "../../../coaching/model/days.ts";
import { addDays } from "../../../coaching/model/local-date.ts";
import { seededRandom } from "../../../coaching/model/random.ts";
import { findingsOf, rules } from "../../../coaching/rules/index.ts";
import type { Evidence, Finding, Rule } from "../../../coaching/rules/rule.ts";
import { generate } from "../../../coaching/sample/generate.ts";
import { choose } from "../../../coaching/selection/choose.ts";
import { SELECTION_CONFIG } from "../../../coaching/selection/config.ts";
import { LACKED_ALONE, RULE_EXAMPLES } from "../../../src/preview/rule-examples.ts";
import { evidenceOn } from "../../support/generated-evidence.ts";
import { firing, history, NOTHING_ELSE, relation, spent, TODAY } from "../../support/rule-evidence.ts";
import { historyWith } from "../../support/selection-past.ts";

const all: readonly Rule[] = rules;
const ids = all.map(({ id }) => id);

/** What any finding has to be, whatever the evidence. */
function judge({ ruleId, strength, facts, basis, isAlone }: Finding, rule: Rule, today: string): void {
  expect(ruleId).toBe(rule.id);
  expect(strength, rule.id).toBeGreaterThanOrEqual(0);
  expect(strength, rule.id).toBeLessThanOrEqual(1);
  for (const [name, value] of Object.entries(facts)) {
    if (typeof value === "number") expect(value, `${rule.id}: ${name}`).toSatisfy(Number.isFinite);
    else expect(value, `${rule.id}: ${name}`).not.toBe("");
  }
  expect(basis.from <= basis.to && basis.to <= today, `${rule.id}: ${basis.from} to ${basis.to}`).toBe(true);
  expect(basis.days, rule.id).toBeGreaterThan(0);
  // The example that its words are shown and tested with tells the same things, or lacks the same.
  const lacked = isAlone ? (LACKED_ALONE[rule.id] ?? []) : [];
  const told = Object.keys(RULE_EXAMPLES[rule.id]?.facts ?? {}).filter((name) => !lacked.includes(name));
  expect(Object.keys(facts).sort(), rule.id).toEqual(told.sort());
}

test("each rule has an id of its own, rests three days or more and names only rules that there are", () => {
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(18);
  for (const { id, restDays, notWith, slots, triggerSource } of all) {
    expect(restDays, id).toBeGreaterThanOrEqual(3);
    expect(slots.length, id).toBeGreaterThan(0);
    expect(triggerSource, id).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
    expect(
      notWith.filter((other) => !ids.includes(other) || other === id),
      id,
    ).toEqual([]);
  }
});

test("rules of mood and strain are sensitive, bills and prices are not", () => {
  const levels = new Map(all.map(({ id, level }) => [id, level]));
  for (const id of ["low-mood-run", "mood-volatile", "hrv-drop", "high-stress", "low-energy-day-ahead"])
    expect(levels.get(id), id).toBe("sensitive");
  for (const id of ["renewal-soon", "subscription-price-rise", "bill-due-low-balance-pace"])
    expect(levels.get(id), id).toBe("info");
});

test("given invented persons on many days, then no rule throws, and all that is said is finite", {
  timeout: 60_000,
}, () => {
  const { persons } = generate({ seed: "rules", persons: 10, from: "2026-01-01", days: 240 });
  const said = new Map(ids.map((id) => [id, 0]));
  for (const person of persons) {
    for (let day = 0; day < 240; day += 9) {
      const today = addDays(person.from, day);
      const evidence = evidenceOn(person, today);
      for (const rule of all) {
        for (const finding of rule.evaluate(evidence)) {
          judge(finding, rule, today);
          said.set(rule.id, (said.get(rule.id) ?? 0) + 1);
        }
      }
    }
  }
  // Plans are nobody's here, and no invented person has two subscriptions of a kind or one that is paid once a year.
  const rare = ["plan-fires", "plan-after-short-night", "renewal-soon", "unused-or-duplicate-subscription"];
  const silent = all.filter(({ id }) => said.get(id) === 0 && !rare.includes(id));
  // What speaks seldom is given every day, not each ninth.
  const everyDay = persons.flatMap((person) =>
    Array.from({ length: 240 }, (_, day) => ({ person, today: addDays(person.from, day) })),
  );
  for (const rule of silent) {
    const spoken = everyDay.find(({ person, today }) => {
      const found = rule.evaluate(evidenceOn(person, today));
      for (const finding of found) judge(finding, rule, today);
      return found.length > 0;
    });
    expect(spoken, rule.id).toBeDefined();
  }
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });
const anyDay: fc.Arbitrary<Partial<DayRecord>> = fc.record({
  sleepMinutes: maybe(fc.constantFrom(0, 120, 300, 420, 421, 480, 1440, Number.NaN)),
  sleepScore: maybe(fc.nat(100)),
  hrvMs: maybe(fc.constantFrom(0, 1, 20, 50, 400)),
  restingHeartRateBpm: maybe(fc.constantFrom(30, 60, 61, 120)),
  steps: maybe(fc.constantFrom(0, 200, 5000, 40_000)),
  stressLevel: maybe(fc.nat(100)),
  mood: maybe(fc.integer({ min: -5, max: 5 })),
  energySelf: maybe(fc.nat(100)),
  spentDiscretionaryMinor: maybe(fc.constantFrom(0, 1, 2000, 90_000, Number.MAX_SAFE_INTEGER)),
  spentTotalMinor: maybe(fc.constantFrom(0, 2000, 90_000)),
  impulseCount: maybe(fc.nat(4)),
  incomeMinor: maybe(fc.constantFrom(0, 0, 0, 1, 300_000)),
  baselineReset: fc.boolean(),
});
const anyEvidence: fc.Arbitrary<Evidence> = fc
  .tuple(fc.array(anyDay, { maxLength: 130 }), fc.constantFrom("USD", "JPY", "KWD"), maybe(fc.integer()))
  .map(([made, currency, liquidMinor]) => ({
    ...NOTHING_ELSE,
    currency,
    liquidMinor,
    relations: ["sleep_to_spending", "sleep_to_impulse", "steps_to_mood"].map((type) => relation(type)),
    days: made.map((day, index) => {
      const date = addDays(TODAY, index + 1 - made.length);
      return { ...emptyDay(date), ...day };
    }),
  }));

test("given days without rhyme or reason, then no rule throws, and all that is said is finite", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      for (const rule of all) for (const finding of rule.evaluate(evidence)) judge(finding, rule, TODAY);
    }),
    { numRuns: 150 },
  );
});

test("given nothing known at all, then no rule speaks", () => {
  for (const evidence of [history(() => ({})), { ...NOTHING_ELSE, days: [] }]) {
    expect(all.flatMap((rule) => rule.evaluate(evidence))).toEqual([]);
    expect(findingsOf(evidence, "morning")).toEqual([]);
  }
});

test("given plans of the person's own that fire, then each is told in their words", () => {
  const plansThatFire = [
    firing({
      planId: "1",
      words: "if I slept under 6 h, ask me to park it",
      offer: "park it",
      isAboutNight: true,
    }),
    firing({ planId: "2", words: "on Fridays, ask me to cook", offer: "cook" }),
  ];
  const found = all.flatMap((rule) => rule.evaluate(history(() => ({}), { plansThatFire })));
  expect(found).toMatchObject([
    { ruleId: "plan-fires", subject: "1", facts: { plan: plansThatFire[0]?.words, offer: "park it" } },
    { ruleId: "plan-fires", subject: "2", facts: { offer: "cook" } },
  ]);
});

test("given a low run and a spending week, then only the run is spoken of", () => {
  const evidence = history((ago) => ({ mood: -4, ...(ago === 0 ? {} : spent(ago <= 7 ? 9000 : 2000)) }));
  const without = (...resting: readonly string[]) =>
    chosenOf(findingsOf(evidence, "morning").filter(({ ruleId }) => !resting.includes(ruleId)));
  expect(without()).toBe("low-mood-run");
  expect(without("low-mood-run")).toBe("spending-ahead");
  expect(without("low-mood-run", "spending-ahead")).toBeUndefined();
});

test("given a week of spending and a plan of the person's own, then the plan goes first, and nothing before a low run", () => {
  const plansThatFire = [firing({ words: "on Fridays, ask me to cook", offer: "cook" })];
  const chosen = (mood: number) =>
    chosenOf(
      findingsOf(
        history((ago) => ({ mood, ...(ago === 0 ? {} : spent(ago <= 7 ? 9000 : 2000)) }), { plansThatFire }),
        "morning",
      ),
    );
  expect(chosen(1)).toBe("plan-fires");
  expect(chosen(-4)).toBe("low-mood-run");
});

test("given a rule of evenings, then a morning does not hear of it", () => {
  const evidence = history((ago) => (ago === 0 ? {} : spent(2000, { impulseCount: ago <= 7 ? 1 : 0 })));
  expect(findingsOf(evidence, "evening").map(({ ruleId }) => ruleId)).toEqual(["impulse-evening"]);
  expect(findingsOf(evidence, "morning")).toEqual([]);
});

/** The rule that speaks to somebody to whom nothing was said before. */
function chosenOf(findings: readonly Finding[]): string | undefined {
  const choice = choose(
    findings,
    rules,
    historyWith({ today: TODAY }),
    seededRandom("first"),
    SELECTION_CONFIG,
  );
  return choice.outcome === "hold" ? undefined : choice.finding.ruleId;
}
