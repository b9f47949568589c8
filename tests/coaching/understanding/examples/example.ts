import type { Frame, Period } from "../../../../coaching/understanding/frame.ts";

/** A sentence as somebody types it, its intent and all its slots, read on Monday 2026-11-23 in New York with USD. */
export type Example = readonly [text: string, intent: Frame["intent"], slots: object];

export function days(from: string, to: string = from): Period {
  return { from, to };
}

export const TODAY = days("2026-11-23");
export const YESTERDAY = days("2026-11-22");
export const THIS_WEEK = days("2026-11-23", "2026-11-29");
export const LAST_WEEK = days("2026-11-16", "2026-11-22");
export const THIS_MONTH = days("2026-11-01", "2026-11-30");
export const LAST_MONTH = days("2026-10-01", "2026-10-31");
