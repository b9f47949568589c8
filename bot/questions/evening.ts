import type { Database } from "../../db/client.ts";
import { loadDays } from "../../db/queries/days.ts";
import { findEvent } from "../../db/queries/events.ts";
import { findRecommendation } from "../../db/queries/recommendations.ts";
import { candidatesBehind } from "../choice-behind.ts";
import { chooseNow, noteOf, type Room } from "../choosing.ts";
import type { StepContext } from "../conversation.ts";
import { feedbackButtons, feedbackChoices, isAnswered } from "../feedback.ts";
import type { Answer } from "../question.ts";
import { recommendationAgain, recommendationShown } from "../recommendation-reply.ts";
import {
  effectsOfSaying,
  explainChosen,
  noteWithheld,
  storeRecommended,
  wordFinding,
} from "../recommending.ts";
import type { ChosenAnswer } from "./morning.ts";

/** Noted in the event log when the evening message was said, with its local date. */
const EVENING_EVENT = "evening_said";

/**
 * The evening message: the one thing that a rule has to say of the day so far, for a day whose morning left room for it. Empty
 * where there is none.
 *
 * @param room what of a rule's may be said
 */
export async function answerEvening(db: Database, context: StepContext, room: Room): Promise<ChosenAnswer> {
  const { person, today } = context;
  const loaded = await loadDays(db, person, { from: today, to: today });
  const { joinsTrials } = person.preferences;
  const chosen = await chooseNow(db, loaded, context, { slot: "evening", room, joinsTrials });
  const choice = noteOf(chosen);
  if (chosen.outcome === "hold") return { replies: [], choice };
  const recommended = await wordFinding(db, chosen.finding, context);
  const isWithheld = chosen.outcome === "withhold";
  const row = await storeRecommended(db, recommended, context, { slot: "evening", isWithheld });
  if (isWithheld) {
    await noteWithheld(db, row, choice, context);
    return { replies: [], choice };
  }
  const { message, metadata } = recommended;
  const shown = recommendationShown(message, row.id, metadata, context);
  return {
    replies: [{ parts: [message, feedbackButtons], choices: feedbackChoices(row), ...shown }],
    explanation: explainChosen(recommended, choice, context),
    effects: [
      { kind: "log", event: EVENING_EVENT, metadata: { date: today, recommendationId: row.id } },
      ...effectsOfSaying(recommended, context),
    ],
    choice,
  };
}

/**
 * The day's evening message once more, for someone who put it off.
 *
 * @returns "answered" when they have said meanwhile what they think of it
 */
export async function repeatEvening(db: Database, context: StepContext): Promise<Answer | "answered"> {
  const { person, today } = context;
  const noted = await findEvent(db, person.userId, EVENING_EVENT, { date: today });
  const id = noted?.recommendationId;
  const row = typeof id === "string" ? await findRecommendation(db, person.userId, id) : null;
  if (row === null) return { replies: [] };
  if (await isAnswered(db, row)) return "answered";
  const candidates = await candidatesBehind(db, row);
  const { message, explanation, choices, shown } = recommendationAgain(row, candidates, context);
  return { replies: [{ parts: [message, feedbackButtons], choices, ...shown }], explanation };
}
