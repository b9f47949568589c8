import { addDays, daysBetween, type LocalDate, localDateOf } from "../../../coaching/model/local-date.ts";
import type { Rule } from "../../../coaching/rules/rule.ts";
import type { SelectionConfig } from "../../../coaching/selection/config.ts";
import { effectOf, type OthersEffect, type TriedDays } from "../../../coaching/selection/effect.ts";
import type { RatedCount } from "../../../coaching/selection/history.ts";
import { posteriorOf } from "../../../coaching/selection/posterior.ts";
import { retirementOf } from "../../../coaching/selection/retire.ts";
import type { JudgedPerson } from "./judged-person.ts";

/** What being told by a rule adds to the next day's mood, in its own standard deviations; of other rules nothing. */
export type TrueBenefits = ReadonlyMap<string, number>;

const OUTCOMES = ["mood", "spending"] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Own means of those who were left out of a rule at random, and their weights. */
type Pooled = {
  readonly benefits: ReadonlyMap<JudgedPerson, OthersEffect>;
  readonly sum: number;
  readonly weight: number;
};

/**
 * Retires what does nothing or annoys, for each person by their own answers and days, and by what is seen in all the others.
 *
 * Nobody in a simulated year acts on what they are told but by `benefits`: every other rule does nothing.
 */
export function retireRules(
  people: readonly JudgedPerson[],
  rules: readonly Rule[],
  rates: Readonly<Record<string, RatedCount>>,
  benefits: TrueBenefits,
  config: SelectionConfig,
  now: Date,
): void {
  const today = localDateOf(now, "UTC");
  const days = new Map(people.map((person) => [person, triedDays(person, benefits, today)]));
  const past = new Map(
    people.map(({ rows }) => [rows, rows.history({ now, zone: "UTC", today, slot: "morning" }).said]),
  );
  for (const { id: ruleId } of rules) {
    const pooled = OUTCOMES.map((outcome) =>
      pool(people, (one) => days.get(one)?.(ruleId, outcome) ?? null, config),
    );
    for (const person of people) {
      if (person.rows.isRetired(ruleId)) continue;
      const said = past.get(person.rows) ?? [];
      const ratings = said.filter((one) => one.ruleId === ruleId && one.rating !== null).length;
      const effects = OUTCOMES.map((outcome, index) => {
        const tried = days.get(person)?.(ruleId, outcome) ?? null;
        return tried === null ? null : effectOf(tried, others(person, pooled[index]), config);
      });
      const posterior = posteriorOf(ruleId, { said, rates, today }, config);
      const why = retirementOf(posterior, ratings, person.preferences.joinsTrials ? effects : [], config);
      if (why === null) continue;
      person.rows.rest({ ruleId, subject: "", reason: "retired", until: null, recommendationId: null });
      person.log.retired.push({ at: now, ruleId, why });
    }
  }
}

/** The day after each that a rule won, as it was without and with what being told adds. */
function triedDays(person: JudgedPerson, benefits: TrueBenefits, today: LocalDate) {
  const { found } = person.lived;
  const moods = [...found.values()].flatMap(({ checkIn }) => (checkIn === null ? [] : [checkIn.mood]));
  const middle = moods.reduce((sum, mood) => sum + mood, 0) / moods.length;
  const spread = Math.sqrt(moods.reduce((sum, mood) => sum + (mood - middle) ** 2, 0) / moods.length);
  const byRule = Map.groupBy(person.log.rules, ({ ruleId }) => ruleId);
  const added = new Map<string, number>();
  for (const { ruleId, localDate, isWithheld } of person.log.rules) {
    const benefit = isWithheld ? 0 : (benefits.get(ruleId) ?? 0) * spread;
    if (benefit !== 0) added.set(localDate, (added.get(localDate) ?? 0) + benefit);
  }
  return (ruleId: string, outcome: Outcome): TriedDays | null => {
    const said: number[] = [];
    const withheld: number[] = [];
    for (const { localDate, isWithheld } of byRule.get(ruleId) ?? []) {
      const day = found.get(addDays(localDate, 1));
      const mood = day?.checkIn == null ? null : day.checkIn.mood + (added.get(localDate) ?? 0);
      const value = outcome === "mood" ? mood : (day?.spentMinor ?? null);
      if (value === null || daysBetween(localDate, today) < 2) continue;
      (isWithheld ? withheld : said).push(value);
    }
    return said.length < 2 || withheld.length < 2
      ? null
      : { isMoreBetter: outcome === "mood", said, withheld };
  };
}

function pool(
  people: readonly JudgedPerson[],
  tried: (person: JudgedPerson) => TriedDays | null,
  config: SelectionConfig,
): Pooled {
  const benefits = new Map<JudgedPerson, OthersEffect>();
  let [sum, weight] = [0, 0];
  for (const person of people) {
    const days = tried(person);
    const effect = days === null ? null : effectOf(days, null, config);
    if (days === null || effect === null) continue;
    const error = Math.sqrt(1 / days.said.length + 1 / days.withheld.length);
    benefits.set(person, { benefit: effect.benefit, error });
    sum += effect.benefit / error ** 2;
    weight += 1 / error ** 2;
  }
  return { benefits, sum, weight };
}

/** What the rule does to everybody but this person; null where nobody else was left out of it. */
function others(person: JudgedPerson, pooled: Pooled | undefined): OthersEffect | null {
  if (pooled === undefined) return null;
  const own = pooled.benefits.get(person);
  const ownWeight = own === undefined ? 0 : 1 / own.error ** 2;
  const weight = pooled.weight - ownWeight;
  if (pooled.benefits.size < (own === undefined ? 1 : 2) || !(weight > 0)) return null;
  const sum = pooled.sum - (own === undefined ? 0 : own.benefit * ownWeight);
  return { benefit: sum / weight, error: Math.sqrt(1 / weight) };
}
