import { expect, test } from "vitest";
import { minuteOfClockTime, readClockTime } from "../../../coaching/model/clock-time.ts";
import { isTimeZone } from "../../../coaching/model/local-date.ts";
import { isCurrency } from "../../../coaching/model/money.ts";
import { findTimeZones, likelyCurrency, placeOf } from "../../../coaching/model/time-zones.ts";

test.each([
  ["Berlin", ["Europe/Berlin"]],
  ["  new york ", ["America/New_York"]],
  ["NYC", ["America/New_York"]],
  ["são paulo", ["America/Sao_Paulo"]],
  ["europe/berlin", ["Europe/Berlin"]],
  ["Munich", ["Europe/Berlin"]],
  ["auckland", ["Pacific/Auckland"]],
  ["utc", ["UTC"]],
  ["Mars", []],
  ["", []],
  ["xx", []],
])("%j is in %j", (said, zones) => {
  expect(findTimeZones(said)).toEqual(zones);
});

test("given the beginning of several cities, then a few are offered and all exist", () => {
  const found = findTimeZones("san");
  expect(found.length).toBeGreaterThan(1);
  expect(found.length).toBeLessThanOrEqual(4);
  for (const zone of found) expect(isTimeZone(zone)).toBe(true);
});

test("every zone of the runtime is found by its own name and place, and has a currency to guess", () => {
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    expect(isTimeZone(findTimeZones(placeOf(zone))[0] ?? ""), zone).toBe(true);
    expect(isCurrency(likelyCurrency(zone)), zone).toBe(true);
  }
  expect(likelyCurrency("Europe/London")).toBe("GBP");
  expect(likelyCurrency("Europe/Lisbon")).toBe("EUR");
  expect(likelyCurrency("America/Chicago")).toBe("USD");
});

test.each([
  ["7", "07:00"],
  ["7:30", "07:30"],
  ["07.30", "07:30"],
  ["7h30", "07:30"],
  ["7am", "07:00"],
  ["12 am", "00:00"],
  ["12pm", "12:00"],
  ["9:15 p.m.", "21:15"],
  ["at 21:00", "21:00"],
  ["noon", "12:00"],
  ["25:00", null],
  ["7:60", null],
  ["13pm", null],
  ["soon", null],
  ["", null],
])("%j on the clock is %j", (said, time) => {
  expect(readClockTime(said)).toBe(time);
});

test("a database time and a typed one give the same minute", () => {
  expect([minuteOfClockTime("07:30"), minuteOfClockTime("07:30:00"), minuteOfClockTime("00:00")]).toEqual([
    450, 450, 0,
  ]);
});
