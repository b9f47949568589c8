import { describe, expect, test } from "vitest";
import { fullDay, wearableStage } from "../../contracts/wearable-stage.ts";
import {
  type GoogleWearable,
  googleHealthHarness,
  openGoogleWearable,
} from "../../fakes/google-health-harness.ts";
import type { SleepMade } from "../../fakes/google-health-person.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();

/** What Google tells of nights, as it comes to lie in the table. Today is the first of April 2026, in Berlin. */

let google: GoogleWearable;
const stage = wearableStage(
  {
    ...googleHealthHarness,
    async open({ clock, timezone }) {
      google = await openGoogleWearable(clock, timezone);
      return google;
    },
  },
  db,
);

const sleep = (from: string, to: string, asleepMinutes: number, more: Partial<SleepMade> = {}) =>
  google.health.person.addSleep({ from, to, asleepMinutes, ...more });

/** Each night that is stored, by its day and minutes. */
async function nights(): Promise<Record<string, number | null>> {
  const rows = await stage.rows();
  return Object.fromEntries(rows.map((row) => [row.localDate, row.sleepDurationMinutes]));
}

async function firstNights() {
  await stage.link();
  await stage.sync();
  return nights();
}

describe("a night", () => {
  test("given one in parts, less than three hours apart, then it is one, and its naps are none of it", async () => {
    sleep("2026-03-30T23:00:00+02:00", "2026-03-31T02:00:00+02:00", 170);
    sleep("2026-03-31T03:30:00+02:00", "2026-03-31T05:00:00+02:00", 80, { isMain: false });
    sleep("2026-03-31T07:00:00+02:00", "2026-03-31T08:10:00+02:00", 60, { isMain: false });
    sleep("2026-03-31T09:00:00+02:00", "2026-03-31T09:40:00+02:00", 35, { type: "CLASSIC", isNap: true });
    sleep("2026-03-31T14:00:00+02:00", "2026-03-31T15:40:00+02:00", 90, { isMain: false });
    expect(await firstNights()).toEqual({ "2026-03-31": 310 });
  });

  test("given a day of naps alone, then there is no night, and not one of nought", async () => {
    sleep("2026-03-31T13:00:00+02:00", "2026-03-31T14:00:00+02:00", 50, { type: "CLASSIC", isNap: true });
    google.health.person.setSum("steps", "2026-03-31", 4000);
    expect(await firstNights()).toEqual({ "2026-03-31": null });
  });

  test("given one without stages, as of an old band, then it counts for what it was", async () => {
    sleep("2026-03-30T23:10:00+02:00", "2026-03-31T04:02:30+02:00", 280, { type: "CLASSIC" });
    expect(await firstNights()).toEqual({ "2026-03-31": 280 });
  });

  test("given the same one from a second device, then it was slept once", async () => {
    sleep("2026-03-30T23:00:00+02:00", "2026-03-31T07:00:00+02:00", 440);
    sleep("2026-03-30T23:12:00+02:00", "2026-03-31T06:55:00+02:00", 431, {
      isMain: false,
      device: "Charge 6",
    });
    expect(await firstNights()).toEqual({ "2026-03-31": 440 });
  });

  test("when the person puts one right by hand, then the row says so; when they move it to another day, it goes there", async () => {
    const night = { from: "2026-03-30T22:30:00+02:00", to: "2026-03-31T07:00:00+02:00", asleepMinutes: 480 };
    const id = google.health.person.addSleep(night);
    expect(await firstNights()).toEqual({ "2026-03-31": 480 });
    const edited = { ...night, from: "2026-03-31T00:15:00+02:00", asleepMinutes: 390, isEdited: true };
    google.health.person.changeSleep(id, edited);
    await stage.sync();
    expect(await nights()).toEqual({ "2026-03-31": 390 });
    const moved = { ...edited, from: "2026-03-30T00:15:00+02:00", to: "2026-03-30T07:00:00+02:00" };
    google.health.person.changeSleep(id, moved);
    await stage.sync();
    expect(await nights()).toEqual({ "2026-03-30": 390 });
  });
});

describe("clocks and journeys", () => {
  test("given the hour that comes twice, within a night in parts, then both are one night as long as they were", async () => {
    // 02:50 the first time; then 02:20 the second time, half an hour later.
    sleep("2025-10-25T23:50:00+02:00", "2025-10-26T02:50:00+02:00", 170);
    sleep("2025-10-26T02:20:00+01:00", "2025-10-26T06:20:00+01:00", 230, { isMain: false });
    expect(await firstNights()).toEqual({ "2025-10-26": 400 });
  });

  test("given the hour that is left out, then the night is an hour shorter than its clock", async () => {
    sleep("2026-03-28T23:30:00+01:00", "2026-03-29T07:00:00+02:00", 380);
    expect(await firstNights()).toEqual({ "2026-03-29": 380 });
  });

  test("given a flight west over midnight, then two nights that ended on one day there are not added", async () => {
    sleep("2026-03-20T23:30:00+09:00", "2026-03-21T06:30:00+09:00", 400);
    // On the plane it is the 21st once more, ten hours after the night in Tokyo.
    sleep("2026-03-21T00:10:00-07:00", "2026-03-21T02:40:00-07:00", 130, { isMain: false });
    sleep("2026-03-21T22:30:00-07:00", "2026-03-22T06:00:00-07:00", 430);
    expect(await firstNights()).toEqual({ "2026-03-21": 400, "2026-03-22": 430 });
  });

  test("given a flight east over the date line, then the day that was skipped has no night", async () => {
    sleep("2026-03-18T22:30:00-10:00", "2026-03-19T06:00:00-10:00", 430);
    sleep("2026-03-20T22:00:00+13:00", "2026-03-21T06:30:00+13:00", 470);
    expect(await firstNights()).toEqual({ "2026-03-19": 430, "2026-03-21": 470 });
  });

  test("given a person a day ahead of the zone we know of, then their night is there on their day", async () => {
    // Still the first in Berlin, and the morning of the second in Auckland.
    stage.nextDay(0.5);
    sleep("2026-04-01T23:30:00+13:00", "2026-04-02T06:30:00+13:00", 390);
    expect(await firstNights()).toEqual({ "2026-04-02": 390 });
  });
});

test("given a sum of nought, then the day has nought; given none, then nothing is known of it", async () => {
  google.health.person.setSum("steps", "2026-03-30", 0);
  google.health.person.setHrv("2026-03-31", 38.42);
  await firstNights();
  expect(await stage.days()).toEqual([
    { date: "2026-03-30", steps: 0 },
    { date: "2026-03-31", hrvMs: 38.42 },
  ]);
});

test("given no score in what Google tells, then there is none of a night and of no day's stress", async () => {
  google.setDay(fullDay("2026-03-31"));
  await firstNights();
  expect(await stage.rows()).toMatchObject([{ sleepScore: null, stressLevel: null, hrvKind: "rmssd" }]);
});
