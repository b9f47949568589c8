import { localMinuteOf } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { hasEvent } from "../db/queries/events.ts";
import { EVENING_MINUTE } from "../db/queries/schedules.ts";
import { invite } from "./access/invite.ts";
import { makeLinkCode } from "./access/link.ts";
import { choosePlatform } from "./access/platform.ts";
import { isBesideCare } from "./care.ts";
import { type CommandOutcome, sampleTitle } from "./commands.ts";
import type { Follow, StepContext, StepInput } from "./conversation.ts";
import { findConversation } from "./conversations/index.ts";
import { ONBOARDED_EVENT } from "./conversations/onboarding.ts";
import { isResting, restingAnswer } from "./crisis.ts";
import { askWorth } from "./money/worth.ts";
import { roomInCheckIn } from "./nudge-counts.ts";
import { openConversation } from "./open-conversation.ts";
import type { Answer } from "./question.ts";
import { findQuestion } from "./questions/index.ts";
import { answerMorning } from "./questions/morning.ts";
import { waitForNight } from "./questions/morning-waits.ts";
import { previewEvening, previewMorning } from "./questions/preview.ts";
import { answerToday } from "./questions/today.ts";
import { answerWhyQuiet } from "./questions/why-quiet.ts";
import { tell } from "./reply.ts";
import { runReport } from "./reports.ts";
import type { Route } from "./route.ts";
import { sentenceFor } from "./sentences.ts";
import { explainLast } from "./standing.ts";
import { say, type Turn, takeAnswer, takeStep } from "./turn.ts";
import { undo } from "./undo.ts";

/** Hands an input to the open conversation. @returns false when there is none or it is none of its business */
export async function answerOpen(turn: Turn, input: StepInput): Promise<boolean> {
  const open = openConversation(turn);
  if (open === null) return false;
  if (open === "unreadable") {
    await restart(turn);
    return true;
  }
  const step = open.answer(input, turn.context);
  if (step === null) return false;
  await takeStep(turn, turn.flow, step);
  if (step.followUp !== undefined && !turn.switched) await runFollow(turn, step.followUp);
  return true;
}

/** A stored state that this release cannot read: answers given are kept, the conversation starts again. */
async function restart(turn: Turn): Promise<void> {
  say(turn, [tell("errors/updated-meanwhile")]);
  if (turn.flow !== null) await begin(turn, turn.flow);
}

export async function begin(turn: Turn, name: string, input?: StepInput): Promise<void> {
  const conversation = findConversation(name);
  if (conversation === undefined) throw new Error(`unknown conversation "${name}"`);
  const step = conversation.begin(turn.context, input);
  await takeStep(turn, name, step);
  if (step.followUp !== undefined) await runFollow(turn, step.followUp);
}

/** Takes a sentence where it belongs. */
export async function follow(turn: Turn, route: Route, text: string): Promise<void> {
  switch (route.kind) {
    case "conversation":
      return begin(turn, route.name, route.input);
    case "question":
      if (isResting(turn.chat, turn.context.now)) return takeAnswer(turn, restingAnswer(turn.context));
      return takeAnswer(
        turn,
        await findQuestion(route.frame.intent).answer(turn.db, route.frame, turn.context),
      );
    case "sentence": {
      const sentence = sentenceFor(route.frame.intent);
      return sentence === null ? say(turn, [tell("help/unclear")]) : sentence(turn, route.frame, text);
    }
    case "why":
      return runOutcome(turn, { followUp: { question: "why" } });
    case "undo":
      return undo(turn);
    case "outcome":
      return runOutcome(turn, route.outcome);
    case "unsure":
      turn.memory = { ...turn.memory, unsure: { text, asked: route.asked } };
      return say(turn, [route.reply]);
  }
}

