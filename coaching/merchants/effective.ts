import type { SaidOfMerchant } from "../money/source-row.ts";
import { merchantKeys, merchantNameOf, mostFrequent, nameKey, payeeReader } from "./merchant.ts";

/** Whom a row paid, with the person's names in place. */
export type EffectiveMerchant = {
  /** One key for one merchant, whichever source and name; null where nobody is named. */
  readonly key: string | null;
  /** One name for each key. */
  readonly name: string | null;
  /** What the person said of everything there. */
  readonly rule: Pick<SaidOfMerchant, "category" | "subcategory" | "isDiscretionary"> | null;
};

type NamedRow = {
  readonly id: string;
  readonly sourceMerchant: string | null;
  readonly rawName: string | null;
  readonly memo: string | null;
  readonly source: string;
  /** The person's name for this row alone. */
  readonly saidName: string | null;
};

export type Merchants = {
  readonly byRow: ReadonlyMap<string, EffectiveMerchant>;
  /** The key that a key of before any rule has come to. */
  readonly keyOf: (key: string) => string;
  /** What was said of everything at a merchant, by effective key. */
  readonly always: ReadonlyMap<string, boolean>;
};

/** Renamings followed one after another; a circle of them ends sooner. */
const MOST_STEPS = 10;

/**
 * The merchants of one person's rows under the names they gave: "call AMZN Mktp Amazon" makes it one with Amazon.
 *
 * A merchant has one name: the person's latest, else the one the sources give most often, else the bank's line cleaned. Hand
 * entries keep the person's words. The order of rows does not matter.
 */
export function effectiveMerchants(told: readonly NamedRow[], rules: readonly SaidOfMerchant[]): Merchants {
  const payeeOf = payeeReader();
  const rows = told.map((row) => ({ ...row, rawName: payeeOf(row.rawName, row.memo) }));
  const baseKeys = merchantKeys(
    rows.map(({ id, sourceMerchant, rawName }) => ({
      id,
      merchantName: sourceMerchant,
      rawDescriptor: rawName,
    })),
  );
  const ruleOf = new Map(rules.map((rule) => [rule.merchantKey, rule] as const));
  const follow = following(ruleOf);
  const names = new Map([...namesByKey(rows, baseKeys), ...saidNames(rules, follow)]);

  const merchants = new Map<string, EffectiveMerchant>();
  const always = new Map<string, boolean>();
  const merchantOf = (base: string): EffectiveMerchant => {
    const known = merchants.get(base);
    if (known !== undefined) return known;
    const { key, rule } = follow(base);
    const merchant = { key, name: names.get(key) ?? names.get(base) ?? null, rule };
    merchants.set(base, merchant);
    return merchant;
  };
  const byRow = new Map<string, EffectiveMerchant>();
  for (const { id, saidName } of rows) {
    const said = saidName === null ? null : nameKey(saidName);
    const base = said ?? baseKeys.get(id) ?? null;
    if (base === null) {
      byRow.set(id, { key: null, name: saidName, rule: null });
      continue;
    }
    const merchant = merchantOf(base);
    byRow.set(id, saidName === null ? merchant : { ...merchant, name: saidName });
    const { key, rule } = merchant;
    if (key !== null && typeof rule?.isDiscretionary === "boolean") always.set(key, rule.isDiscretionary);
  }
  return { byRow, keyOf: (key) => follow(key).key, always };
}

type Followed = { readonly key: string; readonly rule: EffectiveMerchant["rule"] };

/** Follows renamings from a key to its end. What was said on the way counts, the nearest word first. */
function following(ruleOf: ReadonlyMap<string, SaidOfMerchant>): (base: string) => Followed {
  const known = new Map<string, Followed>();
  return (base) => {
    const before = known.get(base);
    if (before !== undefined) return before;
    const seen = new Set([base]);
    let key = base;
    let rule: EffectiveMerchant["rule"] = null;
    for (let step = 0; step < MOST_STEPS; step++) {
      const said = ruleOf.get(key);
      if (said === undefined) break;
      rule = joined(rule, said);
      const next = said.displayName === null ? null : nameKey(said.displayName);
      if (next === null || seen.has(next)) break;
      seen.add(next);
      key = next;
    }
    const followed = { key, rule };
    known.set(base, followed);
    return followed;
  };
}

function joined(nearer: EffectiveMerchant["rule"], said: SaidOfMerchant): EffectiveMerchant["rule"] {
  const { category, subcategory, isDiscretionary } = said;
  if (nearer === null) return { category, subcategory, isDiscretionary };
  return {
    ...(nearer.category === null ? { category, subcategory } : nearer),
    isDiscretionary: nearer.isDiscretionary ?? isDiscretionary,
  };
}

/** The person's names by the key they lead to; the latest counts, of two of one moment the last by the alphabet. */
function saidNames(
  rules: readonly SaidOfMerchant[],
  follow: (key: string) => Followed,
): ReadonlyMap<string, string> {
  const inOrder = rules.toSorted(
    (left, right) =>
      left.saidAt.getTime() - right.saidAt.getTime() || (left.merchantKey < right.merchantKey ? -1 : 1),
  );
  return new Map(
    inOrder.flatMap(({ merchantKey, displayName }) =>
      displayName === null || nameKey(displayName) !== follow(merchantKey).key
        ? []
        : [[follow(merchantKey).key, displayName] as const],
    ),
  );
}

/**
 * One name for each key: the one that sources give most often, else one of its lines cleaned. Lines of one key are the same
 * words, so that it need not be looked for which of them comes most often.
 */
function namesByKey(
  rows: readonly NamedRow[],
  keys: ReadonlyMap<string, string | null>,
): ReadonlyMap<string, string> {
  const given = new Map<string, Map<string, number>>();
  const lines = new Map<string, NamedRow>();
  for (const row of rows) {
    const key = keys.get(row.id) ?? null;
    if (key === null) continue;
    const named = row.sourceMerchant?.trim() || null;
    if (named !== null) {
      const ofKey = given.get(key) ?? new Map<string, number>();
      given.set(key, ofKey.set(named, (ofKey.get(named) ?? 0) + 1));
    } else if (row.rawName !== null && comesFirst(row, lines.get(key))) lines.set(key, row);
  }
  const names = new Map<string, string>();
  for (const [key, { rawName, source }] of lines) {
    const name = rawName === null || source === "hand" ? rawName : merchantNameOf(rawName);
    if (name !== null) names.set(key, name);
  }
  for (const [key, counts] of given) {
    const name = mostFrequent(counts);
    if (name !== null) names.set(key, name);
  }
  return names;
}

/** A bank's line before the person's own words, then by the alphabet: never by the order of input. */
function comesFirst(row: NamedRow, other: NamedRow | undefined): boolean {
  if (other === undefined) return true;
  const [isOwn, isOtherOwn] = [row.source === "hand", other.source === "hand"];
  return isOwn === isOtherOwn ? (row.rawName ?? "") < (other.rawName ?? "") : isOtherOwn;
}
