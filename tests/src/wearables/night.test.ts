import fc from "fast-check";
import { expect, test } from "vitest";
import { nightOf, nightsOfStretches, type Sleep } from "../../../src/integrations/wearables/night.ts";

const HOUR = 3600;

/** Hours of one day, from and to. */
const sleep = (from: number, to: number, over: Partial<Sleep> = {}): Sleep => ({
  start: from * HOUR,
  end: to * HOUR,
  endDate: "2026-11-10",
  asleepSeconds: (to - from) * HOUR,
  isNight: true,
  ...over,
});
const hoursOf = (sleeps: readonly Sleep[], mayBePart = true) => {
  const night = nightOf(sleeps, { mayBePart: () => mayBePart });
  return night?.asleepSeconds == null ? null : night.asleepSeconds / HOUR;
};

test("given parts less than three hours apart, then they are one night, also by way of another part", () => {
  expect(hoursOf([sleep(0, 4), sleep(6, 8)])).toBe(6);
  expect(hoursOf([sleep(0, 4), sleep(7, 9)])).toBe(4);
  expect(hoursOf([sleep(0, 4), sleep(5, 6), sleep(8, 10)])).toBe(7);
  expect(hoursOf([sleep(0, 4), sleep(6.5, 9), sleep(5, 6)])).toBe(7.5);
});

test("given another day's end, minutes of dozing or a nap, then they are no part of the night", () => {
  expect(hoursOf([sleep(0, 4), sleep(-3, -1, { endDate: "2026-11-09" })])).toBe(4);
  expect(hoursOf([sleep(0, 4), sleep(5, 5.2)])).toBe(4);
  expect(hoursOf([sleep(0, 4), sleep(5, 6, { isNight: false })], false)).toBe(4);
  expect(hoursOf([sleep(1, 3, { isNight: false })])).toBeNull();
  expect(nightOf([sleep(1, 3, { isNight: false })], { mayBePart: () => true })).toBeNull();
});

test("given a sleep told twice, as by two devices, then it counts once", () => {
  expect(hoursOf([sleep(0, 6), sleep(0, 6), sleep(1, 5)])).toBe(6);
});

test("given a nap longer than the night, then it is what the day's sleep was", () => {
  expect(hoursOf([sleep(0, 2), sleep(9, 13, { isNight: false })], false)).toBe(4);
});

test("given no length, then the night is there and its length unknown", () => {
  const night = nightOf([sleep(0, 2, { asleepSeconds: null }), sleep(0, 6, { asleepSeconds: null })]);
  expect(night).toMatchObject({ main: { end: 6 * HOUR }, asleepSeconds: null });
});

test("given two of one length, then the one the wearable calls the main one is the night", () => {
  const [early, late] = [sleep(0, 3), sleep(10, 13, { isMain: true })];
  for (const sleeps of [
    [early, late],
    [late, early],
  ])
    expect(nightOf(sleeps)?.main).toBe(late);
});

test("given stretches, then those that overlap count once, and a gap of three hours ends a night", () => {
  const hours = (from: number, to: number) => ({ start: from * HOUR, end: to * HOUR });
  const nights = (...stretches: readonly ReturnType<typeof hours>[]) =>
    nightsOfStretches(stretches, ({ end }) => Math.floor(end / (24 * HOUR)));
  expect(nights(hours(5, 7), hours(0, 3), hours(2, 4))).toEqual(
    new Map([[0, { ...hours(0, 7), asleepSeconds: 6 * HOUR }]]),
  );
  expect(nights(hours(0, 4), hours(7, 9)).get(0)).toMatchObject({ asleepSeconds: 4 * HOUR });
  // Of the day on which it ends, though a part of it ended before midnight.
  expect([...nights(hours(22, 23.5), hours(23.75, 30))]).toEqual([
    [1, { ...hours(22, 30), asleepSeconds: 7.75 * HOUR }],
  ]);
});

test("whatever the order in which sleeps come, the night is the same", () => {
  const some = fc.uniqueArray(
    fc.record({
      from: fc.integer({ min: 0, max: 40 }),
      length: fc.integer({ min: 1, max: 20 }),
      isNight: fc.boolean(),
    }),
    { maxLength: 7, selector: ({ from, length }) => `${from} ${length}` },
  );
  fc.assert(
    fc.property(some, (parts) => {
      const sleeps = parts.map(({ from, length, isNight }) => sleep(from, from + length, { isNight }));
      expect(hoursOf(sleeps.toReversed())).toBe(hoursOf(sleeps));
    }),
    { numRuns: 1000 },
  );
});
