import { expect, test } from "vitest";
import { addDays, daysBetween } from "../../../coaching/model/local-date.ts";
import { seededRandom } from "../../../coaching/model/random.ts";
import { rules } from "../../../coaching/rules/index.ts";
import type { Rule } from "../../../coaching/rules/rule.ts";
import { choose } from "../../../coaching/selection/choose.ts";
import { SELECTION_CONFIG } from "../../../coaching/selection/config.ts";
import type { Rest, SaidBefore } from "../../../coaching/selection/history.ts";
import { finding, historyWith } from "../../support/selection-past.ts";

const all: readonly Rule[] = rules;
const byId = new Map(all.map((rule) => [rule.id, rule]));
const isAskedFor = (ruleId: string) => byId.get(ruleId)?.isAskedFor === true;
const DAYS = 365;
const FROM = "2026-01-01";
// Chances are not looked at here.
const config = { ...SELECTION_CONFIG, draws: 2 };

test("the rules that offer support are rules that there are", () => {
  for (const id of SELECTION_CONFIG.support) expect(byId.get(id)?.level, id).toBe("sensitive");
  for (const id of SELECTION_CONFIG.ownRules) expect(byId.has(id), id).toBe(true);
});

/** A year of mornings and evenings on which much is found, a third of it rated, "not helpful" resting for 60 days. */
function yearOf(person: number) {
  const random = seededRandom(`year ${person}`);
  const said: SaidBefore[] = [];
  const rests: Rest[] = [];
  let held = 0;
  for (let day = 0; day < DAYS; day++) {
    for (const slot of ["morning", "evening"] as const) {
      const today = addDays(FROM, day);
      const now = new Date(`${today}T${slot === "morning" ? "07" : "17"}:00:00Z`);
      // A plan fires once a day and is answered, not rated.
      const hasFired = said.some(({ ruleId, date }) => date === today && isAskedFor(ruleId));
      const findings = all
        .filter(({ id }) => random() < 0.3 && !(hasFired && isAskedFor(id)))
        .map(({ id }) => finding(id));
      const history = historyWith({ now, today, slot, said, rests, joinsTrials: person % 2 === 0 });
      const choice = choose(findings, all, history, random, config);
      if (choice.outcome === "hold") {
        held++;
        continue;
      }
      const { ruleId } = choice.finding;
      expect(
        rests.filter((rest) => rest.ruleId === ruleId && rest.until !== null && rest.until > now),
      ).toEqual([]);
      const isWithheld = choice.outcome === "withhold";
      const isRated = !isWithheld && !isAskedFor(ruleId) && random() < 0.33;
      const rating = isRated ? { isHelpful: random() < 0.5, date: today } : null;
      said.push({ ruleId, subject: "", date: today, slot, isWithheld, rating });
      if (rating?.isHelpful === false) {
        const until = new Date(now.getTime() + 60 * 86_400_000);
        rests.push({ ruleId, subject: "", reason: "not_helpful", until });
      }
    }
  }
  return { said, held };
}

test("given a year of 20 people, then no rule speaks inside its rest, beside one it must not, or too often of what is sensitive", {
  timeout: 60_000,
}, () => {
  const years = Array.from({ length: 20 }, (_, person) => yearOf(person));
  const spoken = new Set<string>();
  for (const { said } of years) {
    said.forEach((one, index) => {
      const rule = byId.get(one.ruleId);
      if (rule === undefined) throw new Error(`unknown rule ${one.ruleId}`);
      spoken.add(rule.id);
      expect(rule.slots).toContain(one.slot);
      const before = said
        .slice(0, index)
        .map((other) => ({ ...other, ago: daysBetween(other.date, one.date) }));
      const restDays = isAskedFor(rule.id) ? 1 : rule.restDays;
      const own = before.filter(({ ruleId, ago }) => ruleId === rule.id && ago < restDays);
      expect(own, `${rule.id} on ${one.date}`).toEqual([]);
      const heard = before.filter(({ isWithheld }) => !isWithheld);
      const beside = heard.filter(
        ({ ruleId, ago }) =>
          ago < 3 && (rule.notWith.includes(ruleId) || byId.get(ruleId)?.notWith.includes(rule.id)),
      );
      if (!isAskedFor(rule.id)) expect(beside, `${rule.id} on ${one.date}`).toEqual([]);
      if (rule.level !== "sensitive") return;
      const sensitive = heard.filter(({ ruleId, ago }) => ago < 7 && byId.get(ruleId)?.level === "sensitive");
      expect(sensitive, `${rule.id} on ${one.date}`).toEqual([]);
    });
    const withheld = said.filter(({ isWithheld }) => isWithheld);
    expect(withheld.every(({ ruleId }) => byId.get(ruleId)?.riskLevel === "low")).toBe(true);
    expect(withheld.some(({ ruleId }) => isAskedFor(ruleId))).toBe(false);
  }
  // Every rule finds its turn with somebody, and each kind of outcome is there.
  expect([...spoken].sort()).toEqual(all.map(({ id }) => id).sort());
  expect(years.some(({ held }) => held > 0)).toBe(true);
  expect(years.some(({ said }) => said.some(({ isWithheld }) => isWithheld))).toBe(true);
});
