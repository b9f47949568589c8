/** What is asked of a TrueType font: which letters it has, and how wide words are. */
export type Font = {
  has(codePoint: number): boolean;
  /** Without kerning, which makes words a little narrower. @returns pixels */
  widthOf(text: string, sizePx: number): number;
};

/**
 * Reads a TrueType font's letters and their widths, so that no picture shows a box for a letter that is missing, and lines are
 * broken where they end.
 *
 * @see https://learn.microsoft.com/typography/opentype/spec/cmap formats 4 and 12
 * @throws RangeError on a file that is no such font
 */
export function readFont(bytes: Uint8Array): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = tablesOf(view);
  const glyphOf = readCmap(view, tables("cmap"));
  const unitsPerEm = view.getUint16(tables("head") + 18);
  const metrics = view.getUint16(tables("hhea") + 34);
  const hmtx = tables("hmtx");
  const advanceOf = (glyph: number) => view.getUint16(hmtx + 4 * Math.min(glyph, metrics - 1));
  return {
    has: (codePoint) => glyphOf(codePoint) !== 0,
    widthOf(text, sizePx) {
      let units = 0;
      for (const letter of text) units += advanceOf(glyphOf(letter.codePointAt(0) ?? 0));
      return (units * sizePx) / unitsPerEm;
    },
  };
}

function tablesOf(view: DataView): (tag: string) => number {
  const starts = new Map<string, number>();
  for (let index = 0; index < view.getUint16(4); index++) {
    const at = 12 + 16 * index;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)));
    starts.set(tag, view.getUint32(at + 8));
  }
  return (tag) => {
    const start = starts.get(tag);
    if (start === undefined) throw new RangeError(`expected a TrueType font with a table "${tag}"`);
    return start;
  };
}

/** @returns a letter's glyph, 0 where there is none */
function readCmap(view: DataView, cmap: number): (codePoint: number) => number {
  const offsets = Array.from(
    { length: view.getUint16(cmap + 2) },
    (_, index) => cmap + view.getUint32(cmap + 8 + 8 * index),
  );
  const whole = offsets.find((at) => view.getUint16(at) === 12);
  if (whole !== undefined) return readGroups(view, whole);
  const basic = offsets.find((at) => view.getUint16(at) === 4);
  if (basic === undefined) throw new RangeError("expected a font with a cmap of format 4 or 12");
  return readSegments(view, basic);
}

function readGroups(view: DataView, at: number): (codePoint: number) => number {
  const glyphs = new Map<number, number>();
  for (let group = 0; group < view.getUint32(at + 12); group++) {
    const from = at + 16 + 12 * group;
    const [first, last, glyph] = [0, 4, 8].map((offset) => view.getUint32(from + offset));
    for (let code = first ?? 0; code <= (last ?? -1); code++)
      glyphs.set(code, (glyph ?? 0) + code - (first ?? 0));
  }
  return (codePoint) => glyphs.get(codePoint) ?? 0;
}

function readSegments(view: DataView, at: number): (codePoint: number) => number {
  const doubled = view.getUint16(at + 6);
  const glyphs = new Map<number, number>();
  for (let segment = 0; segment < doubled; segment += 2) {
    const last = view.getUint16(at + 14 + segment);
    const first = view.getUint16(at + 16 + doubled + segment);
    const delta = view.getUint16(at + 16 + 2 * doubled + segment);
    const rangeAt = at + 16 + 3 * doubled + segment;
    const range = view.getUint16(rangeAt);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const raw = range === 0 ? code : view.getUint16(rangeAt + range + 2 * (code - first));
      if (range === 0 || raw !== 0) glyphs.set(code, (raw + delta) & 0xffff);
    }
  }
  return (codePoint) => glyphs.get(codePoint) ?? 0;
}
