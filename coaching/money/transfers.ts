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
    const byDay = same.toSorted((left, right) => left.day - right.day);
    const outs = byDay.filter(({ amountMinor }) => amountMinor > 0);
    const ins = byDay.filter(({ amountMinor }) => amountMinor < 0);
    for (const { out, into } of nearestFirst(outs, ins, bought)) {
      if (paired.has(out.id) || paired.has(into.id)) continue;
      const [outPair, intoPair] = pairsOf(out, into);
      paired.set(out.id, { otherId: into.id, pair: outPair });
      paired.set(into.id, { otherId: out.id, pair: intoPair });
    }
  }
  return paired;
}

type Match = { readonly out: TransferRow; readonly into: TransferRow; readonly cost: number };

/** @param outs in order of day, as `ins` */
function nearestFirst(
  outs: readonly TransferRow[],
  ins: readonly TransferRow[],
  bought: ReadonlySet<string>,
): readonly Match[] {
  const matches: Match[] = [];
  let first = 0;
  for (const out of outs) {
    while ((ins[first]?.day ?? Number.POSITIVE_INFINITY) < out.day - MOST_DAYS) first++;
    for (let index = first; index < ins.length; index++) {
      const into = ins[index];
      if (into === undefined || into.day > out.day + MOST_DAYS) break;
      if (!fits(out, into, bought)) continue;
      // Money leaves before it arrives, but for banks that tell the days of the same night apart.
      const gap = into.day >= out.day ? into.day - out.day : out.day - into.day + 0.5;
      matches.push({ out, into, cost: gap + doubt(out) + doubt(into) });
    }
  }
  return matches.sort(
    (left, right) =>
      left.cost - right.cost ||
      left.out.day - right.out.day ||
      compare(left.out.id, right.out.id) ||
      compare(left.into.id, right.into.id),
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
