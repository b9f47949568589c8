import { localDateOf } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { recordEvent } from "../db/queries/chat.ts";
import { type ChatRow, createIdentity, createPerson, lockChat } from "../db/queries/people.ts";
import { planSchedules } from "../db/queries/schedules.ts";
import type { ChatAdapter, InboundEvent } from "./adapter.ts";
import { personOf } from "./chat.ts";
import type { StepContext } from "./conversation.ts";
import { handleInTurn } from "./handle.ts";
import type { BotLog } from "./log.ts";
import { plainText } from "./message.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import { composeMessage, tell } from "./reply.ts";
import { beginTurn, finishTurn } from "./turn.ts";

export type Dispatcher = {
  /** Takes one event to its end: stored, answered, sent. Never throws. */
  handle(event: InboundEvent): Promise<void>;
  readonly outbox: Outbox;
};

export type DispatcherOptions = {
  readonly db: Database;
  readonly adapter: ChatAdapter;
  readonly log: BotLog;
  readonly clock: () => Date;
  /** A new row key. */
  readonly newId: () => string;
  /** IANA name for people of whom no zone is known yet. */
  readonly defaultTimezone: string;
};

/**
 * The shell around the pure conversation: one event is one transaction, and what it says is sent after the commit.
 * A failed send never undoes what was stored.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { db, adapter, log, clock } = options;
  const outbox = createOutbox(db, adapter, log, clock);

  async function store(event: InboundEvent): Promise<string | null> {
    return db.transaction(async (tx) => {
      const now = clock();
      const chat = await openChat(tx, event, options);
      const { platform, eventId } = event;
      const isNew = await recordEvent(tx, { userId: chat.ownerId, platform, eventId, receivedAt: now });
      if (!isNew) return null;
      const turn = beginTurn(tx, chat, contextOf(chat, event, now, options.newId()));
      const last = await handleInTurn(turn, event, async () => {
        const other = await openChat(tx, event, options);
        return beginTurn(tx, other, contextOf(other, event, now, options.newId()));
      });
      await finishTurn(last, `${platform}/${eventId}`);
      return chat.identityId;
    });
  }

  return {
    outbox,
    async handle(event) {
      let identityId: string | null;
      try {
        identityId = await store(event);
      } catch (error) {
        log.error({ platform: event.platform, kind: event.kind, ...log.describe(error) }, "event not stored");
        await adapter.sayPlainly(event.chat, plainText(composeMessage(tell("errors/not-saved"), 0).text));
        return;
      }
      if (identityId === null) return;
      try {
        await outbox.deliver(identityId);
      } catch (error) {
        // The answer stays queued and goes out with the next one, or after a restart.
        log.error({ platform: event.platform, ...log.describe(error) }, "outbox not delivered");
        await adapter.sayPlainly(
          event.chat,
          plainText(composeMessage(tell("errors/saved-not-shown"), 0).text),
        );
      }
    },
  };
}

/** The sender's chat, locked; made with a new person on first contact. */
async function openChat(db: Database, event: InboundEvent, options: DispatcherOptions): Promise<ChatRow> {
  const known = await lockChat(db, event);
  if (known !== null) return known;
  const ownerId = await createPerson(db, { timezone: event.timezoneHint ?? options.defaultTimezone });
  await createIdentity(db, ownerId, event);
  await planSchedules(db, ownerId, options.clock());
  const made = await lockChat(db, event);
  if (made === null) throw new Error("a new chat was not found again");
  return made;
}

function contextOf(chat: ChatRow, event: InboundEvent, now: Date, freshId: string): StepContext {
  return {
    now,
    today: localDateOf(now, chat.timezone),
    person: personOf(chat),
    freshId,
    timezoneHint: event.timezoneHint ?? null,
  };
}
