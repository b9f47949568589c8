import { localMinuteOf } from "../coaching/model/local-date.ts";
import type { StepContext } from "./conversation.ts";
import { type Reply, say } from "./reply.ts";

/** When "morning" is what people say, in minutes since local midnight. */
const MORNING = { from: 4 * 60, until: 12 * 60 } as const;

/** The day's first question with a good morning, where it comes unasked and it is one. */
export function greeted(replies: readonly Reply[], { now, person }: StepContext): readonly Reply[] {
  const minute = localMinuteOf(now, person.timezone);
  if (minute < MORNING.from || minute >= MORNING.until) return replies;
  return replies.map((reply) => ({
    ...reply,
    parts: reply.parts.map((part) =>
      part.prompt === "check-in/ask-mood" ? say("check-in/ask-mood-morning") : part,
    ),
  }));
}
