import { expect, test } from "vitest";
import { addDays } from "../../../coaching/model/local-date.ts";
import {
  type ImpulseSigns,
  impulseLogit,
  impulseProbabilities,
  impulseProbability,
} from "../../../coaching/money/impulse.ts";
import { row, rowAt } from "./row-help.ts";

const NO_SIGN: ImpulseSigns = {
  newMerchant: false,
  lateHour: false,
  unusualAmount: false,
  spree: false,
  temptingCategory: false,
};
/** Twelve ordinary coffees, so that merchant and category are known. */
const USUAL = Array.from({ length: 12 }, (_, index) => row(addDays("2026-05-01", index)));
const DAY = "2026-06-01";
const probabilityOf = (last: ReturnType<typeof row>, before = USUAL, zone = "UTC") =>
  impulseProbabilities([...before, last], zone).at(-1);
const ofSigns = (signs: Partial<ImpulseSigns>) => impulseProbability({ ...NO_SIGN, ...signs });

test("given each sign alone, then the log odds rise by its weight", () => {
  expect(impulseLogit(NO_SIGN)).toBe(-2.2);
  expect(impulseLogit({ ...NO_SIGN, newMerchant: true })).toBeCloseTo(-1.2, 12);
  expect(impulseLogit({ ...NO_SIGN, lateHour: true })).toBeCloseTo(-1.4, 12);
  expect(impulseLogit({ ...NO_SIGN, unusualAmount: true })).toBeCloseTo(-1.3, 12);
  expect(impulseLogit({ ...NO_SIGN, spree: true })).toBeCloseTo(-1.5, 12);
  expect(impulseLogit({ ...NO_SIGN, temptingCategory: true })).toBeCloseTo(-1.7, 12);
  // 1/(1 + e^2.2) and 1/(1 + e^−1.7)
  expect(ofSigns({})).toBeCloseTo(0.0997504891, 9);
  const all = { newMerchant: true, lateHour: true, unusualAmount: true, spree: true, temptingCategory: true };
  expect(impulseProbability(all)).toBeCloseTo(0.8455347349, 9);
});

test("given an ordinary coffee, then nothing speaks for an impulse", () => {
  expect(probabilityOf(row(DAY))).toBe(ofSigns({}));
});

test("given a merchant last seen 90 days ago, then it is known, and after 91 days it is new", () => {
  const at = (back: number) => row(addDays(DAY, -back), { merchantName: "Old Shop" });
  const now = row(DAY, { merchantName: "OLD  shop" });
  expect(probabilityOf(now, [at(90), ...USUAL])).toBe(ofSigns({}));
  expect(probabilityOf(now, [at(91), ...USUAL])).toBe(ofSigns({ newMerchant: true }));
  expect(probabilityOf(row(DAY, { merchantName: null }))).toBe(ofSigns({}));
});

test.each([
  ["20:59", false],
  ["21:00", true],
  ["23:59", true],
  ["00:00", false],
  ["00:01", true],
  ["04:59", true],
  ["05:00", false],
])("given a purchase at %s, then late is %o (midnight means that no time is known)", (time, lateHour) => {
  expect(probabilityOf(rowAt(DAY, time))).toBe(ofSigns({ lateHour }));
});

test("given a purchase whose time the bank does not know, then its hour says nothing", () => {
  expect(probabilityOf(rowAt(DAY, "23:00", { timeKnown: false }))).toBe(ofSigns({}));
});

test("given a person in New York, then the hour is the one on their clock, also across both clock changes", () => {
  const at = (date: string, instant: string) =>
    row(date, { at: new Date(instant), timeKnown: true, merchantName: null });
  const late = (date: string, instant: string) =>
    probabilityOf(at(date, instant), USUAL, "America/New_York") === ofSigns({ lateHour: true });
  // 20:30 and 21:30 in summer time (−4), then the same instants in winter time (−5): 19:30 and 20:30.
  expect(late("2026-10-31", "2026-11-01T00:30:00Z")).toBe(false);
  expect(late("2026-10-31", "2026-11-01T01:30:00Z")).toBe(true);
  expect(late("2026-11-01", "2026-11-02T01:30:00Z")).toBe(false);
  // 04:30 and 05:30 in summer time.
  expect(late("2026-06-08", "2026-06-08T08:30:00Z")).toBe(true);
  expect(late("2026-06-08", "2026-06-08T09:30:00Z")).toBe(false);
});

