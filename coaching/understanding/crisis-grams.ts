import { TOPICS } from "./words/crisis-topics.ts";

const topicOf = new Map<string, string>();
for (const [topic, words] of Object.entries(TOPICS))
  for (const word of words.split(" ")) if (!topicOf.has(word)) topicOf.set(word, topic);

/** Most words, topics and letters that one gram holds. */
const WORDS = 3;
const LETTERS = [3, 4] as const;

/**
 * What is counted of a sentence, each once: its words alone and with their neighbours, parts of words (slips and endings),
 * and what its words are about, with and without what stands between.
 *
 * @param plain words as `plainWords` leaves them; numbers all count as one
 */
export function gramsOf(plain: string): readonly string[] {
  const words = plain
    .replace(/\p{N}+/gu, "#")
    .split(" ")
    .filter((word) => word !== "");
  const topics = words.map((word) => topicOf.get(word) ?? null);
  const grams = new Set<string>();
  const add = (kind: string, row: readonly string[], least: number) => {
    for (let start = 0; start < row.length; start++)
      for (let size = least; size <= WORDS && start + size <= row.length; size++)
        grams.add(kind + row.slice(start, start + size).join(" "));
  };
  add("", words, 1);
  add("", ["<", ...words.slice(0, WORDS - 1)], 2);
  add("", [...words.slice(1 - WORDS), ">"], 2);
  add("=", ["<", ...topics.map((topic) => topic ?? "_"), ">"], 2);
  add(
    "~",
    topics.filter((topic) => topic !== null),
    1,
  );
  for (const word of words)
    for (const size of LETTERS)
      for (let start = 0; start + size <= word.length + 2; start++)
        grams.add(`*${` ${word} `.slice(start, start + size)}`);
  return [...grams];
}
