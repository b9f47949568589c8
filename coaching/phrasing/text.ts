/** A gap `{{id}}`, as a model may space it. */
export const PLACEHOLDER = /\{\{\s*([a-zA-Z]+)\s*\}\}/g;

/** What tells facts, and what stands beside it: an offer, a question, a kind word. */
export type Parts = { readonly telling: string; readonly rest: string };

/** The sentences that hold a gap, and those that hold none. */
export function partsOf(words: string): Parts {
  const all = sentencesIn(words);
  const telling = all.filter((sentence) => sentence.includes("{{"));
  return { telling: telling.join(" "), rest: all.filter((one) => !telling.includes(one)).join(" ") };
}

export function sentencesIn(words: string): readonly string[] {
  return words.split(/(?<=[.?]"?)\s+/).filter((sentence) => sentence !== "");
}

export function idsIn(words: string): readonly string[] {
  return [...words.matchAll(PLACEHOLDER)].map((match) => match[1] ?? "");
}

/** Lower case, gaps and all else that is no word made spaces. */
export function plain(words: string): string {
  const bare = words.replace(PLACEHOLDER, " ").toLowerCase();
  return bare.replace(/[^a-z']+/g, " ").trim();
}

/** The same with a word in place of each gap, so that what stands on both sides of one is not taken for a phrase. */
export function plainWithGaps(words: string): string {
  return plain(words.replace(PLACEHOLDER, " gap "));
}

export function tokens(words: string): readonly string[] {
  return plain(words)
    .split(" ")
    .map((word) => word.replace(/^'+|'+$/g, ""))
    .filter((word) => word !== "");
}

/** A word and what it may be a form of. */
export function formsOf(word: string): readonly string[] {
  const bare = word.replace(/'(?:s|ll|re|ve|d|m)$/, "");
  const stems = ["s", "es", "ed", "d", "ing", "ly", "er"].flatMap((ending) =>
    bare.length > ending.length + 2 && bare.endsWith(ending) ? [bare.slice(0, -ending.length)] : [],
  );
  return [...new Set([word, bare, ...stems, ...stems.map((stem) => `${stem}e`)])];
}

/** Each list as one pattern, see {@link patternOf}. */
export function patternsOf<Key extends string>(lists: Readonly<Record<Key, readonly string[]>>) {
  return Object.entries<readonly string[]>(lists).map(
    ([key, list]) => [key as Key, patternOf(list)] as const,
  );
}

/** Any entry of a list as whole words; `*` stands for any ending. */
export function patternOf(list: readonly string[]): RegExp {
  return new RegExp(wholeWords(alternatives(list)), "g");
}

export function alternatives(list: readonly string[]): string {
  return list.map((entry) => entry.replaceAll("*", "[a-z]*")).join("|");
}

export function wholeWords(pattern: string): string {
  return `(?<![a-z'])(?:${pattern})(?![a-z])`;
}
