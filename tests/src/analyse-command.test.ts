import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addDays } from "../../coaching/model/local-date.ts";
import { drawNormal, seededRandom } from "../../coaching/model/random.ts";
import { analyse } from "../../src/commands/analyse.ts";
import { tempFolder } from "../support/temp-folder.ts";

const folder = await tempFolder();
let runs = 0;

/** Runs the command on a file of this content; `null` runs it on a file that is not there. */
async function run(content: unknown, ...more: string[]) {
  runs++;
  const [from, to] = [join(folder, `in-${runs}.json`), join(folder, `out-${runs}.json`)];
  if (content !== null) {
    await writeFile(from, typeof content === "string" ? content : JSON.stringify(content));
  }
  const told: string[] = [];
  const exitCode = await analyse([from, to, ...more], (line) => told.push(line));
  const output: unknown = await readFile(to, "utf8").then(JSON.parse, () => null);
  return { exitCode, told: told.join("").trimEnd().split("\n"), output };
}

function transaction(id: string, date: string, change: object = {}) {
  return {
    id,
    date,
    ts: `${date}T12:00:00-05:00`,
    amount: 15.49,
    currency: "USD",
    raw: "STREAMHAUS.COM*1X",
    merchant: "Streamhaus",
    pfc_detailed: "ENTERTAINMENT_TV_AND_MOVIES",
    account: "card",
    pending: false,
    ...change,
  };
}

const TELEVISION = [
  transaction("t1", "2025-01-12"),
  transaction("t2", "2025-02-12", { merchant: null }),
  transaction("t3", "2025-03-13"),
  transaction("t4", "2025-04-12", { amount: 17.99 }),
];

function file(task: string, ...persons: object[]) {
  const whole = persons.map((person) => ({ tz: "America/New_York", transactions: TELEVISION, ...person }));
  return { format: "ebc-sim/1", task, persons: whole };
}

test("given a television subscription, then its stream is written in the neutral format and nothing else", async () => {
  const { exitCode, told, output } = await run(file("recurring", { id: "p0000", as_of: "2025-04-15" }));
  expect({ exitCode, told }).toEqual({ exitCode: 0, told: [""] });
  expect(output).toEqual({
    streams: [
      {
        person: "p0000",
        tx_ids: ["t1", "t2", "t3", "t4"],
        probability: expect.closeTo(0.9969, 4),
        cadence: "monthly",
        next_date: "2025-05-12",
        active: true,
      },
    ],
  });
});

test("given a day long after the last payment, then the stream is no longer active", async () => {
  const { output } = await run(file("recurring", { id: "p0000", as_of: "2025-09-01" }));
  expect(output).toMatchObject({ streams: [{ active: false }] });
});

test("given keys the format does not have and amounts that came in, then they do no harm", async () => {
  const salary = transaction("t9", "2025-04-01", {
    amount: -3000,
    merchant: "Works",
    pfc_detailed: "INCOME_WAGES",
    colour: "red",
  });
  const person = {
    id: "p0000",
    as_of: "2025-04-15",
    daily: "not looked at",
    transactions: [...TELEVISION, salary],
  };
  const { exitCode, output } = await run({ ...file("recurring", person), note: "ignored" });
  expect(exitCode).toBe(0);
  expect(output).toMatchObject({ streams: [{ tx_ids: ["t1", "t2", "t3", "t4"] }] });
});

test("given corrections, then each run uses the first ones only and scores what is dated later", async () => {
  const corrections = Array.from({ length: 11 }, (_, index) => ({
    tx: index === 10 ? "t2" : "t1",
    is_discretionary: false,
  }));
  const { output } = await run(file("discretionary", { id: "p0000", test_from: "2025-03-01", corrections }));
  // The prior is .9; one answer: (4 × .9 / 5 + 0) / 2; two: (4 × .9 / 6) / 3.
  const after = [0.9, 0.36, 0.2, 0.2, 0.2, 0.2];
  expect(output).toEqual({
    runs: [0, 10, 25, 50, 100, 150].map((used, index) => ({
      corrections_used: used,
      scores: { t3: expect.closeTo(after[index] ?? 0, 12), t4: expect.closeTo(after[index] ?? 0, 12) },
    })),
  });
});

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

