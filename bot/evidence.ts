import { BUDGET_CONFIG } from "../coaching/budgets/config.ts";
import { standingOf } from "../coaching/budgets/standing.ts";
import { isFound, isNo } from "../coaching/insights/overview.ts";
import { endsOf } from "../coaching/insights/relation.ts";
import { addDays, type LocalDate, localMinuteOf } from "../coaching/model/local-date.ts";
import { plansThatFire } from "../coaching/plans/fires.ts";
import type { Evidence, KnownRelation } from "../coaching/rules/rule.ts";
import type { Database } from "../db/client.ts";
import type { PersonDays } from "../db/queries/days.ts";
import { type InsightRow, loadInsights, loadLooks } from "../db/queries/insights.ts";
import { activePlans } from "../db/queries/plans.ts";
import { loadRecurring } from "../db/queries/recurring.ts";
import type { StepContext } from "./conversation.ts";
import { loadBudgetsWith } from "./questions/budget.ts";

/**
 * Everything that rules look at, from days that are loaded already.
 *
 * What reads more of somebody's money is read only where it can say something: what recurs for those with a payment that
 * does, a month's shape for those with a budget.
 */
export async function loadEvidence(
  db: Database,
  loaded: PersonDays,
  context: StepContext,
): Promise<Evidence> {
  const { person, today, now } = context;
  const payments = loaded.rows.transactions;
  const recurs = payments.some(({ isRecurring }) => isRecurring === true);
  const recurring = recurs ? await loadRecurring(db, person, today) : null;
  const { budgets, ground } = await loadBudgetsWith(db, context, recurring?.streams ?? []);
  const insights = await loadInsights(db, person.userId);
  const [look] = await loadLooks(db, person.userId, 1);
  return {
    today,
    days: loaded.days,
    currency: person.currency,
    zone: person.timezone,
    needMinutes: person.sleepNeedMinutes,
    payments,
    relations: insights.flatMap((row) => knownRelation(row, person.currency)),
    notFound: (look?.results ?? []).filter(isNo).map(({ type }) => type),
    recurring,
    budgets: ground === null ? [] : budgets.map((budget) => standingOf(budget, ground)),
    liquidMinor: liquidOf(loaded, today),
    plansThatFire: plansThatFire(await activePlans(db, person.userId), {
      today,
      minute: localMinuteOf(now, person.timezone),
      days: loaded.days,
      payments,
      needMinutes: person.sleepNeedMinutes,
    }),
  };
}

/** A relation that may be said as found; of one that is only possible nothing follows. */
function knownRelation(row: InsightRow, currency: string): readonly KnownRelation[] {
  if (!isFound(row)) return [];
  const { signalType: type, subject, strength, data } = row;
  const since = row.establishedOn ?? row.lookedOn;
  const { lag, n, from, to, lookedFor } = data;
  // An amount holds in the currency that it was worked out in alone.
  const isAmount = endsOf(type).to === "spentDiscretionaryMinor";
  const effect = isAmount && data.currency !== currency ? null : data.effect;
  return [{ type, subject, strength, lag, n, from, to, since, lookedFor, effect }];
}

/** Checking and savings together, where every one of them tells a balance in the person's currency and lately. */
function liquidOf({ accounts }: Pick<PersonDays, "accounts">, today: LocalDate): number | null {
  const fresh = addDays(today, -BUDGET_CONFIG.freshDays);
  const liquid = accounts.filter(({ type }) => type === "checking" || type === "savings");
  let sum = 0;
  for (const { balanceMinor, syncedThrough } of liquid) {
    if (balanceMinor === null || syncedThrough === null || syncedThrough < fresh) return null;
    sum += balanceMinor;
  }
  return liquid.length === 0 ? null : sum;
}
