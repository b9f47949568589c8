import { setTimeout as sleepFor } from "node:timers/promises";
import { isDatabaseAway } from "../../../db/errors.ts";
import { render } from "../../../prompts/index.ts";
import type { HandleEvent, InboundEvent } from "../../adapter.ts";
import type { BotLog } from "../../log.ts";
import { plainText } from "../../message.ts";
import type { Patience } from "./persist.ts";

/** How often an event is tried that the database is there for and does not take. */
const MOST_TRIES = 5;

/**
 * Hands an event over until it is taken, for a poll that is past it once it goes on.
 *
 * While the database is away everything waits. An event that cannot be stored for another reason is given up after some
 * tries, and the person told so, or else nobody would be answered any more.
 *
 * @returns a function that rejects only once the signal has come
 */
export function createSurely(parts: {
  readonly log: BotLog;
  readonly signal: AbortSignal;
  readonly patience: Patience;
  readonly say: (chat: string, text: string) => Promise<void>;
}): (handle: HandleEvent, event: InboundEvent) => Promise<void> {
  const { log, signal, patience, say } = parts;
  return async (handle, event) => {
    let tries = 0;
    for (let wait = patience.firstMs; ; wait = Math.min(2 * wait, patience.longestMs)) {
      try {
        return await handle(event);
      } catch (error) {
        if (signal.aborted) throw error;
        if (!isDatabaseAway(error)) tries += 1;
        const fields = { platform: event.platform, kind: event.kind, ...log.describe(error) };
        if (tries >= MOST_TRIES) {
          log.error(fields, "event given up");
          return await say(event.chat, plainText(render("errors/not-saved")));
        }
        log.warn(fields, "event not taken, tried again");
        await sleepFor(wait, undefined, { signal }).catch(() => {});
        if (signal.aborted) throw error;
      }
    }
  };
}
