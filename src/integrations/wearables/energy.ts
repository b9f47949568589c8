const KJ_PER_KCAL = 4.184;

/** Kilocalories by the unit as phones write it (`Cal`, `kcal`, `kJ`, by locale); NaN for a unit that is none of these. */
export function kcalOf(amount: number, unit: string): number {
  if (unit === "kcal" || unit === "Cal") return amount;
  if (unit === "kJ") return amount / KJ_PER_KCAL;
  // The small calorie, which HealthKit knows as well.
  if (unit === "cal") return amount / 1000;
  return Number.NaN;
}
