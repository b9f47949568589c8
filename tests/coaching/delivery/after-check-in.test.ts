import { describe, expect, test } from "vitest";
import { summaryWaitsUntil } from "../../../coaching/delivery/after-check-in.ts";
import { DEFAULT_PREFERENCES, type Preferences } from "../../../coaching/delivery/preferences.ts";

const MONDAY = "2026-11-30";
const on = (date: string, clock: string) => ({ localDate: date, at: new Date(`${date}T${clock}:00Z`) });

/** At a time on that Monday in London, with the check-in served last and due next. */
function waitAt(
  clock: string,
  { last = null, next = null }: Partial<Parameters<typeof summaryWaitsUntil>[0]>,
  preferences: Partial<Preferences> = {},
): string | null {
  const about = { today: MONDAY, now: on(MONDAY, clock).at, zone: "Europe/London" };
  const until = summaryWaitsUntil(
    { last, next },
    { ...about, preferences: { ...DEFAULT_PREFERENCES, ...preferences } },
  );
  return until?.toISOString().slice(0, 16) ?? null;
}

describe("given a summary that is due", () => {
  test("when the question has been put and let pass, or there is none today, then it waits for nothing", () => {
    const tomorrow = on("2026-12-01", "07:30");
    expect(waitAt("09:00", { last: on(MONDAY, "07:30"), next: tomorrow })).toBe(null);
    expect(waitAt("09:00", { last: on(MONDAY, "08:30"), next: tomorrow })).toBe(null);
    expect(waitAt("09:00", { last: on("2026-11-29", "07:30"), next: tomorrow })).toBe(null);
    expect(waitAt("09:00", {})).toBe(null);
  });

  test("when the question was put off, or comes this very minute, then until half an hour after it", () => {
    expect(waitAt("09:00", { last: on(MONDAY, "07:30"), next: on(MONDAY, "09:30") })).toBe(
      "2026-11-30T10:00",
    );
    expect(waitAt("20:00", { next: on(MONDAY, "20:00") })).toBe("2026-11-30T20:30");
    expect(waitAt("20:00", { last: on(MONDAY, "20:00") })).toBe("2026-11-30T20:30");
  });

  test("when that is in quiet hours or past midnight, then until the next morning, out of quiet hours", () => {
    const next = on(MONDAY, "21:00");
    expect(waitAt("20:00", { next })).toBe("2026-12-01T09:00");
    expect(waitAt("20:00", { next: on(MONDAY, "20:30") })).toBe("2026-12-01T09:00");
    const late = { quiet: { from: 22 * 60 + 30, until: 10 * 60 + 15 }, choseQuiet: true };
    expect(waitAt("20:00", { next }, late)).toBe("2026-11-30T21:30");
    expect(waitAt("20:00", { next: on(MONDAY, "22:15") }, late)).toBe("2026-12-01T10:15");
    const none = { quiet: { from: 0, until: 0 }, choseQuiet: true };
    expect(waitAt("20:00", { next: on(MONDAY, "23:45") }, none)).toBe("2026-12-01T09:00");
  });

  test("when the question will not be put, then it waits for nothing", () => {
    const next = on(MONDAY, "21:00");
    expect(waitAt("20:00", { next }, { off: ["checkin_reminder"] })).toBe(null);
    expect(waitAt("20:00", { next }, { choseQuiet: true })).toBe(null);
  });
});
