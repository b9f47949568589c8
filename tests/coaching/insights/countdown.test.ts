import { describe, expect, test } from "vitest";
import { countdownOf } from "../../../coaching/insights/countdown.ts";
import { madeDate, madeDays } from "../../support/made-days.ts";

const SLEEP_TO_MOOD = { type: "sleep_to_mood", subject: "" };

/** Nights on every day, moods on those that are told. */
const days = (count: number, hasMood: (index: number) => boolean) =>
  madeDays(count, (index) => ({ sleepMinutes: 420, mood: hasMood(index) ? 1 : null }));

describe("the countdown", () => {
  test("given both on each of 31 days, then 14 more are wanted, at one a day", () => {
    expect(
      countdownOf(
        SLEEP_TO_MOOD,
        days(31, () => true),
        madeDate(30),
      ),
    ).toEqual({
      pairs: 31,
      needed: 45,
      earliest: madeDate(44),
    });
  });

  test("given both on every second day of the last 28, then it takes twice as long", () => {
    const found = countdownOf(
      SLEEP_TO_MOOD,
      days(60, (index) => index % 2 === 1),
      madeDate(59),
    );
    expect(found).toEqual({ pairs: 30, needed: 45, earliest: madeDate(89) });
  });

  test("given 44 days, then it is tomorrow at the earliest, never today or before", () => {
    expect(
      countdownOf(
        SLEEP_TO_MOOD,
        days(44, () => true),
        madeDate(43),
      )?.earliest,
    ).toBe(madeDate(44));
  });

  test("given nothing that came in for four weeks, or ever, then there is no date", () => {
    expect(
      countdownOf(
        SLEEP_TO_MOOD,
        days(60, (index) => index < 32),
        madeDate(59),
      ),
    ).toEqual({
      pairs: 32,
      needed: 45,
      earliest: null,
    });
    expect(countdownOf(SLEEP_TO_MOOD, [], madeDate(0))).toEqual({ pairs: 0, needed: 45, earliest: null });
    // The last known day lies five weeks back.
    expect(
      countdownOf(
        SLEEP_TO_MOOD,
        days(20, () => true),
        madeDate(54),
      )?.earliest,
    ).toBeNull();
  });

  test("given so little that old days leave the window as new ones come, then there is no date", () => {
    // One in seven: 25 of 180 at most.
    expect(
      countdownOf(
        SLEEP_TO_MOOD,
        days(180, (index) => index % 7 === 0),
        madeDate(179),
      ),
    ).toEqual({
      pairs: 26,
      needed: 45,
      earliest: null,
    });
  });

  test("given enough, then there is nothing to wait for", () => {
    expect(
      countdownOf(
        SLEEP_TO_MOOD,
        days(45, () => true),
        madeDate(44),
      ),
    ).toBeNull();
  });

  test("given later days, then they are not known", () => {
    expect(
      countdownOf(
        SLEEP_TO_MOOD,
        days(100, () => true),
        madeDate(9),
      )?.pairs,
    ).toBe(10);
  });

  test("given a tag, then days with an entry count, whether tagged or not", () => {
    const tagged = days(20, (index) => index >= 5).map((day) => ({ ...day, spentDiscretionaryMinor: 0 }));
    expect(countdownOf({ type: "tag_to_spending", subject: "work" }, tagged, madeDate(19))?.pairs).toBe(15);
  });
});
