import type { BankLine } from "./bank.ts";
import { drawChance, drawWhole, type Streams } from "./draws.ts";
import type { SampleDelivery, SampleReading } from "./types.ts";

const TWICE_SHARE = 0.01;

/**
 * Readings and bank lines in the order in which their providers told of them.
 *
 * A pending transaction is removed when its posted one comes, under another id; one in a hundred deliveries
 * comes twice, minutes apart.
 */
export function drawDeliveries(
  streams: Streams,
  readings: readonly SampleReading[],
  lines: readonly BankLine[],
): SampleDelivery[] {
  const once: SampleDelivery[] = [
    ...readings.map((reading) => ({ kind: "reading" as const, at: reading.arrivedAt, reading })),
    ...lines.flatMap(({ pending, posted }): SampleDelivery[] => {
      const arrival: SampleDelivery = { kind: "transaction", at: posted.arrivedAt, transaction: posted.row };
      if (pending === null) return [arrival];
      return [
        { kind: "transaction", at: pending.arrivedAt, transaction: pending.row },
        { kind: "transaction-removed", at: posted.arrivedAt, providerTransactionId: pending.row.id },
        arrival,
      ];
    }),
  ];
  const random = streams("delivered-twice");
  const all = once.flatMap((delivery) => {
    const again = drawChance(random, TWICE_SHARE);
    const later = new Date(delivery.at.getTime() + drawWhole(random, 1, 15) * 60_000);
    return again ? [delivery, { ...delivery, at: later }] : [delivery];
  });
  // Stable: of two at one moment the removal stays before the posted row that replaces it.
  return all.sort((a, b) => a.at.getTime() - b.at.getTime());
}
