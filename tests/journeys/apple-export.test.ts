import { expect, test } from "vitest";
import { biometricReadings } from "../../db/schema/health.ts";
import { imports } from "../../db/schema/money-in.ts";
import { asleep, exportOf, inPieces, record, step, zipOf } from "../support/apple-export.ts";
import { testDatabase } from "../support/database.ts";
import { importChat } from "../support/import-chat.ts";
import { REFUSED_EXPORTS } from "../support/refused-exports.ts";

const database = await testDatabase();
const { db } = database;
const count = () => db.$count(biometricReadings);
const states = async () => (await db.select().from(imports)).map(({ state }) => state);

const AT = ["2026-11-10 08:00:00", "2026-11-10 08:01:00"] as const;
const RECORDS = [
  asleep("Maya’s Apple\u00a0Watch", "00:00", "07:00"),
  step("Maya’s iPhone", "12:00", "12:10", 4000),
  record("StepCount", "Maya’s iPhone", "2026-11-11 12:00:00", "2026-11-11 12:10:00", "6000"),
  record("RestingHeartRate", "Maya’s Apple\u00a0Watch", ...AT, "255"),
  record("StepCount", "Maya’s iPhone", ...AT, "many"),
];
const EXPORT = zipOf({ "apple_health_export/export.xml": exportOf(...RECORDS) });
const NEWER = record("StepCount", "Maya’s iPhone", "2026-11-12 12:00:00", "2026-11-12 12:10:00", "7000");

test("an export is read, asked about, taken in after a yes, and can be taken back", async () => {
  const chat = await importChat(database);
  expect(await chat.send("export.zip", EXPORT)).toBe("Thanks, I'm reading it.");
  expect(await chat.settle()).toBe(
    [
      "An export of Apple Health, 10 November 2026 to 11 November 2026: 1 night and steps on 2 days.",
      "Recorded by Maya's Apple Watch.",
      "Shall I take it in?",
    ].join("\n"),
  );
  expect(chat.buttons()).toEqual(["yes, take it in", "no, leave it"]);
  expect(await count()).toBe(0);
  expect(await chat.taps("yes, take it in")).toBe(
    [
      "I'm storing it.",
      "Taken in: 2 days, 1 night among them, 10 November 2026 to 11 November 2026.",
      "Left out, as it can't be right: steps on 1 day and resting heart rate on 1 day.",
    ].join("\n"),
  );
  expect(await db.select().from(imports)).toMatchObject([
    { kind: "body", state: "stored", counts: { added: 2, changed: 0, known: 0, leftOut: 2 } },
  ]);
  expect(await count()).toBe(2);
  // All of it stands in the one message.
  expect(chat.shown.size).toBeLessThan(chat.sent.length);
  expect(chat.desk.waiting()).toEqual(["night-check"]);
  expect(await chat.tap("undo")).toBe("Taken back: 2 days from that file, out again.");
  expect([await count(), await states()]).toEqual([0, ["dropped"]]);
  expect(await chat.tap("undo")).toContain("was not stored, or was taken back");
});

test("given a no, then nothing of it is stored", async () => {
  const chat = await importChat(database);
  await chat.offer("export.xml", exportOf(...RECORDS));
  expect(await chat.taps("no, leave it")).toContain("nothing of it is stored");
  expect([await count(), await states()]).toEqual([0, ["dropped"]]);
});

test("given the same export again, then it says so; a newer one adds what is new and names what was there", async () => {
  const chat = await importChat(database);
  await chat.offer("export.zip", EXPORT);
  await chat.taps("yes, take it in");
  expect(await chat.offer("again.zip", EXPORT)).toContain("byte by byte, so it adds nothing");
  const newer = exportOf(...RECORDS, NEWER);
  expect(await chat.offer("export.xml", newer)).toContain("steps on 3 days");
  expect(await chat.taps("yes, take it in")).toContain("2 days had been here before.");
  expect(await chat.offer("same.xml", `${newer}\n`)).toContain("Shall I take it in?");
  expect(await chat.taps("yes, take it in")).toContain("Nothing new in it: its 3 days were here already.");
  expect(await count()).toBe(3);
});

test("a plain undo names the file with its days before it goes", async () => {
  const chat = await importChat(database);
  await chat.offer("export.zip", EXPORT);
  await chat.taps("yes, take it in");
  expect(await chat.say("/undo")).toBe(
    'That would take out a whole file: "export.zip", 2 days. Take it out?',
  );
  expect(await chat.tap("take it out")).toBe("Taken back: 2 days from that file, out again.");
  expect(await count()).toBe(0);
});

test("given another file under the same name by the time of the yes, then it is shown again before anything is stored", async () => {
  const chat = await importChat(database);
  await chat.offer("export.xml", exportOf(...RECORDS));
  chat.replace("export.xml", exportOf(...RECORDS, NEWER));
  const said = await chat.taps("yes, take it in");
  expect(said).toContain("The file has changed since I showed it");
  expect(said).toContain("steps on 3 days");
  expect(await count()).toBe(0);
  await chat.taps("yes, take it in");
  expect(await count()).toBe(3);
});

test("given an export of nothing that is read here, then it says so", async () => {
  const chat = await importChat(database);
  expect(await chat.offer("export.xml", exportOf("<Me/>"))).toBe("I found no day in it that I can read.");
  expect(await states()).toEqual(["failed"]);
});

test("given a process that stops while it reads, then nobody is told of a failure, and the next one reads it", async () => {
  const chat = await importChat(database);
  await chat.send("export.zip", EXPORT);
  const stopping = new AbortController();
  const { tools } = chat.desk;
  Object.assign(tools.files, { stopping: stopping.signal });
  chat.platform.opens = async function* () {
    for await (const piece of inPieces(EXPORT, 100)()) {
      yield piece;
      stopping.abort(new Error("stopped"));
    }
  };
  for (let times = 0; times < 4; times++) {
    const failed = await chat.desk.work(/^import-/);
    expect(failed).toEqual(times === 0 ? ["import-look"] : []);
  }
  expect([chat.unread(), await states()]).toEqual(["", ["looking"]]);
});

// A table of days and amounts is a bank's, and is asked about as one.
test.each(REFUSED_EXPORTS.filter(([what]) => what !== "other text"))(
  "given %s, then it is refused with a sentence, and nothing is stored",
  { timeout: 60_000 },
  async (_, content, code) => {
    const chat = await importChat(database);
    const said = await chat.offer("export.zip", content);
    expect(said).toMatch(/^(?:I can't read that (?:export|file): |That is an? )/);
    expect(said.split("\n")).toHaveLength(1);
    const [row] = await db.select().from(imports);
    expect(row).toMatchObject({ state: "failed", sha256: null });
    if (code !== "not-an-export") expect(row?.errorCode).toBe(code);
    expect(await count()).toBe(0);
  },
);
