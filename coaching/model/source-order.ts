import { z } from "zod";
import { BODY_SIGNALS, type BodySignal } from "./body-signals.ts";
import type { SourceOrder } from "./body-sources.ts";

const sources = z.array(z.string()).min(1).catch([]);

/** The order of sources from whatever the column holds. Never throws: a signal that makes no sense counts as not set. */
export function readSourceOrder(stored: unknown): SourceOrder {
  if (typeof stored !== "object" || stored === null) return {};
  const order: Partial<Record<BodySignal, readonly string[]>> = {};
  for (const signal of BODY_SIGNALS) {
    const read = sources.parse(Reflect.get(stored, signal));
    if (read.length > 0) order[signal] = read;
  }
  return order;
}

/** An order in which a source comes first for some signals; what came first before is second. */
export function putFirst(order: SourceOrder, source: string, signals: readonly BodySignal[]): SourceOrder {
  const changed = { ...order };
  for (const signal of signals) {
    changed[signal] = [source, ...(order[signal] ?? []).filter((other) => other !== source)];
  }
  return changed;
}
