import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { LocalDate } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { CLAIM_MS, type NewOutboxRow, queueMessages, saveConversation } from "../db/queries/chat.ts";
import type { ChatRow } from "../db/queries/chat-rows.ts";
import type { Errand } from "../db/queue.ts";
import type { Access } from "./access/access.ts";
import type { Step, StepContext } from "./conversation.ts";
import { openCheckIn } from "./conversations/check-in-replies.ts";
import { coverOf, tellsOfCrisis } from "./cover.ts";
import { wasCrisisHere } from "./crisis.ts";
import { crisisAskedAfter } from "./crisis-asked.ts";
import type { Effect } from "./effect.ts";
import { applyEffect } from "./effects.ts";
import { type Memory, readMemory } from "./memory.ts";
import type { OutboundMessage } from "./message.ts";
import { settleOffers } from "./offers.ts";
import { withOwnOnly } from "./own-only.ts";
import type { Answer } from "./question.ts";
import { composeMessage, type Reply } from "./reply.ts";
import { doneWithoutUndo, keepUndo } from "./undo-memory.ts";

/** What a turn goes by beside the chat. */
export type TurnSetting = {
  /** Who may come in here. */
  readonly access: Access["kind"];
  /** People whose chats the transaction has locked, all together and before anything else. */
  readonly locked: readonly string[];
  /** Providers of bank data that can be connected here, by their ids. */
  readonly banks: readonly string[];
  /** Providers of what a body did that can be connected here, by their ids. */
  readonly wearables: readonly string[];
  /** Where the world reaches the coach, without a slash at its end; null: nowhere. */
  readonly publicUrl: string | null;
  /** Whether a language model is set up here. */
  readonly hasModel: boolean;
};

/**
 * A turn needs other people's chats as well: it begins again with all of them locked, in the order that everybody keeps.
 */
export class LockFirst extends Error {
  readonly people: readonly string[];

  constructor(people: readonly string[]) {
    super("several people have to be locked before this turn begins");
    this.name = "LockFirst";
    this.people = people;
  }
}

/** A message, its name for later edits, and the templates it is made of. */
export type Said = {
  readonly message: OutboundMessage;
  readonly key: string | undefined;
  readonly prompts: readonly string[];
};

/**
 * One event on its way through one person's conversation: what was said so far and where the conversation stands.
 * Lives as long as the event's transaction.
 */
export type Turn = {
  readonly db: Database;
  readonly chat: ChatRow;
  readonly context: StepContext;
  readonly setting: TurnSetting;
  readonly messages: Said[];
  /** What is to be done outside the conversation once this turn is stored. */
  readonly errands: Errand[];
  flow: string | null;
  state: unknown;
  revision: number;
  memory: Memory;
  /** Ids of messages queued before a switch. */
  readonly queued: string[];
  /** The chat now looks at another person (a sample entered or left): the rest belongs to that one's conversation. */
  switched: boolean;
};

export function beginTurn(
  db: Database,
  chat: ChatRow,
  context: StepContext,
  setting: TurnSetting = {
    access: "invite",
    locked: [],
    banks: [],
    wearables: [],
    publicUrl: null,
    hasModel: false,
  },
): Turn {
  return {
    db,
    chat,
    context,
    setting,
    messages: [],
    errands: [],
    flow: chat.flow,
    state: chat.state,
    revision: chat.revision,
    memory: readMemory(chat.memory),
    queued: [],
    switched: false,
  };
}

/** Carries out a step: writes, the next state, then its replies with that state's revision on their buttons. */
export async function takeStep(turn: Turn, flow: string | null, step: Step<unknown>): Promise<void> {
  for (const effect of step.effects ?? []) {
    if (await applyEffect(turn.db, turn.chat, effect, turn.context.now)) turn.switched = true;
  }
  const nextFlow = step.next === null ? null : flow;
  if (nextFlow !== turn.flow || !isDeepStrictEqual(step.next, turn.state)) turn.revision += 1;
  turn.flow = nextFlow;
  turn.state = step.next;
  noteDone(turn, step.effects);
  if (step.undo !== undefined) keepUndo(turn, step.undo);
  say(turn, step.replies);
}

/** Says an answer beside whatever is open: the conversation stays where it is. */
export async function takeAnswer(turn: Turn, answer: Answer): Promise<void> {
  for (const effect of answer.effects ?? []) await applyEffect(turn.db, turn.chat, effect, turn.context.now);
  noteDone(turn, answer.effects);
  if (answer.explanation !== undefined) {
    const number = turn.memory.explanation.number + 1;
    const explanation = { number, parts: [...answer.explanation], method: [...(answer.method ?? [])] };
    turn.memory = { ...turn.memory, explanation };
  }
  if (answer.spokenOf !== undefined) speakOf(turn, answer.spokenOf);
  say(
    turn,
    answer.replies.map((reply) => numberWhy(reply, turn.memory.explanation.number)),
  );
}

