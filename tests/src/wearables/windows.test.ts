import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import { planWindows, type Window } from "../../../src/integrations/wearables/windows.ts";

const TODAY = "2026-11-12";
const plan = (cursor: string | null, today = TODAY, chunkDays = 30) =>
  planWindows(cursor, { today, chunkDays });
const span = ({ days }: Window) => `${days.from}..${days.to}`;
const daysOf = (windows: readonly Window[]) => windows.flatMap(({ days }) => eachDay(days.from, days.to));

/** The cursor after these windows of a plan, all of them by default. */
function cursorAfter(windows: readonly Window[], count = windows.length): string {
  const window = windows[count - 1];
  if (window === undefined) throw new Error("no such window");
  return window.cursor;
}

describe("the first time", () => {
  test("given nothing yet, then two years in pieces, the newest first, each day once", () => {
    const windows = plan(null);
    expect(windows.map(span).slice(0, 2)).toEqual(["2026-10-15..2026-11-13", "2026-09-15..2026-10-14"]);
    expect(windows.at(-1)?.days.from).toBe("2024-11-12");
    expect(daysOf(windows).sort()).toEqual(eachDay("2024-11-12", "2026-11-13"));
  });

  test("then each asks a day more on both sides", () => {
    expect(plan(null)[0]?.ask).toEqual({ from: "2026-10-14", to: "2026-11-14" });
  });

  test("then the last window alone completes the history", () => {
    expect(plan(null).findIndex(({ isHistoryComplete }) => isHistoryComplete)).toBe(plan(null).length - 1);
  });

  test("given windows longer than all of it, then one", () => {
    expect(plan(null, TODAY, 1000).map(span)).toEqual(["2024-11-12..2026-11-13"]);
  });

  test("given that it ended between two windows, then what is new comes first, and then the next one", () => {
    const windows = plan(null);
    const next = plan(cursorAfter(windows, 2));
    expect(next.map(span).slice(0, 2)).toEqual(["2026-11-09..2026-11-13", "2026-08-16..2026-09-14"]);
    expect(next.at(-1)).toEqual({ ...windows.at(-1), cursor: next.at(-1)?.cursor });
  });

  test("given that it ended and ten days went by, then those come first, and then the next window", () => {
    const next = plan(cursorAfter(plan(null), 2), addDays(TODAY, 10));
    expect(next.map(span).slice(0, 2)).toEqual(["2026-11-08..2026-11-23", "2026-08-16..2026-09-14"]);
  });
});

describe("later", () => {
  const done = cursorAfter(plan(null));

  test("given the same day, then from three days before on", () => {
    expect(plan(done).map(span)).toEqual(["2026-11-09..2026-11-13"]);
    expect(plan(done)[0]?.isHistoryComplete).toBe(true);
  });

  test("given the next day, then two weeks once, and three days after that", () => {
    const first = plan(done, "2026-11-13");
    expect(first.map(span)).toEqual(["2026-10-30..2026-11-14"]);
    expect(plan(cursorAfter(first), "2026-11-13").map(span)).toEqual(["2026-11-10..2026-11-14"]);
  });

  test("given a hundred days of silence, then all of them in pieces, from three days before", () => {
    const windows = plan(done, addDays(TODAY, 100));
    expect(windows.map(span)).toEqual([
      "2027-01-23..2027-02-21",
      "2026-12-24..2027-01-22",
      "2026-11-24..2026-12-23",
      "2026-11-09..2026-11-23",
    ]);
    expect(windows.every(({ isHistoryComplete }) => isHistoryComplete)).toBe(true);
  });

  test("given that it ended in the middle of those, then the rest of them is still asked for", () => {
    const today = addDays(TODAY, 100);
    const rest = plan(cursorAfter(plan(done, today), 1), today);
    // What is known already is asked again from two weeks before only.
    const known = new Set(eachDay("2027-01-23", "2027-02-05"));
    expect(daysOf(rest).sort()).toEqual(eachDay("2026-11-09", "2027-02-21").filter((day) => !known.has(day)));
  });

  test("given two weeks in pieces that ended after the first, then the second comes before they count as asked", () => {
    const today = "2026-11-13";
    const [first] = plan(done, today, 7);
    const again = plan(first?.cursor ?? null, today, 7);
    expect(daysOf(again).sort()).toEqual(eachDay("2026-10-30", "2026-11-14"));
  });

  test("given a person who has flown a day back, then two weeks before that day, as on any other", () => {
    expect(plan(done, "2026-11-11").map(span)).toEqual(["2026-10-28..2026-11-12"]);
  });

  test("given a clock that was a year ahead, then what it asked for is asked for when it comes", () => {
    const wrong = cursorAfter(plan(done, "2027-11-12"));
    expect(plan(wrong).map(span)).toEqual(["2026-10-29..2026-11-13"]);
    expect(plan(cursorAfter(plan(wrong)), "2026-11-13").map(span)).toEqual(["2026-10-30..2026-11-14"]);
  });
});

describe("a cursor that cannot be read begins anew", () => {
  test.each([
    ["no JSON", "{"],
    ["something else", '"2026-11-12"'],
    ["another one's", '{"since":"2024-11-12"}'],
    ["no day", '{"since":"2024-13-12","asked":[],"repairedOn":"2026-11-12"}'],
    ["a day in the year 24", '{"since":"0024-11-12","asked":[],"repairedOn":"2026-11-12"}'],
    [
      "days backwards",
      '{"since":"2024-11-12","asked":[{"from":"2026-11-12","to":"2026-11-01"}],"repairedOn":"2026-11-12"}',
    ],
    ["nothing before tomorrow", '{"since":"2027-11-12","asked":[],"repairedOn":"2026-11-12"}'],
  ])("%s", (_, cursor) => {
    expect(plan(cursor)).toEqual(plan(null));
  });
});

test("whatever happens between syncs, then no day is asked twice at once, and in the end none was left out", () => {
  const step = fc.record({
    days: fc.integer({ min: -2, max: 40 }),
    stored: fc.integer({ min: 0, max: 40 }),
    chunkDays: fc.integer({ min: 1, max: 90 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
      let cursor: string | null = null;
      let today = TODAY;
      const stored = new Set<string>();
      for (const { days, stored: count, chunkDays } of steps) {
        today = addDays(today, days);
        const windows = plan(cursor, today, chunkDays);
        const lengths = windows.map((one) => eachDay(one.days.from, one.days.to).length);
        expect(Math.max(...lengths)).toBeLessThanOrEqual(chunkDays);
        const planned = windows.flatMap((one) => eachDay(one.days.from, one.days.to).reverse());
        expect(planned).toEqual([...new Set(planned)].sort().reverse());
        const done = windows.slice(0, count);
        for (const day of daysOf(done)) stored.add(day);
        cursor = done.at(-1)?.cursor ?? cursor;
      }
      const rest = plan(cursor, today);
      for (const day of daysOf(rest)) stored.add(day);
      expect(rest.at(-1)?.isHistoryComplete).toBe(true);
      const all = eachDay(addDays(TODAY, -600), addDays(today, 1));
      expect(all.filter((day) => !stored.has(day))).toEqual([]);
    }),
    { seed: 7, numRuns: 60 },
  );
});
