import { formatMoney } from "../../coaching/model/money.ts";
import { type AskedPeriod, daysNeeded } from "../../coaching/questions/asked-period.ts";
import { isSubscription } from "../../coaching/recurring/subscriptions.ts";
import { budgetPassed } from "../../coaching/summaries/budget-passed.ts";
import { WORTH_ORDER, type WorthNote } from "../../coaching/summaries/note.ts";
import { kindOfPeriod } from "../../coaching/summaries/period.ts";
import type { Database } from "../../db/client.ts";
import { loadBudgets } from "../../db/queries/budgets.ts";
import { loadRecurring } from "../../db/queries/recurring.ts";
import type { MoneyHistory } from "../../db/queries/spending.ts";
import { saveWorthNote } from "../../db/queries/summaries.ts";
import { establishedIn, furthestAnomaly } from "../../db/queries/summary-notes.ts";
import type { StepContext } from "../conversation.ts";
import { dayName, sentenceCase } from "../format.ts";
import { budgetName } from "../money/budget-name.ts";
import { inline, type Part, say } from "../reply.ts";
import type { SpendingView } from "./spending-view.ts";

/** What a summary has at hand when it looks for the one thing worth a look. */
export type WorthGround = {
  readonly asked: AskedPeriod;
  readonly view: SpendingView | null;
  readonly rows: MoneyHistory["rows"];
  /** Days with a check-in. */
  readonly checkIns: number;
  readonly context: StepContext;
};

type Worth = { readonly note: WorthNote; readonly part: Part };
type Find = (db: Database, ground: WorthGround) => Promise<Worth | null>;

const FINDERS: Readonly<Record<WorthNote["about"], Find>> = {
  anomaly: findAnomaly,
  budget: findBudget,
  price: findPrice,
  pattern: findPattern,
  check_ins: (_, ground) => Promise.resolve(findCheckIns(ground)),
};

/**
 * At most one thing that is worth a look, in the fixed order of {@link WORTH_ORDER}, with where to see more.
 *
 * Of a week or month that has ended it is noted in its summary.
 */
export async function worthParts(db: Database, ground: WorthGround): Promise<readonly Part[]> {
  let found: Worth | null = null;
  for (const about of WORTH_ORDER) {
    found ??= await FINDERS[about](db, ground);
    if (found !== null) break;
  }
  const { asked, context } = ground;
  const kind = asked.to < context.today ? kindOfPeriod(asked) : null;
  if (kind !== null) await saveWorthNote(db, context.person.userId, kind, asked.from, found?.note ?? null);
  return found === null ? [] : [found.part];
}

/** Which command shows more of a signal. */
const SHOWN_BY: Readonly<Record<string, string>> = {
  sleep_minutes: "/sleep",
  sleep_score: "/sleep",
  hrv: "/body",
  resting_heart_rate: "/body",
  steps: "/body",
  stress: "/body",
  spend_discretionary: "/transactions",
};

async function findAnomaly(db: Database, { asked, context }: WorthGround): Promise<Worth | null> {
  const found = await furthestAnomaly(db, context.person.userId, asked);
  if (found === null) return null;
  const id = found.signal.replaceAll("_", "-");
  const facts = {
    day: dayName(found.date, context.today),
    name: inline(`questions/summary-notes/signal-${id}`),
  };
  const command = SHOWN_BY[found.signal];
  const part =
    command === undefined
      ? say("questions/summary-notes/worth-unusual", facts)
      : say("questions/summary-notes/worth-unusual-see", { ...facts, command });
  return { note: { kind: "worth_a_look", about: "anomaly", ...found }, part };
}

async function findBudget(db: Database, { asked, view, context }: WorthGround): Promise<Worth | null> {
  if (view === null) return null;
  const { currency, userId } = context.person;
  const budgets = (await loadBudgets(db, userId)).filter((budget) => budget.currency === currency);
  const passed = budgetPassed(budgets, view.ledger.items, asked);
  if (passed === null) return null;
  const { budget, date } = passed;
  const facts = {
    budget: budgetName(budget.id),
    amount: formatMoney({ minor: budget.amountMinor, currency }, { whole: true }),
    day: dayName(date, context.today),
  };
  const note = {
    kind: "worth_a_look",
    about: "budget",
    budget: budget.id,
    date,
    amountMinor: budget.amountMinor,
  } as const;
  return { note, part: say("questions/summary-notes/worth-budget", facts) };
}

/** A subscription that has taken a higher price for the second time in these days: once may be odd. */
async function findPrice(db: Database, { asked, rows, context }: WorthGround): Promise<Worth | null> {
  const within = (date: string) => date >= asked.from && date <= asked.to;
  // Finding what recurs reads all of somebody's money.
  if (!rows.some(({ date, isRecurring }) => isRecurring === true && within(date))) return null;
  const { signals } = await loadRecurring(db, context.person, context.today);
  for (const signal of signals) {
    if (signal.kind !== "price-rise" || !within(signal.stream.lastDate)) continue;
    const { stream, fromMinor, toMinor } = signal;
    if (stream.name === null || !isSubscription(stream)) continue;
    const money = (minor: number) => formatMoney({ minor, currency: stream.currency });
    return {
      note: { kind: "worth_a_look", about: "price", key: stream.key, fromMinor, toMinor },
      part: say("questions/summary-notes/worth-price", {
        name: sentenceCase(stream.name),
        from: money(fromMinor),
        to: money(toMinor),
      }),
    };
  }
  return null;
}

async function findPattern(db: Database, { asked, context }: WorthGround): Promise<Worth | null> {
  const found = await establishedIn(db, context.person.userId, asked);
  if (found === null) return null;
  return {
    note: { kind: "worth_a_look", about: "pattern", ...found },
    part: say("questions/summary-notes/worth-pattern"),
  };
}

/** Few check-ins, where there are some: who never checks in has chosen so. */
function findCheckIns({ asked, checkIns }: WorthGround): Worth | null {
  if (checkIns === 0 || checkIns >= daysNeeded(asked.days)) return null;
  const note = { kind: "worth_a_look", about: "check_ins", n: checkIns, days: asked.days } as const;
  return { note, part: say("questions/summary-notes/worth-check-ins") };
}
