import { judgeNight } from "../../coaching/features/short-night.ts";
import { choiceOn } from "../../coaching/model/source-choices.ts";
import { ruleOf } from "../../coaching/rules/index.ts";
import type { Choice } from "../../coaching/selection/choose.ts";
import type { Database } from "../../db/client.ts";
import { loadDays, type PersonDays } from "../../db/queries/days.ts";
import { findEvent, hasEvent } from "../../db/queries/events.ts";
import { findRecommendation, withheldOn } from "../../db/queries/recommendations.ts";
import { scoreLoadedDays } from "../../db/queries/scores.ts";
import { isNightAwaited } from "../body/awaited-night.ts";
import { deviceName } from "../body/device-names.ts";
import { loadMorningNews } from "../body/morning-news.ts";
import { candidatesWithheld, MORNING_EVENT } from "../choice-behind.ts";
import {
  type ChoiceNote,
  chooseNow,
  noteOf,
  type Room,
  readCandidates,
  withoutSubjects,
} from "../choosing.ts";
import type { StepContext } from "../conversation.ts";
import type { Effect } from "../effect.ts";
import { feedbackButtons, feedbackChoices, isAnswered } from "../feedback.ts";
import { duration } from "../format.ts";
import { type AskedWish, wishAgain, wishToAsk } from "../plans/wish-asked.ts";
import type { Answer } from "../question.ts";
import { recommendationAgain, recommendationShown } from "../recommendation-reply.ts";
import {
  effectsOfSaying,
  explainChosen,
  noteWithheld,
  type Recommended,
  storeRecommended,
  wordFinding,
} from "../recommending.ts";
import { type Part, say } from "../reply.ts";

/** What was said, and what else might have been. */
export type ChosenAnswer = Answer & { readonly choice?: ChoiceNote };

/**
 * The morning message: last night against the person's usual, then the one thing a rule has to say.
 *
 * Said once a day, after the check-in or when that timed out: how someone feels is asked before they are told.
 * Empty when there is nothing to say.
 *
 * @param room what of a rule's may be said; where only money that is due may, nothing else is
 */
