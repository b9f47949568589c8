import { setTimeout as sleepFor } from "node:timers/promises";
import { sequentialize } from "@grammyjs/runner";
import tzLookup from "@photostructure/tz-lookup";
import { Bot, BotError } from "grammy";
import type { Update } from "grammy/types";
import { isTimeZone } from "../../../coaching/model/local-date.ts";
import { render } from "../../../prompts/index.ts";
import type { ChatAdapter, HandleEvent, InboundEvent } from "../../adapter.ts";
import type { BotLog } from "../../log.ts";
import { plainText } from "../../message.ts";
import type { Pictures } from "../../pictures/pictures.ts";
import { describeFailure } from "./failure.ts";
import { createFetchFile } from "./files.ts";
import { ALLOWED_UPDATES, type Incoming, type Me, type Press, readUpdate } from "./incoming.ts";
import { LONGEST_MESSAGE, sendable } from "./markup.ts";
import { introduce } from "./menu.ts";
import { callDeadline, createApi, createOutgoing, SEND_MS } from "./outgoing.ts";
import { createPersist, type Patience, USUAL_PATIENCE, withKnownToken } from "./persist.ts";
import { createPolling, POLL_SECONDS } from "./polling.ts";
import { createOnceIn } from "./recently.ts";
import { createSurely } from "./surely.ts";
import { createTicks } from "./ticks.ts";
import { createWebhook, WEBHOOK_PATH } from "./webhook.ts";

/** What Telegram bears from one bot: about 30 messages a second, one a second in each chat. */
const LIMITS = { perSecond: 30, perChatPerSecond: 1, repliesReserve: 10 } as const;
/** A poll that brings nothing is answered after its time; one that is not answered by then is lost. */
const POLL_TIMEOUT_SECONDS = POLL_SECONDS + 15;
/** A tap's little wheel turns until it is answered, and Telegram takes no answer after some seconds. */
const ANSWER_MS = 10_000;
/** How long a stop waits for small calls. */
const STOP_MS = 3000;
const HOUR_MS = 3_600_000;
const ALBUM_MS = 60_000;

export type TelegramOptions = {
  readonly token: string;
  /** The Bot API's address, without a slash at its end. */
  readonly apiRoot: string;
  /** Where Telegram is to deliver updates; null to fetch them by polling. */
  readonly webhook: { readonly publicUrl: string; readonly secret: string } | null;
  readonly log: BotLog;
  readonly clock: () => Date;
  readonly pictures: Pictures;
  /** How long a start waits between its tries. */
  readonly patience?: Patience;
  /** How long one message may take, in milliseconds. */
  readonly sendMs?: number;
};

