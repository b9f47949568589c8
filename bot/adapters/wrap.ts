import type { Span } from "../message.ts";

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What takes two columns: East Asian wide and full-width signs, and symbols that are shown as emoji by default. */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/v;
/** What takes none: combining and invisible signs, and the later letters of a Korean syllable. */
const EMPTY = /[\p{Mn}\p{Me}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u1160-\u11ff]/v;
/** Several code points that are one picture, and a sign that is asked to be one. */
const PICTURE = /^\p{RGI_Emoji}$|\ufe0f/v;

/** Columns that a text takes in a terminal. Where terminals differ, the wider reading. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of characters.segment(text)) columns += columnsOfCharacter(segment);
  return columns;
}

function columnsOfCharacter(character: string): number {
  if (PICTURE.test(character)) return 2;
  let columns = 0;
  for (const sign of character) if (!EMPTY.test(sign)) columns += WIDE.test(sign) ? 2 : 1;
  return columns;
}

/** Kept whole, because the signs that join or vary a picture are format characters as well. */
const UNSEEN = /(\p{RGI_Emoji}(?:\u200d\p{RGI_Emoji})*)|[\p{Cc}\p{Cf}]/gv;

/**
 * A text without what would steer the terminal or turn the reading direction around: control characters, format
 * characters (bidirectional marks, zero-width signs) and halves of characters. Whatever breaks a line is a space.
 */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\t\r\n\u2028\u2029]/g, " ")
    .replace(UNSEEN, (_, picture: string | undefined) => picture ?? "");
}

type Piece = { readonly start: number; readonly end: number };

const ADDRESS = /https?:\/\/\S+/g;

/**
 * Where a text is broken so that no piece is wider than `width` columns: at spaces, else between characters. An address is left
 * whole, however wide, and to the terminal to lay out: in pieces it can be neither opened nor copied.
 */
function breakText(text: string, width: number): readonly Piece[] {
  const pieces: Piece[] = [];
  const addresses = [...text.matchAll(ADDRESS)].map(({ index, 0: { length } }) => ({ index, length }));
  const isInside = (at: number) => addresses.some(({ index, length }) => at > index && at < index + length);
  let start = 0;
  let columns = 0;
  /** The last space of the line under way, and the columns up to and with it. */
  let space: { readonly at: number; readonly columns: number } | null = null;
  for (const { segment, index } of characters.segment(text)) {
    const wide = columnsOfCharacter(segment);
    if (segment === " ") {
      columns += wide;
      space = { at: index, columns };
      continue;
    }
    if (columns + wide > width && space !== null && space.at > start) {
      pieces.push({ start, end: space.at });
      start = space.at + 1;
      columns -= space.columns;
    }
    if (columns + wide > width && index > start && !isInside(index)) {
      pieces.push({ start, end: index });
      start = index;
      columns = 0;
    }
    if (space !== null && space.at < start) space = null;
    columns += wide;
  }
  return [...pieces, { start, end: text.length }];
}

/** A line of text, broken so that none is wider than `width` columns. */
export function wrapLine(line: string, width: number): readonly string[] {
  return breakText(line, width).map(({ start, end }) => line.slice(start, end).trimEnd());
}

/** A line of styled text, broken likewise; a style that goes over a break is on both sides of it. */
export function wrapSpans(line: readonly Span[], width: number): readonly (readonly Span[])[] {
  const whole = line.map((part) => part.text).join("");
  return breakText(whole, width).map(({ start, end }) => {
    let offset = 0;
    const parts: Span[] = [];
    for (const part of line) {
      const text = part.text.slice(Math.max(0, start - offset), Math.max(0, end - offset));
      if (text !== "") parts.push({ ...part, text });
      offset += part.text.length;
    }
    return parts;
  });
}
