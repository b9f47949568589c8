/** Longest message that is read; what stands after it is left alone, so that work per message is bounded. */
export const MAX_READ_LENGTH = 2000;

/**
 * A message as plain text: compatibility forms folded (NFKC), quotes and dashes made ASCII, control and invisible
 * characters gone, whitespace squeezed, cut at {@link MAX_READ_LENGTH}.
 *
 * A message written in capitals only is lowered as a whole: its capitals say nothing.
 */
export function cleanText(text: string): string {
  const folded = text
    .slice(0, MAX_READ_LENGTH)
    .toWellFormed()
    .normalize("NFKC")
    .replace(/[\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9`\u00b4\uff07]/gu, "'")
    .replace(/[\u201c-\u201f\u2033\u00ab\u00bb]/gu, '"')
    .replace(/[\u2010-\u2015\u2212\ufe63\uff0d]/gu, "-")
    .replace(/\u2044/gu, "/")
    // Only the joiner inside an emoji is meant to be there: direction marks and zero-width spaces are not text.
    .replace(/(?!\u200d)\p{Cf}/gu, "")
    .replace(/[\p{Cc}\p{Z}\ufffd]+/gu, " ")
    .slice(0, MAX_READ_LENGTH)
    .toWellFormed()
    .replaceAll("\ufffd", "")
    .trim();
  return /\p{Ll}/u.test(folded) ? folded : folded.toLowerCase();
}

/** Letters without accents in lower case, so that `Café` and `cafe` are one word. */
export function plainLetters(word: string): string {
  return word
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}+/gu, "");
}
