import { judgeNight } from "../../coaching/features/short-night.ts";
import { choiceOn } from "../../coaching/model/source-choices.ts";
import { chooseFinding } from "../../coaching/rules/index.ts";
import type { Rule } from "../../coaching/rules/rule.ts";
import type { Database } from "../../db/client.ts";
import { loadDays, type PersonDays } from "../../db/queries/days.ts";
import { findEvent, hasEvent } from "../../db/queries/events.ts";
import {
  findRecommendation,
  restingRules,
  saidWordings,
  saveRecommendation,
} from "../../db/queries/recommendations.ts";
import { scoreLoadedDays } from "../../db/queries/scores.ts";
import { wordingOf } from "../../prompts/wordings.ts";
import { isNightAwaited } from "../body/awaited-night.ts";
import { deviceName } from "../body/device-names.ts";
import { loadMorningNews } from "../body/morning-news.ts";
import type { StepContext } from "../conversation.ts";
import type { Effect } from "../effect.ts";
import { loadEvidence } from "../evidence.ts";
import { feedbackButtons, feedbackChoices, isAnswered } from "../feedback.ts";
import { duration } from "../format.ts";
import { plannedBy } from "../plans/plan-offered.ts";
import { type AskedWish, wishAgain, wishToAsk } from "../plans/wish-asked.ts";
import type { Answer } from "../question.ts";
import {
  explanationPart,
  type RecommendationMetadata,
  recommendationAgain,
  recommendationPart,
  recommendationPhrasing,
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
  const { parts, said, explanation, effects, wish } = await composeMorning(db, context);
  if (parts.length === 0) return { replies: [] };
  const wishChoices = wish?.choices ?? [];
  const wishNoted: Readonly<Record<string, string>> = wish === null ? {} : { wishId: wish.wishId };
  const noted = (metadata: Readonly<Record<string, string>>): readonly Effect[] => [
    { kind: "log", event: MORNING_EVENT, metadata: { date: today, ...wishNoted, ...metadata } },
    ...effects,
  ];
  if (said === null) return { replies: [{ parts, choices: wishChoices }], explanation, effects: noted({}) };
  const { rule, subject, metadata, message, wording } = said;
  const row = await saveRecommendation(db, {
    userId: person.userId,
    timestamp: now,
    localDate: today,
    ruleId: rule.id,
    type: rule.type,
    message: plainReply({ parts: [message] }),
    riskLevel: rule.riskLevel,
    triggerSource: rule.triggerSource,
    subject,
    metadata,
    variant: wording,
  });
  const phrasing = recommendationPhrasing(message, row.id, metadata, context);
  return {
    replies: [
      { parts: [...parts, feedbackButtons], choices: [...feedbackChoices(row), ...wishChoices], ...phrasing },
    ],
    explanation,
    effects: noted({ ruleId: rule.id, recommendationId: row.id }),
  };
}

/**
 * The day's morning message once more, for someone who put it off: what the same rule found then, and the night as it is
 * known by now, which is all that is remembered of it. Empty when there is no more to say.
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
  if (row !== null && (await isAnswered(db, row))) return "answered";
  const wish = await wishAgain(db, noted.wishId, context);
  const wishParts = wish === null ? [] : [wish.part];
  const wishChoices = wish?.choices ?? [];
  const loaded = await loadDays(db, person, { from: today, to: today });
  const { isSilent } = await loadMorningNews(db, loaded, context);
  const night = nightParts(loaded, context, isSilent);
  if (row === null) {
    if (!night.isKnown && wish === null) return { replies: [] };
    const parts = [...night.parts, ...wishParts];
    return {
      replies: [{ parts, choices: wishChoices }],
      explanation: night.explanation,
      effects: night.effects,
    };
  }
  const { message, explanation, choices, phrasing } = recommendationAgain(row, context);
  if (row.riskLevel === "high")
    return {
      replies: [{ parts: [message, feedbackButtons], choices, ...phrasing }],
      explanation: [explanation],
    };
  const parts = [...night.parts, message, ...wishParts, feedbackButtons];
  return {
    replies: [{ parts, choices: [...choices, ...wishChoices], ...phrasing }],
    explanation: [explanation],
    effects: night.effects,
  };
}

/** The same message shown on request, and nothing stored by it; says so plainly when there is nothing to say. */
export async function previewMorning(db: Database, context: StepContext): Promise<Answer> {
  const { parts, said, explanation, wish } = await composeMorning(db, context);
  const { reminderTime } = context.person;
  const time = reminderTime === null ? null : reminderTime.slice(0, 5);
  const heading = time === null ? say("morning/preview-unscheduled") : say("morning/preview", { time });
  if (parts.length === 0) return { replies: [{ parts: [heading, say("morning/nothing")] }] };
  const why = said === null ? [] : [{ id: "why", standing: true }];
  const choices = [...why, ...(wish?.choices ?? [])];
  return { replies: [{ parts: [heading, ...parts], choices }], explanation };
}

