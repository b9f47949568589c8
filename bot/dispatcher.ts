import { localDateOf } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { isDatabaseAway, pgError } from "../db/errors.ts";
import { isExternalId } from "../db/external-id.ts";
import { recordEvent } from "../db/queries/chat.ts";
import { type ChatRow, lockPeople } from "../db/queries/chat-rows.ts";
import { errandJob, type SlotJob } from "../db/queue.ts";
import type { Access } from "./access/access.ts";
import { isLook } from "./access/admission.ts";
import { enter } from "./access/entrance.ts";
import { createStrangers, type Strangers } from "./access/strangers.ts";
import type { ChatAdapter, InboundEvent } from "./adapter.ts";
import { personOf } from "./chat.ts";
import type { StepContext } from "./conversation.ts";
import { givesHelp } from "./crisis.ts";
import { crisisIn, matterIn } from "./crisis-in.ts";
import { crisisParts } from "./crisis-said.ts";
import { handleInTurn } from "./handle.ts";
import type { BotLog } from "./log.ts";
import { plainText } from "./message.ts";
import { createOutbox, type Outbox, type SendOutcome } from "./outbox.ts";
import { wordsBeforeSending } from "./phrasing/before-sending.ts";
import { type Phraser, templatePhraser } from "./phrasing/phraser.ts";
import { composeMessage, plainReply, tell } from "./reply.ts";
import { beginTurn, finishTurn, LockFirst, type Turn } from "./turn.ts";

export type Dispatcher = {
  /** Takes one event to its end: stored, answered, sent. Never throws. @returns whether it was stored */
  handle(event: InboundEvent): Promise<boolean>;
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
  /** The only account this process can reach, as of a terminal. */
  readonly onlySender?: string;
  /** Who may come in; everybody without it. */
  readonly access?: Access;
  /** Who was turned away, where others ask as well, as inbound limits do. */
  readonly strangers?: Strangers;
  /** Providers of bank data that can be connected here, by their ids; none without it. */
  readonly banks?: readonly string[];
  /** Providers of what a body did that can be connected here; none without it. */
  readonly wearables?: readonly string[];
  /** Where the world reaches the coach, without a slash at its end; nowhere without it. */
  readonly publicUrl?: string | null;
  /** Queues what a turn wants done outside the conversation, in its transaction; `wake` after the commit. */
  readonly errands?: {
    enqueue(db: Database, jobs: readonly SlotJob[]): Promise<void>;
    wake(): void;
  };
  /** Puts what is recommended into other words, for those who allow it; as the templates say it without one. */
  readonly phraser?: Phraser | null;
  /** Counts messages that sounded like a crisis and were answered. */
  readonly countCrisis?: () => void;
  /** Counts attempts to send by how they ended. */
  readonly count?: (outcome: SendOutcome) => void;
};

/** How often one event is tried again when other transactions were in its way. */
const MOST_CONFLICTS = 3;

