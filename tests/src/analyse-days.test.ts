import { expect, test } from "vitest";
import { addDays } from "../../coaching/model/local-date.ts";
import { drawNormal, seededRandom } from "../../coaching/model/random.ts";
import { analysedFile as file, runAnalyse } from "../support/analysed-file.ts";
import { tempFolder } from "../support/temp-folder.ts";

const run = runAnalyse(await tempFolder());

/** Days of which the mood follows the sleep of the day before, and nothing else follows anything. */
function dailyRows(days: number, change: (index: number) => object = () => ({})) {
  const random = seededRandom("analysed days");
  let slept = 0;
  return Array.from({ length: days }, (_, index) => {
    const mood = 0.9 * slept + 0.4 * drawNormal(random);
    slept = drawNormal(random);
    return {
      date: addDays("2025-01-06", index),
      sleep_min: Math.round(430 + 40 * slept),
      sleep_score: null,
      hrv: 45 + 5 * drawNormal(random),
      rhr: null,
      steps: Math.round(8000 + 1500 * drawNormal(random)),
      active_kcal: null,
      stress: null,
      mood: Math.min(7, Math.max(1, Math.round(4 + mood))),
      energy: null,
      disc_spend: index % 3 === 0 ? 0 : Math.round(20 + 8 * drawNormal(random)),
      impulse_n: 0,
      income_day: index % 30 === 0,
      tags: [],
      ...change(index),
    };
  });
}

test("given days whose mood follows the night before, then that pair is shown at its lag, once, and no other", async () => {
  const { exitCode, output } = await run(file("corr", { id: "p0000", daily: dailyRows(120) }), "--q", "0.05");
  expect(exitCode).toBe(0);
  const { predictions } = output as { predictions: { from: string; to: string; lag: number; q: number }[] };
  const shown = predictions.filter((row) => "shown" in row && row.shown === true);
  expect(shown).toEqual([
    {
      person: "p0000",
      from: "sleep_min",
      to: "mood",
      lag: 1,
      strength: expect.closeTo(0.8, 1),
      p: expect.any(Number),
      q: expect.any(Number),
      n: 119,
      shown: true,
    },
  ]);
  // Seven pairs have both ends, one of them constant, at three lags each.
  const pairs = new Set(predictions.map(({ from, to }) => `${from} ${to}`));
  expect([...pairs].sort()).toEqual([
    "hrv disc_spend",
    "mood disc_spend",
    "sleep_min disc_spend",
    "sleep_min mood",
    "steps mood",
    "steps sleep_min",
  ]);
  expect(predictions).toHaveLength(18);
});

test("given days on holiday or ill, then they are left out as if they were missing", async () => {
  const tagged = (index: number) => (index >= 60 && index < 70 ? { tags: ["vacation"], mood: 7 } : {});
  const missing = (index: number) =>
    index >= 60 && index < 70
      ? { sleep_min: null, hrv: null, steps: null, mood: null, disc_spend: null, impulse_n: null }
      : {};
  const [away, none] = [
    await run(file("corr", { id: "p0000", daily: dailyRows(120, tagged) })),
    await run(file("corr", { id: "p0000", daily: dailyRows(120, missing) })),
  ];
  expect(away.output).toEqual(none.output);
});

test("given too few days, or nothing but gaps, then nothing is predicted", async () => {
  const empty = (index: number) => ({
    ...Object.fromEntries(GAPS.map((name) => [name, null])),
    tags: [],
    index,
  });
  for (const daily of [[], dailyRows(20), dailyRows(100, empty)]) {
    expect((await run(file("corr", { id: "p0000", daily }))).output).toEqual({ predictions: [] });
  }
});
const GAPS = ["sleep_min", "hrv", "steps", "mood", "disc_spend", "impulse_n"];

test.each([
  [
    "a day left out",
    [...dailyRows(3), ...dailyRows(6).slice(4)],
    /daily row 4, date: expected the day after/,
  ],
  [
    "a day that comes twice",
    [...dailyRows(3), ...dailyRows(3).slice(2)],
    /daily row 4, date: the same day as in the row before; expected each day once$/,
  ],
  [
    "two days that have changed places",
    dailyRows(6, (index) => ({ date: addDays("2025-01-06", [0, 1, 3, 2, 4, 5][index] ?? 0) })),
    /daily row 3, date: expected the day after the row before, none left out$/,
  ],
  [
    "not a number as a word",
    dailyRows(2, (index) => (index === 1 ? { mood: "NaN" } : {})),
    /daily row 2, mood: expected a number or null$/,
  ],
  [
    "a word for a number",
    dailyRows(2, () => ({ hrv: "high" })),
    /daily row 1, hrv: expected a number or null/,
  ],
  ["no days", undefined, /^person "p1", daily: expected a list$/],
])("given days with %s, then it is named and nothing is written", async (_, daily, problem) => {
  const { exitCode, told, output } = await run(file("corr", { id: "p1", daily }));
  expect(exitCode).toBe(1);
  expect(told[0]).toMatch(problem);
  expect(output).toBeNull();
});

test("given a row that is refused, then the row after it is not blamed for its date", async () => {
  const daily = dailyRows(4, (index) => (index === 1 ? { tags: null } : {}));
  const { told } = await run(file("corr", { id: "p1", daily }));
  expect(told).toEqual(['person "p1", daily row 2, tags: expected a list of texts']);
});

test("given NaN written as such, then it is told that what is missing is null", async () => {
  const bare = JSON.stringify(file("corr", { id: "p1", daily: dailyRows(3) })).replace(
    '"rhr":null',
    '"rhr":NaN',
  );
  expect((await run(bare)).told).toEqual([
    'the input is no valid JSON: expected an object of format "ebc-sim/1", with null for what is missing',
  ]);
});

test("given ten years with keys the format does not have, then the newest 180 days alone count", async () => {
  const daily = dailyRows(3653, (index) => ({ weather: { rain: index % 7 } }));
  const [all, newest] = [
    await run(file("corr", { id: "p0000", daily, colour: "red" })),
    await run(file("corr", { id: "p0000", daily: daily.slice(-180) })),
  ];
  expect(all.exitCode).toBe(0);
  expect(all.output).toEqual(newest.output);
});

test("given many people, then every number is one, and of a pair at most one lag is shown", async () => {
  const random = seededRandom("analysed people");
  const persons = Array.from({ length: 12 }, (_, index) => ({
    id: `p${index}`,
    // Gaps, ties, amounts that came back, a mood that follows the night.
    daily: dailyRows(60 + 10 * index, (day) => ({
      ...(random() < 0.3 ? { sleep_min: null, hrv: null } : {}),
      energy: 25 * Math.floor(5 * random()),
      disc_spend: day % 9 === 0 ? -12.5 : 0,
      impulse_n: day === 40 ? 1 : 0,
    })),
  }));
  const { output } = await run(file("corr", ...persons), "--q", "0.9");
  const { predictions } = output as { predictions: readonly Readonly<Record<string, unknown>>[] };
  const shown = predictions.filter((row) => row.shown === true);
  const pairs = shown.map(({ person, from, to }) => `${person} ${from} ${to}`);
  expect(pairs.length).toBeGreaterThan(12);
  expect(new Set(pairs).size).toBe(pairs.length);
  for (const { strength, p, q, n } of predictions) {
    for (const number of [strength, p, q, n]) expect(Number.isFinite(number)).toBe(true);
    expect(Math.abs(Number(strength))).toBeLessThanOrEqual(1);
    for (const chance of [Number(p), Number(q)]) {
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chance).toBeLessThanOrEqual(1);
    }
  }
});