/** A bot on Telegram: by webhook where the world reaches this process, else by long polling. */
export function createTelegram(options: TelegramOptions): ChatAdapter {
  const { token, apiRoot, webhook, log, clock, patience = USUAL_PATIENCE, sendMs = SEND_MS } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const api = createApi(token, apiRoot, sendMs);
  const bot = new Bot(token, { client: { apiRoot, timeoutSeconds: POLL_TIMEOUT_SECONDS } });
  const persist = createPersist(log, signal, patience);
  const surely = createSurely({ log, signal, patience, say: sayPlainly });
  const ticks = createTicks(clock, showTicks);
  const isNewGroup = createOnceIn(HOUR_MS, clock);
  const isNewAlbum = createOnceIn(ALBUM_MS, clock);
  /** Small calls that nobody waits for but a stop. */
  const underWay = new Set<Promise<unknown>>();
  let handle: HandleEvent | null = null;
  let polling: ReturnType<typeof createPolling> | null = null;

  bot.use(sequentialize((context) => String(context.from?.id ?? context.chat?.id ?? "")));
  bot.use((context) => take(context.update, context.me));

  async function take(update: Update, me: Me): Promise<void> {
    let incoming: Incoming;
    try {
      incoming = readUpdate(update, me, zoneAt);
    } catch (error) {
      // It would be the same at every delivery.
      log.error(
        { platform: "telegram", eventId: update.update_id, ...log.describe(error) },
        "update not read",
      );
      return;
    }
    switch (incoming.kind) {
      case "event": {
        const isSeen = incoming.album !== undefined && !isNewAlbum(incoming.album);
        // Words under any picture of an album are listened to.
        if (isSeen && !("words" in incoming.event)) return;
        return deliver(incoming.event);
      }
      case "press":
        return takePress(incoming.press);
      case "dismiss":
        return inPassing(api.answerCallbackQuery(incoming.queryId, {}, callDeadline(ANSWER_MS)));
      case "group": {
        const chat = String(incoming.chatId);
        return isNewGroup(chat) ? inPassing(sayPlainly(chat, say("telegram/group"))) : undefined;
      }
      case "silence":
        return;
    }
  }

  async function takePress(press: Press): Promise<void> {
    const pressed = ticks.read(press);
    const isEmpty = pressed?.kind === "choices" && pressed.tokens.length === 0;
    const words = isEmpty ? { text: say("telegram/nothing-ticked") } : {};
    inPassing(api.answerCallbackQuery(press.queryId, words, callDeadline(ANSWER_MS)));
    if (pressed === null || isEmpty) return;
    if (pressed.kind === "toggle") return inPassing(ticks.show(press, pressed.keyboard));
    await ticks.close(press);
    const event = pressed.kind === "tap" ? pressed : { ...pressed, tokens: [...pressed.tokens] };
    await deliver({ ...press.address, ...event });
  }

  async function deliver(event: InboundEvent): Promise<void> {
    if (handle === null) throw new Error("an event came before the start");
    // By webhook Telegram delivers again what was not taken; a poll would be past it.
    await (webhook === null ? surely(handle, event) : handle(event));
  }

  async function showTicks({ chatId, messageId }: Press, keyboard: NonNullable<Press["keyboard"]>) {
    const markup = { reply_markup: keyboard };
    try {
      await api.editMessageReplyMarkup(chatId, messageId, markup, callDeadline(ANSWER_MS));
    } catch (error) {
      log.warn({ platform: "telegram", ...log.describe(describeFailure(error)) }, "tick not shown");
    }
  }

  async function sayPlainly(chat: string, text: string): Promise<void> {
    try {
      await api.sendMessage(chat, sendable(text.slice(0, LONGEST_MESSAGE)), {}, callDeadline(ANSWER_MS));
    } catch (error) {
      log.warn({ platform: "telegram", ...log.describe(describeFailure(error)) }, "plain line not sent");
    }
  }

  /** Lets a small call run beside; that it fails matters to nobody. */
  function inPassing(call: Promise<unknown>): void {
    const settled = call.catch(() => {}).finally(() => underWay.delete(settled));
    underWay.add(settled);
  }

  /** Takes an update; rejects when it could not be stored. */
  async function takeWhole(update: Update): Promise<void> {
    try {
      await bot.handleUpdate(update);
    } catch (error) {
      const cause = error instanceof BotError ? error.error : error;
      const fields = { platform: "telegram", eventId: update.update_id, ...log.describe(cause) };
      if (!signal.aborted) log.error(fields, "update not taken");
      throw cause;
    }
  }

  /** Takes an update where nothing but a stop may end the taking. */
  async function takePolled(update: Update): Promise<void> {
    await takeWhole(update).catch((error: unknown) => {
      if (signal.aborted) throw error;
    });
  }

  return {
    platform: "telegram",
    limits: LIMITS,
    ...createOutgoing(api, options.pictures, sendMs),
    sayPlainly,
    fetchFile: createFetchFile(api, token, apiRoot),
    ...(webhook === null
      ? {}
      : {
          routes: [
            createWebhook({
              secret: webhook.secret,
              taker: () => (handle === null || signal.aborted ? null : takeWhole),
            }),
          ],
        }),
    async run(given) {
      const me = await persist(() => withKnownToken(api.getMe()));
      if (me === null) return;
      bot.botInfo = me;
      handle = given;
      if (webhook !== null) {
        const { publicUrl, secret } = webhook;
        const registered = { secret_token: secret, allowed_updates: ALLOWED_UPDATES };
        await persist(() => api.setWebhook(publicUrl + WEBHOOK_PATH, registered));
      } else await persist(() => api.deleteWebhook());
      if (signal.aborted) return;
      log.info({ platform: "telegram", by: webhook === null ? "polling" : "webhook" }, "listening");
      inPassing(introduce(api, log));
      if (webhook === null) {
        polling = createPolling(bot, persist, takePolled);
        await polling.run();
      } else await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    },
    async stop() {
      stopping.abort();
      await polling?.stop();
      await Promise.race([Promise.all(underWay), sleepFor(STOP_MS, undefined, { ref: false })]);
    },
  };
}

function say(prompt: string): string {
  return plainText(render(prompt));
}

/** The zone of a place; null for none that this machine knows. */
function zoneAt(latitude: number, longitude: number): string | null {
  try {
    const zone = tzLookup(latitude, longitude);
    return isTimeZone(zone) ? zone : null;
  } catch {
    return null;
  }
}
