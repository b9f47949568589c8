import { crisisTier } from "../coaching/understanding/crisis.ts";
import type { Frame } from "../coaching/understanding/frame.ts";
import { readings, understand } from "../coaching/understanding/understand.ts";
import { hasEvent } from "../db/queries/events.ts";
import type { InboundEvent } from "./adapter.ts";
import { type CommandOutcome, findCommand, sampleTitle } from "./commands.ts";
import type { Follow, StepInput } from "./conversation.ts";
import { findConversation } from "./conversations/index.ts";
import { ONBOARDED_EVENT } from "./conversations/onboarding.ts";
import { crisisStep, restingAnswer } from "./crisis.ts";
import { cleanText, LONGEST_TEXT, readCommand } from "./inbound-text.ts";
import { matchOffers } from "./matching.ts";
import { readToken } from "./message.ts";
import { findQuestion } from "./questions/index.ts";
import { answerMorning, previewMorning } from "./questions/morning.ts";
import { answerToday } from "./questions/today.ts";
import { type Reply, tell } from "./reply.ts";
import { type Route, routeFrame, routeSentence } from "./route.ts";
import { answerStanding, explainLast, removeEntry } from "./standing.ts";
import { finishTurn, say, type Turn, takeAnswer, takeStep } from "./turn.ts";

/**
 * One event through one conversation.
 *
 * @param switchTurn opens a turn for the person the chat looks at after a switch (into or out of a sample)
 * @returns the turn to finish: the given one, or the other person's after a switch
 */
export async function handleInTurn(
  turn: Turn,
  event: InboundEvent,
  switchTurn: () => Promise<Turn>,
): Promise<Turn> {
  if (event.kind === "open") await greet(turn);
  else if (event.kind === "tap") await handleTap(turn, event.token);
  else await handleText(turn, cleanText(event.text));
  if (!turn.switched) return turn;
  await finishTurn(turn, `${event.platform}/${event.eventId}`);
  const other = await switchTurn();
  await greetAfterSwitch(other);
  return other;
}

/** The chat was opened: welcome a stranger, take up an open question again, or say hello. */
async function greet(turn: Turn): Promise<void> {
  const { context } = turn;
  const isNew = turn.revision === 0 && turn.flow === null && context.person.sampleName === null;
  if (isNew) return begin(turn, "onboarding");
  const open = openConversation(turn);
  if (open === "unreadable") return restart(turn);
  if (open === null) return say(turn, [hello(turn)]);
  say(turn, [tell("help/go-on"), ...open.repeat(context)]);
}

function hello({ context }: Turn): Reply {
  const { name, sampleName } = context.person;
  if (sampleName !== null) return tell("help/hello-sample", { name: sampleTitle(sampleName) });
  return name === null ? tell("help/hello") : tell("help/hello-name", { name });
}

async function greetAfterSwitch(turn: Turn): Promise<void> {
  const { sampleName } = turn.context.person;
  if (sampleName !== null) {
    say(turn, [tell("sample/entered", { name: sampleTitle(sampleName) })]);
    return begin(turn, "check-in");
  }
  say(turn, [tell("sample/left")]);
  const open = openConversation(turn);
  if (open !== null && open !== "unreadable") return say(turn, open.repeat(turn.context));
  if (await hasEvent(turn.db, turn.context.person.userId, ONBOARDED_EVENT, {})) return;
  await begin(turn, "onboarding", { kind: "choice", id: "own" });
}

async function handleText(turn: Turn, text: string): Promise<void> {
  if (text.length > LONGEST_TEXT) {
    return say(turn, [tell("errors/too-long", { length: text.length, longest: LONGEST_TEXT })]);
  }
  if (text === "") return say(turn, [tell("errors/nothing-to-read")]);
  const tier = crisisTier(text);
  const frame = understand(text, { ...turn.context.person, today: turn.context.today });
  if (frame.intent === "crisis")
    return takeStep(turn, null, crisisStep(frame.tier ?? tier ?? "possible", turn.context));
  const command = readCommand(text);
  const known = command === null ? undefined : findCommand(command.name);
  if (command !== null && known !== undefined)
    return runOutcome(turn, known.run(command.argument, turn.context));
  const picked = command === null ? matchOffers(text, turn.memory.offers) : null;
  if (picked !== null) {
    const [first = "", ...others] = picked;
    return others.length === 0 ? handleTap(turn, first) : handleChoices(turn, picked);
  }
  if (command !== null && frame.intent === "unclear") {
    return say(turn, [tell("help/unknown-command", { command: `/${command.name}` })]);
  }
  if (await answerOpen(turn, { kind: "text", text, frame })) return worry(turn, frame);
  await follow(turn, routeSentence(text, frame, turn.context), text);
  await worry(turn, frame);
}

/** A message that is fine as it stands but has a worrying tone is answered as usual, and asked about. */
async function worry(turn: Turn, frame: Frame): Promise<void> {
  if (frame.tier === null) return;
  const step = crisisStep(frame.tier, turn.context);
  await takeAnswer(turn, { replies: step.replies, effects: step.effects ?? [] });
}

async function handleTap(turn: Turn, token: string): Promise<void> {
  const read = readToken(token);
  if (read.kind === "unknown") return say(turn, [tell("errors/button-gone")]);
  if (read.kind === "standing") return handleStanding(turn, read.action);
  if (read.revision !== turn.revision) return staleTap(turn);
  if (read.choice.startsWith("read:")) return settleReading(turn, read.choice.slice(5));
  if (!(await answerOpen(turn, { kind: "choice", id: read.choice }))) return staleTap(turn);
}

