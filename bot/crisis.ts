import type { CrisisTier } from "../coaching/understanding/frame.ts";
import type { Step, StepContext } from "./conversation.ts";
import type { Answer } from "./question.ts";
import { type Reply, say } from "./reply.ts";

const REST_HOURS = 72;
const REST_HOURS_AFTER_JOKE = 24;
const HOUR_MS = 3_600_000;

/**
 * The fixed first answer to a message that sounds like a crisis. Coaching rests, any open question is dropped; what
 * was answered before stays saved. Nothing of the message itself is stored.
 */
export function crisisStep(tier: Exclude<CrisisTier, null>, context: StepContext): Step<never> {
  return {
    replies: [crisisReply(tier)],
    effects: [
      { kind: "rest-coaching", until: new Date(context.now.getTime() + REST_HOURS * HOUR_MS) },
      { kind: "log", event: "crisis_answered", metadata: { tier } },
    ],
    next: null,
  };
}

/** The same first answer as a reply of its own, for a message that is also something else. */
function crisisReply(tier: Exclude<CrisisTier, null>): Reply {
  return {
    parts: [
      say(tier === "explicit" ? "crisis/explicit" : "crisis/possible"),
      say("crisis/help"),
      say("crisis/question"),
    ],
    choices: [
      { id: "crisis:yes", label: "yes", standing: true },
      { id: "crisis:bad", label: "bad", standing: true },
      { id: "crisis:joking", label: "joking", standing: true },
    ],
  };
}

/** The answer to one of the three buttons under the first answer. "You misread me" shortens the rest, never ends it. */
export function answerCrisis(said: string, context: StepContext): Answer {
  if (said === "yes") return { replies: [{ parts: [say("crisis/yes"), say("crisis/help")] }] };
  if (said === "bad") return { replies: [{ parts: [say("crisis/bad"), say("crisis/help")] }] };
  const until = new Date(context.now.getTime() + REST_HOURS_AFTER_JOKE * HOUR_MS);
  return { replies: [{ parts: [say("crisis/joking")] }], effects: [{ kind: "rest-coaching", until }] };
}

/** What is said in place of scores and money while coaching rests. */
export function restingAnswer(): Answer {
  return { replies: [{ parts: [say("crisis/resting"), say("crisis/help")] }] };
}
