import { addDays } from "../../coaching/model/local-date.ts";
import { type AskedPeriod, askedPeriod, earlierOf, lastDays } from "../../coaching/questions/asked-period.ts";
import { buildLedger, type SpendingItem } from "../../coaching/questions/spending-ledger.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import type { AskScoreSlots, ScoreMeasure } from "../../coaching/understanding/frame.ts";
import type { Database } from "../../db/client.ts";
import { loadDays } from "../../db/queries/days.ts";
import { loadMoneyHistory } from "../../db/queries/spending.ts";
import type { StepContext } from "../conversation.ts";
import { sentenceCase } from "../format.ts";
import { balancePicture } from "../pictures/over-days.ts";
import { type Answer, defineQuestion } from "../question.ts";
import { type Part, say } from "../reply.ts";
import { bodySourceParts, sourceParts } from "../sources.ts";
import { answerAhead, answered, dayWords } from "./answers.ts";
import { tellSteadiness } from "./mood-steadiness.ts";
import { explainScore, loadScoredDays, nothingKnown, type ScoredDaysFinding } from "./score-days.ts";
import { tellBest, tellCheckIns, tellMeans, tellTrend, whyMeans } from "./score-periods.ts";
import { LOOK_BACK_DAYS } from "./spending.ts";
import { answerDay, scorePart } from "./today.ts";

/** Looked at when no period is named: today, except where one day says nothing. */
const DEFAULT_DAYS: Readonly<Record<ScoreMeasure, number>> = {
  score: 1,
  energy: 1,
  mood: 1,
  trend: 28,
  "best day": 30,
  streak: 30,
};
/** Check-ins in a row are counted so far back. */
const LONGEST_RUN_DAYS = 366;

type ScoreData =
  | { readonly kind: "answer"; readonly answer: Answer }
  | {
      readonly kind: "days";
      readonly asked: AskedPeriod;
      readonly found: ScoredDaysFinding;
      readonly payments: readonly SpendingItem[];
    };

/** "How is my score?", "what was my best day?" and their like. */
export const askScore = defineQuestion({
  intent: "ask_score",
  load: (db, _, { slots }, context) => loadScores(db, slots, context),
  answer: (data, { slots }, context) =>
    data.kind === "answer" ? data.answer : answerScores(data, slots, context),
});

async function loadScores(db: Database, slots: AskScoreSlots, context: StepContext): Promise<ScoreData> {
  const { today } = context;
  const measure = slots.measure ?? "score";
  const asked = askedPeriod(slots.period, lastDays(today, DEFAULT_DAYS[measure]), today);
  if (asked.kind === "ahead") return { kind: "answer", answer: answerAhead(asked, today) };
  if (measure === "streak") {
    const from = earlierOf(asked.from, addDays(today, -LONGEST_RUN_DAYS));
    const { days } = await loadDays(db, context.person, { from, to: today });
    const parts = tellCheckIns(days, asked, context);
    return { kind: "answer", answer: answered(parts, [say("questions/score/why-check-ins")]) };
  }
  const found = await loadScoredDays(db, asked, context);
  // One day's whole score is said as /today says it, and stored on the way.
  if (measure === "score" && asked.days === 1 && found.kind === "scored") {
    return { kind: "answer", answer: await answerDay(db, asked.to, context) };
  }
  const isPictured = measure === "score" || measure === "trend";
  return { kind: "days", asked, found, payments: isPictured ? await paymentsIn(db, asked, context) : [] };
}

/** What a picture of these days shows beside their scores. */
async function paymentsIn(db: Database, { from }: AskedPeriod, { person, today }: StepContext) {
  const { rows } = await loadMoneyHistory(db, person, addDays(from, -LOOK_BACK_DAYS), today);
  return buildLedger(rows, { currency: person.currency, zone: person.timezone }).items;
}

function answerScores(
  { found, asked, payments }: Extract<ScoreData, { kind: "days" }>,
  slots: AskScoreSlots,
  context: StepContext,
): Answer {
  if (found.kind === "nothing") {
    return { replies: [{ parts: [nothingKnown(found.first, context.today)] }] };
  }
  const receipt = (own: readonly Part[]) => [...own, ...sourcesOf(found, slots.measure, context)];
  const pictured = (told: readonly Part[], scored: Found) =>
    answered(told, receipt(whyMeans(scored)), balancePicture(scored, asked, context, told, payments));
  switch (slots.measure) {
    case "energy":
    case "mood": {
      const isSeveral = asked.days > 1;
      const told = isSeveral
        ? tellMeans(found, slots.measure, asked, context)
        : tellOne(found, slots.measure, context);
      const why = isSeveral ? whyMeans(found) : whyOne(found, slots.measure, context);
      if (slots.measure === "energy") return answered(told, receipt(why));
      const steadiness = tellSteadiness(found.loaded.days, asked.to);
      const isTooFew = steadiness.parts.length === 0 && !isSeveral && asked.to === context.today;
      const unknown = isTooFew ? [say("questions/summary/mood-too-few")] : [];
      return answered(
        [...told, ...steadiness.parts, ...unknown],
        receipt([...why, ...steadiness.explanation]),
      );
    }
    case "trend":
      return pictured(tellTrend(found, asked, context), found);
    case "best day":
      return answered(tellBest(found, asked, context), receipt(whyMeans(found)));
    default:
      return pictured(tellMeans(found, "balance", asked, context), found);
  }
}

type Found = Extract<ScoredDaysFinding, { kind: "scored" }>;

/** A mood comes from the person, energy from what they wear. */
function sourcesOf(
  { loaded }: Found,
  measure: ScoreMeasure | undefined,
  context: StepContext,
): readonly Part[] {
  if (measure === "mood") return [];
  return measure === "energy" ? bodySourceParts(loaded.choices) : sourceParts(loaded, context);
}

/** One score of one day with what moved it; beside it what the person said of their energy themselves. */
function tellOne({ days, records }: Found, name: "energy" | "mood", context: StepContext): readonly Part[] {
  const [day] = days;
  if (day === undefined) return [];
  const heading = say("questions/score/for-day", { day: sentenceCase(dayWords(day.date, context.today)) });
  const energySelf = records[0]?.energySelf ?? null;
  const own =
    energySelf === null || name === "mood"
      ? []
      : [say("questions/score/energy-self", { energy: Math.round(energySelf) })];
  const isScored = day[name].kind === "scored";
  const end = isScored && name === "energy" ? [say("today/end", { usual: SCORE_CONFIG.base })] : [];
  return [heading, scorePart(name, day, context), ...own, ...end];
}

function whyOne({ days }: Found, name: "energy" | "mood", { today }: StepContext): readonly Part[] {
  const [day] = days;
  return day === undefined ? [] : explainScore(name, day[name], today);
}
