import type { TransactionRow } from "../model/rows.ts";
import { isNameless, knownName, merchantWords, withoutLegalForm } from "./descriptor.ts";
import { KNOWN_NAMES } from "./names.ts";
import { plainWords } from "./plain-text.ts";
import { spelledAs } from "./spelling.ts";

/** What a merchant is told by: the name an aggregator gives, and the bank's own line. */
type NamedRow = Pick<TransactionRow, "id" | "merchantName"> & { readonly rawDescriptor: string | null };

/**
 * One key per merchant for one person's rows, whichever source they came from; null for a row that names nobody.
 *
 * The aggregator's name counts first. A bare bank line is the merchant whose name another row gives beside the same
 * line, else its own cleaned words. Keys are letters and digits in upper case, so `The Morning Ledger` and
 * `THEMORNINGLEDGER.COM*1X` are one.
 *
 * @returns by row id; the order of rows does not matter
 */
export function merchantKeys(rows: readonly NamedRow[]): ReadonlyMap<string, string | null> {
  // Many rows, few names: each is read once.
  const nameKeyOf = remembering(orNull(nameKey));
  const lineKeyOf = remembering(orNull(lineKey));
  const namesOf = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const name = nameKeyOf(row.merchantName);
    const line = lineKeyOf(row.rawDescriptor);
    if (name === null || line === null) continue;
    const names = namesOf.get(line) ?? new Map<string, number>();
    namesOf.set(line, names.set(name, (names.get(name) ?? 0) + 1));
  }
  const nameByLine = new Map([...namesOf].map(([line, names]) => [line, mostFrequent(names)]));
  return new Map(
    rows.map((row) => {
      const line = lineKeyOf(row.rawDescriptor);
      const key = nameKeyOf(row.merchantName) ?? (line === null ? null : (nameByLine.get(line) ?? line));
      return [row.id, key] as const;
    }),
  );
}

/**
 * A bank's line as a name to show: `TST* BLUE CUP 12 NEW YORK` is `Blue Cup`.
 *
 * @returns null when no word is left
 */
export function merchantNameOf(line: string): string | null {
  const words = merchantWords(line);
  if (words === null) return null;
  const known = KNOWN_NAMES.find(([, name]) => name.toUpperCase() === words)?.[1];
  return known ?? spelledAs(words, line);
}

/**
 * Reads which of a row's texts tells who was paid: the bank's line, or the memo where the line says only "card payment" or
 * "direct debit" and the memo names somebody.
 *
 * @returns a reader for many rows, few of whose lines differ
 */
export function payeeReader(): (line: string | null, memo: string | null) => string | null {
  const isNamelessLine = remembering(isNameless);
  return (line, memo) =>
    line !== null && memo !== null && isNamelessLine(line) && !isNamelessLine(memo) ? memo : line;
}

/** The most frequent of some values; of equals the first by the alphabet, never by the order of input. */
export function mostFrequent(counts: ReadonlyMap<string, number>): string | null {
  let best: string | null = null;
  let most = 0;
  for (const [value, count] of counts) {
    if (count > most || (count === most && best !== null && value < best)) {
      best = value;
      most = count;
    }
  }
  return best;
}

function remembering<Text extends string | null, Answer>(
  read: (text: Text) => Answer,
): (text: Text) => Answer {
  const known = new Map<Text, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = read(text);
    known.set(text, answer);
    return answer;
  };
}

function orNull(read: (text: string) => string | null): (text: string | null) => string | null {
  return (text) => (text === null ? null : read(text));
}

/** The key of a merchant by a name that people give it; null for a name without a letter or digit. */
export function nameKey(name: string): string | null {
  const words = plainWords(name);
  return compact(knownName(words) ?? withoutLegalForm(words.split(" ")).join(" "));
}

function lineKey(line: string): string | null {
  const words = merchantWords(line);
  return words === null ? null : compact(words);
}

function compact(words: string): string | null {
  const key = plainWords(words).replaceAll(/[^\p{L}\p{N}]+/gu, "");
  return key === "" ? null : key;
}
