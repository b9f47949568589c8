import { expect } from "vitest";
import type { DayRecord } from "../../../coaching/model/days.ts";
import type { Feature } from "../../../coaching/model/measured.ts";
import { daysOf } from "../model/day-help.ts";

/** The value, which must be there. */
export function measured<Value>(feature: Feature<Value>): Value {
  if (feature.kind === "missing")
    expect.fail(`missing: ${feature.reason} ${feature.have} of ${feature.need}`);
  return feature.value;
}

/** Days on which so much was spent, all of it by choice; null is not known. */
export const spending = (minors: readonly (number | null)[]): DayRecord[] =>
  daysOf(minors.length, (offset) => {
    const minor = minors[offset] ?? null;
    return { spentTotalMinor: minor, spentDiscretionaryMinor: minor };
  });
