import {
  addDays,
  daysBetween,
  eachDay,
  type LocalDate,
  monthEndOf,
  monthStartOf,
  weekStartOf,
} from "../model/local-date.ts";
import type { SpendingItem } from "../questions/spending-ledger.ts";
import type { KnownMoney } from "../questions/spending-sums.ts";
import type { RecurringStream } from "../recurring/streams.ts";
import { type Budget, isInBudget } from "./budget.ts";
import { BUDGET_CONFIG } from "./config.ts";
import { type ExpectedPayment, expectedPayments } from "./expected.ts";
import { forecastFourWeeks } from "./forecast.ts";
import { monthShape, type Pace, paceOf } from "./month-shape.ts";
import { leftAfterExpected, safeToSpend } from "./safe-to-spend.ts";

/** What a budget is held against: payments in its own currency, what comes back, how far both are known. */
export type BudgetGround<Stream extends RecurringStream = RecurringStream> = {
  /** Oldest first, the last twelve months and this one. */
  readonly items: readonly SpendingItem[];
  /** In the same currency. */
  readonly streams: readonly Stream[];
  readonly known: KnownMoney;
  /** No account is linked: what was told by hand is all there is to know, from `known.first` on. */
  readonly isByHand: boolean;
  readonly today: LocalDate;
};

/** Why a number about the rest of the month cannot be told. */
export type Withheld =
  /** The accounts are known only through a day that is too long ago, or not at all. */
  | { readonly kind: "stale"; readonly through: LocalDate | null }
  /** What is known begins within this month. */
  | { readonly kind: "begins"; readonly first: LocalDate | null };

/** How a budget stands today. Amounts in minor units. */
export type BudgetStanding<Stream extends RecurringStream = RecurringStream> = {
  readonly budget: Budget;
  /** This month up to now, net of refunds; below nothing when more came back. */
  readonly spentMinor: number;
  readonly payments: number;
  /** Budget less spent; negative when more was spent. */
  readonly leftMinor: number;
  readonly daysLeft: number;
  /** Null where the month is not known from its first day to lately. */
  readonly pace: Pace | null;
  readonly expected: readonly ExpectedPayment<Stream>[];
  readonly expectedMinor: number;
  /** What is left once the expected payments are paid. */
  readonly freeMinor: number;
  readonly safeTodayMinor: number | Withheld;
  /** Where the month ends if the rest of it goes like the weeks before; null with fewer than eight full weeks. */
  readonly forecast: { readonly minor: number; readonly weeks: number } | null;
};

/** Pure: how a budget stands, from a person's payments. */
export function standingOf<Stream extends RecurringStream>(
  budget: Budget,
  ground: BudgetGround<Stream>,
): BudgetStanding<Stream> {
  const { today } = ground;
  const from = monthStartOf(today);
  const to = monthEndOf(today);
  const mine = ground.items.filter((item) => isInBudget(item, budget.id));
  const month = mine.filter(({ date }) => date >= from && date <= today);
  const recurringIds = new Set(ground.streams.flatMap(({ transactionIds }) => transactionIds));
  const spentTodayMinor = netOf(month.filter(({ date }) => date === today));
  const spentMinor = netOf(month);
  const expected = expectedPayments(ground.streams, { today, to }).filter(({ stream }) =>
    isOfStream(mine, stream),
  );
  const money = {
    budgetMinor: budget.amountMinor,
    spentBeforeMinor: spentMinor - spentTodayMinor,
    spentTodayMinor,
    recurringTodayMinor: netOf(month.filter(({ id, date }) => date === today && recurringIds.has(id))),
    expectedMinor: expected.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    daysLeft: daysBetween(today, to) + 1,
  };
  const withheld = withheldFor(ground, from);
  const isWhole = withheld === null && ground.known.first !== null && ground.known.first <= from;
  const day = daysBetween(from, today) + 1;
  const shape = monthShape(fullMonths(mine, ground, from), daysBetween(from, to) + 1);
  return {
    budget,
    spentMinor,
    payments: month.length,
    leftMinor: budget.amountMinor - spentMinor,
    daysLeft: money.daysLeft,
    pace: isWhole ? paceOf(spentMinor, budget.amountMinor, shape, day) : null,
    expected,
    expectedMinor: money.expectedMinor,
    freeMinor: leftAfterExpected(money),
    safeTodayMinor: withheld ?? safeToSpend(money),
    forecast:
      withheld === null ? forecastMonth(mine, recurringIds, ground, spentMinor + money.expectedMinor) : null,
  };
}

/** What is told by hand is as fresh as the person is; accounts have to be known from the month's start to lately. */
function withheldFor({ known, isByHand, today }: BudgetGround, from: LocalDate): Withheld | null {
  const { first, through } = known;
  // Who has told nothing yet has not told that nothing was spent.
  if (isByHand) return first === null ? { kind: "begins", first } : null;
  if (through === null || daysBetween(through, today) > BUDGET_CONFIG.freshDays)
    return { kind: "stale", through };
  return first === null || first > from ? { kind: "begins", first } : null;
}

/** A stream counts towards a budget when its latest payment does. */
function isOfStream(mine: readonly SpendingItem[], { transactionIds }: RecurringStream): boolean {
  const last = transactionIds.at(-1);
  return mine.some(({ id }) => id === last);
}

/** Net spending by day of the full months before this one that are known in full, oldest first. */
function fullMonths(
  mine: readonly SpendingItem[],
  { known }: BudgetGround,
  before: LocalDate,
): readonly (readonly number[])[] {
  const { first, through } = known;
  const months: number[][] = [];
  let end = addDays(before, -1);
  while (first !== null && through !== null && months.length < BUDGET_CONFIG.mostMonths) {
    const start = monthStartOf(end);
    if (start < first) break;
    if (end <= through) months.unshift(byDay(mine, start, end));
    end = addDays(start, -1);
  }
  return months;
}

/** What was spent and is expected, and for the days after today a share of what four weeks bring. */
function forecastMonth(
  mine: readonly SpendingItem[],
  recurringIds: ReadonlySet<string>,
  { known, today }: BudgetGround,
  surelyMinor: number,
): BudgetStanding["forecast"] {
  const { first, through } = known;
  if (first === null || through === null) return null;
  const irregular = mine.filter(({ id }) => !recurringIds.has(id));
  const end = addDays(weekStartOf(addDays(through, 1)), -1);
  const weeks: number[] = [];
  for (let start = addDays(end, -6); start >= first; start = addDays(start, -7)) {
    weeks.unshift(netOf(irregular.filter(({ date }) => date >= start && date <= addDays(start, 6))));
  }
  const fourWeeks = forecastFourWeeks(weeks);
  if (fourWeeks === null) return null;
  const days = daysBetween(today, monthEndOf(today));
  const minor = Math.round(surelyMinor + (fourWeeks * days) / (7 * BUDGET_CONFIG.forecast.weeks));
  return { minor: Math.max(0, minor), weeks: weeks.length };
}

function byDay(items: readonly SpendingItem[], from: LocalDate, to: LocalDate): number[] {
  const sums = new Map<LocalDate, number>();
  for (const { date, netMinor } of items) sums.set(date, (sums.get(date) ?? 0) + netMinor);
  return eachDay(from, to).map((date) => sums.get(date) ?? 0);
}

function netOf(items: readonly SpendingItem[]): number {
  return items.reduce((sum, { netMinor }) => sum + netMinor, 0);
}