async function handleChoices(turn: Turn, tokens: readonly string[]): Promise<void> {
  const ids = tokens.flatMap((token) => {
    const read = readToken(token);
    return read.kind === "question" && read.revision === turn.revision ? [read.choice] : [];
  });
  if (!(await answerOpen(turn, { kind: "choices", ids }))) return staleTap(turn);
}

/** A button of a question that is over: say so, and repeat what is open now. */
function staleTap(turn: Turn): void {
  const open = openConversation(turn);
  const again = open === null || open === "unreadable" ? [] : open.repeat(turn.context);
  say(turn, [tell("errors/stale-button"), ...again]);
}

async function handleStanding(turn: Turn, action: string): Promise<void> {
  const outcome = await answerStanding(turn.db, action, turn.memory, turn.context);
  if (outcome.kind === "mend") return begin(turn, "check-in", { kind: "entry", entry: outcome.entry });
  if (action.startsWith("undo:")) closeCheckIn(turn);
  await takeAnswer(turn, outcome.answer);
}

/** The person said which reading of their last sentence they meant. */
async function settleReading(turn: Turn, which: string): Promise<void> {
  const text = turn.memory.unsure;
  turn.memory = { ...turn.memory, unsure: null };
  const frame =
    text === null
      ? undefined
      : readings(text, { ...turn.context.person, today: turn.context.today })[Number(which)];
  if (text === null || frame === undefined) return say(turn, [tell("help/unclear")]);
  await follow(turn, routeFrame(text, frame), text);
}

async function answerOpen(turn: Turn, input: StepInput): Promise<boolean> {
  const open = openConversation(turn);
  if (open === null) return false;
  if (open === "unreadable") {
    await restart(turn);
    return true;
  }
  const { flow } = turn;
  const step = open.answer(input, turn.context);
  if (step === null) return false;
  await takeStep(turn, flow, step);
  if (step.followUp !== undefined && !turn.switched) await runFollow(turn, step.followUp);
  return true;
}

function openConversation(turn: Turn) {
  if (turn.flow === null) return null;
  return findConversation(turn.flow)?.open(turn.state) ?? ("unreadable" as const);
}

/** A stored state that this release cannot read: answers given are kept, the conversation starts again. */
async function restart(turn: Turn): Promise<void> {
  say(turn, [tell("errors/updated-meanwhile")]);
  const known = turn.flow !== null && findConversation(turn.flow) !== undefined;
  if (known && turn.flow !== null) return begin(turn, turn.flow);
  await takeStep(turn, null, { replies: [], next: null });
}

async function begin(turn: Turn, name: string, input?: StepInput): Promise<void> {
  const conversation = findConversation(name);
  if (conversation === undefined) throw new Error(`unknown conversation "${name}"`);
  const step = conversation.begin(turn.context, input);
  await takeStep(turn, name, step);
  if (step.followUp !== undefined) await runFollow(turn, step.followUp);
}

async function follow(turn: Turn, route: Route, text: string): Promise<void> {
  switch (route.kind) {
    case "conversation":
      return begin(turn, route.name, route.input);
    case "question":
      if (isResting(turn)) return takeAnswer(turn, restingAnswer());
      return takeAnswer(
        turn,
        await findQuestion(route.frame.intent).answer(turn.db, route.frame, turn.context),
      );
    case "why":
      return isResting(turn) ? takeAnswer(turn, restingAnswer()) : takeAnswer(turn, explainLast(turn.memory));
    case "undo":
      return undo(turn);
    case "outcome":
      return runOutcome(turn, route.outcome);
    case "unsure":
      turn.memory = { ...turn.memory, unsure: text };
      return say(turn, [route.reply]);
  }
}

async function runOutcome(turn: Turn, outcome: CommandOutcome): Promise<void> {
  const { replies = [], effects = [], followUp } = outcome;
  const { flow, state } = turn;
  await takeStep(turn, flow, { replies, effects, next: state });
  if (followUp === undefined || turn.switched) return;
  if ("conversation" in followUp) return begin(turn, followUp.conversation);
  if (followUp.question === "open") return greet(turn);
  if (followUp.question === "undo") return undo(turn);
  if (isResting(turn)) return takeAnswer(turn, restingAnswer());
  if (followUp.question === "why") return takeAnswer(turn, explainLast(turn.memory));
  const { db, context } = turn;
  await takeAnswer(
    turn,
    await (followUp.question === "nudge" ? previewMorning(db, context) : answerToday(db, context)),
  );
}

async function runFollow(turn: Turn, followUp: Follow): Promise<void> {
  if ("conversation" in followUp) return begin(turn, followUp.conversation);
  if (isResting(turn)) return;
  const answer = followUp.question === "today" ? answerToday : answerMorning;
  await takeAnswer(turn, await answer(turn.db, turn.context));
}

async function undo(turn: Turn): Promise<void> {
  const { undo: last } = turn.memory;
  if (last === null) return say(turn, [tell("undo/nothing")]);
  closeCheckIn(turn);
  turn.memory = { ...turn.memory, undo: null };
  await takeAnswer(turn, removeEntry(last.entryId));
}

/** Ends an open check-in whose entry is being taken back, so that its next answer does not bring it back. */
function closeCheckIn(turn: Turn): void {
  if (turn.flow !== "check-in") return;
  turn.flow = null;
  turn.state = null;
  turn.revision += 1;
}

function isResting({ chat, context }: Turn): boolean {
  return chat.crisisUntil !== null && chat.crisisUntil > context.now;
}
