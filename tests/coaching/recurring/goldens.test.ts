import { expect, test } from "vitest";
import { findRecurring } from "../../../coaching/recurring/streams.ts";
import { payments } from "./payments-help.ts";

// Values of the algorithm's specification, worked out there by another program.

const TELEVISION = [
  ["2025-01-12", 15.49],
  ["2025-02-12", 15.49],
  ["2025-03-13", 15.49],
  ["2025-04-12", 17.99],
] as const;

test("given four months of television with a new price at the end, then it is monthly with p = .9969", () => {
  const rows = payments("Streamhaus", "ENTERTAINMENT_TV_AND_MOVIES", TELEVISION);
  const [stream, ...others] = findRecurring(rows, { asOf: "2025-04-15" });
  expect(others).toEqual([]);
  expect(stream).toMatchObject({ cadence: "monthly", nextDate: "2025-05-12", status: "mature" });
  expect(stream?.probability).toBeCloseTo(0.9969, 4);
  // One odd payment is no new price yet.
  expect(stream).toMatchObject({ priceChange: null, nextAmountMinor: 1549 });
});

test("given its first two payments only, then p is capped at .75", () => {
  const rows = payments("Streamhaus", "ENTERTAINMENT_TV_AND_MOVIES", TELEVISION.slice(0, 2));
  const [stream] = findRecurring(rows, { asOf: "2025-02-20" });
  expect(stream).toMatchObject({ cadence: "monthly", probability: 0.75, status: "early" });
});

test("given rent on the last day of four months, then p > .9999 and it is due on the last day of May", () => {
  const rows = payments("Harbor Homes", "RENT_AND_UTILITIES_RENT", [
    ["2025-01-31", 1500],
    ["2025-02-28", 1500],
    ["2025-03-31", 1500],
    ["2025-04-30", 1500],
  ]);
  const [stream] = findRecurring(rows, { asOf: "2025-05-01" });
  expect(stream?.probability).toBeGreaterThan(0.9999);
  expect(stream).toMatchObject({ cadence: "monthly", nextDate: "2025-05-31" });
});

test("given electricity bills that differ each time, then p = .9012 and the next is a range", () => {
  const rows = payments("Brightgrid", "RENT_AND_UTILITIES_GAS_AND_ELECTRICITY", [
    ["2025-01-09", 92.1],
    ["2025-02-12", 110.4],
    ["2025-03-10", 87.9],
    ["2025-04-08", 71.2],
    ["2025-05-11", 66],
  ]);
  const [stream] = findRecurring(rows, { asOf: "2025-05-12" });
  expect(stream?.probability).toBeCloseTo(0.9012, 4);
  expect(stream).toMatchObject({ cadence: "monthly", nextDate: "2025-06-10", isVariable: true });
  // Median and ends of 87.90, 71.20 and 66.00.
  expect(stream).toMatchObject({ nextAmountMinor: 7120, nextAmountRange: [6600, 8790] });
});

test("given groceries on six Saturdays, then nothing recurs", () => {
  const rows = payments("Greenleaf Market", "FOOD_AND_DRINK_GROCERIES", [
    ["2025-01-04", 88.1],
    ["2025-01-11", 61.4],
    ["2025-01-18", 120.9],
    ["2025-01-25", 93.2],
    ["2025-02-01", 70],
    ["2025-02-08", 101.3],
  ]);
  expect(findRecurring(rows, { asOf: "2025-02-10" })).toEqual([]);
});

test("given haircuts at one price every five weeks or so, then nothing recurs", () => {
  const rows = payments("Snip", "PERSONAL_CARE_HAIR_AND_BEAUTY", [
    ["2025-01-04", 35],
    ["2025-02-11", 35],
    ["2025-03-10", 35],
    ["2025-04-21", 35],
    ["2025-05-19", 35],
  ]);
  expect(findRecurring(rows, { asOf: "2025-05-20" })).toEqual([]);
});

test("given a superstore's membership paid twice, a year apart, then it is annual with p = .5663", () => {
  const rows = payments("COSTCO MEMBERSHIP", "GENERAL_MERCHANDISE_SUPERSTORES", [
    ["2024-03-02", 65],
    ["2025-03-03", 65],
  ]);
  const [stream] = findRecurring(rows, { asOf: "2025-03-05" });
  expect(stream?.probability).toBeCloseTo(0.5663, 4);
  expect(stream).toMatchObject({ cadence: "annual", status: "mature" });
});

test("given a gym last paid in March and seen in June, then p = .9981 and it has ended", () => {
  const rows = payments("Ironyard Fitness", "PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS", [
    ["2025-01-05", 40],
    ["2025-02-05", 40],
    ["2025-03-05", 40],
  ]);
  const [stream] = findRecurring(rows, { asOf: "2025-06-01" });
  expect(stream?.probability).toBeCloseTo(0.9981, 4);
  expect(stream?.status).toBe("ended");
});
