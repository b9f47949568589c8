import { expect, test } from "vitest";
import type { MessageKind } from "../../../coaching/delivery/kinds.ts";
import { DEFAULT_PREFERENCES, type Preferences } from "../../../coaching/delivery/preferences.ts";
import { type Snooze, snoozeOf } from "../../../coaching/delivery/snooze.ts";

const TUESDAY = "2026-11-24";
const at = (clock: string, day = TUESDAY) => new Date(`${day}T${clock}Z`);

/** What a tap comes to in London, where the clock in winter shows UTC. */
function tapped(
  kind: MessageKind,
  due: string,
  now: string,
  changes: Partial<Preferences> = {},
  nextRunAt: Date | null = at("07:30", "2026-11-25"),
): Snooze {
  const preferences = { ...DEFAULT_PREFERENCES, ...changes };
  const slot = { localDate: TUESDAY, at: at(due) };
  return snoozeOf({ kind, slot, now: at(now), zone: "Europe/London", preferences, nextRunAt });
}

test("given a tap within a minute, then it comes back two hours after that minute began, as the answer says", () => {
  expect(tapped("checkin_reminder", "07:30", "08:45:59.999")).toEqual({ kind: "until", at: at("10:45") });
});

test.each([
  ["checkin_reminder", "07:30", "10:30", "10:31"],
  ["morning_nudge", "08:00", "09:30", "09:31"],
  ["morning_nudge", "12:30", "14:00", "14:01"],
  ["weekly_summary", "09:00", "18:59", null],
  ["monthly_summary", "09:00", "18:59", null],
] as const)(
  "given a %s due at %s, then a tap at %s is in time and one at %s too late",
  (kind, due, last, late) => {
    expect(tapped(kind, due, last).kind).toBe("until");
    if (late !== null) expect(tapped(kind, due, late)).toMatchObject({ kind: "refused", reason: "too_late" });
  },
);

test.each([
  ["quiet_hours", "19:00", {}],
  ["paused", "08:00", { pausedUntil: at("10:01") }],
  ["switched_off", "08:00", { off: ["weekly_summary"] }],
] as const)("given %s two hours after %s, then that is said at once", (reason, now, changes) => {
  expect(tapped("weekly_summary", "07:40", now, changes)).toMatchObject({ kind: "refused", reason });
});

test("given a kind that is no longer due, then it is switched off", () => {
  expect(tapped("weekly_summary", "07:40", "08:00", {}, null)).toMatchObject({ reason: "switched_off" });
});

test("given a pause that ends before, then it holds nothing up", () => {
  const changes = { pausedUntil: at("10:00") };
  expect(tapped("weekly_summary", "07:40", "08:00", changes).kind).toBe("until");
});

test("given no quiet hours, then nothing is put off into the next day or past the kind's next slot", () => {
  const awake = { quiet: { from: 0, until: 0 }, choseQuiet: true };
  expect(tapped("checkin_reminder", "21:30", "21:59", awake)).toEqual({ kind: "until", at: at("23:59") });
  expect(tapped("checkin_reminder", "21:30", "22:00", awake)).toMatchObject({ reason: "too_late" });
  expect(tapped("checkin_reminder", "21:30", "21:40", awake, at("23:40"))).toMatchObject({
    reason: "too_late",
  });
});

test("given clocks that go forward in between, then it comes two hours later all the same", () => {
  const night = { quiet: { from: 0, until: 0 }, choseQuiet: true };
  const day = "2026-03-29";
  const put = snoozeOf({
    kind: "checkin_reminder",
    slot: { localDate: day, at: at("00:15", day) },
    now: at("00:30", day),
    zone: "Europe/London",
    preferences: { ...DEFAULT_PREFERENCES, ...night },
    nextRunAt: at("23:15", day),
  });
  // 00:30 in London; 03:30 summer time.
  expect(put).toEqual({ kind: "until", at: at("02:30", day) });
});
