import type { Frame } from "../coaching/understanding/frame.ts";
import { soundsLow } from "../coaching/understanding/low-words.ts";
import { findScaleMisfit } from "../coaching/understanding/scale-misfit.ts";
import { readings, SURE } from "../coaching/understanding/understand.ts";
import { deviceSentence } from "./body/device-sentences.ts";
import {
  type CommandOutcome,
  findCommand,
  setCurrency,
  setReminder,
  setTimezone,
  showHelp,
} from "./commands.ts";
import type { StepContext, StepInput } from "./conversation.ts";
import type { Effect } from "./effect.ts";
import { shorten } from "./format.ts";
import { budgetSentence, budgetSetting } from "./money/budget-words.ts";
import { isAbsurdPayment } from "./money/hand.ts";
import { incomeReply, toldReply } from "./money/told-words.ts";
import { transactionSentence } from "./money/transaction-sentence.ts";
import { setNotifications } from "./notifications.ts";
import { balanceSentence } from "./pictures/sentence.ts";
import { questions } from "./questions/index.ts";
import { weekdayLimit } from "./questions/weekday-limit.ts";
import { type Reply, tell } from "./reply.ts";
import { bringBackSentence } from "./rests/bring-back.ts";
import { sentenceFor } from "./sentences.ts";
import { wordsSentence } from "./words/sentences.ts";

/** Where a sentence goes when no open conversation takes it. */
export type Route =
  | { readonly kind: "conversation"; readonly name: "check-in"; readonly input: StepInput }
  | { readonly kind: "question"; readonly frame: Frame }
  /** More than an answer: something is stored, or asked back. */
  | { readonly kind: "sentence"; readonly frame: Frame }
  | { readonly kind: "why" }
  | { readonly kind: "undo" }
  | { readonly kind: "outcome"; readonly outcome: CommandOutcome }
  /** Several readings are possible: the person is asked which. */
  | { readonly kind: "unsure"; readonly reply: Reply; readonly asked: string };

