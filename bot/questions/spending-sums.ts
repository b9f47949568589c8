import { weekdayOf } from "../../coaching/model/local-date.ts";
import type { AskedPeriod } from "../../coaching/questions/asked-period.ts";
import { lengthOf } from "../../coaching/questions/asked-period.ts";
import {
  type KnownMoney,
  knownPart,
  type SpendingSum,
  sumUp,
  type Usual,
  usualOf,
  within,
} from "../../coaching/questions/spending-sums.ts";
import { counted, weekdayName } from "../format.ts";
import type { Pictured } from "../pictures/over-days.ts";
import { stretchesPicture } from "../pictures/stretches.ts";
import { type Part, say } from "../reply.ts";
import { line, periodWords } from "./answers.ts";
import type { SpendingMore } from "./spending-more.ts";
import {
  amountOn,
  countedAs,
  isEmpty,
  money,
  nothing,
  paymentsOf,
  type SpendingView,
  wantedEver,
  wantedIn,
} from "./spending-view.ts";

/** What an answer says, and what "why?" adds to the receipt. */
export type Told = {
  readonly parts: readonly Part[];
  readonly explanation?: readonly Part[];
  /** Transactions named one by one, in their order. */
  readonly spokenOf?: readonly string[];
  readonly pictured?: Pictured;
  /** What more there is to be shown of the same payments. */
  readonly more?: readonly SpendingMore[];
};

/** From so many days on an average is told by week. */
const WEEKLY_FROM_DAYS = 14;
/** Fewest known days behind an average by day. */
const FEWEST_DAYS = 4;

/** "$64 on takeout in 5 orders, Monday 16 to Sunday 22 November. Your usual week is about $41." */
export function tellTotal(view: SpendingView): Told {
  const sum = sumUp(wantedIn(view, view.asked));
  const total = isEmpty(sum) ? nothing(view) : totalPart(view, sum);
  const usual = view.compared === null ? usualIn(view) : null;
  return {
    parts: [
      ...line(total, ...(usual === null ? [] : [usualPart(view, usual)])),
      ...comparison(view, sum),
      ...countedAs(view),
    ],
    explanation: usual === null ? [] : [whyUsual(view, usual)],
    more: [
      ...(usual === null ? [] : ["picture" as const]),
      // One alone is the sum itself.
      ...(sum.count > 1 ? ["list" as const] : []),
    ],
  };
}

/** The stretches before it beside the one that was asked about, each with its amount. */
export function tellPicture(view: SpendingView): Told {
  const usual = usualIn(view);
  const sum = sumUp(wantedIn(view, view.asked));
  if (usual === null) return tellTotal(view);
  const pictured = stretchesPicture(view, usual, sum);
  return {
    parts: [...line(totalPart(view, sum), usualPart(view, usual)), ...countedAs(view)],
    explanation: [whyUsual(view, usual)],
    pictured,
    more: sum.count > 1 ? ["list"] : [],
  };
}

/** "5 orders on takeout, Monday 16 to Sunday 22 November: $64 altogether." */
export function tellCount(view: SpendingView): Told {
  const sum = sumUp(wantedIn(view, view.asked));
  const period = periodWords(view.asked, view.context.today);
  const amount = money(view, sum.netMinor);
  const part = isEmpty(sum)
    ? nothing(view)
    : say("questions/spending/count", {
        counted: amountOn(view, paymentsOf(view, sum.count)),
        period,
        amount,
      });
  return { parts: [...line(part), ...comparison(view, sum), ...countedAs(view)] };
}

/** Per week where two weeks and more were asked about, else per day; over the days known in full. */
export function tellAverage(view: SpendingView): Told {
  const { asked, compared, known } = view;
  const unit = asked.days >= WEEKLY_FROM_DAYS ? "week" : "day";
  const rate = rateOf(view, asked, known, unit);
  const period = periodWords(asked, view.context.today);
  if (rate.kind === "thin") {
    const have = counted(rate.have, "day");
    return {
      parts: [say("questions/spending/average-thin", { period, have, need: counted(rate.need, "day") })],
    };
  }
  const facts = {
    spent: amountOn(view, money(view, rate.minor, { whole: rate.minor >= 1000 })),
    period,
    total: money(view, rate.sum.netMinor),
    count: paymentsOf(view, rate.sum.count),
    days: counted(rate.days, "day"),
  };
  const kept = rate.sum.count - rate.sum.refunds;
  const each =
    rate.sum.refunds === 0 && kept > 1
      ? [say("questions/spending/average-each", { each: money(view, rate.sum.netMinor / kept) })]
      : [];
  const other = compared === null ? null : rateOf(view, compared, known, unit);
  return {
    parts: [
      ...line(say(`questions/spending/average-${unit}`, facts), ...each),
      ...(compared === null || other === null ? [] : [comparedRate(view, rate.minor, compared, other, unit)]),
      ...countedAs(view),
    ],
  };
}

