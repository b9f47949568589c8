import {
  addDays,
  eachDay,
  type LocalDate,
  monthEndOf,
  monthStartOf,
  weekdayOf,
} from "../../coaching/model/local-date.ts";
import { formatMoney, minorDigits } from "../../coaching/model/money.ts";
import type { ScoreName } from "../../coaching/questions/score-means.ts";
import { dayBrief, sentenceCase, weekdayBrief } from "../format.ts";
import { inline } from "../reply.ts";
import type { ChartOf } from "./chart.ts";
import type { PicturedDays } from "./days.ts";

const PARTS = ["energy", "mood", "financial"] as const satisfies readonly ScoreName[];

/** Where most of some scores lie, both ends among them; `inside` counts them. */
export type Mostly = {
  readonly from: number;
  readonly to: number;
  readonly inside: number;
  readonly n: number;
};

/** Left out at either end, of ten. */
const OUTSIDE = 0.1;

/**
 * The middle eight tenths of some scores, by nearest rank, so that both ends are scores of a day.
 *
 * @returns null without a score
 */
export function mostlyOf(scores: readonly (number | null)[]): Mostly | null {
  const known = scores.filter((score) => score !== null).toSorted((one, other) => one - other);
  const n = known.length;
  const skipped = Math.floor(n * OUTSIDE);
  const [from, to] = [known[skipped], known[n - 1 - skipped]];
  if (from === undefined || to === undefined) return null;
  return { from, to, n, inside: known.filter((score) => score >= from && score <= to).length };
}

/** The day on which most was spent by choice, the later of two; null without a day that is known and has spending. */
export function mostChosen({ dates, choicesMinor }: PicturedDays) {
  let most: { readonly date: LocalDate; readonly minor: number } | null = null;
  for (const [index, date] of dates.entries()) {
    const minor = choicesMinor[index] ?? 0;
    if (minor > 0 && minor >= (most?.minor ?? 0)) most = { date, minor };
  }
  return most;
}

/** A row of cells a score, of those that there is any of. */
export function weekChart(title: string, days: PicturedDays, currency: string): ChartOf<"week"> {
  const rows = (["balance", ...PARTS] as const).map((name) => ({
    name: sentenceCase(nameOf(name)),
    scores: [...days.scoresOf(name)],
  }));
  const isMoneyKnown = days.choicesMinor.some((minor) => minor !== null);
  const texts = days.choicesMinor.map((minor) => (minor === null ? null : formatMoney({ minor, currency })));
  return {
    kind: "week",
    title,
    days: wholeWeek(days.dates).map((date) => ({
      weekday: weekdayBrief(date),
      day: String(Number(date.slice(8))),
    })),
    rows: rows.filter(({ scores }) => hasAny(scores)),
    amounts: isMoneyKnown ? { name: inline("pictures/choices"), texts } : null,
    none: inline("pictures/no-score"),
  };
}

/** A week that has begun on its Monday has its other days too. */
function wholeWeek(dates: readonly LocalDate[]): readonly LocalDate[] {
  const [first] = dates;
  return first !== undefined && weekdayOf(first) === 0 ? eachDay(first, addDays(first, 6)) : dates;
}

/** The whole month that the days begin, those to come among them. */
export function monthChart(title: string, days: PicturedDays): ChartOf<"month"> {
  const [first = ""] = days.dates;
  const start = monthStartOf(first);
  const scores = new Map(days.scoresOf("balance").map((score, index) => [days.dates[index], score]));
  const last = days.dates.at(-1) ?? first;
  const weeks: ChartOf<"month">["weeks"] = [];
  for (
    let monday = addDays(start, -weekdayOf(start));
    monday <= monthEndOf(start);
    monday = addDays(monday, 7)
  ) {
    weeks.push(
      [0, 1, 2, 3, 4, 5, 6].map((weekday) => {
        const date = addDays(monday, weekday);
        if (date < start || date > monthEndOf(start)) return null;
        return { day: Number(date.slice(8)), score: scores.get(date) ?? null, isAhead: date > last };
      }),
    );
  }
  const weekdays = [0, 1, 2, 3, 4, 5, 6].map((weekday) =>
    weekdayBrief(addDays(start, weekday - weekdayOf(start))),
  );
  return { kind: "month", title, weekdays, weeks, none: inline("pictures/no-score") };
}

/** Energy, mood and money as lines, of those that there is any of, and what was spent where that is known. */
export function balanceChart(
  title: string,
  days: PicturedDays,
  mostly: Mostly | null,
  currency: string,
): ChartOf<"balance"> {
  const lines = PARTS.map((name) => ({ name: nameOf(name), scores: [...days.scoresOf(name)] }));
  const most = mostChosen(days);
  const unit = 10 ** minorDigits(currency);
  const amounts = days.choicesMinor.map((minor) => (minor === null ? null : minor / unit));
  return {
    kind: "balance",
    title,
    days: days.dates.map(dayBrief),
    lines: lines.filter(({ scores }) => hasAny(scores)),
    band: mostly === null ? null : { from: mostly.from, to: mostly.to, label: inline("pictures/band") },
    bars:
      most === null
        ? null
        : {
            name: inline("pictures/choices-a-day", {
              amount: formatMoney({ minor: most.minor, currency }),
            }),
            gaps: amounts.includes(null) ? inline("pictures/not-known") : null,
            amounts,
          },
  };
}

function hasAny(values: readonly (number | null)[]): boolean {
  return values.some((value) => value !== null);
}

function nameOf(name: ScoreName): string {
  return inline(`questions/score/name-${name}`);
}
