import { crisisMatter } from "../coaching/understanding/crisis-matter.ts";
import type { Frame } from "../coaching/understanding/frame.ts";
import { readings, SURE, understand } from "../coaching/understanding/understand.ts";
import { GUEST_FLOW } from "../db/queries/access.ts";
import { shownCode } from "./access/admission.ts";
import { handleGuest } from "./access/guest.ts";
import { answerLink, hearCode } from "./access/link.ts";
import { readCode } from "./access/one-time-code.ts";
import { choosePlatform } from "./access/platform.ts";
import type { InboundEvent } from "./adapter.ts";
import { answerWithCare, hearHeavy, tellWho } from "./care.ts";
import { commandOf, findCommand, sampleTitle, unknownCommand } from "./commands.ts";
import { checkIn } from "./conversations/check-in.ts";
import { openCheckIn } from "./conversations/check-in-replies.ts";
import { asksForZone } from "./conversations/onboarding.ts";
import { isResting, restingAnswer, settingsRestAnswer } from "./crisis.ts";
import { answerFollowUp } from "./crisis-follow-up.ts";
import { crisisIn, matterIn } from "./crisis-in.ts";
import { helpInRest, isTalk, sayHeard, sayHelpFirst, warmWords } from "./crisis-talk.ts";
import { answerCrisisWords } from "./crisis-words.ts";
import type { Effect } from "./effect.ts";
import { familyOf } from "./families.ts";
import { answerOpen, begin, follow, greet, isStranger, resume, runOutcome } from "./follow.ts";
import { handleForm } from "./form.ts";
import { giveHelp } from "./give-help.ts";
import { asksOutright, cleanText, LONGEST_TEXT, readCommand } from "./inbound-text.ts";
import { isSnooze } from "./later.ts";
import { limitReply } from "./limits.ts";
import { matchOffers } from "./matching.ts";
import { readToken } from "./message.ts";
import { takePaste } from "./money/connect.ts";
import { goOnByHand } from "./money/hand.ts";
import { isFileUndo } from "./money/import-undo.ts";
import { receiveFile } from "./money/imports.ts";
import { isNumberOfOld, offersHere } from "./offers.ts";
import { openConversation } from "./open-conversation.ts";
import { tell } from "./reply.ts";
import { routeFrame, routePlain, routeSentence } from "./route.ts";
import { choosePrivacy, isPrivacyChoice } from "./slack-privacy.ts";
import { snooze } from "./snooze.ts";
import { answersOldQuestion, renewSample, staleSample } from "./stale-sample.ts";
import { answerStanding } from "./standing.ts";
import { askTrials } from "./trials.ts";
import { finishTurn, say, type Turn, takeAnswer } from "./turn.ts";
import { takeBack } from "./undo.ts";
import { keepUndo } from "./undo-memory.ts";

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
  const sample = turn.flow === GUEST_FLOW ? null : await staleSample(turn, event);
  const isOver = sample !== null && answersOldQuestion(turn, event);
  if (turn.flow === GUEST_FLOW) await handleGuest(turn, event);
  else if (sample !== null) await renewSample(turn, sample);
  else await handleEvent(turn, event);
  if (!turn.switched) return turn;
  turn.queued.push(...(await finishTurn(turn, `${event.platform}/${event.eventId}`)));
  const other = await switchTurn();
  if (sample === null || isOver) await greetAfterSwitch(other);
  else {
    sayWhoIsSeen(other);
    await handleEvent(other, event);
  }
  return other;
}

/** The chat was opened, perhaps by a link that says a code; one that let somebody in has done so by now. */
function handleOpening(turn: Turn, event: InboundEvent): Promise<void> {
  const tier = crisisIn(event);
  if (tier !== null) return giveHelp(turn, tier, { matter: matterIn(event) });
  const code = shownCode(event);
  return code?.kind === "link" ? hearCode(turn, code) : greet(turn);
}

async function handleEvent(turn: Turn, event: InboundEvent): Promise<void> {
  switch (event.kind) {
    case "open":
      return handleOpening(turn, event);
    case "tap":
      return handleTap(turn, event.token);
    case "choices":
      return handleChoices(turn, event.tokens);
    case "pasted":
      return takePaste(turn, event);
    case "check-in-form":
      return handleForm(turn, event);
    case "text":
      return handleText(turn, cleanText(event.text));
    case "place":
      return handleText(turn, asksForZone(turn) ? event.timezone : `/timezone ${event.timezone}`);
    case "file":
    case "unreadable":
      return handleOther(turn, event);
  }
}

