import type { DayRecord } from "../../coaching/model/days.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { type AskedPeriod, daysNeeded, lengthOf } from "../../coaching/questions/asked-period.ts";
import {
  halfMeans,
  meanScore,
  type ScoreMean,
  type ScoreName,
  scoredDays,
} from "../../coaching/questions/score-means.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import type { DayScores } from "../../coaching/scores/day-scores.ts";
import type { StepContext } from "../conversation.ts";
import { counted, dayName, listed, sentenceCase } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { dayWords, line, periodWords } from "./answers.ts";
import type { ScoredDays } from "./score-days.ts";
import { SCORES } from "./today.ts";

/** Scored days that each half of a trend needs. */
const FEWEST_IN_HALF = 3;

/** A score's mean over some days, its lowest and highest; the three parts beside a balance. */
export function tellMeans(scored: ScoredDays, name: ScoreName, asked: AskedPeriod, context: StepContext) {
  const { days } = scored;
  const mean = meanScore(days, name);
  const heading =
    mean === null || mean.n < daysNeeded(asked.days)
      ? thinPart(name, mean?.n ?? 0, asked, context)
      : meanPart(name, mean, asked, context);
  const parts = name === "balance" ? partMeans(days) : [];
  return [...line(heading), ...parts, ...begun(scored, asked, context)];
}

function meanPart(name: ScoreName, mean: ScoreMean, asked: AskedPeriod, { today }: StepContext): Part {
  return say("questions/score/mean", {
    name: sentenceCase(nameOf(name)),
    mean: Math.round(mean.mean),
    period: periodWords(asked, today),
    n: mean.n,
    days: counted(asked.days, "day"),
    low: mean.low.score,
    lowDay: dayName(mean.low.date, today),
    high: mean.high.score,
    highDay: dayName(mean.high.date, today),
  });
}

function thinPart(name: ScoreName, have: number, asked: AskedPeriod, { today }: StepContext): Part {
  return say("questions/score/thin", {
    name: nameOf(name),
    period: periodWords(asked, today),
    have,
    days: counted(asked.days, "day"),
    need: daysNeeded(asked.days),
  });
}

/** Energy, mood and money beside the balance, each with its days. */
export function partMeans(days: readonly DayScores[]): readonly Part[] {
  const told = SCORES.flatMap((name) => {
    const mean = meanScore(days, name);
    if (mean === null) return [];
    const facts = { name: nameOf(name), mean: Math.round(mean.mean), n: counted(mean.n, "day") };
    return [inline("questions/score/part", facts)];
  });
  return told.length === 0 ? [] : [say("questions/score/parts", { parts: sentenceCase(told.join(", ")) })];
}

/** The days with the highest score. */
export function tellBest(scored: ScoredDays, asked: AskedPeriod, context: StepContext): readonly Part[] {
  const { today } = context;
  const name = firstTellable(scored.days, asked.days);
  const mean = name === null ? null : meanScore(scored.days, name);
  if (name === null || mean === null) {
    const have = scoredDays(scored.days, "balance").length;
    return [thinPart("balance", have, asked, context), ...begun(scored, asked, context)];
  }
  const best = scoredDays(scored.days, name).filter(({ score }) => score === mean.high.score);
  const facts = {
    name: nameOf(name),
    score: mean.high.score,
    dates: listed(best.map(({ date }) => dayName(date, today))),
    period: periodWords(asked, today),
    n: mean.n,
    days: counted(asked.days, "day"),
  };
  return [say("questions/score/highest", facts), ...begun(scored, asked, context)];
}

/** The first half of the days against the second: two means, and no claim beyond them. */
export function tellTrend(scored: ScoredDays, asked: AskedPeriod, context: StepContext): readonly Part[] {
  const { today } = context;
  const told = (["balance", ...SCORES] as const).flatMap((name): readonly Part[] => {
    const halves = halfMeans(scored.days, name);
    if (halves === null || halves.first === null || halves.second === null) return [];
    const { first, second } = halves;
    if (first.n < FEWEST_IN_HALF || second.n < FEWEST_IN_HALF) return [];
    const difference = Math.round(second.mean) - Math.round(first.mean);
    const facts = {
      name: sentenceCase(nameOf(name)),
      first: Math.round(first.mean),
      firstDays: counted(first.n, "day"),
      second: Math.round(second.mean),
      secondDays: counted(second.n, "day"),
      difference: Math.abs(difference),
    };
    if (difference === 0) return [say("questions/score/trend-same", facts)];
    return [say(difference > 0 ? "questions/score/trend-up" : "questions/score/trend-down", facts)];
  });
  const notes = begun(scored, asked, context);
  const halves = halfMeans(scored.days, "balance");
  if (told.length === 0 || halves === null) {
    const have = scoredDays(scored.days, "balance").length;
    const facts = { period: periodWords(asked, today), have, need: FEWEST_IN_HALF };
    return [say("questions/score/trend-thin", facts), ...notes];
  }
  const heading = say("questions/score/trend", {
    period: sentenceCase(periodWords(asked, today)),
    split: dayName(halves.splitOn, today),
  });
  return [heading, ...told, say("questions/score/trend-end"), ...notes];
}

/** On how many days the person checked in; as a count, without praise. */
export function tellCheckIns(
  records: readonly DayRecord[],
  asked: AskedPeriod,
  { today }: StepContext,
): readonly Part[] {
  const answered = new Set(records.filter(isAnswered).map(({ date }) => date));
  const within = [...answered].filter((date) => date >= asked.from && date <= asked.to).length;
  const counts = say("questions/score/check-ins", {
    n: within,
    days: counted(asked.days, "day"),
    period: periodWords(asked, today),
  });
  const running = runningDays(answered, today);
  const part =
    running === 0
      ? say("questions/score/no-run")
      : say("questions/score/run", {
          days: counted(running, "day"),
          day: dayWords(answered.has(today) ? today : addDays(today, -1), today),
        });
  return line(counts, part);
}

export function isAnswered({ mood, energySelf }: DayRecord): boolean {
  return mood !== null || energySelf !== null;
}

/** Days in a row up to today, or up to yesterday while today is not answered yet. */
function runningDays(answered: ReadonlySet<LocalDate>, today: LocalDate): number {
  let day = answered.has(today) ? today : addDays(today, -1);
  let count = 0;
  for (; answered.has(day); day = addDays(day, -1)) count++;
  return count;
}

/** The balance where there is enough of it, else the first score of which there is. */
function firstTellable(days: readonly DayScores[], asked: number): ScoreName | null {
  const names: readonly ScoreName[] = ["balance", ...SCORES];
  return names.find((name) => scoredDays(days, name).length >= daysNeeded(asked)) ?? null;
}

/** Where what is known begins within the days asked about. */
function begun({ range }: ScoredDays, asked: AskedPeriod, { today }: StepContext): readonly Part[] {
  if (range.from === asked.from) return [];
  return [say("questions/score/begins-within", { first: dayName(range.from, today) })];
}

export function nameOf(name: ScoreName): string {
  return inline(`questions/score/name-${name}`);
}

/** What means of scores rest on. */
export function whyMeans({ range, days }: ScoredDays): readonly Part[] {
  return [
    say("questions/score/why-means", {
      n: days.length,
      days: counted(lengthOf(range), "day"),
      usual: SCORE_CONFIG.base,
    }),
  ];
}
