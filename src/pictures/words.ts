import type { Font } from "./font.ts";
import { COLORS, FAMILY, MARGIN, SIZES, WIDTH } from "./theme.ts";

type Weight = 400 | 600;
export type Fonts = Readonly<Record<Weight, Font>>;

/** How a drawing measures its words. */
export type Words = {
  widthOf(text: string, size: number, weight?: Weight): number;
  /** On as many lines as they need, the last of `most` cut with "…". */
  wrap(text: string, width: number, size: number, most: number, weight?: Weight): readonly string[];
};

export function createWords(fonts: Fonts): Words {
  const widthOf = (text: string, size: number, weight: Weight = 400) => fonts[weight].widthOf(text, size);
  return {
    widthOf,
    wrap(text, width, size, most, weight = 400) {
      const fits = (line: string) => widthOf(line, size, weight) <= width;
      const lines: string[] = [];
      let line = "";
      for (const word of text.split(" ")) {
        const longer = line === "" ? word : `${line} ${word}`;
        if (line === "" || fits(longer)) line = longer;
        else {
          lines.push(line);
          line = word;
        }
      }
      lines.push(line);
      const kept = lines.slice(0, most - 1);
      const rest = lines.slice(most - 1).join(" ");
      return (rest === "" ? kept : [...kept, rest]).map((one) => cut(one, fits));
    },
  };
}

function cut(line: string, fits: (line: string) => boolean): string {
  if (fits(line)) return line;
  const letters = [...line];
  while (letters.length > 1 && !fits(`${letters.join("").trimEnd()}…`)) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/**
 * A copy of a chart in which every word can be drawn: what the font has no letter for, as most emoji, is left out.
 *
 * Keys and kinds are plain Latin, so they stay as they are.
 */
export function drawable<Value>(value: Value, font: Font): Value {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === "string" ? drawableText(part, font) : part,
  );
}

function drawableText(text: string, font: Font): string {
  const known = [...text.normalize("NFC").replace(/\s+/gu, " ")].filter((letter) =>
    font.has(letter.codePointAt(0) ?? 0),
  );
  return known.join("").replace(/ {2,}/g, " ").trim();
}

const TITLE_LINE = Math.round(SIZES.title * 1.25);
const MOST_TITLE_LINES = 3;

/** A picture's title as ECharts takes it, and where what is under it begins. */
export function titleOf(title: string, words: Words) {
  const lines = words.wrap(title, WIDTH - 2 * MARGIN, SIZES.title, MOST_TITLE_LINES, 600);
  return {
    top: 44 + lines.length * TITLE_LINE + 24,
    title: {
      text: lines.join("\n"),
      left: MARGIN,
      top: 40,
      padding: 0,
      textStyle: {
        color: COLORS.ink,
        fontSize: SIZES.title,
        fontWeight: 600,
        lineHeight: TITLE_LINE,
        fontFamily: FAMILY,
      },
    },
  };
}
