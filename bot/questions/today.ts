import type { LocalDate } from "../../coaching/model/local-date.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import { type DayScores, scoreDay } from "../../coaching/scores/day-scores.ts";
import type { Database } from "../../db/client.ts";
import { loadDays } from "../../db/queries/days.ts";
import { saveScores, scoreContextOf } from "../../db/queries/scores.ts";
import type { StepContext } from "../conversation.ts";
import { counted, dayName, dayPhrase, sentenceCase } from "../format.ts";
import type { Answer } from "../question.ts";
import { type Facts, type Part, say } from "../reply.ts";
import { sourceParts } from "../sources.ts";
import { byWeight, contributorText, missingText, moodText } from "./contributors.ts";

export const SCORES = ["energy", "mood", "financial"] as const;

/** Today's scores with what moved them. */
export function answerToday(db: Database, context: StepContext): Promise<Answer> {
  return answerDay(db, context.today, context);
}

/** A day's scores with what moved them; stored on the way, so that what was said and what is stored agree. */
export async function answerDay(db: Database, date: LocalDate, context: StepContext): Promise<Answer> {
  const { person, now } = context;
  const loaded = await loadDays(db, person, { from: date, to: date });
  const scores = scoreDay(loaded.days, date, scoreContextOf(person, loaded, date === context.today));
  await saveScores(db, person.userId, [scores], now);
  return {
    replies: [{ parts: dayParts(scores, context), choices: [{ id: "why", standing: true }] }],
    explanation: [...explainScores(scores, context), ...sourceParts(loaded, context)],
  };
}

/** The composite in a line, then each score with its contributors, or why there is none. */
function dayParts(scores: DayScores, context: StepContext): readonly Part[] {
  const { balance, date } = scores;
  const day = sentenceCase(dayPhrase(date, context.today));
  const heading =
    balance.kind === "scored"
      ? say("today/balance", { day, score: balance.score, confidence: balance.confidenceWord })
      : say("today/no-balance", { day });
  return [
    heading,
    ...SCORES.map((name) => scorePart(name, scores, context)),
    say("today/end", { usual: SCORE_CONFIG.base }),
  ];
}

/** One score in a line. */
export function scorePart(name: (typeof SCORES)[number], scores: DayScores, context: StepContext): Part {
  const result = scores[name];
  if (result.kind === "unscored") {
    const linked = result.reason !== "not_linked";
    return say(`today/${name}-${linked ? "thin" : "not-linked"}`);
  }
  if (name === "mood") return say("today/mood", { score: result.score, mood: moodText(result) });
  const parts = byWeight(result).map((contributor) => contributorText(contributor, scores.date, context));
  return say(`today/${name}`, { score: result.score, parts: parts.join("; ") });
}

/** What each score rests on: days, share of its parts, what is missing. */
function explainScores(scores: DayScores, { today }: StepContext): readonly Part[] {
  const parts = SCORES.flatMap((name): readonly Part[] => {
    const result = scores[name];
    if (result.kind === "unscored") return [];
    const missing = result.missing.map((part) => missingText(part.signal));
    return [
      say(`today/why-${name}`, {
        days: name === "financial" ? result.n : counted(result.n, "day"),
        window: SCORE_CONFIG.fullConfidenceDays,
        from: dayName(result.from, today),
        share: Math.round(result.coverage * 100),
        confidence: result.confidenceWord,
      }),
      ...(missing.length === 0 ? [] : [say("today/why-missing", { missing: missing.join(", ") })]),
    ];
  });
  return parts.length === 0 ? [] : [say("today/why", weightFacts()), ...parts];
}

/** Each score's share of the balance, as the configuration has it, in percent. */
function weightFacts(): Facts {
  const { weights } = SCORE_CONFIG.balance;
  const percent = Object.entries(weights).map(([name, weight]) => [name, Math.round(weight * 100)] as const);
  return Object.fromEntries(percent);
}
