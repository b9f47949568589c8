import { plainWords } from "./plain-text.ts";

const WORD = /[\p{L}\p{M}\p{N}&]+/gu;
/** Up to three letters that cannot be read as a word, BP, and letters about an &, PG&E. */
const INITIALS = /^(?!(?:MR|DR|ST|MT|FT|STR|MRS)$)(?:[B-DF-HJ-NP-TV-XZ&]{2,3}|[A-Z]{1,2}&[A-Z]{1,2})$/u;

/**
 * A merchant's words as people write them: accents, apostrophes, dots and hyphens as they stand in the line, `Café Müller`,
 * `Dupar's`; what a bank shouts in capitals is put in small letters.
 *
 * @param words in plain upper case, some of those of the line, in its order
 */
export function spelledAs(words: string, line: string): string {
  const text = line.normalize("NFKC");
  const written = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    word,
    plain: plainWords(word),
    from: index,
    to: index + word.length,
  }));
  let spelled = "";
  let end: number | null = null;
  let from = 0;
  for (const word of words.split(" ")) {
    const at = written.findIndex(({ plain }, index) => index >= from && plain === word);
    const found = written[at];
    const gap = found === undefined || end === null ? " " : text.slice(end, found.from);
    const isJoined = /^['’.-]$/u.test(gap);
    if (spelled !== "") spelled += isJoined ? gap : " ";
    spelled += spell(found?.word ?? word, isJoined && /['’]/u.test(gap));
    end = found?.to ?? null;
    if (found !== undefined) from = at + 1;
  }
  return spelled;
}

/** @param isEnding what stands behind an apostrophe */
function spell(text: string, isEnding: boolean): string {
  const lower = text.toLowerCase();
  if (isEnding && text.length <= 2) return lower;
  const isShouted = text === text.toUpperCase();
  if (isShouted && INITIALS.test(text)) return text;
  if (isShouted || text === lower) return lower.replaceAll(/(^|&)\p{L}/gu, (start) => start.toUpperCase());
  return text;
}
