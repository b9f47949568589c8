import { distance } from "fastest-levenshtein";
import { SPENDING_CATEGORIES, type SpendingCategory, UNTELLABLE } from "./spending-categories.ts";

/** Names offered when nothing fits. */
const MOST_NEAR = 3;
/** Least similarity, 0 to 1, of a name worth offering. */
const LEAST_NEAR = 0.5;

/** A kind of spending found for a word, or what comes near it. */
export type CategoryFinding =
  | { readonly kind: "found"; readonly category: SpendingCategory; readonly word: string }
  /** Understood, but banks do not tell it apart. */
  | { readonly kind: "untellable"; readonly near: readonly string[] }
  | { readonly kind: "unknown"; readonly near: readonly string[] };

const BY_WORD: ReadonlyMap<string, SpendingCategory> = new Map(
  SPENDING_CATEGORIES.flatMap((category) => category.words.map((word) => [word, category] as const)),
);

/**
 * The kind of spending a person means by a word; a slip or two in a longer word does not matter.
 *
 * @param options.exactly no slips, for words that may mean anything else
 */
export function findCategory(said: string, options: { readonly exactly?: boolean } = {}): CategoryFinding {
  const wanted = foldName(said);
  const exact = wordFor(wanted, (word) => BY_WORD.has(word));
  if (exact !== null) return found(exact);
  const untellable = wordFor(wanted, (word) => Object.hasOwn(UNTELLABLE, word));
  if (untellable !== null) return { kind: "untellable", near: UNTELLABLE[untellable] ?? [] };
  const slips = options.exactly ? null : withinSlips(wanted, [...BY_WORD.keys()]);
  if (slips !== null) return found(slips);
  return { kind: "unknown", near: options.exactly ? [] : nearCategories(wanted) };
}

/** The most similar word of each of the nearest kinds. */
function nearCategories(wanted: string): readonly string[] {
  const perCategory = SPENDING_CATEGORIES.flatMap(({ words }) => nearest(wanted, words).slice(0, 1));
  return nearest(wanted, perCategory);
}

function found(word: string): CategoryFinding {
  const category = BY_WORD.get(word);
  if (category === undefined) return { kind: "unknown", near: [] };
  // "Discretionary" is no thing to spend on, and "luxuries" would be a verdict: what is a judgement has one name.
  const [name = word] = category.words;
  return { kind: "found", category, word: category.rule.kind === "under" ? word : name };
}

/** The word itself, or it without or with its plural s. */
function wordFor(wanted: string, isKnown: (word: string) => boolean): string | null {
  const forms = [wanted, wanted.replace(/s$/, ""), `${wanted}s`, wanted.replace(/ spending$/, "")];
  return forms.find((form) => form !== "" && isKnown(form)) ?? null;
}

/** Merchants found for a name, or those that come near it. */
export type MerchantFinding =
  | { readonly kind: "found"; readonly names: readonly string[]; readonly isExact: boolean }
  | { readonly kind: "unknown"; readonly near: readonly string[] };

/**
 * The merchants a person means by a name.
 *
 * The very name first, then names that hold its words (`uniqlo` for `Uniqlo Soho`), then names a slip away.
 *
 * @param known merchants of the person's own payments, the most frequent first
 */
export function findMerchants(said: string, known: readonly string[]): MerchantFinding {
  const wanted = foldName(said);
  const folded = known.map((name) => ({ name, key: foldName(name) }));
  const namesOf = (keep: (key: string) => boolean) =>
    folded.filter(({ key }) => keep(key)).map(({ name }) => name);
  const squeeze = (key: string) => key.replaceAll(" ", "");
  if (wanted === "") return { kind: "unknown", near: known.slice(0, MOST_NEAR) };
  const exact = namesOf((key) => squeeze(key) === squeeze(wanted));
  if (exact.length > 0) return { kind: "found", names: exact, isExact: true };
  const holding = namesOf((key) => holdsWords(key, wanted) || holdsWords(wanted, key));
  if (holding.length > 0) return { kind: "found", names: holding, isExact: false };
  const slip = withinSlips(
    wanted,
    folded.flatMap(({ key }) => [key, firstWord(key)]),
  );
  if (slip !== null) {
    return {
      kind: "found",
      names: namesOf((key) => key === slip || firstWord(key) === slip),
      isExact: false,
    };
  }
  const keys = nearest(
    wanted,
    folded.map(({ key }) => key),
  );
  const near = keys.flatMap((key) => namesOf((other) => other === key).slice(0, 1));
  return { kind: "unknown", near };
}

/** Lower case, without accents, apostrophes and signs: `Trader Joe's` to `trader joes`, `H&M` to `h and m`. */
export function foldName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’`]/g, "")
    .replaceAll("&", " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Whether a name holds these words in this order, whole ones, at least three letters of them. */
function holdsWords(name: string, words: string): boolean {
  return words.length >= 3 && ` ${name} `.includes(` ${words} `);
}

function firstWord(key: string): string {
  return key.split(" ")[0] ?? key;
}

/** The one name so few slips away that it must be meant; null when there is none, or two as near. */
function withinSlips(wanted: string, names: readonly string[]): string | null {
  const allowed = wanted.length >= 8 ? 2 : wanted.length >= 4 ? 1 : 0;
  if (allowed === 0) return null;
  let best: { readonly name: string; readonly slips: number } | null = null;
  let isShared = false;
  for (const name of new Set(names)) {
    // A short name may become another shop by one letter.
    if (name.length < 4) continue;
    const slips = distance(wanted, name);
    if (slips > allowed) continue;
    if (best === null || slips < best.slips) {
      best = { name, slips };
      isShared = false;
    } else if (slips === best.slips) isShared = true;
  }
  return isShared ? null : (best?.name ?? null);
}

function nearest(wanted: string, names: readonly string[]): readonly string[] {
  return [...new Set(names)]
    .map((name) => ({
      name,
      similarity: 1 - distance(wanted, name) / Math.max(wanted.length, name.length, 1),
    }))
    .filter(({ similarity }) => similarity >= LEAST_NEAR)
    .sort((left, right) => right.similarity - left.similarity)
    .slice(0, MOST_NEAR)
    .map(({ name }) => name);
}
