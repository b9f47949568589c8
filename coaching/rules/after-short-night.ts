import { judgeNight } from "../features/short-night.ts";
import { toTwoDigits } from "../model/significant.ts";
import { type EffectBelow, effectBelow } from "./own-relation.ts";
import type { Evidence, Finding } from "./rule.ts";

/** A night under the cut of the person's own relation, and what that says. */
type ShortNight = EffectBelow & {
  readonly sleepMinutes: number;
  readonly usualMinutes: number;
  /** Other relations that are found as well, of those looked for with it. */
  readonly othersFound: number;
};

/**
 * Last night where it was as short as the nights that go with more of something in the person's own record.
 *
 * @param type a relation that sleep leads
 * @returns null where that relation is not established, its nights bring no more of it, or last night is not one of them
 */
export function nightThatGoesWithMore(
  { today, days, needMinutes, relations }: Evidence,
  type: "sleep_to_spending" | "sleep_to_impulse",
): ShortNight | null {
  const known = effectBelow(relations, type);
  // More of it after a short night, and at most the day after: later is no matter of this morning.
  if (known === null || known.effect.shrunk <= 0 || known.relation.lag > 0) return null;
  const night = judgeNight(days, today, needMinutes);
  if (night.kind !== "measured" || night.value.usualMinutes === null) return null;
  const { sleepMinutes, usualMinutes } = night.value;
  if (sleepMinutes >= known.threshold || sleepMinutes >= usualMinutes) return null;
  const othersFound = relations.filter((one) => one.subject === "" && one !== known.relation).length;
  return { ...known, sleepMinutes, usualMinutes, othersFound };
}

/** What all rules that speak of such a night tell of it. */
export function shortNightFacts({ relation, effect, threshold, othersFound, ...night }: ShortNight) {
  const { sleepMinutes, usualMinutes } = night;
  return {
    sleepMinutes,
    usualMinutes,
    shortBy: Math.round(usualMinutes) - Math.round(sleepMinutes),
    sinceDate: relation.since,
    othersChecked: relation.lookedFor - 1,
    othersFound,
    cutMinutes: threshold,
    shortNights: effect.exposedDays,
    pairedDays: effect.pairs,
  };
}

/**
 * What such a night goes with in money.
 *
 * @returns null where nothing at all lies inside the range: as everywhere, no amount is named then
 */
export function shortNightAmounts({ effect: { shrunk, low, high } }: ShortNight) {
  if (low <= 0) return null;
  return {
    moreSpendMinor: toTwoDigits(shrunk),
    lowMinor: toTwoDigits(low),
    highMinor: toTwoDigits(high),
  };
}

export function shortNightStrength({ relation }: ShortNight): Finding["strength"] {
  return Math.min(1, Math.abs(relation.strength));
}

export function shortNightBasis({ relation, effect }: ShortNight): Finding["basis"] {
  return { from: relation.from, to: relation.to, days: effect.pairs };
}
