import { indexDays } from "../../coaching/model/day-index.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { BALANCE_PARTS, SCORE_CONFIG } from "../../coaching/scores/config.ts";
import type { DayScores } from "../../coaching/scores/day-scores.ts";
import type { Database } from "../../db/client.ts";
import { loadDays } from "../../db/queries/days.ts";
import { scoreLoadedDays } from "../../db/queries/scores.ts";
import type { StepContext } from "../conversation.ts";
import { dayPhrase, sentenceCase, signed } from "../format.ts";
import type { Answer } from "../question.ts";
import { type Facts, inline, type Part, say } from "../reply.ts";
import { sourceParts } from "../sources.ts";
import { dayAnomalies, outsideWords } from "./anomalies.ts";
import { byWeight, contributorText, moodText, restPoints } from "./contributors.ts";
import { explainScore } from "./score-days.ts";

export const SCORES = BALANCE_PARTS;

/** Today's scores with what moved them. */
export function answerToday(db: Database, context: StepContext): Promise<Answer> {
  return answerDay(db, context.today, context);
}

/** A day's scores with what moved them; stored on the way, so that what was said and what is stored agree. */
export async function answerDay(db: Database, date: LocalDate, context: StepContext): Promise<Answer> {
  const day = { from: date, to: date };
  const loaded = await loadDays(db, context.person, day);
  const [scores] = await scoreLoadedDays(db, context.person, loaded, day, context);
  if (scores === undefined) throw new Error("expected the scores of one day");
  const known = { index: indexDays(loaded.days), choices: loaded.choices };
  const outside = outsideWords(dayAnomalies(known, date, context), context);
  const parts = dayParts(scores, outside.parts, context);
  const explanation = [
    ...explainScores(scores, context),
    ...outside.explanation,
    ...sourceParts(loaded, context),
  ];
  if (explanation.length === 0) return { replies: [{ parts }], explanation };
  const why = { parts: [...parts, say("questions/words/end")], choices: [{ id: "why", standing: true }] };
  return { replies: [why], explanation };
}

/** The composite in a line, then each score with its contributors, or why there is none, and what was out of the ordinary. */
function dayParts(scores: DayScores, outside: readonly Part[], context: StepContext): readonly Part[] {
  // Without a score there is no number to explain.
  const hasPoints = scores.energy.kind === "scored" || scores.financial.kind === "scored";
  return [
    balancePart(scores, context),
    ...SCORES.map((name) => scorePart(name, scores, context)),
    ...outside,
    ...(hasPoints ? [say("today/end", { usual: SCORE_CONFIG.base })] : []),
  ];
}

function balancePart({ balance, date }: DayScores, { today }: StepContext): Part {
  const day = sentenceCase(dayPhrase(date, today));
  if (balance.kind === "scored") {
    return say("today/balance", { day, score: balance.score, confidence: balance.confidenceWord });
  }
  return say(date < today ? "today/no-balance-past" : "today/no-balance", { day });
}

/** One score in a line. */
export function scorePart(name: (typeof SCORES)[number], scores: DayScores, context: StepContext): Part {
  const result = scores[name];
  if (result.kind === "unscored") {
    if (name === "mood") return say(`today/mood-${thinWhen(scores.date, context.today)}`);
    if (result.reason === "other_currency") {
      return say("today/financial-other-currency", { currency: context.person.currency });
    }
    return say(`today/${name}-${result.reason === "not_linked" ? "not-linked" : "thin"}`);
  }
  if (name === "mood") return say("today/mood", { score: result.score, mood: moodText(result) });
  const rest = restPoints(result);
  const parts = [
    ...byWeight(result).map((contributor) => contributorText(contributor, scores.date, context)),
    ...(rest === null ? [] : [inline("today/rest", { points: signed(rest) })]),
  ];
  return say(`today/${name}`, { score: result.score, parts: parts.join("; ") });
}

/** A check-in counts for today or, said so, for yesterday; of an earlier day none can come any more. */
function thinWhen(date: LocalDate, today: LocalDate) {
  if (date >= today) return "thin";
  return date === addDays(today, -1) ? "thin-yesterday" : "thin-past";
}

/** What each score rests on: days, share of its parts, what is missing. */
function explainScores(scores: DayScores, { today }: StepContext): readonly Part[] {
  const parts = SCORES.flatMap((name) => explainScore(name, scores[name], today));
  return scores.balance.kind === "scored" ? [say("today/why", weightFacts()), ...parts] : parts;
}

/** Each score's share of the balance, as the configuration has it, in percent. */
function weightFacts(): Facts {
  const { weights } = SCORE_CONFIG.balance;
  const percent = Object.entries(weights).map(([name, weight]) => [name, Math.round(weight * 100)] as const);
  return Object.fromEntries(percent);
}
