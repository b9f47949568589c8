import { describe, expect, test } from "vitest";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import { ringReadings } from "../../../coaching/sample/ring.ts";
import { mean } from "./sample-help.ts";

const ZONE = "America/New_York";
/** Noon in New York. */
const NOW = new Date("2026-03-10T16:00:00Z");
const TODAY = "2026-03-10";
const TWO_YEARS = { from: addDays(TODAY, -730), to: TODAY };

const all = (wearer: string, about = { now: NOW, timezone: ZONE }) => ringReadings(wearer, TWO_YEARS, about);
const nightsOf = (wearer: string) => all(wearer).flatMap(({ sleepMinutes }) => sleepMinutes ?? []);

describe("given one wearer", () => {
  test("then a day is the same whenever it is asked for, alone or among others, and wherever the wearer is", () => {
    const days = all("one");
    for (const date of ["2024-12-31", "2025-01-01", "2025-10-26", "2026-03-09"]) {
      const [held] = days.filter((day) => day.date === date);
      const later = { now: new Date("2027-06-01T00:00:00Z"), timezone: "Pacific/Auckland" };
      const [alone] = ringReadings("one", { from: date, to: date }, later);
      expect({ date, reading: alone }).toEqual({ date, reading: held });
    }
  });

  test("then two years are there, each day once at most, with nights missing now and then", () => {
    const dates = all("one").map(({ date }) => date);
    expect(dates).toEqual([...new Set(dates)].sort());
    expect(dates.length).toBeGreaterThan(600);
    expect(nightsOf("one").length).toBeLessThan(eachDay(TWO_YEARS.from, TWO_YEARS.to).length);
  });

  test("then it is one ring for good", () => {
    expect(new Set(all("one").map(({ source, hrvKind }) => `${source} ${hrvKind}`))).toEqual(
      new Set(["sample rmssd"]),
    );
  });
});

test("given another wearer, then the body is another one", () => {
  expect(all("other")).not.toEqual(all("one"));
  expect(mean(nightsOf("other"))).not.toBe(mean(nightsOf("one")));
});

describe("today", () => {
  /** Somebody whose ring was worn this night. */
  const wearer = ["a", "b", "c", "d"].find((one) => all(one).at(-1)?.date === TODAY) ?? "";
  const at = (time: string, timezone = ZONE) =>
    all(wearer, { now: new Date(`2026-03-10T${time}:00Z`), timezone }).at(-1);

  test("then the night is there once the wearer is up, and the day's sums are not", () => {
    expect(at("16:00")).toMatchObject({ date: TODAY, steps: null, activityKcal: null, stressLevel: null });
    expect(at("16:00")?.sleepMinutes).toBeGreaterThan(0);
    // Four in the morning.
    expect(at("08:00")?.date).not.toBe(TODAY);
  });

  test("then it is the day of the wearer's own clock", () => {
    expect(at("16:00", "Pacific/Auckland")?.date).not.toBe("2026-03-11");
    expect(
      ringReadings(wearer, { from: "2026-03-11", to: "2026-04-01" }, { now: NOW, timezone: ZONE }),
    ).toEqual([]);
  });

  test("then tomorrow the day is told in full, and the night stays as it was told", () => {
    const tomorrow = { now: new Date("2026-03-11T16:00:00Z"), timezone: ZONE };
    const [day] = ringReadings(wearer, { from: TODAY, to: TODAY }, tomorrow);
    expect(day?.sleepMinutes).toBe(at("16:00")?.sleepMinutes);
    expect(day?.steps).toBeGreaterThan(0);
  });
});
