import { describe, expect, test, vi } from "vitest";
import {
  instantOfWallTime,
  localDateOf,
  localMinuteOf,
  startOfLocalDay,
} from "../../../coaching/model/local-date.ts";

vi.setConfig({ testTimeout: 60_000 });

describe("a wall time becomes an instant", () => {
  test.each([
    // Forward by an hour at 02:00: 02:30 does not happen and is moved on to 03:30.
    ["America/New_York", "2026-03-08", 90, "2026-03-08T06:30:00Z"],
    ["America/New_York", "2026-03-08", 150, "2026-03-08T07:30:00Z"],
    ["America/New_York", "2026-03-08", 180, "2026-03-08T07:00:00Z"],
    // Back by an hour at 02:00: 01:30 happens twice, the first counts.
    ["America/New_York", "2026-11-01", 90, "2026-11-01T05:30:00Z"],
    ["America/New_York", "2026-11-01", 120, "2026-11-01T07:00:00Z"],
    // Santiago goes forward at midnight: 6 September 2026 starts at 01:00.
    ["America/Santiago", "2026-09-06", 0, "2026-09-06T04:00:00Z"],
    ["America/Santiago", "2026-09-06", 60, "2026-09-06T04:00:00Z"],
    // And back at midnight: 23:30 on 4 April happens twice, midnight once.
    ["America/Santiago", "2026-04-04", 1410, "2026-04-05T02:30:00Z"],
    ["America/Santiago", "2026-04-05", 0, "2026-04-05T04:00:00Z"],
    // Cairo goes forward at midnight on the last Friday of April, and back at midnight in October.
    ["Africa/Cairo", "2026-04-24", 0, "2026-04-23T22:00:00Z"],
    ["Africa/Cairo", "2026-04-24", 30, "2026-04-23T22:30:00Z"],
    ["Africa/Cairo", "2026-10-29", 1410, "2026-10-29T20:30:00Z"],
    ["Africa/Cairo", "2026-10-30", 0, "2026-10-29T22:00:00Z"],
    // Lord Howe moves by half an hour, at 02:00.
    ["Australia/Lord_Howe", "2026-10-04", 135, "2026-10-03T15:45:00Z"],
    ["Australia/Lord_Howe", "2026-10-04", 150, "2026-10-03T15:30:00Z"],
    ["Australia/Lord_Howe", "2026-04-05", 105, "2026-04-04T14:45:00Z"],
    ["Australia/Lord_Howe", "2026-04-05", 120, "2026-04-04T15:30:00Z"],
    ["Asia/Kathmandu", "2026-01-02", 0, "2026-01-01T18:15:00Z"],
    ["UTC", "2026-01-02", 1439, "2026-01-02T23:59:00Z"],
  ])("given %s on %s at minute %i, then it is %s", (zone, date, minute, instant) => {
    expect(instantOfWallTime(zone, date, minute).toISOString()).toBe(new Date(instant).toISOString());
  });

  test("given a day that starts at one o'clock, then its start is on that day", () => {
    const start = startOfLocalDay("America/Santiago", "2026-09-06");
    expect(localDateOf(start, "America/Santiago")).toBe("2026-09-06");
    expect(localMinuteOf(start, "America/Santiago")).toBe(60);
    expect(localDateOf(new Date(start.getTime() - 1), "America/Santiago")).toBe("2026-09-05");
  });

  test("given hundreds of clock changes all over the world, then each time around them is what the runtime's clock shows", () => {
    const changes = clockChanges();
    expect(changes.length).toBeGreaterThan(200);
    const wrong: string[] = [];
    for (const { zone, at } of changes) {
      const shown = wallTimes(zone, at);
      // The zone's own zero hour as a day and minute, and around it every quarter of an hour of two days.
      const centre = at.getTime() + offsetOf(zone, new Date(at.getTime() - 1));
      for (let step = -96; step <= 96; step++) {
        const wall = centre + step * QUARTER_MS;
        const found = instantOfWallTime(zone, dayOf(wall), minuteOf(wall)).getTime();
        const expected = shown.get(wall) ?? afterGap(at, wall - centre);
        if (found !== expected) wrong.push(`${zone} ${new Date(wall).toISOString()}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** A time that no clock shows lies as long after the change as it lies after the skipped time's start. */
function afterGap(at: Date, skipped: number): number {
  return at.getTime() + skipped;
}

/** What the zone's clock shows, as if it were UTC, by the first instant that shows it: every quarter of five days. */
function wallTimes(zone: string, at: Date): Map<number, number> {
  const shown = new Map<number, number>();
  for (let step = -240; step <= 240; step++) {
    const instant = at.getTime() + step * QUARTER_MS;
    const wall = instant + offsetOf(zone, new Date(instant));
    if (!shown.has(wall)) shown.set(wall, instant);
  }
  return shown;
}

/** Every clock change of two years, found by halving the fortnights over which a zone's offset changes. */
function clockChanges(): { readonly zone: string; readonly at: Date }[] {
  const from = Date.UTC(2025, 0, 1);
  const fortnights = 52;
  return Intl.supportedValuesOf("timeZone").flatMap((zone) => {
    const found: { zone: string; at: Date }[] = [];
    for (let index = 0; index < fortnights; index++) {
      let low = from + index * 14 * DAY_MS;
      let high = low + 14 * DAY_MS;
      const before = offsetOf(zone, new Date(low));
      if (offsetOf(zone, new Date(high)) === before) continue;
      while (high - low > 60_000) {
        const middle = low + Math.floor((high - low) / 120_000) * 60_000;
        if (offsetOf(zone, new Date(middle)) === before) low = middle;
        else high = middle;
      }
      found.push({ zone, at: new Date(high) });
    }
    return found;
  });
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds to add to an instant for the zone's wall clock, read off the runtime's own formatter. */
function offsetOf(zone: string, instant: Date): number {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset", year: "numeric" });
  clocks.set(zone, clock);
  const text = clock.format(instant);
  const match = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(text);
  if (!match) throw new Error(`no offset in "${text}"`);
  const [, sign, hours = "0", minutes = "0"] = match;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function dayOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

function minuteOf(wall: number): number {
  return (wall - Math.floor(wall / DAY_MS) * DAY_MS) / 60_000;
}
