import { type AskedPeriod, daysNeeded } from "../../coaching/questions/asked-period.ts";
import { meanPoints, meanScore, type ScoreMean } from "../../coaching/questions/score-means.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import type { DayScores } from "../../coaching/scores/day-scores.ts";
import type { StepContext } from "../conversation.ts";
import { counted, listed, sentenceCase, signed } from "../format.ts";
import { type Part, say } from "../reply.ts";
import { periodWords } from "./answers.ts";
import { missingText } from "./contributors.ts";
import { nameOf } from "./score-periods.ts";
import { SCORES } from "./today.ts";

/** `score`: the lowest of the three. */
export type WhyScore = "score" | "energy" | "mood";

/** Parts named on each side of a usual day. */
export const MOST_PARTS = 4;

type NamedMean = { readonly name: (typeof SCORES)[number]; readonly mean: ScoreMean };

/** What a score of several days is made of: each part's points as a mean. */
export function tellDays(
  days: readonly DayScores[],
  measure: WhyScore,
  asked: AskedPeriod,
  { today }: StepContext,
): readonly Part[] {
  const period = periodWords(asked, today);
  const [lowest, ...others] = lowestMeans(days, measure, asked);
  if (lowest === undefined) {
    return [say("questions/why/period-thin", { period, need: daysNeeded(asked.days) })];
  }
  const facts = {
    name: nameOf(lowest.name),
    period: sentenceCase(period),
    mean: Math.round(lowest.mean.mean),
    n: lowest.mean.n,
    days: counted(asked.days, "day"),
    usual: SCORE_CONFIG.base,
  };
  if (lowest.name !== "mood") {
    const heading = say(
      measure === "score" ? "questions/why/period-lowest" : "questions/why/period-one",
      facts,
    );
    return [heading, ...pointParts(days, lowest.name)];
  }
  // A mood has no parts, so the lower of the other scores is told with it when it lies under a usual day.
  const next = others.find(({ mean }) => Math.round(mean.mean) < SCORE_CONFIG.base);
  return [
    say(measure === "score" ? "questions/why/period-lowest-mood" : "questions/why/period-mood", facts),
    say("questions/why/mood-end"),
    ...(next === undefined ? [] : nextParts(days, next)),
  ];
}

function nextParts(days: readonly DayScores[], { name, mean }: NamedMean): readonly Part[] {
  const facts = { name: sentenceCase(nameOf(name)), mean: Math.round(mean.mean), usual: SCORE_CONFIG.base };
  return [say("questions/why/period-next", facts), ...pointParts(days, name)];
}

function pointParts(days: readonly DayScores[], name: NamedMean["name"]): readonly Part[] {
  const told = (keep: (points: number) => boolean) =>
    meanPoints(days, name)
      .filter(({ points }) => keep(Math.round(points)))
      .slice(0, MOST_PARTS)
      .map(({ signal, points }) => `${missingText(signal)} ${signed(points)}`);
  const down = told((points) => points < 0);
  const up = told((points) => points > 0);
  return [
    ...(down.length === 0 ? [] : [say("questions/why/period-down", { parts: listed(down) })]),
    ...(up.length === 0 ? [] : [say("questions/why/period-up", { parts: listed(up) })]),
    ...(down.length + up.length === 0 ? [say("questions/why/even")] : []),
    say("questions/why/no-cause"),
  ];
}

/** The score asked about, or all three with enough days, the lowest on average first. */
function lowestMeans(
  days: readonly DayScores[],
  measure: WhyScore,
  asked: AskedPeriod,
): readonly NamedMean[] {
  const names = measure === "score" ? SCORES : [measure];
  return names
    .flatMap((name): readonly NamedMean[] => {
      const mean = meanScore(days, name);
      return mean === null || mean.n < daysNeeded(asked.days) ? [] : [{ name, mean }];
    })
    .sort((left, right) => left.mean.mean - right.mean.mean);
}
