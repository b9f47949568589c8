import { findCommand } from "../../commands.ts";
import type { RichText, Span } from "../../message.ts";

/** What stands for a sign that Slack would read as formatting: it looks the same and is none. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  "*": "\u2217",
  _: "\u02cd",
  "~": "\u223c",
  "`": "\u02cb",
};
/** Lets a style begin or end inside a word, which Slack otherwise does not read as one. */
const NO_SPACE = "\u200b";
/** A person's or channel's mention and Slack's own commands begin with these. */
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Words from anywhere as Slack's markup shows them: letter for letter, without style, mention or emoji.
 *
 * A formatting sign inside a word (`why_quiet`) stays, since Slack reads none there.
 */
export function escapeMrkdwn(text: string): string {
  return text
    .replace(/[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (sign) => LOOK_ALIKES[sign] ?? sign)
    .replace(/:(?=[\w+'-]*[A-Za-z][\w+'-]*:)/g, "\u2236")
    .replace(/^>/gm, "\u203a")
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
}

/**
 * Our commands as they can be typed at Slack, which takes a line with a slash for a command of its own: `/pause 3` is
 * `/balance pause 3` there.
 */
export function slackCommands(words: string): string {
  return words.replace(/(?<![\w/.])\/([a-z_]+)\b/g, (whole, name: string) =>
    findCommand(name) === undefined ? whole : `/balance ${name}`,
  );
}

/** A message's words in Slack's markup. */
export function mrkdwnOf(text: RichText): string {
  let written = "";
  for (const [index, part] of text.entries()) {
    const after = text[index + 1]?.text ?? "";
    const here = { ...part, text: slackCommands(part.text) };
    written += here.style === undefined ? escapeMrkdwn(here.text) : styled(here, written, after);
  }
  return written;
}

/** Bold or italic line by line, as a style does not go over a line's end, and never around outer spaces. */
function styled({ text, style }: Span, before: string, after: string): string {
  const sign = style === "bold" ? "*" : "_";
  return text
    .split("\n")
    .map((line, index, lines) => {
      const [, lead = "", core = "", trail = ""] = /^(\s*)(.*?)(\s*)$/s.exec(line) ?? [];
      if (core === "") return line;
      const isWithin = (neighbour: string) => /[\p{L}\p{N}]/u.test(neighbour);
      const opens = index === 0 && lead === "" && isWithin(before.slice(-1)) ? NO_SPACE : "";
      const closes =
        index === lines.length - 1 && trail === "" && isWithin(after.slice(0, 1)) ? NO_SPACE : "";
      return `${lead}${opens}${sign}${escapeMrkdwn(core)}${sign}${closes}${trail}`;
    })
    .join("\n");
}

/**
 * What a person wrote, as they wrote it: Slack sends its three entities escaped, and links and mentions in angle brackets.
 */
export function readMrkdwn(text: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inner: string) => {
      const [target = "", label] = inner.split("|");
      if (label !== undefined) return label;
      return /^[@#!]/.test(target) ? "" : target.replace(/^mailto:|^tel:/, "");
    })
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/**
 * A long text in pieces, each cut behind a sentence or line where one ends, else between words.
 *
 * @param text as Slack's markup: an escaped sign is never cut in half
 * @param limit longest piece, in characters
 */
export function splitText(text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const window = rest.slice(0, limit);
    const earliest = limit / 4;
    const at =
      lastEnd(window, /[.!?\u2026](?=\s)|\n/g, earliest) ??
      lastEnd(window, /\s/g, earliest) ??
      hardEnd(window);
    pieces.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  if (rest !== "" || pieces.length === 0) pieces.push(rest);
  return pieces;
}

/** Where the last match ends, if that is not too early to be worth a piece. */
function lastEnd(window: string, sign: RegExp, earliest: number): number | null {
  const last = [...window.matchAll(sign)].at(-1);
  return last === undefined || last.index < earliest ? null : last.index + 1;
}

/** Not inside an escaped sign, nor between the halves of one character. */
function hardEnd(window: string): number {
  const inside = /&[a-z]{0,4}$|[\ud800-\udbff]$/.exec(window);
  return inside === null ? window.length : inside.index;
}
