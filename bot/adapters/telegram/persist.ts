import { setTimeout as sleepFor } from "node:timers/promises";
import { OperatorError } from "../../../db/errors.ts";
import type { BotLog } from "../../log.ts";
import { answerCode, describeFailure, toChatError } from "./failure.ts";

/** How long to wait before a call is tried again: twice as long each time. */
export type Patience = { readonly firstMs: number; readonly longestMs: number };

export const USUAL_PATIENCE: Patience = { firstMs: 1000, longestMs: 60_000 };

/** Tries until it goes well. @returns null once it is to stop @throws OperatorError from the call, which no trying mends */
export type Persist = <Value>(call: () => Promise<Value>) => Promise<Value | null>;

/**
 * For calls without which nothing works: Telegram may be away for a minute or a day.
 *
 * Each kind of failure is told to the operator once, and once that it is over.
 */
export function createPersist(log: BotLog, signal: AbortSignal, patience: Patience): Persist {
  let told: string | null = null;
  return async (call) => {
    for (let wait = patience.firstMs; !signal.aborted; wait = Math.min(2 * wait, patience.longestMs)) {
      try {
        const value = await unlessStopped(call(), signal);
        if (signal.aborted) return null;
        if (told !== null) log.info({ platform: "telegram" }, "Telegram answers again");
        told = null;
        return value;
      } catch (error) {
        if (signal.aborted) return null;
        if (error instanceof OperatorError) throw error;
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

/**
 * A call's value, or null as soon as the signal comes: a call that hangs must not hold up a stop.
 *
 * Each call takes its own listener away again; racing them all against one promise would keep every value for ever.
 */
function unlessStopped<Value>(call: Promise<Value>, signal: AbortSignal): Promise<Value | null> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(null);
    signal.addEventListener("abort", stop, { once: true });
    void call.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

const UNKNOWN_TOKEN =
  "Telegram does not know TELEGRAM_BOT_TOKEN: get the token from @BotFather and start again";

/** Whether a failure is about the token, which Telegram says by 404 as well. */
const isUnknownToken = (code: number | null) => code === 401 || code === 404;

/**
 * A call that asks at the start who the bot is: a token that Telegram does not know then is a mistake in the settings, and one
 * that it does not know later may be a hiccup.
 *
 * @throws OperatorError where Telegram does not know the token
 */
export async function withKnownToken<Value>(call: Promise<Value>): Promise<Value> {
  return call.catch((error: unknown) => {
    throw isUnknownToken(answerCode(error)) ? new OperatorError(`${UNKNOWN_TOKEN}.`) : error;
  });
}

/** What an operator can do about it, or that there is nothing to do. */
function lineOf(error: unknown): string {
  const code = answerCode(error);
  if (isUnknownToken(code)) return UNKNOWN_TOKEN;
  switch (code) {
    case 409:
      return "another process takes this bot's messages: one token serves one process that polls, so stop the other or give it a bot of its own";
    case 400:
      return "Telegram does not take PUBLIC_URL for a webhook: expected an https address that the world reaches";
    default:
      return "Telegram cannot be reached; trying on";
  }
}
