import { UnreadableFileError } from "./file-item.ts";
import { UNPRINTED } from "./text.ts";

/** A tag that opens or closes, its name in capitals, or the text behind one. */
export type OfxToken =
  | { readonly kind: "open" | "close"; readonly name: string; readonly line: number }
  | { readonly kind: "text"; readonly text: string; readonly line: number };

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** No value of a transaction is this long: what looks like one is no OFX. */
const LONGEST = 200_000;

/**
 * The tags and texts of OFX, however it is written: an `&` or `<` that is no tag is text, entities are read once,
 * comments and processing instructions are passed over, an empty tag has no text.
 */
export async function* ofxTokens(pieces: AsyncIterable<string>): AsyncGenerator<OfxToken> {
  let rest = "";
  let line = 1;
  for await (const piece of pieces) {
    rest += piece;
    let from = 0;
    for (;;) {
      const next = nextToken(rest, from, false);
      if (next === null) break;
      if (next.token !== null) yield { ...next.token, line };
      line += lineEnds(rest, from, next.end);
      from = next.end;
    }
    rest = rest.slice(from);
    if (rest.length > LONGEST) throw new UnreadableFileError("line-too-long", line);
  }
  let from = 0;
  for (;;) {
    const next = nextToken(rest, from, true);
    if (next === null) return;
    if (next.token !== null) yield { ...next.token, line };
    line += lineEnds(rest, from, next.end);
    from = next.end;
  }
}

type Found = {
  readonly token:
    | { readonly kind: "open" | "close"; readonly name: string }
    | { readonly kind: "text"; readonly text: string }
    | null;
  readonly end: number;
};

const TAG = /<(\/?)([A-Za-z][\w.-]{0,60})\s*(\/?)>/y;

/** @returns null when more is needed to say what stands at `from` */
function nextToken(text: string, from: number, isAll: boolean): Found | null {
  if (from >= text.length) return null;
  if (text[from] !== "<") return textToken(text, from, isAll);
  for (const [opening, closing] of [
    ["<!--", "-->"],
    ["<?", "?>"],
  ] as const) {
    if (!text.startsWith(opening, from)) continue;
    const end = text.indexOf(closing, from);
    if (end >= 0) return { token: null, end: end + closing.length };
    return isAll ? { token: null, end: text.length } : null;
  }
  if (text.startsWith("<![CDATA[", from)) return textToken(text, from, isAll);
  TAG.lastIndex = from;
  const tag = TAG.exec(text);
  if (tag !== null) {
    const [whole, slash, name = "", empty] = tag;
    const kind = slash === "/" || empty === "/" ? "close" : "open";
    return { token: { kind, name: name.toUpperCase() }, end: from + whole.length };
  }
  if (!isAll && isCut(text, from)) return null;
  return textToken(text, from, isAll);
}

/** Text up to the next tag; what stands at `from` is known to be none. */
function textToken(text: string, from: number, isAll: boolean): Found | null {
  let value = "";
  let at = from;
  while (at < text.length) {
    if (text.startsWith("<![CDATA[", at)) {
      const end = text.indexOf("]]>", at);
      if (end < 0 && !isAll) return null;
      value += text.slice(at + 9, end < 0 ? undefined : end);
      at = end < 0 ? text.length : end + 3;
      continue;
    }
    if (text[at] === "<" && at > from) {
      if (isTag(text, at)) break;
      if (!isAll && isCut(text, at)) return null;
    }
    const next = text.indexOf("<", at + 1);
    const end = next < 0 ? text.length : next;
    value += decoded(text.slice(at, end));
    at = end;
  }
  if (at >= text.length && !isAll) return null;
  const shown = value.replace(/\s*\n\s*/g, " ").trim();
  return { token: shown === "" ? null : { kind: "text", text: shown }, end: at };
}

/** Whether a tag that begins here may go on in the next piece; what is longer than any tag is a sign in a text. */
function isCut(text: string, at: number): boolean {
  return text.length - at < 80 && text.indexOf(">", at) < 0;
}

function isTag(text: string, at: number): boolean {
  if (text.startsWith("<!--", at) || text.startsWith("<?", at)) return true;
  TAG.lastIndex = at;
  return TAG.test(text);
}

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (all, decimal, hex, name) => {
    if (typeof name === "string") return ENTITIES[name.toLowerCase()] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code).replace(UNPRINTED, "") : " ";
  });
}

function lineEnds(text: string, from: number, to: number): number {
  let count = 0;
  // Not by indexOf: a file without line ends would be searched to its end for every tag.
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 10) count++;
  return count;
}
