import { setTimeout as sleepFor } from "node:timers/promises";
import type { BotLog } from "../../log.ts";
import { answerCode, describeFailure, toChatError } from "./failure.ts";

/** How long to wait before a call is tried again: twice as long each time. */
export type Patience = { readonly firstMs: number; readonly longestMs: number };

export const USUAL_PATIENCE: Patience = { firstMs: 1000, longestMs: 60_000 };

/** Tries until it goes well. @returns null once it is to stop */
export type Persist = <Value>(call: () => Promise<Value>) => Promise<Value | null>;

/**
 * For calls without which nothing works: Telegram may be away for a minute or a day.
 *
 * Each kind of failure is told to the operator once, and once that it is over.
 */
export function createPersist(log: BotLog, signal: AbortSignal, patience: Patience): Persist {
  let told: string | null = null;
  const stopped = new Promise<null>((resolve) => {
    signal.addEventListener("abort", () => resolve(null), { once: true });
  });
  return async (call) => {
    for (let wait = patience.firstMs; !signal.aborted; wait = Math.min(2 * wait, patience.longestMs)) {
      try {
        // A call that hangs must not hold up a stop.
        const value = await Promise.race([call(), stopped]);
        if (signal.aborted) return null;
        if (told !== null) log.info({ platform: "telegram" }, "Telegram answers again");
        told = null;
        return value;
      } catch (error) {
        if (signal.aborted) return null;
        const line = lineOf(error);
        if (line !== told) log.error({ platform: "telegram", ...log.describe(describeFailure(error)) }, line);
        told = line;
        const asked = (toChatError(error).retryAfterSeconds ?? 0) * 1000;
        await sleepFor(Math.max(wait, asked), undefined, { signal }).catch(() => {});
      }
    }
    return null;
  };
}

/** What an operator can do about it, or that there is nothing to do. */
function lineOf(error: unknown): string {
  switch (answerCode(error)) {
    case 401:
    case 404:
      return "Telegram does not know TELEGRAM_BOT_TOKEN: get the token from @BotFather and start again";
    case 409:
      return "another process takes this bot's messages: one token serves one process that polls, so stop the other or give it a bot of its own";
    case 400:
      return "Telegram does not take PUBLIC_URL for a webhook: expected an https address that the world reaches";
    default:
      return "Telegram cannot be reached; trying on";
  }
}
