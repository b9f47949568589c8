import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexDays } from "../../../coaching/model/day-index.ts";
import type { DayRecord } from "../../../coaching/model/days.ts";
import { addDays, eachDay, type LocalDate, weekdayOf } from "../../../coaching/model/local-date.ts";
import type { DayRange } from "../../../coaching/questions/asked-period.ts";
import { meanScore } from "../../../coaching/questions/score-means.ts";
import { scoreDays } from "../../../coaching/scores/day-scores.ts";
import { SIGNALS } from "../../../coaching/signals/registry.ts";
import { changesOf } from "../../../coaching/summaries/changes.ts";
import type { StoredScores } from "../../../coaching/summaries/note.ts";
import { notesOf } from "../../../coaching/summaries/notes.ts";
import { periodBefore } from "../../../coaching/summaries/period.ts";
import { arbitraryDays, daysOf, FIRST_DAY } from "../model/day-help.ts";
import { CONTEXT } from "../scores/score-help.ts";

/** A Monday, eleven full weeks after the first one from the first day on. */
const MONDAY = addDays(FIRST_DAY, 4 + 7 * 11);
const WEEK = { from: MONDAY, to: addDays(MONDAY, 6) };

/** What a period is compared by, made of days alone. */
function groundOf(days: readonly DayRecord[], period: DayRange) {
  const index = indexDays(days);
  const scoresOf = ({ from, to }: DayRange) => scoreDays(index, from, to, CONTEXT);
  const scoreOf = (result: { readonly kind: string; readonly score?: number }) => result.score ?? null;
  const stored = new Map(
    scoresOf({ from: addDays(period.from, -56), to: period.to }).map((day): [LocalDate, StoredScores] => [
      day.date,
      {
        energy: scoreOf(day.energy),
        mood: scoreOf(day.mood),
        financial: scoreOf(day.financial),
        balance: scoreOf(day.balance),
      },
    ]),
  );
  return { period, before: periodBefore(period), index, stored, scoresOf };
}

/** Twelve weeks and some days, of which the value of each is made from its week (0 is the one looked at) and its day. */
const weekly = (values: (back: number, weekday: number) => Partial<DayRecord>) =>
  daysOf(4 + 7 * 12, (offset) => {
    const date = addDays(FIRST_DAY, offset);
    return values(11 - Math.floor((offset - 4) / 7), weekdayOf(date));
  });

test("the week of these stories is the last one of its days", () => {
  expect(weekdayOf(MONDAY)).toBe(0);
  expect(weekly(() => ({})).at(-1)?.date).toBe(WEEK.to);
});

