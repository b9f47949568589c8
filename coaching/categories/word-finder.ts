/** A kind of movement, and the words of a bank's line that tell it, as {@link wordFinder} reads them. */
export type WordRule<Kind extends string = string> = readonly [kind: Kind, words: string];

const LETTERS = String.raw`[\p{L}\p{N}]*`;
/** Words looked at lately: lines have few of their own. */
const MOST_WORDS = 20_000;

/**
 * Finds the first of some rules whose words stand in a text.
 *
 * A rule's words are alternatives, `|` between them, each a piece of a regular expression that must stand for whole words;
 * `*` stands for what a language writes on to a word. Most are single words, and a word is looked up once however often it
 * comes: that is what makes a history of ten years quick.
 *
 * @param rules from the special to the general
 * @returns the kind for a text of `plainWords`; null when none fits
 */
export function wordFinder<Kind extends string>(
  rules: readonly WordRule<Kind>[],
): (text: string) => Kind | null {
  const singles: RegExp[] = [];
  const phrases: (RegExp | null)[] = [];
  const allPhrases: string[] = [];
  for (const [, words] of rules) {
    const pieces = alternatives(words).map((piece) => piece.replaceAll("*", LETTERS));
    const several = pieces.filter((piece) => piece.includes(" "));
    singles.push(
      new RegExp(`^(?:${pieces.filter((piece) => !piece.includes(" ")).join("|") || "(?!)"})$`, "u"),
    );
    phrases.push(several.length === 0 ? null : standing(several));
    allPhrases.push(...several);
  }
  const anyPhrase = standing(allPhrases.length === 0 ? ["(?!)"] : allPhrases);
  const known = new Map<string, number>();
  const ruleOfWord = (word: string) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const index = singles.findIndex((single) => single.test(word));
    const found = index < 0 ? rules.length : index;
    if (known.size >= MOST_WORDS) known.clear();
    known.set(word, found);
    return found;
  };
  return (text) => {
    let first = rules.length;
    for (const word of text.split(" ")) first = Math.min(first, ruleOfWord(word));
    if (first > 0 && anyPhrase.test(text)) {
      const index = phrases.findIndex((phrase, at) => at < first && phrase?.test(text) === true);
      if (index >= 0) first = index;
    }
    return rules[first]?.[0] ?? null;
  };
}

function standing(pieces: readonly string[]): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${pieces.join("|")})(?![\p{L}\p{N}])`, "u");
}

/** The alternatives of a rule; a `|` in brackets belongs to one of them. */
function alternatives(words: string): string[] {
  const found: string[] = [""];
  let depth = 0;
  for (const letter of words) {
    if (letter === "(") depth++;
    if (letter === ")") depth--;
    if (letter === "|" && depth === 0) found.push("");
    else found[found.length - 1] += letter;
  }
  return found;
}
