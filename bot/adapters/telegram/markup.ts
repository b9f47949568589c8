import type { RichText, Span } from "../../message.ts";

/** Longest text of a message and longest words under a picture or file, in UTF-16 units without markup. */
export const LONGEST_MESSAGE = 4096;
export const LONGEST_CAPTION = 1024;

/** A text as Telegram's HTML. Whatever a fact holds is shown, never read as markup. */
export function toHtml(text: RichText): string {
  return text.map(styled).join("");
}

function styled({ text, style }: Span): string {
  const escaped = escapeHtml(text);
  if (style === undefined || escaped === "") return escaped;
  return style === "bold" ? `<b>${escaped}</b>` : `<i>${escaped}</i>`;
}

function escapeHtml(text: string): string {
  return sendable(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A text without halves of characters and without NUL, for which Telegram refuses a whole message. */
export function sendable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "");
}

/** How long Telegram takes a text to be. */
export function lengthOf(text: RichText): number {
  return text.reduce((sum, { text: words }) => sum + words.length, 0);
}

/**
 * A text in as many messages as it takes: broken after a sentence, else after a word, else after a character.
 *
 * @param longest of each part; the last one holds for all that follow
 * @returns parts without outer space; none where there is nothing to be seen
 */
export function splitText(text: RichText, longest: readonly [number, ...number[]]): readonly RichText[] {
  const whole = text.map((span) => span.text).join("");
  const parts: RichText[] = [];
  let start = 0;
  while (start < whole.length) {
    const limit = longest[Math.min(parts.length, longest.length - 1)] ?? longest[0];
    const end = start + lengthOfPart(whole.slice(start), limit);
    const part = whole.slice(start, end);
    const from = start + part.length - part.trimStart().length;
    const to = start + part.trimEnd().length;
    if (from < to) parts.push(cut(text, from, to));
    start = end;
  }
  return parts;
}

const segmenters = (["sentence", "word", "grapheme"] as const).map(
  (granularity) => new Intl.Segmenter("en", { granularity }),
);

/** How much of a text makes one part. */
function lengthOfPart(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  for (const segmenter of segmenters) {
    let length = 0;
    // One segment more than the limit holds is enough to see where the last one ends.
    for (const { segment } of segmenter.segment(text.slice(0, 2 * limit))) {
      // Space at a break is not shown.
      if (length + segment.trimEnd().length > limit) break;
      length += segment.length;
    }
    if (length > 0) return length;
  }
  // A single character of more signs than a message may have: between two of them, never within one.
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(limit - 1));
  return isHalf ? limit - 1 : limit;
}

/** The spans of a text from one place to another. */
function cut(text: RichText, from: number, to: number): RichText {
  let offset = 0;
  const spans: Span[] = [];
  for (const span of text) {
    const words = span.text.slice(Math.max(0, from - offset), Math.max(0, to - offset));
    if (words !== "") spans.push({ ...span, text: words });
    offset += span.text.length;
  }
  return spans;
}
