import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, localDateOf, localMinuteOf } from "../../coaching/model/local-date.ts";
import { nextDailyRun } from "../../coaching/schedule.ts";

const ZONES = [
  "UTC",
  "America/New_York",
  "America/Los_Angeles",
  "America/Santiago",
  "Europe/London",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Kathmandu",
  "Asia/Tehran",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Apia",
];

test("over more than a year of any zone and time, each local day is served once and at its wall time or moved on by a gap", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 1439 }), (zone, minute) => {
      let at = new Date("2025-12-31T12:00:00Z");
      let served: string | null = null;
      for (let day = 0; day < 400; day++) {
        const next = nextDailyRun(zone, minute, at, served);
        expect(next.at.getTime()).toBeGreaterThan(at.getTime());
        if (served !== null) expect(next.localDate).toBe(addDays(served, 1));
        const wall = localMinuteOf(next.at, zone);
        const moved = wall - minute;
        expect(
          moved === 0 || (moved > 0 && moved <= 60),
          `${zone} ${next.localDate} ${minute} -> ${wall}`,
        ).toBe(true);
        expect(localDateOf(next.at, zone)).toBe(next.localDate);
        at = next.at;
        served = next.localDate;
      }
    }),
    { numRuns: 12 },
  );
}, 20_000);

test("given a day that was served, then it is not served again after a move westwards", () => {
  const served = "2026-11-23";
  const next = nextDailyRun("America/Los_Angeles", 450, new Date("2026-11-23T08:00:00Z"), served);
  expect(next).toEqual({ localDate: "2026-11-24", at: new Date("2026-11-24T15:30:00Z") });
});