test("given amounts around $10, then one more than a spread above the median is unusual", () => {
  // Distances from ln 10, in order: 0 four times, .0953 twice, .1054 twice, .1823, .2231. Their median is
  // ln 1.1 = .0953, so the limit is 10·e^(1.4826·.0953) = $11.518; without the $8 it is the same.
  const spread = [8, 9, 9, 10, 10, 10, 10, 11, 11, 12].map((dollars, index) =>
    row(addDays("2026-05-01", index), { amountMinor: dollars * 100 }),
  );
  for (const before of [spread, spread.slice(1)]) {
    expect(probabilityOf(row(DAY, { amountMinor: 1151 }), before)).toBe(ofSigns({}));
    expect(probabilityOf(row(DAY, { amountMinor: 1152 }), before)).toBe(ofSigns({ unusualAmount: true }));
  }
});

test("given seven earlier purchases of a category, then no amount is unusual yet", () => {
  const few = USUAL.slice(0, 7);
  expect(probabilityOf(row(DAY, { amountMinor: 90_000 }), few)).toBe(ofSigns({}));
  expect(probabilityOf(row(DAY, { amountMinor: 90_000 }), USUAL.slice(0, 8))).toBe(
    ofSigns({ unusualAmount: true }),
  );
});

test("given a price that never moved, then a few percent more is not unusual", () => {
  expect(probabilityOf(row(DAY, { amountMinor: 1040 }))).toBe(ofSigns({}));
  expect(probabilityOf(row(DAY, { amountMinor: 1060 }))).toBe(ofSigns({ unusualAmount: true }));
});

test("given three wishes within two hours, then the third is a spree, and needs do not count", () => {
  const spree = [...USUAL, rowAt(DAY, "12:00"), rowAt(DAY, "13:00")];
  expect(probabilityOf(rowAt(DAY, "14:00"), spree)).toBe(ofSigns({ spree: true }));
  expect(probabilityOf(rowAt(DAY, "14:01"), spree)).toBe(ofSigns({}));
  const withNeed = [...USUAL, rowAt(DAY, "12:00"), rowAt(DAY, "13:00", { isDiscretionary: false })];
  expect(probabilityOf(rowAt(DAY, "14:00"), withNeed)).toBe(ofSigns({}));
});

test("given clothes or a marketplace, then that tempts, and anything else does not", () => {
  const of = (category: string) => probabilityOf(row(DAY, { category, subcategory: null }));
  expect(of("GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES")).toBe(ofSigns({ temptingCategory: true }));
  expect(of("GENERAL_MERCHANDISE_ONLINE_MARKETPLACES")).toBe(ofSigns({ temptingCategory: true }));
  expect(of("GENERAL_MERCHANDISE_ELECTRONICS")).toBe(ofSigns({}));
});

test("given a need, or what is known to recur, then there is no impulse at all", () => {
  const late = (change: object) =>
    probabilityOf(rowAt(DAY, "23:00", { merchantName: "New Shop", ...change }));
  expect(late({ isDiscretionary: false })).toBe(0);
  expect(late({ isRecurring: true })).toBe(0);
  // A prior of .48 is under the .6 that it takes.
  expect(late({ category: "HOME_IMPROVEMENT_HARDWARE", subcategory: null })).toBe(0);
  expect(late({ isRecurring: false })).toBe(ofSigns({ newMerchant: true, lateHour: true }));
});

test("when later purchases are added, then earlier answers stay", () => {
  const rows = [...USUAL, rowAt(DAY, "23:00", { merchantName: "New Shop" })];
  const more = [...rows, rowAt("2026-06-02", "10:00", { merchantName: "New Shop" })];
  expect(impulseProbabilities(more, "UTC").slice(0, rows.length)).toEqual(impulseProbabilities(rows, "UTC"));
});

test("given a purchase of no known instant, then its hour says nothing and no number breaks", () => {
  expect(probabilityOf(row(DAY, { at: new Date(Number.NaN), timeKnown: true }))).toBe(ofSigns({}));
  expect(impulseProbabilities([], "UTC")).toEqual([]);
});