/** Carries out a command beside whatever is open. */
export async function runOutcome(turn: Turn, outcome: CommandOutcome): Promise<void> {
  const { replies = [], effects = [], followUp } = outcome;
  const changesPerson = effects.some((effect) => effect.kind.startsWith("save-"));
  if (changesPerson && turn.context.person.sampleName !== null)
    return say(turn, [tell("sample/no-settings")]);
  await takeStep(turn, turn.flow, { replies, effects, next: turn.state });
  if (followUp === undefined || turn.switched) return;
  if ("conversation" in followUp) return begin(turn, followUp.conversation);
  if ("report" in followUp) return runReport(turn, followUp.report, followUp.said);
  if (followUp.question === "open") return greet(turn);
  if (followUp.question === "undo") return undo(turn);
  if (followUp.question === "link") return makeLinkCode(turn);
  if (followUp.question === "invite") return invite(turn);
  if (followUp.question === "platform") return choosePlatform(turn, followUp.said);
  const { db, context } = turn;
  const rests = isResting(turn.chat, context.now);
  // What was sent and held is told while coaching rests too.
  if (followUp.question === "why-quiet") {
    return takeAnswer(turn, await answerWhyQuiet(db, turn.chat.ownerId, context, rests));
  }
  if (rests) return takeAnswer(turn, restingAnswer(context));
  if (followUp.question === "why") return takeAnswer(turn, explainLast(turn.memory));
  await takeAnswer(
    turn,
    await (followUp.question === "nudge" ? previewNudge(db, context) : answerToday(db, context)),
  );
}

/** What would be said at this time of day: from the evening on, what would be then. */
function previewNudge(db: Database, context: StepContext): Promise<Answer> {
  const isEvening = localMinuteOf(context.now, context.person.timezone) >= EVENING_MINUTE;
  return isEvening ? previewEvening(db, context) : previewMorning(db, context);
}

async function runFollow(turn: Turn, followUp: Follow): Promise<void> {
  if ("conversation" in followUp) return begin(turn, followUp.conversation);
  if (isResting(turn.chat, turn.context.now) || (await isBesideCare(turn))) return;
  const room = await roomInCheckIn(turn);
  // Without room the morning's own time would be held, and the night with it.
  const waiting = room === "any" ? await waitForNight(turn.db, turn.context) : null;
  if (waiting !== null) return takeAnswer(turn, waiting);
  const morning = await answerMorning(turn.db, turn.context, room);
  await takeAnswer(turn, morning);
  // One offer at most: where a rule had something to say, nothing more is asked.
  if (!isAbout(morning, "recommendations/") && !isAbout(morning, "park/")) await askWorth(turn);
}

function isAbout({ replies }: Answer, folder: string): boolean {
  return replies.some(({ parts }) => parts.some(({ prompt }) => prompt.startsWith(folder)));
}

/** The chat was opened: welcome a stranger, or take up what is open. */
export async function greet(turn: Turn): Promise<void> {
  return isStranger(turn) ? begin(turn, "onboarding") : resume(turn);
}

/** Nothing was ever said in this conversation. */
export function isStranger({ revision, flow, context }: Turn): boolean {
  return revision === 0 && flow === null && context.person.sampleName === null;
}

/** Takes up what is open, or the questions of the first day that were never answered or skipped. */
export async function resume(turn: Turn): Promise<void> {
  const { context } = turn;
  const open = openConversation(turn);
  if (open === "unreadable") return restart(turn);
  if (open !== null) return say(turn, [tell("help/go-on"), ...open.repeat(context)]);
  const { name, sampleName, userId } = context.person;
  if (sampleName === null && !(await hasEvent(turn.db, userId, ONBOARDED_EVENT, {}))) {
    return begin(turn, "onboarding", { kind: "choice", id: "own" });
  }
  if (sampleName !== null) return say(turn, [tell("help/hello-sample", { name: sampleTitle(sampleName) })]);
  say(turn, [name === null ? tell("help/hello") : tell("help/hello-name", { name })]);
}
