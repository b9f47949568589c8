import { judgeNight } from "../../coaching/features/short-night.ts";
import { chooseFinding } from "../../coaching/rules/index.ts";
import type { Rule } from "../../coaching/rules/rule.ts";
import type { Database } from "../../db/client.ts";
import { loadDays, type PersonDays } from "../../db/queries/days.ts";
import { findEvent, hasEvent } from "../../db/queries/events.ts";
import { findRecommendation, restingRules, saveRecommendation } from "../../db/queries/recommendations.ts";
import { scoreLoadedDays } from "../../db/queries/scores.ts";
import type { StepContext } from "../conversation.ts";
import type { Effect } from "../effect.ts";
import { duration } from "../format.ts";
import type { Answer } from "../question.ts";
import {
  explanationPart,
  type RecommendationMetadata,
  recommendationAgain,
  recommendationChoices,
  recommendationPart,
} from "../recommendation-reply.ts";
import { type Part, plainReply, say } from "../reply.ts";

/** Noted in the event log when the morning message was said, with its local date. */
export const MORNING_EVENT = "morning_said";

/**
 * The morning message: last night against the person's usual, then the one thing a rule has to say.
 *
 * Said once a day, after the check-in or when that timed out: how someone feels is asked before they are told.
 * Empty when there is nothing to say.
 */
export async function answerMorning(db: Database, context: StepContext): Promise<Answer> {
  const { person, today, now } = context;
  if (await hasEvent(db, person.userId, MORNING_EVENT, { date: today })) return { replies: [] };
  const { parts, said, explanation } = await composeMorning(db, context);
  if (parts.length === 0) return { replies: [] };
  const noted = (metadata: Readonly<Record<string, string>>): readonly Effect[] => [
    { kind: "log", event: MORNING_EVENT, metadata: { date: today, ...metadata } },
  ];
  if (said === null) return { replies: [{ parts }], explanation, effects: noted({}) };
  const { rule, metadata, message } = said;
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
    replies: [{ parts, choices: recommendationChoices(row.id) }],
    explanation,
    effects: noted({ ruleId: rule.id, recommendationId: row.id }),
  };
}

/**
 * The day's morning message once more, for someone who put it off: what the same rule found then, and the night as it is
 * known by now. Nothing is stored by it. Empty when there is no more to say.
 *
 * @returns "answered" when they have said meanwhile what they think of it
 */
export async function repeatMorning(db: Database, context: StepContext): Promise<Answer | "answered"> {
  const { person, today } = context;
  const noted = await findEvent(db, person.userId, MORNING_EVENT, { date: today });
  if (noted === null) return { replies: [] };
  const { recommendationId } = noted;
  const row =
    typeof recommendationId === "string"
      ? await findRecommendation(db, person.userId, recommendationId)
      : null;
  if (row?.userFeedback != null) return "answered";
  const loaded = await loadDays(db, person, { from: today, to: today });
  const night = nightParts(loaded, context);
  if (row === null) {
    const { parts, explanation } = night.isKnown ? night : NOTHING;
    return { replies: parts.length === 0 ? [] : [{ parts }], explanation };
  }
  const { message, explanation, choices } = recommendationAgain(row, context);
  const parts = row.riskLevel === "high" ? [message] : [...night.parts, message];
  return { replies: [{ parts, choices }], explanation: [explanation] };
}

/** The same message shown on request, and nothing stored by it; says so plainly when there is nothing to say. */
export async function previewMorning(db: Database, context: StepContext): Promise<Answer> {
  const { parts, said, explanation } = await composeMorning(db, context);
  const { reminderTime } = context.person;
  const time = reminderTime === null ? null : reminderTime.slice(0, 5);
  const heading = time === null ? say("morning/preview-unscheduled") : say("morning/preview", { time });
  if (parts.length === 0) return { replies: [{ parts: [heading, say("morning/nothing")] }] };
  const choices = said === null ? [] : [{ id: "why", standing: true }];
  return { replies: [{ parts: [heading, ...parts], choices }], explanation };
}

type Morning = {
  readonly parts: readonly Part[];
  readonly explanation: readonly Part[];
  /** What a rule had to say; null when none did. */
  readonly said: {
    readonly rule: Rule;
    readonly metadata: RecommendationMetadata;
    readonly message: Part;
  } | null;
};

/** That a night is missing is said beside something, and is nothing to be written to for. */
const NOTHING = { parts: [], explanation: [] };

async function composeMorning(db: Database, context: StepContext): Promise<Morning> {
  const { person, today } = context;
  const day = { from: today, to: today };
  const loaded = await loadDays(db, person, day);
  await scoreLoadedDays(db, person, loaded, day, context);
  const evidence = {
    today,
    days: loaded.days,
    currency: person.currency,
    needMinutes: person.sleepNeedMinutes,
  };
  const chosen = chooseFinding(evidence, await restingRules(db, person.userId, context));
  const night = nightParts(loaded, context);
  if (chosen === null) return { ...(night.isKnown ? night : NOTHING), said: null };
  const { rule, finding } = chosen;
  const metadata = { facts: finding.facts, basis: finding.basis };
  const message = recommendationPart(rule.id, metadata, context);
  // Whoever is low for days hears about that and nothing else.
  const parts = rule.riskLevel === "high" ? [message] : [...night.parts, message];
  return {
    parts,
    explanation: [explanationPart(rule.id, metadata, context)],
    said: { rule, metadata, message },
  };
}

/** Last night in a line; where a wearable is linked and silent, that it is missing. */
function nightParts({ days, bodySources }: PersonDays, { person, today }: StepContext) {
  const night = judgeNight(days, today, person.sleepNeedMinutes);
  if (night.kind !== "measured") {
    const parts = bodySources.length === 0 ? [] : [say("morning/night-missing")];
    return { parts, explanation: [], isKnown: false };
  }
  const { sleepMinutes, usualMinutes } = night.value;
  const slept = duration(sleepMinutes);
  if (usualMinutes === null) {
    const explanation = [say("morning/why-night-alone")];
    return { parts: [say("morning/night-alone", { slept })], explanation, isKnown: true };
  }
  return {
    parts: [say("morning/night", { slept, usual: duration(usualMinutes) })],
    explanation: [say("morning/why-night")],
    isKnown: true,
  };
}