test.each([
  ["no JSON", "{", /^the input is no valid JSON: expected an object of format "ebc-sim\/1", with null/],
  ["a list", [], /^the file: expected an object$/],
  ["another format", { ...file("recurring"), format: "x" }, /^the file, format: expected "ebc-sim\/1"$/],
  ["another task", file("magic"), /^the file, task: expected "corr", "recurring" or "discretionary"$/],
  ["a person without a name", file("recurring", { as_of: "2025-04-15" }), /^person 1, id: expected text$/],
  [
    "another zone",
    file("recurring", { id: "p1", tz: "Mars", as_of: "2025-04-15" }),
    /^person "p1", tz: expected an IANA name/,
  ],
  ["no day to see it from", file("recurring", { id: "p1" }), /^person "p1", as_of: expected text$/],
  [
    "a day that is none",
    file("recurring", { id: "p1", as_of: "2025-02-30" }),
    /^person "p1", as_of: expected a calendar day/,
  ],
  [
    "one person twice",
    file("recurring", { id: "p1", as_of: "2025-04-15" }, { id: "p1", as_of: "2025-04-15" }),
    /^person "p1": its id comes twice/,
  ],
  [
    "a correction of nothing",
    file("discretionary", {
      id: "p1",
      test_from: "2025-03-01",
      corrections: [{ tx: "none", is_discretionary: true }],
    }),
    /^person "p1", corrections row 1, tx: expected the id of one of the transactions$/,
  ],
  [
    "one transaction of two persons",
    file(
      "discretionary",
      { id: "p1", test_from: "2025-03-01", corrections: [] },
      { id: "p2", test_from: "2025-03-01", corrections: [] },
    ),
    /^person "p2", transactions row 1, id: person "p1" has the same/,
  ],
])("given %s, then it is refused in words and nothing is written", async (_, content, expected) => {
  const { exitCode, told, output } = await run(content);
  expect(exitCode).toBe(1);
  expect(told[0]).toMatch(expected);
  expect(output).toBeNull();
});

test.each([
  [{ amount: "15.49" }, "amount: expected a number, positive when money went out"],
  [{ amount: 1e300 }, "amount: expected an amount that can be exact"],
  [{ date: "12.01.2025" }, "date: expected a calendar day, as 2026-11-23"],
  [{ ts: "2025-01-12T12:00:00" }, "ts: expected an instant with its offset, as 2026-11-23T18:05:00+01:00"],
  [{ currency: "ABCD" }, "currency: expected an ISO 4217 code, as EUR"],
  [{ pending: null }, "pending: expected true or false"],
  [
    { pfc_detailed: 7 },
    "pfc_detailed: expected a category as Plaid writes them, FOOD_AND_DRINK_COFFEE, or null",
  ],
  [{ id: "t1" }, "id: comes twice; expected an id of its own"],
])(
  "given a row with %o, then person, row and what was expected are named, not the value",
  async (change, expected) => {
    const transactions = [...TELEVISION.slice(0, 2), transaction("t3", "2025-03-13", change)];
    const { exitCode, told } = await run(file("recurring", { id: "p7", as_of: "2025-04-15", transactions }));
    expect({ exitCode, told }).toEqual({
      exitCode: 1,
      told: [`person "p7", transactions row 3, ${expected}`],
    });
  },
);

test("given hundreds of bad rows, then twenty are named and the rest counted", async () => {
  const transactions = Array.from({ length: 300 }, (_, index) =>
    transaction(`t${index}`, "2025-01-12", { date: "never" }),
  );
  const { told } = await run(file("recurring", { id: "p7", as_of: "2025-04-15", transactions }));
  expect(told).toHaveLength(21);
  expect(told.at(-1)).toBe("and 280 more like these");
});

test("given arguments that make no sense, then the way to call it is told", async () => {
  const tell = async (...args: string[]) => {
    const told: string[] = [];
    expect(await analyse(args, (line) => told.push(line))).toBe(1);
    return told.join("");
  };
  expect(await tell()).toContain("expected: npm run analyse -- IN.json OUT.json [--q 0.10]");
  expect(await tell("a", "b", "c")).toContain("expected: npm run analyse");
  expect(await tell("a", "b", "--verbose")).toContain("expected: npm run analyse");
  expect(await tell("a.json", "b.json", "--q", "2")).toContain("--q: expected a number between 0 and 1");
  expect(await tell("a.json", "./a.json")).toContain("the output would overwrite the input");
  expect(await tell(join(folder, "none.json"), join(folder, "b.json"))).toContain("cannot be read (ENOENT)");
});
