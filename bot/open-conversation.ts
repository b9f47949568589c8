import { findConversation } from "./conversations/index.ts";
import type { Turn } from "./turn.ts";

/** The turn's open conversation; "unreadable" when this release cannot read its stored state. */
export function openConversation(turn: Pick<Turn, "flow" | "state">) {
  if (turn.flow === null) return null;
  const conversation = findConversation(turn.flow);
  // A conversation that this release no longer has: what was answered is stored, nothing is left to ask.
  if (conversation === undefined) return null;
  return conversation.open(turn.state) ?? ("unreadable" as const);
}
