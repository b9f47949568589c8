import { type Budget, DISCRETIONARY } from "../../../coaching/budgets/budget.ts";
import type { DayRecord } from "../../../coaching/model/days.ts";
import type { Random } from "../../../coaching/model/random.ts";
import type { Plan } from "../../../coaching/plans/condition.ts";
import type { SamplePerson } from "../../../coaching/sample/types.ts";

export type Own = {
  readonly budgets: readonly Budget[];
  readonly plans: readonly Plan[];
  readonly tellsBalance: boolean;
};

/** Checking and savings as they stood at a moment. */
export function liquidAt(person: SamplePerson, now: Date): number {
  const liquid = person.accounts.filter(({ type }) => type !== "credit_card");
  const ids = new Set(liquid.map(({ id }) => id));
  const since = person.transactions.filter(({ accountId, at }) => ids.has(accountId) && at > now);
  return (
    liquid.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0) +
    since.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  );
}

/** Budgets near what they spend, and plans, as some have them. */
export function drawOwn(random: Random, currency: string, before: readonly DayRecord[]): Own {
  const known = before.flatMap(({ spentDiscretionaryMinor }) => spentDiscretionaryMinor ?? []);
  const monthMinor = (30 * known.reduce((sum, minor) => sum + minor, 0)) / Math.max(1, known.length);
  const budget = (id: string, share: number) => ({
    id,
    amountMinor: Math.round(monthMinor * share * (0.8 + 0.4 * random())),
    currency,
  });
  const budgets = [budget(DISCRETIONARY, 1), budget("EATING_OUT", 0.4)].filter(() => random() < 0.5);
  const tests: readonly Plan["condition"]["all"][] = [
    [
      { kind: "sleep", underMinutes: 360 },
      { kind: "time", from: 21 * 60, until: null },
    ],
    [{ kind: "weekday", days: [4] }],
    [{ kind: "stress", over: 65 }],
    [{ kind: "payday" }],
  ];
  const plans = tests.flatMap((all, index): Plan[] =>
    random() < 0.15
      ? [{ id: `plan-${index}`, words: "said", condition: { all }, offer: "offered", lastFiredOn: null }]
      : [],
  );
  return { budgets, plans, tellsBalance: random() < 0.6 };
}
