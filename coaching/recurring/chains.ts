import { type Period, RECURRING_CONFIG } from "./config.ts";
import { firstFrom, type PaymentEvent } from "./event.ts";
import { dayInMonth, monthOfDay, nearestMonth } from "./month-grid.ts";

const CONFIG = RECURRING_CONFIG.chains;

/**
 * Chains of payments that keep to a period, each begun from an early payment and led on from due day to due day.
 *
 * A chain may skip up to two due days in a row. Where several payments lie near a due day, nearness in time and in
 * amount decide together.
 *
 * @param events in order of day
 * @returns chains of two and more, in order of their first payment
 */
export function findChains(events: readonly PaymentEvent[], period: Period): PaymentEvent[][] {
  const first = events[0];
  const last = events.at(-1);
  if (first === undefined || last === undefined) return [];
  const span = last.day - first.day;
  if (span < period.days - period.toleranceDays) return [];
  const latestStart =
    first.day + Math.max(CONFIG.latestStartPeriods * period.days, CONFIG.latestStartShare * span);
  const taken = new Set<PaymentEvent>();
  const chains: PaymentEvent[][] = [];
  let starts = 0;
  for (const [index, start] of events.entries()) {
    if (start.day > latestStart || starts >= CONFIG.mostStarts) break;
    if (taken.has(start)) continue;
    starts++;
    const chain = followFrom(events, index, start, period);
    if (chain.length < 2) continue;
    for (const event of chain) taken.add(event);
    chains.push(chain);
  }
  return chains;
}

function followFrom(
  events: readonly PaymentEvent[],
  index: number,
  start: PaymentEvent,
  period: Period,
): PaymentEvent[] {
  const chain = [start];
  const anchor = monthOfDay(start.day).dayOfMonth;
  let base = start.day;
  let last = start;
  let from = index + 1;
  for (;;) {
    const hit = nextHit(events, from, base, anchor, last, period);
    if (hit === null) return chain;
    last = hit.event;
    from = hit.index + 1;
    base = hit.due + CONFIG.follows * (last.day - hit.due);
    chain.push(last);
  }
}

function nextHit(
  events: readonly PaymentEvent[],
  from: number,
  base: number,
  anchor: number,
  last: PaymentEvent,
  period: Period,
): { event: PaymentEvent; index: number; due: number } | null {
  const tolerance = period.toleranceDays;
  for (let step = 1; step <= CONFIG.mostSteps; step++) {
    const due = dueDay(base, step, anchor, period);
    let best: { event: PaymentEvent; index: number; due: number } | null = null;
    let bestCost = Number.POSITIVE_INFINITY;
    for (let index = firstFrom(events, from, due - tolerance); index < events.length; index++) {
      const event = events[index];
      if (event === undefined || event.day > due + tolerance) break;
      const change = Math.abs(Math.log(event.amountMinor / last.amountMinor));
      const cost =
        Math.abs(event.day - due) / tolerance + Math.min(CONFIG.mostAmountCost, change / CONFIG.amountUnit);
      if (cost < bestCost) {
        best = { event, index, due };
        bestCost = cost;
      }
    }
    if (best !== null) return best;
  }
  return null;
}

function dueDay(base: number, step: number, anchor: number, period: Period): number {
  if (period.months > 0) {
    return dayInMonth(nearestMonth(Math.round(base), anchor) + step * period.months, anchor);
  }
  return Number.isInteger(period.days) ? Math.round(base) + step * period.days : base + step * period.days;
}
