import { listed, sentenceCase } from "./format.ts";
import { plainReply, type Reply, say } from "./reply.ts";

/** Commands that change something of the chat's owner or link something to them: refused while they look around as a sample. */
export const OWN_ONLY: readonly string[] = [
  "timezone",
  "currency",
  "reminder",
  "quiet",
  "pause",
  "resume",
  "mute",
  "unmute",
  "tone",
  "words",
  "trials",
  "platform",
  "slack_privacy",
  "connect",
  "import",
];
const NAMED = new RegExp(String.raw`(?<![\w/.:])/(?:${OWN_ONLY.join("|")})\b`, "g");
/** So many are named one by one. */
const MOST_NAMED = 3;

/**
 * A reply to somebody who looks around as a sample: where its words name a command that is refused then, it says so.
 *
 * What is said of the sample itself says so already, and a crisis is no time for it.
 */
export function withOwnOnly(reply: Reply, sampleName: string): Reply {
  if (reply.parts.some(({ prompt }) => /^(?:sample|crisis)\//.test(prompt))) return reply;
  const named = [...new Set(plainReply(reply).match(NAMED) ?? [])];
  if (named.length === 0) return reply;
  const name = sentenceCase(sampleName);
  const line =
    named.length > MOST_NAMED
      ? say("sample/own-only-many", { name })
      : say("sample/own-only", { name, command: listed(named) });
  return { ...reply, parts: [...reply.parts, line] };
}