describe("what changed in a week", () => {
  /** Steps go up and down by 200 from week to week; a change counts from three times that, and from 500, on. */
  const steps = (thisWeek: number) =>
    weekly((back) => ({ steps: back === 0 ? thisWeek : back % 2 === 0 ? 8000 : 8200 }));

  test.each([
    [8799, null],
    [8800, 8800],
    [7600, 7600],
    [7601, null],
  ])(
    "given weeks of 8,000 and 8,200 steps by turns and now %i, then three times the usual 200 is the line",
    (now, named) => {
      const changes = changesOf(groundOf(steps(now), WEEK));
      expect(changes).toEqual(
        named === null
          ? []
          : [{ kind: "change", of: "steps", before: 8200, now: named, usualChange: 200, parts: [] }],
      );
    },
  );

  test("given weeks that never change, then a ripple is none, and what reaches the least change is one", () => {
    const even = (thisWeek: number) => weekly((back) => ({ steps: back === 0 ? thisWeek : 8000 }));
    expect(changesOf(groundOf(even(8499), WEEK))).toEqual([]);
    expect(changesOf(groundOf(even(8500), WEEK))).toMatchObject([{ of: "steps", usualChange: 0 }]);
  });

  test("given three known days this week, or another device since the week before, then nothing is named", () => {
    const few = weekly((back, weekday) => ({ steps: back > 0 ? 8000 : weekday < 3 ? 12_000 : null }));
    expect(changesOf(groundOf(few, WEEK))).toEqual([]);
    const changed = weekly((back, weekday) => ({
      steps: back === 0 ? 12_000 : 8000,
      baselineReset: back === 1 && weekday === 3,
    }));
    expect(changesOf(groundOf(changed, WEEK))).toEqual([]);
    const sameDay = weekly((back, weekday) => ({
      steps: back === 0 ? 12_000 : 8000,
      baselineReset: back === 6 && weekday === 0,
    }));
    expect(changesOf(groundOf(sameDay, WEEK))).toMatchObject([{ of: "steps" }]);
  });

  test("given short nights, then energy fell and by what, in points that add up; its signals are not named beside it", () => {
    const days = weekly((back) => ({ sleepMinutes: back === 0 ? 360 : 470, mood: 2 }));
    const [change, ...others] = changesOf(groundOf(days, WEEK));
    if (change === undefined) expect.fail("nothing changed");
    // Sleep 470 of 480 is 95.8 of 100 and 360 is 50, at 62.5 % of what is known: −28.6. The debt rises over the week.
    expect(change).toMatchObject({
      of: "energy_score",
      parts: [{ signal: "sleep" }, { signal: "sleep-debt" }],
    });
    // Rounded with the others so that they add up.
    expect(Math.abs((change.parts[0]?.points ?? 0) + 28.6)).toBeLessThan(1);
    expect(change.parts.reduce((sum, { points }) => sum + points, 0)).toBe(
      Math.round(change.now - change.before),
    );
    expect(others).toEqual([]);
  });

  test("given a mood and a night that both moved, then they are two changes, of which neither is made of the other", () => {
    const days = weekly((back) => ({ mood: back === 0 ? -2 : 2, steps: back === 0 ? 12_000 : 8000 }));
    expect(changesOf(groundOf(days, WEEK))).toMatchObject([
      { of: "mood_score", before: 70, now: 30, parts: [{ signal: "mood", points: -40 }] },
      { of: "steps", before: 8000, now: 12_000 },
    ]);
  });

  test("given rent once a month, then it is no change; more choices every day are one", () => {
    const rent = weekly((back, weekday) => ({
      spentTotalMinor: back === 0 && weekday === 0 ? 90_000 : 500,
      spentDiscretionaryMinor: 100,
    }));
    expect(changesOf(groundOf(rent, WEEK)).filter(({ of }) => of.startsWith("spend"))).toEqual([]);
  });
});

describe("a year of weeks and months", () => {
  test("given any days, then the best and hardest lie within, changes add up and nothing is NaN", {
    timeout: 60_000,
  }, () => {
    const ids = new Set(SIGNALS.map(({ id }) => id));
    fc.assert(
      fc.property(arbitraryDays(300, 366), (days) => {
        const last = days.at(-1)?.date ?? FIRST_DAY;
        const mondays = eachDay(addDays(FIRST_DAY, 4), last).filter((date) => weekdayOf(date) === 0);
        const weeks = mondays.map((from) => ({ from, to: addDays(from, 6) }));
        const months = ["2026-04", "2026-08"].map((month) => ({ from: `${month}-01`, to: `${month}-30` }));
        for (const period of [...weeks.filter((_, at) => at % 6 === 0), ...months]) {
          const ground = groundOf(days, period);
          const notes = notesOf(ground);
          expect(JSON.stringify(notes)).toEqual(JSON.stringify(notesOf(groundOf(days.toReversed(), period))));
          for (const note of notes) {
            if (note.kind === "change") {
              expect(ids.has(note.of)).toBe(true);
              expect([note.before, note.now, note.usualChange].every(Number.isFinite)).toBe(true);
              expect(Math.abs(note.now - note.before)).toBeGreaterThanOrEqual(3 * note.usualChange - 1e-9);
              const moved = note.parts.reduce((sum, { points }) => sum + points, 0);
              if (note.of.endsWith("_score") && note.of !== "sleep_score") {
                expect(moved).toBe(Math.round(note.now - note.before));
              }
              continue;
            }
            expect(note.date >= period.from && note.date <= period.to).toBe(true);
            const mean = meanScore(ground.scoresOf(period), "balance");
            const end = note.kind === "best_day" ? mean?.high : mean?.low;
            expect(note.score).toBe(end?.score);
          }
          expect(notes.filter(({ kind }) => kind === "change").length).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 12 },
    );
  });
});
