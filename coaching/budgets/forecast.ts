import { BUDGET_CONFIG } from "./config.ts";

/**
 * What the next four weeks of something irregular come to: the mean of three forecasts, by Teunter, Syntetos and Babai, by
 * the last eight weeks and by the last twenty-six. Recurring payments are no part of it.
 *
 * @param weeks net spending by full week, Monday to Sunday, minor units, oldest first
 * @returns minor units, never negative; null with fewer than eight weeks
 */
export function forecastFourWeeks(weeks: readonly number[]): number | null {
  const { fewestWeeks, shortWeeks, longWeeks, weeks: ahead } = BUDGET_CONFIG.forecast;
  if (weeks.length < fewestWeeks) return null;
  const spent = weeks.map((week) => Math.max(0, week));
  const each = (mean(spent.slice(-shortWeeks)) + mean(spent.slice(-longWeeks)) + byDemand(spent)) / 3;
  return Math.round(ahead * each);
}

/** A week's forecast: how likely a week has any spending, times how much such a week has. */
function byDemand(weeks: readonly number[]): number {
  const { fewestWeeks, sizeRate, chanceRate } = BUDGET_CONFIG.forecast;
  const first = weeks.slice(0, fewestWeeks);
  const sizes = first.filter((week) => week > 0);
  let size = mean(sizes);
  let chance = sizes.length / first.length;
  for (const week of weeks.slice(fewestWeeks)) {
    if (week > 0) size = size === 0 ? week : size + sizeRate * (week - size);
    chance += chanceRate * ((week > 0 ? 1 : 0) - chance);
  }
  return size * chance;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
