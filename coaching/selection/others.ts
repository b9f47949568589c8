import type { SelectionConfig } from "./config.ts";
import type { OthersEffect } from "./effect.ts";
import type { RatedCount } from "./history.ts";

/** What a rule does to people on average, one of whom may be the person at hand. */
export type PooledEffect = OthersEffect & { readonly people: number };

/**
 * The average without one of the people it was made of, whose days would otherwise be counted twice. Everybody in it weighs
 * by the error of their own estimate and by how far people differ (inverse variances), so their part can be taken out again.
 *
 * @param own theirs as it was counted; null where it was not
 * @returns null where too few people are left
 */
export function othersThan(
  pooled: PooledEffect | null,
  own: OthersEffect | null,
  { retire }: SelectionConfig,
): OthersEffect | null {
  if (pooled === null || own === null) return pooled;
  const whole = 1 / pooled.error ** 2;
  const share = 1 / (own.error ** 2 + retire.betweenPeople ** 2);
  const rest = whole - share;
  // But for rounding, nothing is left of one person without themselves.
  if (pooled.people < 2 || rest <= whole * 1e-9) return null;
  return { benefit: (pooled.benefit * whole - own.benefit * share) / rest, error: Math.sqrt(1 / rest) };
}

/** Answers of all people but one. */
export function ratedByOthers(all: RatedCount, own: RatedCount): RatedCount {
  const rated = Math.max(0, all.rated - own.rated);
  return { rated, helpful: Math.min(rated, Math.max(0, all.helpful - own.helpful)) };
}
