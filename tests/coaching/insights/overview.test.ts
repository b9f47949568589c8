import { expect, test } from "vitest";
import type { Look, LookResult } from "../../../coaching/insights/look.ts";
import { nextLookNight, overviewOf, type StandingRow } from "../../../coaching/insights/overview.ts";

const result = (type: string, q: number, n = 96): LookResult => ({
  type,
  subject: "",
  lags: [],
  found: { lag: 0, r: 0.1, n, p: q, q },
  untested: null,
  pairs: n,
});

const lookWith = (...results: readonly LookResult[]): Look => ({
  date: "2026-11-22",
  from: "2026-05-27",
  configVersion: "correlations/1",
  results,
});

const row = (signalType: string, state: StandingRow["state"], changes: Partial<StandingRow> = {}) => ({
  signalType,
  subject: "",
  state,
  saidAt: null,
  withdrawnAt: null,
  ...changes,
});

const types = (results: readonly LookResult[]) => results.map(({ type }) => type);

test("given what a look saw, then it is told as not found above a q of 0.2, and as open up to it", () => {
  const { no, open, thin } = overviewOf(
    [],
    lookWith(result("sleep_to_mood", 0.21), result("hrv_to_energy", 0.2), result("steps_to_mood", 0.9, 44)),
  );
  expect([types(no), types(open), types(thin)]).toEqual([
    ["sleep_to_mood"],
    ["hrv_to_energy"],
    ["steps_to_mood"],
  ]);
});

test("given one that could not be tested, then it is too early for it", () => {
  const untested = { ...result("sleep_to_mood", 1), found: null, untested: "not_enough_days" } as const;
  expect(types(overviewOf([], lookWith(untested)).thin)).toEqual(["sleep_to_mood"]);
});

test("given what was not found, then spending stands first, then impulse buys, then mood", () => {
  const wanted = [
    "sleep_to_spending",
    "mood_to_spending",
    "stress_to_impulse",
    "steps_to_mood",
    "hrv_to_energy",
  ];
  const look = lookWith(...wanted.toReversed().map((type) => result(type, 0.9)));
  const sorted = types(overviewOf([], look).no);
  expect(sorted.slice(0, 2).toSorted()).toEqual(wanted.slice(0, 2).toSorted());
  expect(sorted.slice(2)).toEqual(wanted.slice(2));
});

test("given relations that stand, then what the newest look saw of them is not told beside them", () => {
  const rows = [row("sleep_to_mood", "established"), row("hrv_to_energy", "emerging")];
  const { found, possible, no } = overviewOf(
    rows,
    lookWith(result("sleep_to_mood", 0.9), result("hrv_to_energy", 0.9), result("steps_to_mood", 0.9)),
  );
  expect([found, possible, types(no)]).toEqual([[rows[0]], [rows[1]], ["steps_to_mood"]]);
});

test("given one that faded, then it is to be taken back only where it was said and not yet taken back", () => {
  const at = new Date("2026-11-01T08:00:00Z");
  const said = row("sleep_to_mood", "faded", { saidAt: at });
  const rows = [
    row("hrv_to_energy", "faded"),
    said,
    row("steps_to_mood", "faded", { saidAt: at, withdrawnAt: at }),
  ];
  expect(overviewOf(rows, null).toWithdraw).toEqual([said]);
});

test.each([
  ["2026-11-22", "2026-11-23"],
  ["2026-11-23", "2026-11-30"],
  ["2026-11-26", "2026-11-30"],
])("given %s, then the next look is in the night to Monday %s", (today, monday) => {
  expect(nextLookNight(today)).toBe(monday);
});
