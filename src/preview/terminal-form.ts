import { renderMessage } from "../../bot/adapters/terminal.ts";
import type { OutboundMessage } from "../../bot/message.ts";
import { COLUMNS } from "./recording.ts";

/** Stands for where a picture is, whose name has some letters that differ each time. */
const PICTURES = "/var/coach/pictures";

/** A message as a terminal of usual width shows it, in one style. */
export function terminalChat(message: OutboundMessage): readonly string[] {
  const { picture } = message;
  const path = picture === undefined ? null : `${PICTURES}/${picture.chart.kind}-5f0c1a2b.png`;
  return renderMessage(message, false, COLUMNS, path).trimEnd().split("\n");
}
