import { lastSyncedDay, spendingPace, sumBack } from "../features/spending-pace.ts";
import { countBetween, type DayIndex, hasAny, valueAt, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber } from "../model/local-date.ts";
import { type NotMeasured, notMeasured, type Reason } from "../model/measured.ts";
import type { FinancialPart, ScoreConfig } from "./config.ts";
import type { LinkedAccounts, ScoreContext } from "./context.ts";
import {
  combineParts,
  isCovered,
  levelOf,
  type MissingContributor,
  type Part,
  type ScoreResult,
  wordOf,
} from "./score.ts";

/** How one part is told; `end` is the last synced day. */
type PartOf = (
  index: DayIndex,
  end: number,
  context: ScoreContext,
  config: ScoreConfig,
) => Omit<Part, "signal" | "rawWeight"> | NotMeasured;

const PARTS: readonly (readonly [FinancialPart, PartOf])[] = [
  ["pace", pacePart],
  ["impulse", impulsePart],
  ["cushion", cushionPart],
  ["saving", savingPart],
];

/** Why no day's money is known at all. */
const REASON_WITHOUT_DAYS: Readonly<Record<LinkedAccounts, Reason>> = {
  none: "not_linked",
  other_currency: "other_currency",
  own_currency: "not_synced",
};

/**
 * How the week's money compares with the person's own; needs, rent and groceries never lower the pace.
 *
 * Every window ends on the last synced day, at most two days back. `n` is the synced days of the last 28, and its
 * share times coverage the confidence.
 */
export function scoreFinancial(
  index: DayIndex,
  day: number,
  context: ScoreContext,
  config: ScoreConfig,
): ScoreResult {
  const { weights } = config.financial;
  const configVersion = config.version;
  const end = lastSyncedDay(index, day, config);
  if (end === null) {
    const reason = hasAny(index, ["spentTotalMinor"], day)
      ? "not_synced"
      : REASON_WITHOUT_DAYS[context.accounts];
    const none = notMeasured(reason, 0, 1);
    const missing = PARTS.map(([signal]) => ({ ...none, signal }));
    return { kind: "unscored", reason, have: 0, need: 1, missing, configVersion };
  }

  const parts: Part[] = [];
  const missing: MissingContributor[] = [];
  for (const [signal, tell] of PARTS) {
    const told = tell(index, end, context, config);
    if ("kind" in told) missing.push({ ...told, signal });
    else parts.push({ ...told, signal, rawWeight: weights[signal] });
  }
  const fullWeight = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const combined = combineParts(parts, fullWeight, config);
  if (combined === null || !isCovered(combined.coverage, config)) {
    const have = combined?.coverage ?? 0;
    return {
      kind: "unscored",
      reason: "low_coverage",
      have,
      need: config.minCoverage,
      missing,
      configVersion,
    };
  }
  const n = countBetween(index, "spentTotalMinor", end - config.fullConfidenceDays + 1, end);
  const confidence = combined.coverage * Math.min(1, n / config.fullConfidenceDays);
  const confidenceWord = wordOf(confidence, config);
  return { kind: "scored", ...combined, missing, confidence, confidenceWord, n, configVersion };
}

function pacePart(...[index, end, context, config]: Parameters<PartOf>): ReturnType<PartOf> {
  const pace = spendingPace(index, dateOfDayNumber(end), context, config);
  if (pace.kind === "missing") return pace;
  const { rho, spentMinor, usualMinor, budgetMinor } = pace.value;
  return {
    value: spentMinor,
    unit: "minor",
    usual: usualMinor,
    goal: budgetMinor,
    level: levelOf(-config.financial.paceSlope * Math.log(rho), config),
    from: dayNumber(pace.from),
    to: end,
  };
}

function impulsePart(...[index, end, , config]: Parameters<PartOf>): ReturnType<PartOf> {
  const { weekDays, impulseDecay, impulseRate } = config.financial;
  const counts = valuesBetween(index, "impulseCount", end - weekDays + 1, end);
  if (counts.length < weekDays) return notMeasured("not_enough_days", counts.length, weekDays);
  const weighed = counts.reduce((sum, { day, value }) => sum + impulseDecay ** (end - day) * value, 0);
  return {
    value: counts.reduce((sum, { value }) => sum + value, 0),
    unit: "count",
    level: 100 * Math.exp(-impulseRate * weighed),
    from: end - weekDays + 1,
    to: end,
  };
}

/** Days the money at hand would last for what the person needs. */
function cushionPart(...[index, end, context, config]: Parameters<PartOf>): ReturnType<PartOf> {
  const { cushionDays, cushionMinDays, cushionScaleDays } = config.financial;
  const balance = context.liquidBalanceMinor;
  if (balance === null || !Number.isFinite(balance)) return notMeasured("not_linked", 0, 1);
  let needs = 0;
  let known = 0;
  let from = end;
  for (let day = end; day > end - cushionDays; day--) {
    const total = valueAt(index, "spentTotalMinor", day);
    const wishes = valueAt(index, "spentDiscretionaryMinor", day);
    if (total === null || wishes === null) continue;
    needs += Math.max(0, total - wishes);
    known++;
    from = day;
  }
  // Fewer days may hold no rent at all and would make any balance look endless.
  if (known < cushionMinDays) return notMeasured("not_enough_days", known, cushionMinDays);
  if (needs === 0) return notMeasured("constant", 0, 1);
  const lasts = Math.max(0, balance) / (needs / known);
  return {
    value: lasts,
    unit: "days",
    level: 100 * (1 - Math.exp(-lasts / cushionScaleDays)),
    from,
    to: end,
  };
}

/**
 * Share of a month's income that stayed.
 *
 * The month is the last 30 days; when no income fell into them but some in the 15 days before, as on the 31st with
 * a monthly salary, it is the 30 days from that income on.
 */
function savingPart(...[index, end, , config]: Parameters<PartOf>): ReturnType<PartOf> {
  const { savingDays, savingIncomeDays, savingLimit, savingMiddle, savingSlope } = config.financial;
  const paid = valuesBetween(index, "incomeMinor", end - savingIncomeDays + 1, end).filter(
    ({ value }) => value > 0,
  );
  const last = paid.at(-1)?.day;
  if (last === undefined) return notMeasured("no_income", 0, 1);
  const close = Math.min(end, last + savingDays - 1);
  const income = sumBack(index, "incomeMinor", close, savingDays);
  const spent = sumBack(index, "spentTotalMinor", close, savingDays);
  if (income === null || spent === null) {
    const known = countBetween(index, "spentTotalMinor", close - savingDays + 1, close);
    return notMeasured("not_enough_days", known, savingDays);
  }
  const share = (income - spent) / income;
  const held = Math.min(savingLimit, Math.max(-savingLimit, share));
  const level = Math.min(100, Math.max(0, savingMiddle + savingSlope * held));
  return { value: share, unit: "ratio", level, from: close - savingDays + 1, to: close };
}
