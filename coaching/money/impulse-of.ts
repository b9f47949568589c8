import type { TransactionRow } from "../model/rows.ts";
import { findImpulseSigns, impulseProbability, type PurchaseRow } from "./impulse.ts";
import { IMPULSE_SIGNS, type ImpulseReason } from "./impulse-reason.ts";
import { withImpulseTags } from "./impulse-tags.ts";

type JudgedRow = PurchaseRow &
  Pick<TransactionRow, "id" | "currency"> & {
    readonly isPurchase: boolean;
    /** The person's word; null: they have not said. */
    readonly saidImpulse: boolean | null;
  };

/**
 * How likely each purchase was an impulse, and by which signs; by id. Each currency is looked at alone, in order of time.
 *
 * Nothing later changes an answer but the person's own words, which also shift the rest once there are many of them.
 */
export function impulsesOf(
  rows: readonly JudgedRow[],
  zone: string,
): ReadonlyMap<string, { readonly probability: number; readonly reason: ImpulseReason }> {
  const found = new Map<string, { readonly probability: number; readonly reason: ImpulseReason }>();
  const purchases = rows.filter(({ isPurchase }) => isPurchase).sort(byTime);
  for (const own of Map.groupBy(purchases, ({ currency }) => currency).values()) {
    const signs = findImpulseSigns(own, zone);
    const plain = signs.map((some) => (some === null ? 0 : impulseProbability(some)));
    const tags = new Map(
      own.flatMap(({ id, saidImpulse }) => (saidImpulse === null ? [] : [[id, saidImpulse] as const])),
    );
    for (const [index, probability] of withImpulseTags(own, plain, tags).entries()) {
      const row = own[index];
      if (row === undefined) continue;
      const reason: ImpulseReason =
        row.saidImpulse === null
          ? { kind: "signs", signs: IMPULSE_SIGNS.filter((sign) => signs[index]?.[sign] === true) }
          : { kind: "said", isImpulse: row.saidImpulse };
      found.set(row.id, { probability: Math.round(probability * 1000) / 1000, reason });
    }
  }
  return found;
}

function byTime(left: JudgedRow, right: JudgedRow): number {
  if (left.date !== right.date) return left.date < right.date ? -1 : 1;
  const step = (left.at.getTime() || 0) - (right.at.getTime() || 0);
  return step !== 0 ? step : left.id < right.id ? -1 : 1;
}
