import fc from "fast-check";
import { expect, test } from "vitest";
import { ownSleepScore, type UnratedNight } from "../../../coaching/features/own-sleep-score.ts";

const NIGHT: UnratedNight = { asleepMinutes: 398, awakeMinutes: 37, deepMinutes: 80, remMinutes: 80 };
const scoreOf = (change: Partial<UnratedNight>, need = 480) =>
  ownSleepScore({ ...NIGHT, ...change }, need)?.value ?? null;

test("given a night with stages, then length, calm and depth make the score, worked by hand", () => {
  // Length 1 − (1 − 398/480)/0.5 = 0.6583; calm (398/435 − 0.65)/0.3 = 0.8831; depth 160/192 = 0.8333.
  // 0.6 · 0.6583 + 0.2 · 0.8831 + 0.2 · 0.8333 = 0.7383.
  expect(ownSleepScore(NIGHT, 480)).toEqual({ value: 74, isOurs: true, configVersion: "own-sleep/1" });
});

test("given a night without stages, then what is told weighs more", () => {
  // (0.6 · 0.6583 + 0.2 · 0.8831) / 0.8 = 0.7145; by its length alone 0.6583.
  expect(scoreOf({ deepMinutes: null, remMinutes: null })).toBe(71);
  expect(scoreOf({ deepMinutes: null, remMinutes: null, awakeMinutes: null })).toBe(66);
});

test.each([59, 961, 0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
  "given %d minutes asleep, then that is no night and has no score",
  (asleepMinutes) => expect(scoreOf({ asleepMinutes })).toBeNull(),
);

test("given a need that is none, then 8 hours are meant", () => {
  expect(scoreOf({}, Number.NaN)).toBe(scoreOf({}, 480));
  expect(scoreOf({}, 60)).toBe(scoreOf({}, 360));
});

test("given any night, then it is 0 to 100, and more sleep never lowers nor more waking raises it", () => {
  const told = (max: number) => fc.option(fc.integer({ min: 0, max }), { nil: null });
  const night = fc.record({
    asleepMinutes: fc.integer({ min: 60, max: 960 }),
    awakeMinutes: told(400),
    deepMinutes: told(300),
    remMinutes: told(300),
  });
  fc.assert(
    fc.property(
      night,
      fc.integer({ min: 300, max: 700 }),
      fc.integer({ min: 0, max: 300 }),
      (drawn, need, more) => {
        const value = ownSleepScore(drawn, need)?.value ?? Number.NaN;
        expect(value >= 0 && value <= 100 && Number.isInteger(value)).toBe(true);
        const longer = ownSleepScore({ ...drawn, asleepMinutes: drawn.asleepMinutes + more }, need);
        if (longer !== null) expect(longer.value).toBeGreaterThanOrEqual(value);
        if (drawn.awakeMinutes === null) return;
        const restless = ownSleepScore({ ...drawn, awakeMinutes: drawn.awakeMinutes + more }, need);
        expect(restless?.value).toBeLessThanOrEqual(value);
      },
    ),
    { numRuns: 1000 },
  );
});
