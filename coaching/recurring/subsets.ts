import { RECURRING_CONFIG } from "./config.ts";
import { byDay, type PaymentEvent } from "./event.ts";

/**
 * The groups of a merchant's payments in which a stream may hide: all of them, runs of amounts that lie close together,
 * and payments of exactly one amount. Groups of one are left out, and no group comes twice.
 *
 * @param events in order of day
 * @returns each in order of day
 */
export function amountSubsets(events: readonly PaymentEvent[]): PaymentEvent[][] {
  const byAmount = [...events].sort(
    (left, right) => left.amountMinor - right.amountMinor || byDay(left, right),
  );
  const runs = RECURRING_CONFIG.amountGaps.flatMap((gap) =>
    splitWhere(byAmount, (before, after) => Math.log(after.amountMinor / before.amountMinor) > gap),
  );
  const equal = splitWhere(byAmount, (before, after) => before.amountMinor !== after.amountMinor);
  const subsets = new Map<string, PaymentEvent[]>();
  for (const subset of [byAmount, ...runs, ...equal]) {
    if (subset.length < 2) continue;
    // Contiguous in the order of amounts, so the two ends name the group.
    const name = `${subset[0]?.id}\n${subset.at(-1)?.id}`;
    if (!subsets.has(name)) subsets.set(name, [...subset].sort(byDay));
  }
  return [...subsets.values()];
}

function splitWhere(
  events: readonly PaymentEvent[],
  isGap: (before: PaymentEvent, after: PaymentEvent) => boolean,
): PaymentEvent[][] {
  const runs: PaymentEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run === undefined || before === undefined || isGap(before, event)) runs.push([event]);
    else run.push(event);
  }
  return runs;
}
