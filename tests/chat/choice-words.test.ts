import fc from "fast-check";
import { expect, test } from "vitest";
import { choiceParts, othersLookedAt } from "../../bot/choice-words.ts";
import { plainReply } from "../../bot/reply.ts";
import { rules } from "../../coaching/rules/index.ts";
import { CANDIDATE_STATES, type Candidate } from "../../coaching/selection/choose.ts";

const TODAY = "2026-11-25";

const candidate = (
  ruleId: string,
  state: Candidate["state"],
  differs: Partial<Candidate> = {},
): Candidate => ({
  ruleId,
  subject: "",
  state,
  propensity: null,
  ...differs,
});

const how = (candidates: readonly Candidate[], ruleId = "low-sleep") =>
  plainReply({ parts: choiceParts(candidates, ruleId, TODAY) });

const chosen = candidate("low-sleep", "chosen", { propensity: 0.5 });

test("given nothing else, then it was the only thing", () => {
  expect(how([chosen])).toBe("It was the only thing I could say.");
});

test("given others that might have been said, then how many and which", () => {
  const others = ["spending-spike", "high-stress"].map((id) =>
    candidate(id, "eligible", { propensity: 0.2 }),
  );
  expect(how([...others, chosen])).toBe(
    "Chosen from 3 things I could have said; also there: a day of spending above all before it and stress rising over a week.",
  );
});

test("given some that were kept still, then they are named with why not", () => {
  const barred = [
    candidate("spending-spike", "too_soon", { until: "2026-11-27" }),
    candidate("renewal-soon", "resting"),
    candidate("high-stress", "sensitive", { until: "2026-12-02" }),
  ];
  expect(how([...barred, chosen])).toBe(
    "It was the only thing I could say.\n" +
      "Left out: a rare subscription that renews (you called it normal), a day of spending above all before it " +
      "(not again before 27 November) and 1 more.",
  );
});

test("given several findings of one rule, then the rule counts once, as what came nearest to being said", () => {
  const twice = [
    candidate("spending-spike", "resting", { subject: "A shop" }),
    candidate("spending-spike", "eligible", { subject: "Another shop", propensity: 0.3 }),
  ];
  expect(how([...twice, candidate("low-sleep", "eligible", { propensity: 0 }), chosen])).toBe(
    "Chosen from 2 things I could have said; also there: a day of spending above all before it.",
  );
});

test.each(["low-mood-run", "plan-fires"])(
  "given %s, which is not weighed against others, then that is said and why they were not",
  (ruleId) => {
    const candidates = [
      candidate(ruleId, "chosen", { propensity: 1 }),
      candidate("high-stress", "eligible", { propensity: 0 }),
    ];
    // Why their own plan fires needs no telling.
    expect(how(candidates, ruleId)).toBe(
      ruleId === "plan-fires" ? "" : "This goes before anything else I have to say.",
    );
    expect(othersLookedAt(candidates, TODAY)).toBe("stress rising over a week (something else came first)");
  },
);

test("given one that chance took though another was likelier, then the other is not called less likely", () => {
  const other = candidate("spending-spike", "eligible", { propensity: 0.8 });
  expect(othersLookedAt([other, { ...chosen, propensity: 0.2 }], TODAY)).toContain(
    "something else had its turn",
  );
});

test("given a choice of which nothing is noted, or another rule's, then nothing is said", () => {
  expect(how([])).toBe("");
  expect(how([candidate("sleep-debt", "chosen")])).toBe("");
  expect(othersLookedAt([], TODAY)).toBeNull();
  expect(othersLookedAt([chosen], TODAY)).toBeNull();
});

test("given any candidates, then no subject, likelihood or rule's id is told, in two lines at most", () => {
  const ids = [...rules.map(({ id }) => id), "a-rule-that-is-gone"];
  const any = fc.record({
    ruleId: fc.constantFrom(...ids),
    subject: fc.constant("Merchant Ltd"),
    state: fc.constantFrom(...CANDIDATE_STATES),
    propensity: fc.constantFrom(null, 0, 0.1234, 1),
    until: fc.constant("2026-11-30"),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (candidates) => {
      const winner = candidates.find(({ state }) => state === "chosen");
      const told = `${how(candidates, winner?.ruleId)}\n${othersLookedAt(candidates, TODAY) ?? ""}`;
      expect(told.split("\n").length).toBeLessThanOrEqual(3);
      expect(told).not.toMatch(/Merchant|[.]\d|%|_/);
      for (const id of ids) expect(told).not.toContain(id);
    }),
  );
});
