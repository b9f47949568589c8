import { renderMessage } from "../../bot/adapters/terminal.ts";
import type { OutboundMessage } from "../../bot/message.ts";
import { COLUMNS } from "./recording.ts";

/** A message as a terminal of usual width shows it, in one style. */
export function terminalChat(message: OutboundMessage): readonly string[] {
  return renderMessage(message, false, COLUMNS).trimEnd().split("\n");
}