/** What is no text, unless the words beside it sound like a crisis. */
async function handleOther(
  turn: Turn,
  event: Extract<InboundEvent, { kind: "file" | "unreadable" }>,
): Promise<void> {
  const tier = crisisIn(event);
  if (tier !== null) return giveHelp(turn, tier, { matter: matterIn(event) });
  return event.kind === "file" ? receiveFile(turn, event.file) : say(turn, [tell(`inbound/${event.what}`)]);
}

async function greetAfterSwitch(turn: Turn): Promise<void> {
  // While coaching rests nothing follows that would be another talk: no check-in of a sample, no first questions.
  const resting = isResting(turn.chat, turn.context.now);
  if (turn.context.person.sampleName !== null) {
    sayWhoIsSeen(turn);
    return resting ? undefined : begin(turn, "check-in");
  }
  say(turn, [tell("sample/left")]);
  if (!resting) await resume(turn);
}

function sayWhoIsSeen(turn: Turn): void {
  const { sampleName } = turn.context.person;
  if (sampleName !== null) say(turn, [tell("sample/entered", { name: sampleTitle(sampleName) })]);
}

async function handleText(turn: Turn, text: string): Promise<void> {
  const { context } = turn;
  const frame = understand(text, { ...context.person, today: context.today });
  if (frame.tier !== null) return handleCrisis(turn, text, frame, frame.tier);
  const heavy = await hearHeavy(turn, text);
  if (heavy === "help") return handleCrisis(turn, text, frame, "possible");
  if (heavy === "who") return tellWho(turn);
  const answer = () => answerText(turn, text, frame);
  return heavy === "care" ? answerWithCare(turn, answer) : answer();
}

/** What is no alarm: a code, a command, something that was offered, an answer to what is open, else a sentence. */
async function answerText(turn: Turn, text: string, frame: Frame): Promise<void> {
  const { context } = turn;
  if (text.length > LONGEST_TEXT) {
    return say(turn, [tell("errors/too-long", { length: text.length, longest: LONGEST_TEXT })]);
  }
  if (text === "") return say(turn, [tell("errors/nothing-to-read")]);
  const code = readCode(text);
  if (code !== null) return hearCode(turn, code);
  const command = readCommand(text);
  const known = command === null ? undefined : findCommand(command.name);
  const resting = isResting(turn.chat, context.now);
  if (await helpInRest(turn, text)) return;
  // Whoever came with a crisis is not met with first questions: "yes" answers what they were asked.
  if (isStranger(turn) && !resting && known?.name !== "start") {
    const isVague = frame.intent === "smalltalk" || frame.intent === "unclear";
    if (isVague && known === undefined) return begin(turn, "onboarding");
    say(turn, [tell("onboarding/welcome")]);
    turn.revision += 1;
  }
  if (resting && known?.name === "sample") return takeAnswer(turn, settingsRestAnswer(context));
  if (command !== null && known !== undefined) return runOutcome(turn, known.run(command.argument, context));
  const heard = await answerCrisisWords(turn, text);
  if (heard !== null) return takeAnswer(turn, heard);
  if (await answerFollowUp(turn, text, frame)) return;
  // "/skip" picks what "skip" does.
  const picked = matchOffers(
    command === null ? text : `${command.name} ${command.argument}`,
    offersHere(turn),
  );
  const isPlainUndo = frame.intent === "undo" && picked?.some(isFileUndo);
  if (picked !== null && !isPlainUndo) {
    const [first = "", ...others] = picked;
    return others.length === 0 ? handleTap(turn, first) : handleChoices(turn, picked);
  }
  if (command === null && warmWords(turn, text)) return;
  if (isNumberOfOld(turn, text)) return askNumber(turn);
  // The question "which is it?" is about the sentence before; this one takes its place.
  turn.memory = { ...turn.memory, unsure: null, pick: null };
  if (command !== null && frame.intent === "unclear") {
    return say(turn, [unknownCommand(command.name)]);
  }
  if (await goOnByHand(turn, text, frame)) return;
  const plain = routePlain(text, frame, context, turn.flow !== null);
  const isCheckIn = frame.intent === "check_in" && frame.confidence >= SURE;
  const limit = isCheckIn ? null : limitReply(text);
  const isAside = plain !== null || (limit !== null && asksOutright(text));
  if (!isAside && (await answerOpen(turn, { kind: "text", text, frame }))) return;
  if (limit !== null) return say(turn, [limit]);
  if (resting && frame.intent === "help") return sayHelpFirst(turn);
  if (resting && isTalk(frame)) return sayHeard(turn);
  await follow(turn, plain ?? routeSentence(text, frame, context), text);
}

/**
 * Words that sound like a crisis: help comes first and nothing follows. What the same sentence says of mood and
 * energy is saved all the same; the sentence itself is not.
 */
