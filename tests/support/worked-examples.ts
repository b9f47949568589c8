import { ANOMALY_CONFIG } from "../../coaching/anomalies/config.ts";
import { evenedPast, usualRange } from "../../coaching/anomalies/usual-range.ts";
import type { DayRecord } from "../../coaching/model/days.ts";
import { moodFromFace } from "../../coaching/model/mood.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import { scoreDay } from "../../coaching/scores/day-scores.ts";
import type { Contributor, Scored, ScoreResult } from "../../coaching/scores/score.ts";
import { measureAnomalies, measureShifts } from "../bench/truth-anomalies.ts";
import { dateAt, daysOf } from "../coaching/model/day-help.ts";
import { CONTEXT } from "../coaching/scores/score-help.ts";
import { markdownTable } from "./markdown-table.ts";

/** Years of each kind of series behind the rates that a page gives. */
const YEARS = 12;

/** What the pages about scores and methods show of the engine, by page and by the name that stands in its marks. */
export const WORKED: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  "docs/scores/energy.md": { parts: () => weightTable(SCORE_CONFIG.energy.weights), worked: energyWorked },
  "docs/scores/mood.md": { worked: moodWorked },
  "docs/scores/money.md": {
    parts: () => weightTable(SCORE_CONFIG.financial.weights),
    worked: moneyWorked,
    pace: paceWorked,
  },
  "docs/scores/balance.md": { parts: () => weightTable(SCORE_CONFIG.balance.weights), worked: balanceWorked },
  "docs/methods/anomalies.md": { worked: rangeWorked, rates: ratesWorked },
};

/** With a real minus sign. */
const round = (value: number, digits = 1) => value.toFixed(digits).replace("-", "−");
const percent = (share: number) => `${Math.round(100 * share)}%`;

function weightTable(weights: Readonly<Record<string, number>>): string {
  return markdownTable([
    ["part", "share"],
    ...Object.entries(weights).map(([part, weight]) => [part, percent(weight)]),
  ]);
}

function scored(result: ScoreResult): Scored {
  if (result.kind === "unscored") throw new Error(`expected a score, not ${result.reason}`);
  return result;
}

function contributorTable(result: Scored): string {
  const read = ({ unit }: Contributor, value: number | null) => {
    if (value === null) return "";
    if (unit === "minor") return `$${value / 100}`;
    return `${Number(value.toFixed(unit === "ratio" ? 3 : 1))} ${unit}`;
  };
  return markdownTable([
    ["part", "measured", "usual", "set", "stands at", "share", "points"],
    ...result.contributors.map((contributor) => [
      contributor.signal,
      read(contributor, contributor.value),
      read(contributor, contributor.usual),
      read(contributor, contributor.goal),
      round(contributor.level),
      percent(contributor.weight),
      round(contributor.points),
    ]),
    ["**score**", "", "", "", `**${result.score}**`, "100%", round(result.exact - SCORE_CONFIG.base)],
  ]);
}

/** Twenty even days, the last of them stressful and lazy, then a bad night. */
function energyWorked(): string {
  const even: Partial<DayRecord> = {
    sleepMinutes: 420,
    hrvMs: 50,
    restingHeartRateBpm: 60,
    sleepScore: 80,
    stressLevel: 40,
    steps: 8000,
  };
  const days = daysOf(21, (day) => {
    if (day === 19) return { ...even, stressLevel: 50, steps: 4000 };
    return day === 20 ? { sleepMinutes: 360, hrvMs: 45, restingHeartRateBpm: 63, sleepScore: 72 } : even;
  });
  return contributorTable(scored(scoreDay(days, dateAt(20), CONTEXT).energy));
}

function moodWorked(): string {
  const rows = [1, 2, 3, 4, 5, 6, 7].map((face) => {
    const mood = moodFromFace(face);
    const result = scored(
      scoreDay(
        daysOf(1, () => ({ mood })),
        dateAt(0),
        CONTEXT,
      ).mood,
    );
    return [`${face} of 7`, round(mood, 0), String(result.score)];
  });
  return markdownTable([["answer", "stored as", "score"], ...rows]);
}

