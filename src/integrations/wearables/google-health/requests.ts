import { addDays, daysBetween, type LocalDate } from "../../../../coaching/model/local-date.ts";
import type { Days } from "../windows.ts";
import type { DataType } from "./data-types.ts";

const POINTS = "/v4/users/me/dataTypes";
/** As much as sleep gives at once; asked for more, it gives this all the same. */
const SLEEP_PAGE = 25;
/** As much as anything else gives unasked; 4 years of daily values. */
const PAGE = 1440;
/** A roll-up of steps and active energy spans at most so many days. */
const LONGEST_ROLLUP_DAYS = 90;
/** By what the filter of a listed type is written; always in snake case. A sleep can be found by its end alone. */
const FILTER_FIELDS = {
  sleep: "sleep.interval.civil_end_time",
  "daily-resting-heart-rate": "daily_resting_heart_rate.date",
  "daily-heart-rate-variability": "daily_heart_rate_variability.date",
} as const;
type ListedType = keyof typeof FILTER_FIELDS;

/** One request, from the base address on. */
export type HealthRequest =
  | { readonly method: "GET"; readonly path: string; readonly query: Readonly<Record<string, string>> }
  | { readonly method: "POST"; readonly path: string; readonly body: RollupBody };

type RollupBody = {
  readonly range: { readonly start: CivilDay; readonly end: CivilDay };
  readonly windowSizeDays: 1;
  readonly pageToken?: string;
};
type CivilDay = { readonly date: { readonly year: number; readonly month: number; readonly day: number } };

/**
 * What to ask for to know one type in a period. Each request is followed by as many more as its answers name pages: see
 * {@link withPage}.
 *
 * Sleeps are listed, not reconciled: a list says what recorded each, the same night told by two devices is known by its time
 * (`nightOf`), and no rule of Google's that is written nowhere decides which minutes are kept. Sums of a day are rolled up by
 * Google, which counts no step twice over phone and watch.
 *
 * @throws RangeError when the period ends before it begins or holds no calendar day: the API answers such with everything
 */
export function requestsFor(type: DataType, period: Days): readonly HealthRequest[] {
  if (daysBetween(period.from, period.to) < 0) {
    throw new RangeError("the period ends before it begins");
  }
  const { from } = period;
  /** Not included any more: filters know only "less than", ranges are half open. */
  const until = addDays(period.to, 1);
  if (isListed(type)) return [list(type, from, until)];
  return splitPeriod(from, until, LONGEST_ROLLUP_DAYS).map((part) => ({
    method: "POST",
    path: `${POINTS}/${type}/dataPoints:dailyRollUp`,
    body: { range: { start: civilDay(part.from), end: civilDay(part.until) }, windowSizeDays: 1 },
  }));
}

/** The same request for the page that its last answer named; all else has to stay as it was. */
export function withPage(request: HealthRequest, pageToken: string): HealthRequest {
  return request.method === "GET"
    ? { ...request, query: { ...request.query, pageToken } }
    : { ...request, body: { ...request.body, pageToken } };
}

/** Whose the data are: notifications carry this id, which is not the one of the sign-in. */
export const IDENTITY_REQUEST = { method: "GET", path: "/v4/users/me/identity", query: {} } as const;

function isListed(type: DataType): type is ListedType {
  return type in FILTER_FIELDS;
}

function list(type: ListedType, from: LocalDate, until: LocalDate): HealthRequest {
  const field = FILTER_FIELDS[type];
  const filter = `${field} >= "${from}" AND ${field} < "${until}"`;
  const pageSize = String(type === "sleep" ? SLEEP_PAGE : PAGE);
  return { method: "GET", path: `${POINTS}/${type}/dataPoints`, query: { filter, pageSize } };
}

/** Half-open parts of at most `longest` days that follow on each other, without gap and without overlap. */
function splitPeriod(from: LocalDate, until: LocalDate, longest: number) {
  const count = Math.ceil(daysBetween(from, until) / longest);
  return Array.from({ length: count }, (_, part) => {
    const start = addDays(from, part * longest);
    const end = addDays(start, longest);
    return { from: start, until: end < until ? end : until };
  });
}

function civilDay(date: LocalDate): CivilDay {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { date: { year, month, day } };
}
