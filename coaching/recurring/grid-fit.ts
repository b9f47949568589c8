import type { Period } from "./config.ts";
import type { PaymentEvent } from "./event.ts";
import { dayInMonth, monthOfDay, nearestMonth } from "./month-grid.ts";

/** How a chain lies on the calendar of its period. */
export type GridFit = {
  /** By payment: days from its due day, without sign. */
  readonly offsets: readonly number[];
  /** By payment from the second on: periods since the one before; not whole where it does not fit. */
  readonly steps: readonly number[];
};

/**
 * Lays the best calendar of a period under a chain: for months the day of month, for weeks the weekday, that leaves the
 * smallest sum of offsets. Twice a month has no calendar of its own; there the gaps are compared.
 */
export function fitGrid(chain: readonly PaymentEvent[], period: Period): GridFit {
  const days = chain.map(({ day }) => day);
  if (period.months > 0) {
    const anchor = nearestAnchor(days, days.map(dayOfMonth), distanceToMonthDay);
    return monthFit(days, anchor, period.months);
  }
  if (Number.isInteger(period.days)) {
    const phases = days.map((day) => day % period.days);
    const phase = nearestAnchor(days, phases, (day, anchor) => distanceToPhase(day, anchor, period.days));
    return weekFit(days, phase, period.days);
  }
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day));
  const steps = gaps.map((gap) => Math.max(1, Math.round(gap / period.days)));
  const offsets = gaps.map((gap, index) => Math.abs(gap - period.days * (steps[index] ?? 1)));
  return { offsets: [0, ...offsets], steps };
}

function monthFit(days: readonly number[], anchor: number, months: number): GridFit {
  const places = days.map((day) => nearestMonth(day, anchor));
  return {
    offsets: days.map((day) => distanceToMonthDay(day, anchor)),
    steps: stepsOf(places).map((step) => step / months),
  };
}

function weekFit(days: readonly number[], phase: number, length: number): GridFit {
  const places = days.map((day) => Math.round((day - phase) / length));
  return {
    offsets: days.map((day) => distanceToPhase(day, phase, length)),
    steps: stepsOf(places),
  };
}

function stepsOf(places: readonly number[]): number[] {
  return places.slice(1).map((place, index) => place - (places[index] ?? place));
}

/** The anchor with the smallest sum of distances; of equals the first. */
function nearestAnchor(
  days: readonly number[],
  anchors: readonly number[],
  distance: (day: number, anchor: number) => number,
): number {
  let nearest = anchors[0] ?? 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const anchor of new Set(anchors)) {
    let sum = 0;
    for (const day of days) {
      sum += distance(day, anchor);
      if (sum >= smallest) break;
    }
    if (sum >= smallest) continue;
    nearest = anchor;
    smallest = sum;
  }
  return nearest;
}

function dayOfMonth(day: number): number {
  return monthOfDay(day).dayOfMonth;
}

function distanceToMonthDay(day: number, anchor: number): number {
  return Math.abs(day - dayInMonth(nearestMonth(day, anchor), anchor));
}

function distanceToPhase(day: number, phase: number, length: number): number {
  return Math.abs(day - Math.round((day - phase) / length) * length - phase);
}