const WHY_QUIET =
  /\bwhy\b.{0,20}\b(?:so )?(?:quiet|silent)\b|\bwhy (?:did|have|do)(?:n'?t| not)?(?: you)?(?: not)? (?:write|written|message|messaged|say anything)\b/i;

/** "Link my Slack", "how do I join my telegram account with this one", "link another account"; not a bank's. */
const LINK =
  /^(?:(?:please|can you|i want to|i'd like to|how do i|how can i) )*(?:(?:link|join|connect|add) .{0,20}\b(?:slack|telegram)\b|(?:link|join) (?:my |another |a second |both |the two |two )?(?:other )?accounts?\b)/i;

/** "Connect my bank", "how do I link my bank account". */
const CONNECT =
  /^(?:(?:please|can you|can i|i want to|i'd like to|how do i|how can i) )*(?:connect|link|add) (?:to )?(?:my |a |the |another )?(?:new )?(?:bank|bank accounts?|credit card|card)\b/i;

/** "What patterns have you found?", "what have you found about me?"; one that names two things is a question about those. */
const INSIGHTS =
  /^(?:(?:what|which|any|show|tell|me|my|your|the|new|do|you|see|are|there|have|found) )*(?:patterns?|insights|correlations)(?: (?:have|do|did|you|found|find|see|seen|so|far|yet|about|for|me|in|my|data|are|there))*[?.]?$|^what (?:have|did) you (?:found|find|noticed?|learn(?:ed|t)?|seen)(?: (?:out|so|far|yet|about|me|in|my|data))*[?.]?$/i;

/** "Invite a friend", "can I invite my wife?". */
const INVITE =
  /^(?:(?:please|can i|how do i|how can i|i want to|i'd like to) )*invite (?:a|an|my|some|somebody|someone)\b/i;

/** "Is this private?", "who can read this?", "delete everything", "what do you know about me?". */
const PRIVACY =
  /^(?:(?:please|hey|ok|so|and|but|can you|could you|i want to|i want you to) )*(?:(?:is|are) (?:this|that|it|my data|my messages|these|all this|our chat)(?: chat)? (?:really )?(?:private|safe|secure|confidential|encrypted)|who (?:else )?(?:can|could|is able to|will|gets to) (?:read|see|access) (?:this|that|it|my|these|what)|who sees (?:this|my|what)|(?:delete|erase|wipe|purge|remove) (?:everything|all(?: of)?(?: (?:it|this|my (?:data|stuff)))?|my (?:data|account|history)|me)(?: (?:you (?:have|know)|about me|now|please|on me))*|(?:show|give|export|download|see|send) (?:me )?(?:all )?(?:of )?my (?:own )?data|(?:what|which) (?:data )?(?:do|did) you (?:really )?(?:know|keep|store|save|have|collect)(?: (?:about|on|of|from) me|)|where (?:is|do you keep) my data(?: stored| kept)?)(?: (?:what|here|this|i|say|write|said|wrote|you|tell|messages?|chat|data|to|about|me|my|on|stored|anywhere))*[\s.!?]*$/i;

/** What is asked for by a command's name alone: "settings", "show my plans"; names that are words for something else are none. */
const BY_NAME =
  /^(?:(?:please|show|open|see|me|my|all|the) )*(settings|privacy|accounts|plans|parked|rests)[.!]*$/i;
/** Of these, what could be a word to an open question unless something stands before it. */
const MAY_BE_A_WORD = /^(?:plans|accounts)[.!]*$/i;

/** Chooses where a sentence goes. Pure: the frame decides, and an unsure one becomes a question back. */
export function routeSentence(text: string, frame: Frame, context: StepContext): Route {
  const plain = routePlain(text, frame, context, false);
  if (plain !== null) return plain;
  if (frame.confidence < SURE && frame.intent !== "unclear") {
    const offered = readings(text, { ...context.person, today: context.today }).slice(0, 3);
    const asked = String(context.now.getTime());
    if (offered.length > 0) return { kind: "unsure", reply: askWhich(offered, asked), asked };
  }
  return routeFrame(text, frame, context);
}

/**
 * Where a sentence goes that says plainly what it wants, though the parser has no frame for that: an open question would take
 * it for an answer. Null for any other.
 *
 * @param isAnswering a question is open
 */
export function routePlain(
  text: string,
  frame: Frame,
  context: StepContext,
  isAnswering: boolean,
): Route | null {
  // A question about the coach, which the parser takes for one about a score.
  if (frame.intent === "ask_why" && WHY_QUIET.test(text)) {
    return { kind: "outcome", outcome: { followUp: { question: "why-quiet" } } };
  }
  if (CONNECT.test(text)) {
    return { kind: "outcome", outcome: { followUp: { report: "connect", said: "bank" } } };
  }
  if (LINK.test(text)) return { kind: "outcome", outcome: { followUp: { question: "link" } } };
  const named = isAnswering && MAY_BE_A_WORD.test(text) ? null : BY_NAME.exec(text)?.[1];
  const command = named == null ? undefined : findCommand(named.toLowerCase());
  if (command !== undefined) return { kind: "outcome", outcome: command.run("", context) };
  const budget = budgetSentence(text);
  if (budget !== null) return { kind: "outcome", outcome: { followUp: { report: "budget", said: budget } } };
  const listed = transactionSentence(text, frame);
  if (listed !== null) {
    return { kind: "outcome", outcome: { followUp: { report: "transactions", said: listed } } };
  }
  const shown = balanceSentence(text, context.today);
  if (shown !== null) return { kind: "question", frame: shown };
  const device = deviceSentence(text, isAnswering);
  if (device !== null) return { kind: "outcome", outcome: device };
  if (INSIGHTS.test(text))
    return { kind: "outcome", outcome: { followUp: { report: "insights", said: "" } } };
  const back = bringBackSentence(text);
  if (back !== null) return { kind: "outcome", outcome: { followUp: { report: "rests", said: back } } };
  const words = wordsSentence(text, context);
  if (words !== null) return { kind: "outcome", outcome: words };
  if (PRIVACY.test(text)) return { kind: "outcome", outcome: { followUp: { report: "privacy", said: "" } } };
  const income = incomeReply(text, frame);
  if (income !== null) return { kind: "outcome", outcome: { replies: [income] } };
  if (INVITE.test(text)) return { kind: "outcome", outcome: { followUp: { question: "invite" } } };
  return null;
}

/** The same for a reading that is settled. */
export function routeFrame(text: string, frame: Frame, context: StepContext): Route {
  const outcome = (replies: readonly Reply[], effects: readonly Effect[] = []): Route => ({
    kind: "outcome",
    outcome: { replies, effects },
  });
  // "Energy 120" reads like a question about energy; a number beyond its scale was meant as an answer.
  const mayMisfit = frame.intent === "unclear" || frame.intent === "ask_score";
  const misfit = mayMisfit && findScaleMisfit(text) !== null;
  if (frame.intent === "check_in" || misfit) {
    return { kind: "conversation", name: "check-in", input: { kind: "text", text, frame } };
  }
  if (frame.intent === "undo") return { kind: "undo" };
  if (frame.intent === "help") return { kind: "outcome", outcome: showHelp("", context) };
  if (frame.intent === "smalltalk") return outcome([tell("help/smalltalk")]);
  if (frame.intent === "set_setting") return routeSetting(text, frame, context);
  if (frame.intent === "ask_why" && frame.slots.measure === undefined && frame.slots.period === undefined) {
    return { kind: "why" };
  }
  const limited = weekdayLimit(text, frame);
  if (limited !== null) return outcome([limited]);
  if (questions.some((question) => question.intent === frame.intent)) return { kind: "question", frame };
  if (sentenceFor(frame.intent) !== null) return { kind: "sentence", frame };
  const told = toldReply(text, frame);
  if (told !== null) return outcome([told]);
  if (isAbsurdPayment(text, frame)) return outcome([tell("hand/absurd")]);
  if (soundsLow(text)) return outcome([LOW]);
  return outcome([tell("help/unclear")]);
}

/** A word to what is sad, and a check-in to note it in. */
const LOW: Reply = {
  parts: [{ prompt: "care/low" }],
  choices: [{ id: "check-in:low", label: "check-in", standing: true, means: "yes" }],
};

function routeSetting(
  text: string,
  { slots }: Extract<Frame, { intent: "set_setting" }>,
  context: StepContext,
): Route {
  const value = typeof slots.value === "object" ? undefined : slots.value;
  if (slots.name === "currency" && value !== undefined) {
    return { kind: "outcome", outcome: setCurrency(String(value)) };
  }
  if (slots.name === "timezone") {
    return { kind: "outcome", outcome: setTimezone(String(value ?? ""), context) };
  }
  if (slots.name === "reminder_time" && value !== undefined) {
    return { kind: "outcome", outcome: setReminder(String(value), context) };
  }
  if (slots.name === "notifications") {
    return { kind: "outcome", outcome: setNotifications(text, value, context) };
  }
  if (slots.name === "user_name" && value !== undefined) {
    const name = shorten(String(value), 80);
    const effects: readonly Effect[] = [{ kind: "save-profile", name }];
    return { kind: "outcome", outcome: { replies: [tell("settings/name-set", { name })], effects } };
  }
  if (slots.name === "monthly_budget" || slots.name === "category_budget") {
    const said = budgetSetting(text, slots.value);
    return { kind: "outcome", outcome: { followUp: { report: "budget", said } } };
  }
  return { kind: "outcome", outcome: { replies: [tell("later/set-setting")] } };
}

/** @param asked tells this question from a later one of its kind */
function askWhich(offered: readonly Frame[], asked: string): Reply {
  return {
    parts: [{ prompt: "unsure/which" }],
    choices: [
      ...offered.map((frame, index) => ({
        id: `read:${asked}:${index}`,
        label: frame.intent.replaceAll("_", "-"),
        standing: true,
      })),
      { id: `read:${asked}:none`, label: "none", standing: true },
    ],
  };
}
