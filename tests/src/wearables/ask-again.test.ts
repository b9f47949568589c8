import { expect, test } from "vitest";
import { addDays } from "../../../coaching/model/local-date.ts";
import { askAgain, planWindows } from "../../../src/integrations/wearables/windows.ts";

const TODAY = "2026-11-12";
const about = { today: TODAY, chunkDays: 30 };
const all = planWindows(null, about).at(-1)?.cursor ?? null;
const planned = (cursor: string | null) =>
  planWindows(cursor, about).map(({ days }) => `${days.from}..${days.to}`);

test("given a day of long ago that changed, then it is asked for beside the last days, and then no more", () => {
  const cursor = askAgain(all, { from: "2026-08-01", to: "2026-08-02" }, { today: TODAY });
  const windows = planWindows(cursor, about);
  expect(planned(cursor)).toEqual(["2026-11-09..2026-11-13", "2026-08-01..2026-08-02"]);
  expect(windows.every(({ isHistoryComplete }) => isHistoryComplete)).toBe(true);
  expect(planned(windows.at(-1)?.cursor ?? null)).toEqual(["2026-11-09..2026-11-13"]);
});

test("given days that are asked for anyway, then the cursor stays, so that a sync under way goes on", () => {
  for (const from of ["2026-11-12", "2026-11-10", addDays(TODAY, 40)]) {
    expect(askAgain(all, { from, to: from }, { today: TODAY })).toBe(all);
  }
  const begun = planWindows(null, about)[0]?.cursor ?? null;
  expect(askAgain(begun, { from: "2025-03-01", to: "2025-03-01" }, { today: TODAY })).toBe(begun);
});

test("given days before those that are asked for at all, or no cursor yet, then nothing changes", () => {
  const old = { from: "2019-01-01", to: "2019-01-05" };
  expect(askAgain(all, old, { today: TODAY })).toBe(all);
  expect(askAgain(null, { from: "2026-08-01", to: "2026-08-01" }, { today: TODAY })).toBe(null);
  expect(askAgain("{", { from: "2026-08-01", to: "2026-08-01" }, { today: TODAY })).toBe("{");
});

test("given a person a day ahead of us or behind, then no day falls between what is asked again and what anyway", () => {
  for (const ahead of [-1, 0, 1]) {
    const theirs = addDays(TODAY, ahead);
    const done = planWindows(null, { ...about, today: theirs }).at(-1)?.cursor ?? null;
    const from = addDays(TODAY, -30);
    const cursor = askAgain(done, { from, to: TODAY }, { today: TODAY });
    const days = planWindows(cursor, { ...about, today: theirs });
    expect(days.at(-1)?.days.from).toBe(from);
    expect(
      days.every(
        ({ days: { from: first } }, at) =>
          days[at + 1] === undefined || addDays(first, -1) === days[at + 1]?.days.to,
      ),
    ).toBe(true);
  }
});