type Rate =
  | { readonly kind: "rate"; readonly minor: number; readonly sum: SpendingSum; readonly days: number }
  | { readonly kind: "thin"; readonly have: number; readonly need: number };

function rateOf(view: SpendingView, asked: AskedPeriod, known: KnownMoney, unit: "week" | "day"): Rate {
  const part = knownPart(asked, known);
  const days = lengthOf(part);
  const need = unit === "week" ? 7 : Math.min(FEWEST_DAYS, asked.days);
  if (part === null || days < need) return { kind: "thin", have: days, need };
  const sum = sumUp(within(wantedIn(view, asked), part));
  return { kind: "rate", minor: (sum.netMinor / days) * (unit === "week" ? 7 : 1), sum, days };
}

function comparedRate(
  view: SpendingView,
  minor: number,
  compared: AskedPeriod,
  other: Rate,
  unit: "week" | "day",
): Part {
  const period = periodWords(compared, view.context.today);
  if (other.kind === "thin") {
    return say("questions/spending/average-thin", {
      period,
      have: counted(other.have, "day"),
      need: counted(other.need, "day"),
    });
  }
  const difference = Math.round(minor) - Math.round(other.minor);
  const facts = { period, other: money(view, other.minor), difference: money(view, Math.abs(difference)) };
  if (difference === 0) return say("questions/spending/rate-same", facts);
  return difference > 0
    ? say(`questions/spending/rate-more-${unit}`, facts)
    : say(`questions/spending/rate-less-${unit}`, facts);
}

export function totalPart(view: SpendingView, sum: SpendingSum): Part {
  const period = periodWords(view.asked, view.context.today);
  if (sum.netMinor < 0) {
    return say("questions/spending/came-back", { spent: amountOn(view, money(view, -sum.netMinor)), period });
  }
  const spent = money(view, sum.netMinor);
  return say("questions/spending/total", {
    // What it is on is named once: where the answer says what was counted as that, there.
    spent: countedAs(view).length > 0 ? spent : amountOn(view, spent),
    count: sum.count === 0 ? paymentsOf(view, 0) : paymentsOf(view, sum.count),
    period,
  });
}

/** The other period's number and the difference; for stretches of unequal length also what it is by day. */
export function comparison(view: SpendingView, sum: SpendingSum): readonly Part[] {
  const { compared, asked, context } = view;
  if (compared === null) return [];
  const other = sumUp(wantedIn(view, compared));
  const difference = sum.netMinor - other.netMinor;
  const facts = {
    period: periodWords(compared, context.today),
    other: money(view, other.netMinor),
    count: paymentsOf(view, other.count),
    difference: money(view, Math.abs(difference)),
  };
  const part =
    difference === 0
      ? say("questions/spending/compared-same", facts)
      : difference > 0
        ? say("questions/spending/compared-more", facts)
        : say("questions/spending/compared-less", facts);
  if (compared.days === asked.days) return [part];
  const byDay = say("questions/spending/compared-lengths", {
    days: counted(asked.days, "day"),
    otherDays: counted(compared.days, "day"),
    rate: money(view, sum.netMinor / asked.days),
    otherRate: money(view, other.netMinor / compared.days),
  });
  return [part, byDay];
}

export function usualIn(view: SpendingView): Usual | null {
  return usualOf(wantedEver(view), view.asked, view.known);
}

export function usualPart(view: SpendingView, usual: Usual): Part {
  if (usual.minor <= 0) return say(`questions/spending/usual-${usual.kind}-none`, usualFacts(view, usual));
  return say(`questions/spending/usual-${usual.kind}`, usualFacts(view, usual));
}

function usualFacts(view: SpendingView, usual: Usual) {
  return {
    usual: money(view, usual.minor, { whole: true }),
    weekday: weekdayName(weekdayOf(view.asked.from)),
  };
}

export function whyUsual(view: SpendingView, usual: Usual): Part {
  const facts = {
    n: usual.n,
    low: money(view, usual.lowMinor),
    high: money(view, usual.highMinor),
    weekday: weekdayName(weekdayOf(view.asked.from)),
  };
  return say(`questions/spending/why-usual-${usual.kind}`, facts);
}