export async function answerMorning(
  db: Database,
  context: StepContext,
  room: Room = "any",
): Promise<ChosenAnswer> {
  const { person, today } = context;
  if (await hasEvent(db, person.userId, MORNING_EVENT, { date: today })) return { replies: [] };
  const { joinsTrials } = person.preferences;
  const { parts, said, explanation, effects, wish, choice } = await composeMorning(db, context, {
    room,
    joinsTrials,
  });
  if (choice.withheld !== null) {
    const row = await storeRecommended(db, choice.withheld, context, { slot: "morning", isWithheld: true });
    await noteWithheld(db, row, choice.note, context);
  }
  if (parts.length === 0) return { replies: [], choice: choice.note };
  const wishNoted: Readonly<Record<string, string>> = wish === null ? {} : { wishId: wish.wishId };
  const candidates = withoutSubjects(choice.note.candidates);
  const noted = (metadata: Readonly<Record<string, string>>): readonly Effect[] => [
    { kind: "log", event: MORNING_EVENT, metadata: { date: today, ...wishNoted, ...metadata, candidates } },
    ...effects,
  ];
  if (said === null) {
    const replies = [{ parts, choices: wish?.choices ?? [] }];
    return { replies, explanation, effects: noted({}), choice: choice.note };
  }
  const row = await storeRecommended(db, said, context, { slot: "morning", isWithheld: false });
  const shown = recommendationShown(said.message, row.id, said.metadata, context);
  return {
    replies: [{ parts: [...parts, feedbackButtons], choices: feedbackChoices(row), ...shown }],
    explanation,
    effects: noted({ ruleId: row.ruleId, recommendationId: row.id }),
    choice: choice.note,
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
  const loaded = await loadDays(db, person, { from: today, to: today });
  const { isSilent } = await loadMorningNews(db, loaded, context);
  const night = nightParts(loaded, context, isSilent);
  if (row === null) {
    const wish = await wishAgain(db, noted.wishId, context);
    if (!night.isKnown && wish === null) return { replies: [] };
    const parts = [...night.parts, ...(wish === null ? [] : [wish.part])];
    return {
      replies: [{ parts, choices: wish?.choices ?? [] }],
      explanation: night.explanation,
      effects: night.effects,
    };
  }
  const candidates = readCandidates(noted.candidates);
  const { message, explanation, choices, shown } = recommendationAgain(row, candidates, context);
  if (row.riskLevel === "high")
    return { replies: [{ parts: [message, feedbackButtons], choices, ...shown }], explanation };
  const parts = [...nightBeside(night, row), message, feedbackButtons];
  return {
    replies: [{ parts, choices, ...shown }],
    explanation,
    effects: night.effects,
  };
}

type Morning = {
  readonly parts: readonly Part[];
  readonly explanation: readonly Part[];
  /** What is remembered of it once it is said, beside what the rule found. */
  readonly effects: readonly Effect[];
  /** What a rule had to say; null when none did. */
  readonly said: Recommended | null;
  /** The parked wish that is asked about in it. */
  readonly wish: AskedWish | null;
  /** How it came to that, and what was left out at random. */
  readonly choice: { readonly note: ChoiceNote; readonly withheld: Recommended | null };
};

/** What there is to say this morning. Nothing is stored by it, so that it can be shown ahead. */
export async function composeMorning(
  db: Database,
  context: StepContext,
  asked: { readonly room: Room; readonly joinsTrials: boolean },
): Promise<Morning> {
  const { person, today } = context;
  const day = { from: today, to: today };
  const loaded = await loadDays(db, person, day);
  await scoreLoadedDays(db, person, loaded, day, context);
  const { chosen, note } = await chooseOfMorning(db, loaded, context, asked);
  const recommended = chosen.outcome === "hold" ? null : await wordFinding(db, chosen.finding, context);
  const said = chosen.outcome === "say" ? recommended : null;
  const withheld = chosen.outcome === "withhold" ? recommended : null;
  const choice = { note, withheld };
  const why = said === null ? [] : explainChosen(said, choice.note, context);
  // Whoever is low for days hears about that and nothing else; so does whoever is only told of money that is due.
  if (said?.rule.riskLevel === "high" || asked.room === "due") {
    const parts = said === null ? [] : [said.message];
    return { parts, explanation: why, effects: [], said, wish: null, choice };
  }
  const news = await loadMorningNews(db, loaded, context);
  const night = nightParts(loaded, context, news.isSilent);
  if (said !== null) {
    const beside = nightBeside(night, { ruleId: said.rule.id });
    return {
      parts: [...news.corrections, ...beside, ...news.changes, ...news.silence, said.message],
      explanation: why,
      effects: [...night.effects, ...news.effects, ...effectsOfSaying(said, context)],
      said,
      // One small offer at most: a parked wish waits for a morning without a rule's.
      wish: null,
      choice,
    };
  }
  const told = [...news.corrections, ...night.parts, ...news.changes, ...news.silence];
  const wish = await wishToAsk(db, loaded, context);
  const effects = [...night.effects, ...news.effects, ...(wish?.effects ?? [])];
  // That one night is missing is said beside something, and is nothing to be written to for.
  const isWorthIt = night.isKnown || wish !== null || told.length > night.parts.length;
  const parts = isWorthIt ? [...told, ...(wish === null ? [] : [wish.part])] : [];
  const isSaid = parts.length > 0;
  return {
    parts,
    explanation: isSaid ? night.explanation : [],
    effects: isSaid ? effects : [],
    said: null,
    wish: isSaid ? wish : null,
    choice,
  };
}

/**
 * What was left out at random under a check-in stays left out at the morning's own time: the day counts as one without it. What is
 * never left out (help in a hard stretch, what they asked for, money that is due) is chosen of all the same.
 */
async function chooseOfMorning(
  db: Database,
  loaded: PersonDays,
  context: StepContext,
  asked: { readonly room: Room; readonly joinsTrials: boolean },
): Promise<{ readonly chosen: Choice; readonly note: ChoiceNote }> {
  const { person, today } = context;
  const leftOut = asked.joinsTrials ? await withheldOn(db, person.userId, today, "morning") : null;
  if (leftOut === null) {
    const chosen = await chooseNow(db, loaded, context, { slot: "morning", ...asked });
    return { chosen, note: noteOf(chosen) };
  }
  const room = asked.room === "any" ? "first" : asked.room;
  const chosen = await chooseNow(db, loaded, context, { slot: "morning", room, joinsTrials: false });
  if (chosen.outcome === "say") return { chosen, note: noteOf(chosen) };
  const candidates = await candidatesWithheld(db, person.userId, leftOut);
  return { chosen, note: { reason: "withheld", candidates } };
}

type NightTold = {
  readonly parts: readonly Part[];
  readonly explanation: readonly Part[];
  readonly effects: readonly Effect[];
  readonly isKnown: boolean;
};

/** The night's line beside a rule's message, where that does not tell the night itself. */
function nightBeside({ isKnown, parts }: NightTold, said: Parameters<typeof ruleOf>[0]): readonly Part[] {
  return isKnown && ruleOf(said).tellsNight === true ? [] : parts;
}

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
