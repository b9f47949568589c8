import { isPausedAt } from "../coaching/delivery/preferences.ts";
import { SELECTION_CONFIG } from "../coaching/selection/config.ts";
import { eventsSince, hasEvent, logEvent } from "../db/queries/events.ts";
import { joinedTrialsAt } from "../db/queries/trials.ts";
import type { CommandOutcome } from "./commands.ts";
import type { Person, StepContext } from "./conversation.ts";
import { isResting } from "./crisis.ts";
import { ANSWERED_EVENT, TAKEN_BACK } from "./feedback.ts";
import { type Choice, type Part, say as part, tell } from "./reply.ts";
import { say, type Turn, takeAnswer } from "./turn.ts";
import { doneWithoutUndo } from "./undo-memory.ts";

/** Noted when somebody was asked whether something may be left out now and then: never twice. */
const ASKED_EVENT = "trials_asked";
const DECLINED_EVENT = "trials_declined";

/** Messages that somebody has answered by the time they are asked: they know by then what is recommended to them. */
const ANSWERED_BEFORE = 4;

/** One in so many is left out. */
const oneIn = Math.round(1 / SELECTION_CONFIG.withholdShare);

/**
 * After an answer to a message, once: whether something may be left out at random now and then. Free to be ignored.
 */
export async function askTrials(turn: Turn): Promise<void> {
  const { db, context, chat } = turn;
  const { person, now } = context;
  const { userId, preferences } = person;
  if (person.sampleName !== null || preferences.joinsTrials) return;
  if (isPausedAt(preferences, now) || isResting(chat, now)) return;
  if (await hasEvent(db, userId, ASKED_EVENT, {})) return;
  const answers = await eventsSince(db, userId, ANSWERED_EVENT, new Date(0));
  const answered = new Set(
    answers.filter(({ answer }) => answer !== TAKEN_BACK).map(({ recommendationId }) => recommendationId),
  );
  if (answered.size < ANSWERED_BEFORE) return;
  await logEvent(db, userId, ASKED_EVENT, {}, now);
  // Who agreed and took it back, by themselves, has said what they think of it.
  if ((await joinedTrialsAt(db, userId)) !== null) return;
  const choices: readonly Choice[] = [
    { id: "trials:yes", label: "yes", standing: true, means: "yes" },
    { id: "trials:no", label: "no", standing: true, means: "no" },
  ];
  say(turn, [{ parts: [part("trials/ask", { oneIn })], choices }]);
}

/** `trials:yes` and `trials:no`, under that question. */
export async function tapTrials(turn: Turn, action: string): Promise<void> {
  const { db, context } = turn;
  const { person, now } = context;
  if (person.sampleName !== null) return say(turn, [tell("sample/no-settings")]);
  if (action === "trials:yes") return takeAnswer(turn, chosen(true, person));
  if (action !== "trials:no") return say(turn, [tell("errors/button-gone")]);
  if (person.preferences.joinsTrials) return takeAnswer(turn, chosen(false, person));
  await logEvent(db, person.userId, DECLINED_EVENT, {}, now);
  doneWithoutUndo(turn);
  say(turn, [tell("trials/declined")]);
}

/** `/trials on`, `/trials off`; bare, how it stands and what it is about. */
export function setTrials(said: string, { person }: StepContext): CommandOutcome {
  if (/^(?:on|yes|join)$/i.test(said)) return chosen(true, person);
  if (/^(?:off|no|leave|stop)$/i.test(said)) return chosen(false, person);
  return { replies: [{ parts: [trialsPart(person), part("trials/usage", { oneIn })] }] };
}

function chosen(joinsTrials: boolean, { preferences }: Person) {
  return {
    replies: [joinsTrials ? tell("trials/on", { oneIn }) : tell("trials/off")],
    effects: [{ kind: "save-notifications", preferences: { ...preferences, joinsTrials } }],
  } as const;
}

/** How it stands, for `/settings` and `/privacy`. */
export function trialsPart({ preferences }: Pick<Person, "preferences">): Part {
  return preferences.joinsTrials ? part("trials/is-on", { oneIn }) : part("trials/is-off");
}
