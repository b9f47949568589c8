import type { LocalDate } from "../../../coaching/model/local-date.ts";
import { addDays } from "../../../coaching/model/local-date.ts";
import type { Rule } from "../../../coaching/rules/rule.ts";
import type { SelectionConfig } from "../../../coaching/selection/config.ts";
import type { RatedCount } from "../../../coaching/selection/history.ts";
import { type Judgement, judgeRules } from "../../../coaching/selection/judge-rules.ts";
import { othersThan, type PooledEffect } from "../../../coaching/selection/others.ts";
import type { DayOutcomes, TriedOutcome } from "../../../coaching/selection/tried.ts";
import type { JudgedPerson } from "./judged-person.ts";

/** What being told by a rule adds to the next day's mood, in its own standard deviations; of other rules nothing. */
export type TrueBenefits = ReadonlyMap<string, number>;

type Seen = ReadonlyMap<JudgedPerson, ReadonlyMap<string, Judgement>>;

/**
 * Lets what does nothing or annoys stop, as each week's look does it: by each person's own answers and days, and by what the week
 * before saw in all others.
 *
 * Nobody in a simulated year acts on what they are told but by `benefits`: every other rule does nothing.
 *
 * @param before what was seen a week ago
 * @returns what is seen now
 */
export function retireRules(
  people: readonly JudgedPerson[],
  rules: readonly Rule[],
  ratesFor: (person: JudgedPerson) => Readonly<Record<string, RatedCount>>,
  benefits: TrueBenefits,
  config: SelectionConfig,
  { now, before }: { readonly now: Date; readonly before: Seen },
): Seen {
  const pooled = poolEffects(before, config);
  return new Map(
    people.map((person) => {
      const own = before.get(person);
      const judged = judgeRules(
        rules.filter(({ id }) => !person.rows.isRetired(id)),
        {
          chosen: person.chosen(),
          joinedAt: person.preferences.joinsTrials ? person.log.from : null,
          wokenAt: new Map(),
          days: outcomesOf(person, benefits, now),
          rates: ratesFor(person),
          others: (ruleId, outcome) => {
            const mine = own?.get(ruleId)?.effects.find((one) => one.outcome === outcome) ?? null;
            return othersThan(pooled(ruleId, outcome), isPooled(mine, config) ? mine : null, config);
          },
        },
        config,
      );
      for (const { ruleId, retirement } of judged) {
        if (retirement === null) continue;
        person.rows.rest({ ruleId, subject: "", reason: "retired", until: null, recommendationId: null });
        person.log.retired.push({ at: now, ruleId, why: retirement.cause });
      }
      return [person, new Map(judged.map((one) => [one.ruleId, one]))];
    }),
  );
}

type Own = Judgement["effects"][number];

function isPooled(own: Own | null, { retire }: SelectionConfig): own is Own {
  return own !== null && own.saidDays + own.withheldDays >= retire.pooledDays;
}

/** The mean over all people, as `renewRuleAggregates` makes it. */
function poolEffects(seen: Seen, config: SelectionConfig) {
  const { betweenPeople, pooledPeople } = config.retire;
  return (ruleId: string, outcome: TriedOutcome): PooledEffect | null => {
    const known = [...seen.values()].flatMap((judged) => {
      const own = judged.get(ruleId)?.effects.find((one) => one.outcome === outcome) ?? null;
      return isPooled(own, config)
        ? [{ benefit: own.benefit, weight: 1 / (own.error ** 2 + betweenPeople ** 2) }]
        : [];
    });
    if (known.length < pooledPeople) return null;
    const weight = known.reduce((sum, one) => sum + one.weight, 0);
    const benefit = known.reduce((sum, one) => sum + one.benefit * one.weight, 0) / weight;
    return { people: known.length, benefit, error: Math.sqrt(1 / weight) };
  };
}

/** Days that have ended, as they were without and with what being told adds. */
function outcomesOf(
  { lived: { found }, log }: JudgedPerson,
  benefits: TrueBenefits,
  now: Date,
): ReadonlyMap<LocalDate, DayOutcomes> {
  const moods = [...found.values()].flatMap(({ checkIn }) => (checkIn === null ? [] : [checkIn.mood]));
  const middle = moods.reduce((sum, mood) => sum + mood, 0) / moods.length;
  const spread = Math.sqrt(moods.reduce((sum, mood) => sum + (mood - middle) ** 2, 0) / moods.length);
  const added = new Map<LocalDate, number>();
  for (const { ruleId, localDate, isWithheld } of log.rules) {
    const benefit = isWithheld ? 0 : (benefits.get(ruleId) ?? 0) * spread;
    if (benefit !== 0) added.set(addDays(localDate, 1), benefit);
  }
  const yesterday = new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);
  return new Map(
    [...found]
      .filter(([date]) => date <= yesterday)
      .map(([date, { checkIn, spentMinor }]) => {
        const mood = checkIn === null ? null : checkIn.mood + (added.get(date) ?? 0);
        return [date, { mood, spending: spentMinor }];
      }),
  );
}