type Morning = {
  readonly parts: readonly Part[];
  readonly explanation: readonly Part[];
  /** What is remembered of it once it is said, beside what the rule found. */
  readonly effects: readonly Effect[];
  /** What a rule had to say; null when none did. */
  readonly said: {
    readonly rule: Rule;
    readonly subject: string;
    readonly metadata: RecommendationMetadata;
    readonly message: Part;
    readonly wording: string;
  } | null;
  /** The parked wish that is asked about in it. */
  readonly wish: AskedWish | null;
};

/** That one night is missing is said beside something, and is nothing to be written to for. */
const NOTHING = { parts: [], explanation: [], effects: [], said: null, wish: null };

/** As long as what rests may be; what is longer is told apart by its beginning. */
const LONGEST_SUBJECT = 200;

async function composeMorning(db: Database, context: StepContext): Promise<Morning> {
  const { person, today } = context;
  const day = { from: today, to: today };
  const loaded = await loadDays(db, person, day);
  await scoreLoadedDays(db, person, loaded, day, context);
  const evidence = await loadEvidence(db, loaded, context);
  const chosen = chooseFinding(evidence, await restingRules(db, person.userId, context));
  const news = await loadMorningNews(db, loaded, context);
  const night = nightParts(loaded, context, news.isSilent);
  const told = [...news.corrections, ...night.parts, ...news.changes, ...news.silence];
  const wish = await wishToAsk(db, loaded, context);
  const wishParts = wish === null ? [] : [wish.part];
  const effects = [...night.effects, ...news.effects, ...(wish?.effects ?? [])];
  if (chosen === null) {
    // Beside a night that is missing there has to be something else.
    const isWorthIt = night.isKnown || wish !== null || told.length > night.parts.length;
    const parts = [...told, ...wishParts];
    return isWorthIt ? { parts, explanation: night.explanation, effects, said: null, wish } : NOTHING;
  }
  const { rule, finding } = chosen;
  const metadata = { facts: finding.facts, basis: finding.basis };
  const before = await saidWordings(db, person.userId, rule.id, today);
  const wording = wordingOf(rule.id, person.preferences.tone, before);
  const message = recommendationPart(rule.id, wording, metadata, context);
  const planId = plannedBy(finding);
  const fired: readonly Effect[] = planId === null ? [] : [{ kind: "plan-fired", planId, date: today }];
  // Whoever is low for days hears about that and nothing else.
  const isAlone = rule.riskLevel === "high";
  return {
    parts: isAlone ? [message] : [...told, message, ...wishParts],
    explanation: [explanationPart(rule.id, metadata, context)],
    effects: [...(isAlone ? [] : effects), ...fired],
    wish: isAlone ? null : wish,
    said: { rule, subject: finding.subject.slice(0, LONGEST_SUBJECT), metadata, message, wording },
  };
}

type NightTold = {
  readonly parts: readonly Part[];
  readonly explanation: readonly Part[];
  readonly effects: readonly Effect[];
  readonly isKnown: boolean;
};

/** Last night in a line; where one is awaited from a device that is not known to be silent, that it is missing. */
function nightParts(
  { days, choices }: Pick<PersonDays, "days" | "choices">,
  { person, today }: StepContext,
  isSilent: boolean,
): NightTold {
  const night = judgeNight(days, today, person.sleepNeedMinutes);
  if (night.kind !== "measured") {
    const parts = isSilent || !isNightAwaited(days, today) ? [] : [say("morning/night-missing")];
    return { parts, explanation: [], effects: [], isKnown: false };
  }
  const { sleepMinutes, usualMinutes } = night.value;
  const effects: readonly Effect[] = [
    { kind: "quote-night", date: today, minutes: Math.round(sleepMinutes) },
  ];
  const slept = duration(sleepMinutes);
  const device = deviceName(choiceOn(choices, "sleepMinutes", today)?.source ?? "");
  if (usualMinutes === null) {
    const explanation = [say("morning/why-night-alone", { device })];
    return { parts: [say("morning/night-alone", { slept })], explanation, effects, isKnown: true };
  }
  return {
    parts: [say("morning/night", { slept, usual: duration(usualMinutes) })],
    explanation: [say("morning/why-night", { device })],
    effects,
    isKnown: true,
  };
}
