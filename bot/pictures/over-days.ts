import { monthStartOf } from "../../coaching/model/local-date.ts";
import { formatMoney } from "../../coaching/model/money.ts";
import { type AskedPeriod, daysNeeded } from "../../coaching/questions/asked-period.ts";
import { meanScore } from "../../coaching/questions/score-means.ts";
import type { SpendingItem } from "../../coaching/questions/spending-ledger.ts";
import type { StepContext } from "../conversation.ts";
import { counted, dayName, dayShort } from "../format.ts";
import { daysName } from "../questions/answers.ts";
import type { ScoredDays } from "../questions/score-days.ts";
import { inline, type Part, say } from "../reply.ts";
import type { Chart, Picture } from "./chart.ts";
import { balanceChart, monthChart, mostChosen, mostlyOf, weekChart } from "./day-charts.ts";
import { type PicturedDays, picturedDays } from "./days.ts";

/** A week strip holds no more. */
const WEEK_DAYS = 7;
/** More days than this are too thin to be told apart. */
const MOST_DAYS = 62;
/** Fewer scored days say nothing that words do not. */
const FEWEST_SCORED = 2;

/** A picture, and sentences for its message that say what else stands in it. */
export type Pictured = { readonly picture: Picture; readonly parts: readonly Part[] };

/**
 * The picture of a summary of some days: up to a week as a strip, a month's own days as a calendar, else as lines.
 *
 * @param found what the answer was made of, so that both say the same
 * @param said the answer's sentences about these scores, which whoever does not see the picture is told
 * @param payments what was spent on these days, among others
 * @returns null for one day, for too many, and where hardly anything is scored
 */
export function summaryPicture(
  found: ScoredDays,
  asked: AskedPeriod,
  context: StepContext,
  said: readonly Part[],
  payments: readonly SpendingItem[],
): Pictured | null {
  const isMonth = asked.from === monthStartOf(asked.to) && asked.days > WEEK_DAYS;
  // A calendar shows the balance alone: without one, lines of what there is say more.
  return isMonth && meanScore(found.days, "balance") !== null
    ? pictured(found, asked, context, said, payments, monthChartOf)
    : balancePicture(found, asked, context, said, payments);
}

/** The picture of a balance over some days: up to a week as a strip, else as lines over what was spent. */
export function balancePicture(
  found: ScoredDays,
  asked: AskedPeriod,
  context: StepContext,
  said: readonly Part[],
  payments: readonly SpendingItem[],
): Pictured | null {
  return asked.days <= WEEK_DAYS
    ? pictured(found, asked, context, said, payments, weekChartOf)
    : pictured(found, asked, context, said, payments, linesOf);
}

type Drawn = { readonly chart: Chart; readonly parts: readonly Part[] };
type Draw = (days: PicturedDays, found: ScoredDays, asked: AskedPeriod, context: StepContext) => Drawn;

function pictured(
  found: ScoredDays,
  asked: AskedPeriod,
  context: StepContext,
  said: readonly Part[],
  payments: readonly SpendingItem[],
  draw: Draw,
): Pictured | null {
  const days = picturedDays(found, asked, payments);
  const isScored = (index: number) => NAMES.some((name) => days.scoresOf(name)[index] !== null);
  const scored = days.dates.filter((_, index) => isScored(index)).length;
  if (asked.days < FEWEST_SCORED || asked.days > MOST_DAYS || scored < FEWEST_SCORED) return null;
  const { chart, parts } = draw(days, found, asked, context);
  const told = [...said, ...parts].map(({ prompt, facts }) => inline(prompt, facts)).join(" ");
  const alt = inline("pictures/alt", { title: chart.title, said: told });
  return { picture: { chart, alt }, parts };
}

const NAMES = ["balance", "energy", "mood", "financial"] as const;

const weekChartOf: Draw = (days, found, asked, context) => ({
  chart: weekChart(meanTitle(found, asked, context), days, context.person.currency),
  parts: [],
});

const monthChartOf: Draw = (days, found, asked, context) => ({
  chart: monthChart(meanTitle(found, asked, context), days),
  parts: [],
});

const linesOf: Draw = (days, found, asked, { today, person: { currency } }) => {
  const period = inline("pictures/from-to", {
    from: dayShort(asked.from, today),
    to: dayShort(asked.to, today),
  });
  const mostly = isThin(found, asked) ? null : mostlyOf(days.scoresOf("balance"));
  const most = mostChosen(days);
  const title =
    mostly === null
      ? thinTitle(period, found, asked)
      : inline(mostly.from === mostly.to ? "pictures/title-steady" : "pictures/title-mostly", {
          period,
          ...mostly,
        });
  const amount = (minor: number) => formatMoney({ minor, currency });
  return {
    chart: balanceChart(title, days, mostly, currency),
    parts: [
      ...(mostly === null
        ? []
        : [say(mostly.from === mostly.to ? "pictures/steady" : "pictures/mostly", mostly)]),
      ...(most === null
        ? []
        : [say("pictures/most-chosen", { amount: amount(most.minor), day: dayName(most.date, today) })]),
    ],
  };
};

/** Whether too few days have a balance for one to be said of all of them. */
function isThin({ days }: ScoredDays, asked: AskedPeriod): boolean {
  const balance = meanScore(days, "balance");
  return balance === null || balance.n < daysNeeded(asked.days);
}

function meanTitle(found: ScoredDays, asked: AskedPeriod, { today }: StepContext): string {
  const period = daysName(asked, today);
  const balance = meanScore(found.days, "balance");
  if (balance === null || isThin(found, asked)) return thinTitle(period, found, asked);
  return inline("pictures/title-mean", { period, mean: Math.round(balance.mean) });
}

function thinTitle(period: string, { days }: ScoredDays, asked: AskedPeriod): string {
  const n = meanScore(days, "balance")?.n ?? 0;
  return inline("pictures/title-thin", { period, n, days: counted(asked.days, "day") });
}
