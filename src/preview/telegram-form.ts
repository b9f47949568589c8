import { InputFile } from "grammy";
import { keyboardOf } from "../../bot/adapters/telegram/keyboard.ts";
import { toHtml } from "../../bot/adapters/telegram/markup.ts";
import { piecesOf } from "../../bot/adapters/telegram/outgoing.ts";
import type { OutboundMessage } from "../../bot/message.ts";
import { pictureName } from "../../bot/pictures/pictures.ts";

/** A message as it stands in Telegram: its words, then the rows of the keyboard under it. */
export async function telegramChat(message: OutboundMessage): Promise<readonly string[]> {
  const { picture } = message;
  const photo = picture === undefined ? null : new InputFile(new Uint8Array(), pictureName(picture.chart));
  const pieces = await piecesOf(message, photo);
  const words = pieces.flatMap((piece) => {
    if (piece.kind === "text") return shownWords(toHtml(piece.text));
    const name = piece.file.filename ?? "";
    const attached = `(${piece.kind === "photo" ? "picture" : "file"}: ${name})`;
    return [attached, ...(piece.caption.length === 0 ? [] : shownWords(toHtml(piece.caption)))];
  });
  const rows = keyboardOf(message)?.inline_keyboard ?? [];
  return [...words, ...rows.map((row) => row.map(({ text }) => `[ ${text} ]`).join(" "))];
}

function shownWords(html: string): readonly string[] {
  return html
    .replace(/<\/?[bi]>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .split("\n");
}
