import type { IncomingMessage } from "node:http";

/** One call of a method as Telegram would read it; uploaded files by the name that stands for them. */
export type TelegramRequest = {
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, { readonly name: string; readonly bytes: Buffer }>;
};

/** Reads a call's body: JSON, or a form with uploads whose other fields may be JSON again. */
export async function readRequest(request: IncomingMessage, method: string): Promise<TelegramRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  const boundary = /boundary=(.+)$/.exec(request.headers["content-type"] ?? "")?.[1];
  if (boundary === undefined) {
    return { method, body: whole.length === 0 ? {} : JSON.parse(whole.toString()), files: new Map() };
  }
  const body: Record<string, unknown> = {};
  const files = new Map<string, { readonly name: string; readonly bytes: Buffer }>();
  // One character a byte, so that places in the text are places in the bytes.
  for (const part of whole.toString("latin1").split(`--${boundary}`)) {
    const [head = "", ...rest] = part.split("\r\n\r\n");
    const content = Buffer.from(rest.join("\r\n\r\n").replace(/\r\n$/, ""), "latin1");
    const name = /name="([^"]+)"/.exec(head)?.[1];
    if (name === undefined) continue;
    const file = /filename=([^\r\n]+)/.exec(head)?.[1];
    if (file === undefined) body[name] = readField(content.toString());
    else files.set(name, { name: Buffer.from(file, "latin1").toString(), bytes: content });
  }
  return { method, body, files };
}

function readField(text: string): unknown {
  return /^[[{]/.test(text) ? JSON.parse(text) : text;
}

/** What a person reads of a text in Telegram's HTML; null for what Telegram would not parse. */
export function readHtml(html: string): string | null {
  const open: string[] = [];
  let text = "";
  for (const [piece] of html.matchAll(/<[^>]*>|<|&[^;\s]*;?|[^<&]+/g)) {
    if (piece.startsWith("&")) {
      const sign = ENTITIES.get(piece);
      if (sign === undefined) return null;
      text += sign;
    } else if (piece.startsWith("<")) {
      const tag = /^<(\/?)([bi])>$/.exec(piece);
      if (tag === null) return null;
      if (tag[1] === "") open.push(tag[2] ?? "");
      else if (open.pop() !== tag[2]) return null;
    } else text += piece;
  }
  return open.length === 0 ? text : null;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&amp;", "&"],
  ["&quot;", '"'],
]);

/** How Telegram refuses a message's words; undefined where it does not. */
export function refusalOf(body: Readonly<Record<string, unknown>>) {
  const why = whyRefused(body);
  return why === null ? undefined : { error_code: 400, description: `Bad Request: ${why}` };
}

function whyRefused(body: Readonly<Record<string, unknown>>): string | null {
  const { text, caption, parse_mode: mode, reply_markup: markup } = body;
  const words = typeof text === "string" ? text : typeof caption === "string" ? caption : "";
  const read = mode === "HTML" ? readHtml(words) : words;
  if (read === null) return "can't parse entities";
  if (text !== undefined && read.trim() === "") return "message text is empty";
  if (text !== undefined && read.length > 4096) return "message is too long";
  if (caption !== undefined && read.length > 1024) return "message caption is too long";
  for (const { callback_data: data } of keysOf(markup)) {
    if (data === "" || Buffer.byteLength(data) > 64) return "BUTTON_DATA_INVALID";
  }
  return null;
}

export type Key = { readonly text: string; readonly callback_data: string };

/** The buttons of a keyboard, row by row. */
export function keysOf(markup: unknown): readonly Key[] {
  const keyboard = markup as { readonly inline_keyboard?: readonly (readonly Key[])[] } | undefined;
  return keyboard?.inline_keyboard?.flat() ?? [];
}
