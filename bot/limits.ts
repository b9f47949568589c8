import { adviceLimit, disclosure } from "../coaching/understanding/limits.ts";
import { helpDirectory } from "./help-lines.ts";
import { type Reply, tell } from "./reply.ts";

/**
 * One honest sentence where a question wants advice that a program must not give, or where somebody tells what nothing is to
 * be made of; null for every other sentence.
 */
export function limitReply(text: string): Reply | null {
  const told = disclosure(text);
  if (told === "pregnancy") return tell("limits/pregnancy");
  if (told !== null) return tell(`limits/${told}`, { directory: helpDirectory() });
  const limit = adviceLimit(text);
  return limit === null ? null : tell(`limits/${limit}`);
}