/** Ten weeks with $100 of choices on one day each, $50 of needs a day and $1,400 every second week. */
function moneyDays(lastWeekMinor: number): readonly DayRecord[] {
  return daysOf(70, (day) => {
    const chosen = day === 69 ? lastWeekMinor : day % 7 === 6 ? 10_000 : 0;
    const money = { spentDiscretionaryMinor: chosen, spentTotalMinor: chosen + 5000 };
    return { ...money, impulseCount: 0, incomeMinor: day % 14 === 0 ? 140_000 : 0 };
  });
}

function moneyWorked(): string {
  return contributorTable(scored(scoreDay(moneyDays(15_000), dateAt(69), CONTEXT).financial));
}

function paceWorked(): string {
  const rows = [0, 50, 100, 150, 200, 400].map((dollars) => {
    const result = scored(scoreDay(moneyDays(100 * dollars), dateAt(69), CONTEXT).financial);
    const pace = result.contributors.find(({ signal }) => signal === "pace");
    return [`$${dollars}`, round(pace?.level ?? Number.NaN)];
  });
  return markdownTable([["chosen in 7 days, usually $100", "pace stands at"], ...rows]);
}

function balanceWorked(): string {
  const days = moneyDays(15_000).map((day, at) => ({
    ...day,
    sleepMinutes: at === 69 ? 360 : 420,
    hrvMs: at === 69 ? 45 : 50,
    mood: 2,
  }));
  const { balance, balanceGap } = scoreDay(days, dateAt(69), CONTEXT);
  return `${contributorTable(scored(balance))}\n\nBetween the highest and the lowest lie ${round(balanceGap ?? Number.NaN)} points.`;
}

/** Twelve weeks of pulse with a higher weekend, by a rule that anybody can write down; the day judged is a Monday. */
function rangeWorked(): string {
  const weekdays = [0, 0, 1, 0, 2, 4, 3];
  const pulse = Float64Array.from({ length: ANOMALY_CONFIG.windowDays }, (_, day) =>
    day % 10 === 3 ? Number.NaN : 58 + (weekdays[day % 7] ?? 0) + (((day * 37) % 11) - 5) * 0.6,
  );
  const past = evenedPast(pulse, 0, ANOMALY_CONFIG);
  if (past === null) throw new Error("expected enough days");
  const range = usualRange(past, 0.5, ANOMALY_CONFIG);
  const reach = ANOMALY_CONFIG.limit * range.spread;
  return markdownTable([
    ["days known", "a Monday's part", "expected", "spread", "usual range, bpm"],
    [
      String(past.evened.length),
      round(past.weekdayPart, 2),
      round(range.expected, 2),
      round(range.spread, 2),
      `${round(range.expected - reach)} to ${round(range.expected + reach)}`,
    ],
  ]);
}

function ratesWorked(): string {
  const rows = [...measureAnomalies(YEARS)].map(([judge, byKind]) => {
    const all = [...byKind.values()];
    const mean = (pick: (counts: (typeof all)[number]) => number) =>
      all.reduce((sum, counts) => sum + pick(counts), 0) / all.length;
    return [
      judge,
      round(mean(({ flagsAYear }) => flagsAYear)),
      percent(mean(({ four }) => four)),
      percent(mean(({ three }) => three)),
    ];
  });
  const shifts = measureShifts(3);
  return [
    markdownTable([
      ["judged by", "told a signal-year though nothing was", "4 sd found", "3 sd found"],
      ...rows,
    ]),
    "",
    `A lasting shift of nothing is told ${round(shifts.aYear)} times a signal-year; of shifts by 1.8 sd ${percent(shifts.found)} are told in that week's summary or the next one's.`,
  ].join("\n");
}
