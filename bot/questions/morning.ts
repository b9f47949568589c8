import { judgeNight } from "../../coaching/features/short-night.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { chooseFinding } from "../../coaching/rules/index.ts";
import { scoreDay } from "../../coaching/scores/day-scores.ts";
import type { Database } from "../../db/client.ts";
import { loadDays, type PersonDays } from "../../db/queries/days.ts";
import { hasEvent } from "../../db/queries/events.ts";
import { restingRules, saveRecommendation } from "../../db/queries/recommendations.ts";
import { saveScores, scoreContextOf } from "../../db/queries/scores.ts";
import type { StepContext } from "../conversation.ts";
import { duration } from "../format.ts";
import type { Answer } from "../question.ts";
import { explanationPart, recommendationChoices, recommendationPart } from "../recommendation-reply.ts";
import { type Choice, type Part, plainReply, say } from "../reply.ts";

/** Noted in the event log when the morning message was said, with its local date. */
export const MORNING_EVENT = "morning_said";
/** "Not helpful" rests a rule this long. */
const REST_DAYS = 60;

/**
 * The morning message: last night against the person's usual, then the one thing a rule has to say.
 *
 * Said once a day, after the check-in or when that timed out: how someone feels is asked before they are told.
 * Empty when there is nothing to say.
 */
export async function answerMorning(db: Database, context: StepContext): Promise<Answer> {
  const { person, today } = context;
  if (await hasEvent(db, person.userId, MORNING_EVENT, { date: today })) return { replies: [] };
  const morning = await composeMorning(db, context);
  if (morning.parts.length === 0) return { replies: [] };
  return {
    replies: [{ parts: morning.parts, choices: morning.choices }],
    explanation: morning.explanation,
    effects: [{ kind: "log", event: MORNING_EVENT, metadata: { date: today, ...morning.shown } }],
  };
}

/** The same message shown on request, with what it would rest on; says so plainly when there is nothing to say. */
export async function previewMorning(db: Database, context: StepContext): Promise<Answer> {
  const { parts, choices, explanation } = await composeMorning(db, context);
  const { reminderTime } = context.person;
  const time = reminderTime === null ? null : reminderTime.slice(0, 5);
  const heading = time === null ? say("morning/preview-unscheduled") : say("morning/preview", { time });
  if (parts.length === 0) return { replies: [{ parts: [heading, say("morning/nothing")] }] };
  return { replies: [{ parts: [heading, ...parts], choices }], explanation };
}

type Morning = {
  readonly parts: readonly Part[];
  readonly choices: readonly Choice[];
  readonly explanation: readonly Part[];
  /** Which rule spoke, for the event log. */
  readonly shown: Readonly<Record<string, string>>;
};

async function composeMorning(db: Database, context: StepContext): Promise<Morning> {
  const { person, today, now } = context;
  const loaded = await loadDays(db, person, { from: today, to: today });
  await saveScores(
    db,
    person.userId,
    [scoreDay(loaded.days, today, scoreContextOf(person, loaded, true))],
    now,
  );
  const night = nightParts(loaded, context);
  const resting = await restingRules(db, person.userId, addDays(today, -REST_DAYS));
  const evidence = {
    today,
    days: loaded.days,
    currency: person.currency,
    needMinutes: person.sleepNeedMinutes,
  };
  const chosen = chooseFinding(evidence, resting);
  if (chosen === null) {
    const explanation = night.length === 0 ? [] : [say("morning/why-night")];
    return { parts: night, choices: [], explanation, shown: {} };
  }
  const { rule, finding } = chosen;
  const metadata = { facts: finding.facts, basis: finding.basis };
  const message = recommendationPart(rule.id, metadata, context);
  // Whoever is low for days hears about that and nothing else.
  const parts = rule.riskLevel === "high" ? [message] : [...night, message];
  const row = await saveRecommendation(db, {
    userId: person.userId,
    timestamp: now,
    localDate: today,
    ruleId: rule.id,
    type: rule.type,
    message: plainReply({ parts: [message] }),
    riskLevel: rule.riskLevel,
    triggerSource: rule.triggerSource,
    metadata,
  });
  return {
    parts,
    choices: recommendationChoices(row.id),
    explanation: [explanationPart(rule.id, metadata, context)],
    shown: { ruleId: rule.id, recommendationId: row.id },
  };
}

/** Last night in a line; where a wearable is linked and silent, that it is missing. */
function nightParts({ days, bodySources }: PersonDays, { person, today }: StepContext): readonly Part[] {
  const night = judgeNight(days, today, person.sleepNeedMinutes);
  if (night.kind !== "measured") return bodySources.length === 0 ? [] : [say("morning/night-missing")];
  const { sleepMinutes, usualMinutes } = night.value;
  const slept = duration(sleepMinutes);
  if (usualMinutes === null) return [say("morning/night-alone", { slept })];
  return [say("morning/night", { slept, usual: duration(usualMinutes) })];
}
