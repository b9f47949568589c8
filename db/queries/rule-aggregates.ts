import { max, sql } from "drizzle-orm";
import { z } from "zod";
import { addDays, localDateOf } from "../../coaching/model/local-date.ts";
import { rules } from "../../coaching/rules/index.ts";
import type { Rule } from "../../coaching/rules/rule.ts";
import { SELECTION_CONFIG } from "../../coaching/selection/config.ts";
import type { RatedCount } from "../../coaching/selection/history.ts";
import { type PooledEffect, ratedByOthers } from "../../coaching/selection/others.ts";
import { TRIED_OUTCOMES } from "../../coaching/selection/tried.ts";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import type { recommendations } from "../schema/coaching.ts";
import { ruleAggregates } from "../schema/judgement.ts";

/** How far back what was said and answered is looked at. */
export const LOOK_BACK_DAYS = 365;
/** They are made once a day; this much earlier they are taken to be due, so that the hour does not move on day by day. */
const DUE_AFTER_MS = 23 * 3_600_000;
/** The advisory lock's number: any, as long as it stays the same from release to release. */
const AGGREGATES_LOCK = 7_316_004;

/** What people rate; a plan of the person's own is answered and not rated. */
const RATED_RULES = rules.filter((rule: Rule) => rule.isAskedFor !== true).map(({ id }) => id);

/**
 * Makes the counts over all people anew, unless somebody has done so today or is at it. Sample persons are nobody and count
 * for nothing.
 *
 * What a rule does to people is the mean of their own estimates, by inverse variances: the error of each and how far people
 * differ. It takes several people with some days each; of fewer nothing is stored.
 *
 * @returns whether they were made
 */
export async function renewRuleAggregates(db: Database, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [lock] = rows(
      await tx.execute(sql`select pg_try_advisory_xact_lock(${AGGREGATES_LOCK}) as is_ours`),
    );
    if (lock?.is_ours !== true) return false;
    const [last] = await tx.select({ at: max(ruleAggregates.computedAt) }).from(ruleAggregates);
    if (last?.at != null && now.getTime() - last.at.getTime() < DUE_AFTER_MS) return false;
    await aggregate(tx, now);
    return true;
  });
}

async function aggregate(db: Database, now: Date): Promise<void> {
  const { betweenPeople, pooledDays, pooledPeople } = SELECTION_CONFIG.retire;
  // Every rule has a row, rated or not: by the newest it is known that this was done.
  await db.execute(sql`
    insert into rule_aggregates (rule_id, rated, helpful, effects, computed_at)
    select known.rule_id, coalesce(answers.rated, 0), coalesce(answers.helpful, 0),
      coalesce(pooled.effects, '{}'::jsonb), ${sql.param(now, ruleAggregates.computedAt)}
    from unnest(${pgArray(RATED_RULES)}::text::text[]) as known (rule_id)
    left join (
      select rule_id, count(*)::int as rated, (count(*) filter (where user_feedback = 'helpful'))::int as helpful
      from recommendations
      where user_feedback is not null and local_date >= ${addDays(localDateOf(now, "UTC"), -LOOK_BACK_DAYS)}::date
        and not exists (select from users where users.id = recommendations.user_id and sample_of is not null)
      group by rule_id
    ) answers using (rule_id)
    left join (
      select rule_id, jsonb_object_agg(
        outcome, jsonb_build_object('people', people, 'benefit', benefit, 'error', error)) as effects
      from (
        select rule_id, outcome, count(*)::int as people,
          sum(benefit * weight) / sum(weight) as benefit, sqrt(1 / sum(weight)) as error
        from (
          select rule_id, outcome, benefit, 1 / (error * error + ${betweenPeople ** 2}::float8) as weight
          from rule_effects
          where said_days + withheld_days >= ${pooledDays}
            and not exists (select from users where users.id = rule_effects.user_id and sample_of is not null)
        ) of_people
        group by rule_id, outcome
        having count(*) >= ${pooledPeople}
      ) of_outcomes
      group by rule_id
    ) pooled using (rule_id)
    on conflict (rule_id) do update set rated = excluded.rated, helpful = excluded.helpful,
      effects = excluded.effects, computed_at = excluded.computed_at`);
}

type OwnRow = Pick<typeof recommendations.$inferSelect, "ruleId" | "userFeedback" | "feedbackAt">;

/**
 * How all people rate each rule, to be told without one person's own answers: those weigh by themselves, and counted twice
 * they would be all there is where one person lives alone.
 *
 * @returns by rule id, given that person's messages of the last {@link LOOK_BACK_DAYS}
 */
export async function ratesOfOthers(
  db: Database,
): Promise<(own: readonly OwnRow[]) => Readonly<Record<string, RatedCount>>> {
  const { ruleId, rated, helpful, computedAt } = ruleAggregates;
  const all = await db.select({ ruleId, rated, helpful, computedAt }).from(ruleAggregates);
  return (own) =>
    Object.fromEntries(
      all.map((rate) => {
        const counted = own.filter(
          (row) =>
            row.ruleId === rate.ruleId &&
            row.userFeedback !== null &&
            row.feedbackAt !== null &&
            row.feedbackAt < rate.computedAt,
        );
        const isHelpful = counted.filter(({ userFeedback }) => userFeedback === "helpful");
        return [rate.ruleId, ratedByOthers(rate, { rated: counted.length, helpful: isHelpful.length })];
      }),
    );
}

const pooledEffect = z.object({ people: z.number(), benefit: z.number(), error: z.number().positive() });
const effectsOfAll = z.partialRecord(z.enum(TRIED_OUTCOMES), pooledEffect);

/** What each rule does to people, and when that was worked out. */
export async function pooledEffects(
  db: Database,
): Promise<
  ReadonlyMap<
    string,
    { readonly computedAt: Date; readonly by: Readonly<Partial<Record<string, PooledEffect>>> }
  >
> {
  const { ruleId, effects, computedAt } = ruleAggregates;
  const all = await db.select({ ruleId, effects, computedAt }).from(ruleAggregates);
  return new Map(
    all.map((row) => [row.ruleId, { computedAt: row.computedAt, by: effectsOfAll.parse(row.effects) }]),
  );
}
