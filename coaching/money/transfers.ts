import type { CategoryPair } from "../categories/taxonomy.ts";
import { toCategory } from "../categories/taxonomy.ts";
import { isUnder } from "./category.ts";

/** How far apart the two sides of a transfer may be booked. */
const MOST_DAYS = 5;

/**
 * What a row says of being one side of a transfer: it is one, it may be one (also to somebody else), nothing at all, or that it is something else.
 */
export type TransferWord = "yes" | "maybe" | "silent" | "no";

export type TransferRow = {
  readonly id: string;
  readonly accountId: string;
  readonly accountType: string;
  /** As in `dayNumber`. */
  readonly day: number;
  /** All of it, before any split. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly merchantKey: string | null;
  readonly says: TransferWord;
};

/** The other side of a row, and what the row is filed under where it does not say a transfer of its own. */
export type Paired = { readonly otherId: string; readonly pair: CategoryPair };

/** Each step of doubt counts as so many days between the two sides. */
const DOUBT: Readonly<Record<Exclude<TransferWord, "no">, number>> = { yes: 0, maybe: 1, silent: 3 };
/** Accounts that money is put into rather than spent to, and taken out of rather than spent from. */
const POTS = ["savings", "investment"];
const INTO = [...POTS, "credit_card", "loan", "cash"];

/**
 * Finds the two sides of transfers between a person's own accounts, card payments among them.
 *
 * The same amount and currency, one out and one in, on two accounts, at most five days apart. At least one side must speak of
 * a transfer, or the accounts must be such as money is put aside on. What says that it is something else (a coffee, a salary,
 * the rent) is never taken for one, so neither a purchase and a refund nor a salary in two parts are. The nearest go
 * together first, each row once; the order of rows does not matter.
 *
 * @returns by row id
 */
export function pairTransfers(rows: readonly TransferRow[]): ReadonlyMap<string, Paired> {
  const open = rows.filter(({ says, amountMinor }) => says !== "no" && amountMinor !== 0);
  const bought = new Set(
    rows.flatMap((row) => (row.amountMinor > 0 && row.merchantKey !== null ? [row.merchantKey] : [])),
  );
  const byAmount = Map.groupBy(open, ({ amountMinor, currency }) => `${Math.abs(amountMinor)} ${currency}`);
  const paired = new Map<string, Paired>();
  for (const same of byAmount.values()) {
    if (same.length < 2) continue;
    const ins = alikes(same, (row) => row.amountMinor < 0, bought);
    const keys = new Set(ins.map(({ one }) => one.merchantKey));
    const outs = alikes(same, (row) => row.amountMinor > 0, keys);
    for (const { out, into } of nearestFirst(outs, ins, bought)) {
      const [outPair, intoPair] = pairsOf(out.one, into.one);
      while (out.open.length > 0 && into.open.length > 0) {
        const [outId = "", intoId = ""] = [out.open.pop(), into.open.pop()];
        paired.set(outId, { otherId: intoId, pair: outPair });
        paired.set(intoId, { otherId: outId, pair: intoPair });
      }
    }
  }
  return paired;
}

/**
 * Rows of which each could stand for the other. They are matched together: of a day's thousand like rows one by one, all with
 * all would be a million.
 */
type Alike = {
  readonly one: TransferRow;
  /** Ids that are not paired yet, the first by the alphabet at the end. */
  readonly open: string[];
};

/** @param keys merchants that matter here; by any other the rows are not told apart @returns in order of day */
function alikes(
  rows: readonly TransferRow[],
  isOf: (row: TransferRow) => boolean,
  keys: ReadonlySet<string | null>,
): readonly Alike[] {
  const groups = Map.groupBy(rows.filter(isOf), ({ accountId, day, says, merchantKey }) =>
    [accountId, day, says, keys.has(merchantKey) ? merchantKey : ""].join("\n"),
  );
  return [...groups.values()]
    .map((some) => some.toSorted((left, right) => compare(right.id, left.id)))
    .flatMap((some) => {
      const one = some.at(-1);
      return one === undefined ? [] : [{ one, open: some.map(({ id }) => id) }];
    })
    .sort((left, right) => left.one.day - right.one.day);
}

type Match = { readonly out: Alike; readonly into: Alike; readonly cost: number };

/** @param outs in order of day, as `ins` */
function nearestFirst(
  outs: readonly Alike[],
  ins: readonly Alike[],
  bought: ReadonlySet<string>,
): readonly Match[] {
  const matches: Match[] = [];
  let first = 0;
  for (const out of outs) {
    const { day } = out.one;
    while ((ins[first]?.one.day ?? Number.POSITIVE_INFINITY) < day - MOST_DAYS) first++;
    for (let index = first; index < ins.length; index++) {
      const into = ins[index];
      if (into === undefined || into.one.day > day + MOST_DAYS) break;
      if (!fits(out.one, into.one, bought)) continue;
      // Money leaves before it arrives, but for banks that tell the days of the same night apart.
      const gap = into.one.day >= day ? into.one.day - day : day - into.one.day + 0.5;
      matches.push({ out, into, cost: gap + doubt(out.one) + doubt(into.one) });
    }
  }
  return matches.sort(
    (left, right) =>
      left.cost - right.cost ||
      left.out.one.day - right.out.one.day ||
      compare(left.out.one.id, right.out.one.id) ||
      compare(left.into.one.id, right.into.one.id),
  );
}

function fits(out: TransferRow, into: TransferRow, bought: ReadonlySet<string>): boolean {
  if (out.accountId === into.accountId) return false;
  if (out.says === "yes" || into.says === "yes") return true;
  if (out.says === "maybe" && into.says === "maybe") return true;
  const isPutAside = INTO.includes(into.accountType) || POTS.includes(out.accountType);
  if (!isPutAside) return false;
  // What comes in from a shop is a purchase taken back.
  if (into.merchantKey === null || !bought.has(into.merchantKey)) return true;
  // But the person's own name may stand on both sides.
  return into.merchantKey === out.merchantKey && (out.says === "maybe" || into.says === "maybe");
}

function doubt({ says }: TransferRow): number {
  return says === "no" ? Number.POSITIVE_INFINITY : DOUBT[says];
}

function pairsOf(out: TransferRow, into: TransferRow): readonly [out: CategoryPair, into: CategoryPair] {
  if (into.accountType === "credit_card") {
    const paid = toCategory("LOAN_PAYMENTS_CREDIT_CARD_PAYMENT");
    return [paid, paid];
  }
  const pot = [into.accountType, out.accountType].find((type) => POTS.includes(type));
  const detail =
    pot === "savings"
      ? "SAVINGS"
      : pot === "investment"
        ? "INVESTMENT_AND_RETIREMENT_FUNDS"
        : "ACCOUNT_TRANSFER";
  return [toCategory(`TRANSFER_OUT_${detail}`), toCategory(`TRANSFER_IN_${detail}`)];
}

/** What a category says of being one side of a transfer; cash at hand has no other side, nor has a loan that is paid out. */
export function transferWordOf(category: string | null, maybeTransfer: boolean): TransferWord {
  if (category === null || isUnder(category, "OTHER")) return maybeTransfer ? "maybe" : "silent";
  if (category === "TRANSFER_OUT_WITHDRAWAL") return "no";
  if (category === "TRANSFER_IN_DEPOSIT") return "maybe";
  const isTransfer = ["TRANSFER_IN", "TRANSFER_OUT", "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT"];
  return isTransfer.some((prefix) => isUnder(category, prefix)) ? "yes" : "no";
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
