import { join } from "node:path";
import { expect, test } from "vitest";
import { analyse } from "../../src/commands/analyse.ts";
import { analysedFile as file, runAnalyse, TELEVISION, transaction } from "../support/analysed-file.ts";
import { tempFolder } from "../support/temp-folder.ts";

const folder = await tempFolder();
const run = runAnalyse(folder);

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