async function handleCrisis(
  turn: Turn,
  text: string,
  frame: Frame,
  tier: NonNullable<Frame["tier"]>,
): Promise<void> {
  const saved = frame.intent === "check_in" ? savedBeside(turn, text, frame) : [];
  return giveHelp(turn, tier, { saved, matter: crisisMatter(text) });
}

/** The answers a check-in sentence holds, without its words. */
function savedBeside(turn: Turn, text: string, frame: Frame): readonly Effect[] {
  const step = checkIn.begin(turn.context, { kind: "text", text, frame });
  return (step.effects ?? []).flatMap((effect): readonly Effect[] => {
    if (effect.kind !== "save-entry") return [];
    const { notes: _, ...answers } = effect.answers;
    return [{ ...effect, answers }];
  });
}

async function handleTap(turn: Turn, token: string): Promise<void> {
  const read = readToken(token);
  if (read.kind === "unknown") return say(turn, [tell("errors/button-gone")]);
  if (read.kind === "standing") return handleStanding(turn, read.action);
  if (read.revision !== turn.revision) return staleTap(turn);
  if (!(await answerOpen(turn, { kind: "choice", id: read.choice }))) return staleTap(turn);
}

async function handleChoices(turn: Turn, tokens: readonly string[]): Promise<void> {
  const ids = tokens.flatMap((token) => {
    const read = readToken(token);
    return read.kind === "question" && read.revision === turn.revision ? [read.choice] : [];
  });
  if (!(await answerOpen(turn, { kind: "choices", ids }))) return staleTap(turn);
}

/** A number after other things were said: which list it means is not guessed, and the open one is shown with its numbers. */
function askNumber(turn: Turn): void {
  const open = openConversation(turn);
  const again = open === null || open === "unreadable" ? [] : open.repeat(turn.context);
  say(turn, [tell("errors/number-of-which"), ...again]);
}

/** A button of a question that is over: say so, and repeat what is open now. */
function staleTap(turn: Turn): void {
  const open = openConversation(turn);
  const again = open === null || open === "unreadable" ? [] : open.repeat(turn.context);
  say(turn, [tell("errors/stale-button"), ...again]);
}

async function handleStanding(turn: Turn, action: string): Promise<void> {
  if (action.startsWith("read:")) return settleReading(turn, action);
  if (action.startsWith("link:")) return answerLink(turn, action);
  if (action.startsWith("platform:")) return choosePlatform(turn, action.slice("platform:".length));
  if (action.startsWith("check-in:")) return askCheckIn(turn, action);
  const family = familyOf(action);
  if (family !== null) return family(turn, action);
  const command = commandOf(action);
  if (command !== null) return runOutcome(turn, command.run("", turn.context));
  if (isPrivacyChoice(action)) return runOutcome(turn, choosePrivacy(action, turn.context));
  if (isSnooze(action)) return snooze(turn, action);
  // Before its reason is looked up, so that what was not shown is not noted as viewed.
  if (action.startsWith("why") && isResting(turn.chat, turn.context.now)) {
    return takeAnswer(turn, restingAnswer(turn.context));
  }
  const outcome = await answerStanding(turn, action);
  if (outcome.kind === "mend") return begin(turn, "check-in", { kind: "entry", entry: outcome.entry });
  if (outcome.kind === "undo") return takeBack(turn, outcome.entryId);
  await takeAnswer(turn, outcome.answer);
  if (outcome.undo === undefined) return;
  keepUndo(turn, { kind: "button", action: outcome.undo, revision: turn.revision });
  await askTrials(turn);
}

/** A check-in's form that could not be opened: its question again, if it is still open, else a new one. */
async function askCheckIn(turn: Turn, action: string): Promise<void> {
  const isOpen = action.endsWith(`:${openCheckIn(turn)?.entryId}`);
  const open = isOpen ? openConversation(turn) : null;
  if (open === null || open === "unreadable") return begin(turn, checkIn.name);
  say(turn, open.repeat(turn.context));
}

/** The person said which reading of their last sentence they meant. */
async function settleReading(turn: Turn, action: string): Promise<void> {
  const [, asked, which] = action.split(":");
  const { unsure } = turn.memory;
  if (unsure === null || unsure.asked !== asked) return staleTap(turn);
  turn.memory = { ...turn.memory, unsure: null };
  const { person, today } = turn.context;
  const frame = readings(unsure.text, { ...person, today })[Number(which)];
  if (frame === undefined) return say(turn, [tell("help/unclear")]);
  await follow(turn, routeFrame(unsure.text, frame, turn.context), unsure.text);
}