/**
 * The shell around the pure conversation: one event is one transaction, and what it says is sent after the commit.
 * A failed send never undoes what was stored.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const {
    db,
    adapter,
    log,
    clock,
    onlySender,
    count,
    banks = [],
    wearables = [],
    publicUrl = null,
    phraser = null,
  } = options;
  const { defaultTimezone, access = { kind: "open" }, strangers = createStrangers(clock) } = options;
  const decideWords = wordsBeforeSending(phraser ?? templatePhraser, { db, log });
  const outbox = createOutbox({ db, adapter, log, clock, onlySender, count, decideWords });

  /** @returns null for a stranger's event, of which nothing is stored */
  async function store(said: InboundEvent, attempt: Attempt): Promise<Stored | null> {
    return db.transaction(async (tx) => {
      const now = clock();
      const { locked } = attempt;
      if (locked.length > 0) await lockPeople(tx, locked);
      const open = (arrived: InboundEvent) => enter(tx, arrived, { access, defaultTimezone, now });
      const entered = await open(said);
      if (entered === null) return null;
      const { chat, event } = entered;
      const { platform, eventId } = event;
      const isNew = await recordEvent(tx, { userId: chat.ownerId, platform, eventId, receivedAt: now });
      if (!isNew) return { identityId: chat.identityId, queued: attempt.queued, isHelp: false };
      const begin = (looked: ChatRow) => {
        const context = contextOf(looked, event, now, options.newId());
        return beginTurn(tx, looked, context, {
          access: access.kind,
          locked,
          banks,
          wearables,
          publicUrl,
          hasModel: phraser !== null,
        });
      };
      const turn = begin(chat);
      const last = await handleInTurn(turn, event, async () => {
        const other = await open(event);
        if (other === null) throw new Error("a chat was gone in the middle of its event");
        return begin(other.chat);
      });
      await queueErrands(tx, [...turn.errands, ...(last === turn ? [] : last.errands)], now);
      // A second delivery of an event finds what the first one queued; a second attempt sends what the first did.
      attempt.queued = [...turn.queued, ...(await finishTurn(last, `${platform}/${eventId}`))];
      attempt.cameToCommit = true;
      const isHelp = last.messages.some(({ prompts }) => givesHelp(prompts));
      return { identityId: chat.identityId, queued: attempt.queued, isHelp };
    });
  }

  /**
   * A connection that breaks may have taken the database's "done" with it. Only asking again tells, which the
   * event's id makes safe: what was stored is not stored twice.
   */
  async function storeSurely(event: InboundEvent, attempt: Attempt): Promise<Stored | null> {
    let wasAway = false;
    for (let conflicts = 0; ; ) {
      try {
        return await store(event, attempt);
      } catch (error) {
        if (isConflict(error) || error instanceof LockFirst) conflicts += 1;
        else if (isDatabaseAway(error) && !wasAway) wasAway = true;
        else throw error;
        if (conflicts > MOST_CONFLICTS) throw error;
        if (error instanceof LockFirst) attempt.locked = error.people;
        else
          log.warn(
            { platform: event.platform, kind: event.kind, ...log.describe(error) },
            "event tried again",
          );
      }
    }
  }

  async function queueErrands(tx: Database, wanted: Turn["errands"], now: Date): Promise<void> {
    if (wanted.length === 0) return;
    if (options.errands === undefined) throw new Error("nobody runs errands here");
    await options.errands.enqueue(
      tx,
      wanted.map((errand) => errandJob(errand, now)),
    );
  }

  async function answerNotStored(event: InboundEvent, isUnknown = false): Promise<void> {
    // Help does not wait for a database.
    const help = helpFor(event);
    if (help !== null) {
      await adapter.sayPlainly(event.chat, help);
      return;
    }
    const answer = tell(isUnknown ? "errors/maybe-saved" : "errors/not-saved");
    await adapter.sayPlainly(event.chat, plainText(composeMessage(answer, 0).text));
  }

  /** One line a day, then silence; whoever sounds like a crisis is always answered. */
  async function turnAway(event: InboundEvent): Promise<void> {
    if (isLook(event)) return;
    const isFirst = strangers.turnAway(event);
    const help = helpFor(event);
    if (help !== null) return adapter.sayPlainly(event.chat, help);
    if (!isFirst) return;
    log.info({ platform: event.platform, kind: event.kind }, "stranger turned away");
    const line = tell(access.kind === "list" ? "access/stranger-list" : "access/stranger");
    await adapter.sayPlainly(event.chat, plainReply(line));
  }

  return {
    outbox,
    async handle(event) {
      const refused = (["eventId", "sender", "chat"] as const).filter((name) => !isExternalId(event[name]));
      if (refused.length > 0) {
        log.error({ platform: event.platform, kind: event.kind, refused }, "event refused for its ids");
        await answerNotStored(event);
        return false;
      }
      const attempt: Attempt = { cameToCommit: false, queued: [], locked: [] };
      let stored: Stored | null;
      try {
        stored = await storeSurely(event, attempt);
      } catch (error) {
        log.error({ platform: event.platform, kind: event.kind, ...log.describe(error) }, "event not stored");
        if (attempt.cameToCommit) outbox.keep(attempt.queued);
        await answerNotStored(event, attempt.cameToCommit && isDatabaseAway(error));
        return false;
      }
      if (stored === null) {
        await turnAway(event);
        return false;
      }
      strangers.forget(event);
      if (stored.isHelp) options.countCrisis?.();
      options.errands?.wake();
      try {
        await outbox.deliver(stored.identityId, stored.queued);
      } catch (error) {
        // The answer stays queued and goes out with the next one, or after a restart.
        log.error({ platform: event.platform, ...log.describe(error) }, "outbox not delivered");
        await adapter.sayPlainly(
          event.chat,
          plainText(composeMessage(tell("errors/saved-not-shown"), 0).text),
        );
      }
      return true;
    },
  };
}

/** How far an event got: once its transaction was to be committed, an error leaves open whether it was. */
type Attempt = {
  cameToCommit: boolean;
  queued: readonly string[];
  /** People whose chats have to be locked before the next try, see `LockFirst`. */
  locked: readonly string[];
};

/** Where an event's answer goes, which queued messages it is, and whether it gives help in a crisis. */
type Stored = {
  readonly identityId: string;
  readonly queued: readonly string[];
  readonly isHelp: boolean;
};

/** Two transactions were in each other's way and this one was ended for it: the same again will do. */
function isConflict(error: unknown): boolean {
  return pgError(error)?.code.startsWith("40") ?? false;
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

/** The words for who sounds like a crisis, of whom nothing else is known; null for everybody else. */
function helpFor(event: InboundEvent): string | null {
  const tier = crisisIn(event);
  return tier === null ? null : plainReply({ parts: crisisParts(tier, null, { matter: matterIn(event) }) });
}