/** What is set anew rather than taken back, so that "undo" after it does not take back what came before unasked. */
const WITHOUT_UNDO: ReadonlySet<Effect["kind"]> = new Set([
  "save-profile",
  "save-goals",
  "save-reminder",
  "save-notifications",
  "snooze",
]);

function noteDone(turn: Turn, effects: Step<unknown>["effects"] = []): void {
  if (effects.some(({ kind }) => WITHOUT_UNDO.has(kind))) doneWithoutUndo(turn);
}

/** Remembers which transactions were named one by one, so that "that" and "it" find them. */
export function speakOf(turn: Turn, transactionIds: readonly string[]): void {
  turn.memory = { ...turn.memory, spokenOf: transactionIds.slice(0, MOST_SPOKEN_OF) };
}

/** As many as a list shows. */
const MOST_SPOKEN_OF = 8;

/** Ties an answer's "why?" to that answer, so that an older one's button does not explain a newer. */
function numberWhy(reply: Reply, number: number): Reply {
  if (reply.choices === undefined) return reply;
  const choices = reply.choices.map((choice) =>
    choice.id === "why" && choice.standing === true
      ? { ...choice, id: `why:${number}`, label: choice.label ?? "why" }
      : choice,
  );
  return { ...reply, choices };
}

/** Nothing is open any more; a late tap on what was is told apart. */
export function closeFlow(turn: Turn): void {
  turn.flow = null;
  turn.state = null;
  turn.revision += 1;
}

export function say(turn: Turn, replies: readonly Reply[]): void {
  const { sampleName } = turn.context.person;
  for (const plain of replies) {
    const reply = sampleName === null ? plain : withOwnOnly(plain, sampleName);
    const prompts = reply.parts.map(({ prompt }) => prompt);
    turn.messages.push({ message: composeMessage(reply, turn.revision), key: reply.key, prompts });
  }
}

/**
 * A message said unasked: its kind, the local day of the slot it is for, and until when it is still worth saying.
 *
 * @property localDate null for one that no schedule says, and that so has no decision
 */
export type Unasked = {
  readonly kind: string;
  readonly localDate: LocalDate | null;
  readonly expiresAt: Date;
};

/**
 * Stores where the conversation stands and queues what was said.
 *
 * @param unasked null for a reply, which is claimed for the process that queues it, as it sends it right after the commit;
 *   `elsewhere` for one in another chat than the event's, which its platform's sender sends
 * @returns ids of the queued messages
 */
export async function finishTurn(
  turn: Turn,
  eventKey: string,
  unasked: Unasked | "elsewhere" | null = null,
): Promise<readonly string[]> {
  const { db, chat, context } = turn;
  const { messages, offers } = settleOffers(turn);
  const slot = unasked === "elsewhere" ? null : unasked;
  const isCovered = context.person.slackPrivacy === true;
  const checkIn = openCheckIn(turn);
  const mayHide = isCovered && messages.some(({ prompts }) => tellsOfCrisis(prompts));
  const isCrisisHere = mayHide && (await wasCrisisHere(db, chat, context.now));
  const rows = messages.map(
    ({ message: said, key, prompts }, index): NewOutboxRow & { readonly id: string } => {
      const id = randomUUID();
      const place = { outboxId: id, checkIn, kind: slot?.kind ?? null, isCrisisHere };
      const cover = isCovered ? coverOf(prompts, said, place) : null;
      const message = cover === null ? said : { ...said, cover };
      return {
        userId: chat.ownerId,
        identityId: chat.identityId,
        kind: slot?.kind ?? "reply",
        dedupeKey: `${eventKey}/${chat.userId}/${index}`,
        message,
        ...(key === undefined ? {} : { messageKey: key }),
        id,
        createdAt: context.now,
        dueAt: context.now,
        ...(unasked === null ? { claimedUntil: new Date(context.now.getTime() + CLAIM_MS) } : {}),
        ...(slot === null ? {} : { localDate: slot.localDate, expiresAt: slot.expiresAt }),
      };
    },
  );
  const { flow, state, revision, memory } = turn;
  await Promise.all([
    saveConversation(db, chat.userId, {
      flow,
      state,
      memory: { ...memory, offers, crisisAsked: crisisAskedAfter(turn) },
      revision,
      updatedAt: context.now,
    }),
    queueMessages(db, rows),
  ]);
  return rows.map(({ id }) => id);
}
