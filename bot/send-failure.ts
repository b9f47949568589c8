import type { Fate } from "../db/queries/decisions.ts";
import type { WaitingMessage } from "../db/queries/outbox.ts";
import type { ChatError } from "./adapter.ts";

const MINUTE_MS = 60_000;
/** A hiccup of the platform is over in seconds; the sender looks that often. */
const FIRST_WAIT_MS = 5000;
/** A message that could not be sent is tried again when it is half as old again, but not more than this later. */
const LONGEST_WAIT_MS = 30 * MINUTE_MS;
/** How long before a message expires it is tried for the last time: the sender has to come round to it. */
const LAST_CHANCE_MS = FIRST_WAIT_MS;
/** After this long it is given up and left for the operator to see. */
const GIVEN_UP_AFTER_MS = 24 * 60 * MINUTE_MS;
/** Where a platform wants silence and does not say how long, and the longest silence that is believed. */
const USUAL_PAUSE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 24 * 60 * 60;

/** Everything but a reply is said unasked. */
export const isUnasked = ({ kind }: Pick<WaitingMessage, "kind">) => kind !== "reply";

/** What follows from a send that failed. */
export type Consequence =
  | { readonly next: "pause"; readonly seconds: number }
  | { readonly next: "stop-chat" }
  | { readonly next: "end"; readonly fate: Exclude<Fate, { readonly outcome: "sent" }> }
  | { readonly next: "retry"; readonly at: Date };

/**
 * What a failed send means for its message.
 *
 * The one difference between kinds: where nobody knows whether it arrived, a reply is sent again and what is unasked
 * is not.
 */
export function consequenceOf(
  error: ChatError,
  message: Pick<WaitingMessage, "kind" | "createdAt" | "expiresAt">,
  now: Date,
): Consequence {
  if (error.code === "rate-limited") return { next: "pause", seconds: pauseSeconds(error) };
  if (error.code === "unreachable") return { next: "stop-chat" };
  if (error.code === "refused") return deliveryFailed;
  if (error.code === "unknown" && isUnasked(message))
    return { next: "end", fate: { outcome: "unconfirmed" } };
  const at = nextAttempt(message, now);
  return at === null ? deliveryFailed : { next: "retry", at };
}

const deliveryFailed = { next: "end", fate: { outcome: "held", reason: "delivery_failed" } } as const;

/** What became of an unasked message in the meantime, before it is given to the platform; null when it may be. */
export function overtaken(
  message: Pick<WaitingMessage, "kind" | "startedAt" | "expiresAt">,
  now: Date,
): Exclude<Fate, { readonly outcome: "sent" }> | null {
  if (!isUnasked(message)) return null;
  // Whoever gave it to the platform did not live to note the answer.
  if (message.startedAt !== null) return { outcome: "unconfirmed" };
  const isOver = message.expiresAt !== null && message.expiresAt < now;
  return isOver ? { outcome: "held", reason: "missed" } : null;
}

/** By the message's age, not by its attempts: many messages during an outage make many attempts at the first one. */
function nextAttempt(
  { createdAt, expiresAt }: Pick<WaitingMessage, "createdAt" | "expiresAt">,
  now: Date,
): Date | null {
  const age = now.getTime() - createdAt.getTime();
  if (age > GIVEN_UP_AFTER_MS) return null;
  const at = now.getTime() + Math.min(Math.max(age / 2, FIRST_WAIT_MS), LONGEST_WAIT_MS);
  if (expiresAt === null) return new Date(at);
  // One last time when it is just not too late.
  const last = expiresAt.getTime() - LAST_CHANCE_MS;
  return new Date(last > now.getTime() ? Math.min(at, last) : at);
}

function pauseSeconds({ retryAfterSeconds }: ChatError): number {
  if (retryAfterSeconds === null || !Number.isFinite(retryAfterSeconds)) return USUAL_PAUSE_SECONDS;
  return Math.min(Math.max(1, retryAfterSeconds), LONGEST_PAUSE_SECONDS);
}
