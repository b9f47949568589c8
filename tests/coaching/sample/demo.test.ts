import { median } from "simple-statistics";
import { expect, test } from "vitest";
import { addDays, eachDay, localDateOf, localMinuteOf } from "../../../coaching/model/local-date.ts";
import { minorDigits } from "../../../coaching/model/money.ts";
import { samplePerson, samplePersonRun, samplePersons } from "../../../coaching/sample/demo.ts";
import { bytesOf, daysOf, mean } from "./sample-help.ts";

const PLACE = { today: "2026-11-23", timezone: "America/New_York", currency: "USD" };
const YESTERDAY = "2026-11-22";

test("given the same name, day, zone and currency, then the same bytes come out", () => {
  for (const name of samplePersons) {
    expect(bytesOf(samplePersonRun(name, PLACE))).toBe(bytesOf(samplePersonRun(name, PLACE)));
  }
});

test.each(samplePersons)("%s has 120 days and this morning, with a short night to show", (name) => {
  const person = samplePerson(name, PLACE);
  const lastNight = person.readings.find(({ date }) => date === PLACE.today);
  const nightBefore = person.readings.find(({ date }) => date === YESTERDAY);

  expect([person.from, person.to]).toEqual(["2026-07-26", "2026-11-23"]);
  expect(lastNight).toMatchObject({ sleepMinutes: 340, steps: null, activityKcal: null, stressLevel: null });
  expect(lastNight?.hrvMs).not.toBeNull();
  expect(nightBefore?.sleepMinutes).toBe(380);
  expect(person.moodEntries.filter(({ date }) => date === YESTERDAY).map(({ mood }) => mood)).toContain(-2);
  expect(person.moodEntries.filter(({ date }) => date >= PLACE.today)).toEqual([]);
  expect(person.moodEntries.every(({ at }) => at <= person.asOf)).toBe(true);
});

test.each(samplePersons)("%s has spent more than usual on the last four days", (name) => {
  const person = samplePerson(name, PLACE);
  const days = daysOf(person);
  const spent = (from: string, to: string) =>
    days.filter(({ date }) => from <= date && date <= to).map((day) => day.spentDiscretionaryMinor ?? 0);
  const lately = spent(addDays(PLACE.today, -4), YESTERDAY);
  const before = spent(addDays(PLACE.today, -60), addDays(PLACE.today, -5));

  expect(Math.min(...lately)).toBeGreaterThan(0);
  expect(mean(lately)).toBeGreaterThan(1.2 * mean(before));
});

test.each(samplePersons)("%s walks about as much as most people do", (name) => {
  const steps = samplePerson(name, PLACE).readings.flatMap((reading) => reading.steps ?? []);

  expect(median(steps)).toBeGreaterThan(6500);
  expect(median(steps)).toBeLessThan(8500);
  expect(Math.max(...steps)).toBeLessThan(30_000);
});

test("given any moment of today, then only this morning's coffee can lie ahead", () => {
  for (const name of samplePersons) {
    const { transactions } = samplePerson(name, PLACE);
    const today = transactions.filter(({ date }) => date >= PLACE.today);

    expect(today.length).toBeLessThanOrEqual(1);
    for (const { at, amountMinor } of today) {
      expect(localMinuteOf(at, PLACE.timezone)).toBe(485);
      expect(amountMinor).toBeGreaterThan(0);
    }
  }
});

test("maya has enough short nights to compare with, and pays more on the days after them", () => {
  // Seven days in a row, so that no weekday is special.
  for (const today of eachDay("2026-11-20", "2026-11-26")) {
    const days = daysOf(samplePerson("maya", { ...PLACE, today })).slice(0, -1);
    const spentOn = (short: boolean) =>
      days.flatMap(({ sleepMinutes, spentDiscretionaryMinor }) =>
        sleepMinutes === null || spentDiscretionaryMinor === null || sleepMinutes < 360 !== short
          ? []
          : [spentDiscretionaryMinor],
      );

    expect(spentOn(true).length).toBeGreaterThanOrEqual(8);
    expect(mean(spentOn(true))).toBeGreaterThan(mean(spentOn(false)) + 2000);
  }
});

test("tom and sol have no money link, iris misses four days in ten", () => {
  const linksOf = (name: "tom" | "sol") => samplePersonRun(name, PLACE).truth.links.map(({ kind }) => kind);
  expect(linksOf("tom")).toEqual(["sleep_to_energy", "sleep_to_mood"]);
  expect(linksOf("sol")).toEqual([]);

  const days = daysOf(samplePerson("iris", PLACE));
  const share = (signal: "sleepMinutes" | "mood") =>
    days.filter((day) => day[signal] === null).length / days.length;
  expect(share("sleepMinutes")).toBeGreaterThan(0.3);
  expect(share("sleepMinutes")).toBeLessThan(0.5);
  expect(share("mood")).toBeGreaterThan(0.3);
  expect(share("mood")).toBeLessThan(0.5);
});

test.each([
  ["Pacific/Auckland", "NZD"],
  ["Asia/Kathmandu", "JPY"],
  ["America/Sao_Paulo", "BRL"],
  ["Africa/Casablanca", "KWD"],
  ["UTC", "EUR"],
])("given a person in %s with %s, then days and amounts are theirs", (timezone, currency) => {
  const person = samplePerson("maya", { today: "2026-04-06", timezone, currency });
  const majors = person.transactions.map(({ amountMinor }) => amountMinor / 10 ** minorDigits(currency));
  const coffees = person.transactions.filter(
    ({ category, isDiscretionary }) => category === "FOOD_AND_DRINK_COFFEE" && isDiscretionary,
  );

  for (const { at, date } of [...person.readings, ...person.transactions])
    expect(localDateOf(at, timezone)).toBe(date);
  expect(person.accounts.map((account) => account.currency)).toEqual([currency, currency, currency]);
  // Yen amounts are hundreds, dinars a few.
  const typical = mean(coffees.map(({ amountMinor }) => amountMinor / 10 ** minorDigits(currency)));
  const level = { NZD: 1.5, JPY: 120, BRL: 3.2, KWD: 0.3, EUR: 0.9 }[currency] ?? 1;
  expect(typical / level).toBeGreaterThan(3);
  expect(typical / level).toBeLessThan(9);
  if (currency === "JPY") expect(majors.every(Number.isInteger)).toBe(true);
});

test("given another currency, then the same purchases are made", () => {
  const [dollars, yen] = [PLACE, { ...PLACE, currency: "JPY" }].map((place) => samplePerson("maya", place));
  expect(yen?.transactions.map(({ id }) => id)).toEqual(dollars?.transactions.map(({ id }) => id));
});

test("given an unknown zone or currency, then it is refused with what was expected", () => {
  expect(() => samplePerson("maya", { ...PLACE, timezone: "Mars/Base" })).toThrow(
    /unknown timezone "Mars\/Base"/,
  );
  expect(() => samplePerson("maya", { ...PLACE, currency: "XXZ" })).toThrow(/unknown currency "XXZ"/);
});
