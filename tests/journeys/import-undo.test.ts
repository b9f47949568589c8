import { expect, test } from "vitest";
import { accounts, transactions } from "../../db/schema/money.ts";
import { transactionCorrections } from "../../db/schema/money-said.ts";
import { testDatabase } from "../support/database.ts";
import { importChat } from "../support/import-chat.ts";

const database = await testDatabase();
const { db } = database;

const CSV = "Date,Payee,Amount\n2026-11-14,Blue Cup,-3.20\n2026-11-15,Inn,-20.00\n";
const ASKED = 'That would take out a whole file: "giro.csv", 2 rows. Take it out?';
const count = () => db.$count(transactions);

async function storedFile() {
  const chat = await importChat(database);
  await chat.offer("giro.csv", CSV);
  await chat.taps("store");
  return chat;
}

/** The person says something about one of the rows. */
async function correctOne(saidAt: Date): Promise<void> {
  const [row] = await db.select().from(transactions);
  if (row === undefined) throw new Error("a row was expected");
  const { userId, accountId, externalId } = row;
  await db
    .insert(transactionCorrections)
    .values({ userId, accountId, externalId, category: "FOOD_AND_DRINK", saidAt });
}

test.each(["/undo", "undo", "undo that"])(
  "when '%s' would take out a whole file, then it is asked with the file's name and rows, and nothing goes before a yes",
  async (words) => {
    const chat = await storedFile();
    expect(await chat.say(words)).toBe(ASKED);
    expect(chat.buttons()).toEqual(["take it out", "keep it"]);
    expect(await count()).toBe(2);
    expect(await chat.say("keep it")).toBe("Okay, it stays.");
    expect(await count()).toBe(2);
    expect(await chat.say(words)).toBe(ASKED);
    expect(await chat.say("take it out")).toBe("Taken back: 2 rows from that file, out again.");
    expect(await count()).toBe(0);
    expect(await chat.say("/undo")).toBe("There's nothing to take back.");
  },
);

test("given something done after the file, then one undo takes that back and the next one asks about the file", async () => {
  const chat = await storedFile();
  await chat.say("12 coffee");
  expect(await chat.say("/undo")).toMatch(/^Taken back: coffee/);
  expect(await chat.say("/undo")).toBe(ASKED);
  expect(await count()).toBe(2);
});

test("given a file that its own button took out, then a plain undo says that it is out", async () => {
  const chat = await storedFile();
  expect(await chat.tap("undo")).toContain("2 rows");
  expect(await chat.say("/undo")).toBe("That was taken back before.");
  expect(await chat.say("/undo")).toBe("There's nothing to take back.");
});

test("when a bare yes or no is typed to what is asked about a file, then it is taken for an answer", async () => {
  const chat = await importChat(database);
  await chat.offer("giro.csv", CSV);
  expect(await chat.say("no")).toBe("Okay, nothing of it is stored.");
  await chat.offer("giro.csv", CSV);
  expect(await chat.say("yes")).toBe("I'm storing it.");
  await chat.settle();
  expect(await count()).toBe(2);
  await chat.say("undo");
  expect(await chat.say("No")).toBe("Okay, it stays.");
  // Nothing is asked any more, so it answers nothing.
  expect(await chat.say("no")).not.toBe("Okay, it stays.");
  await chat.say("undo");
  expect(await chat.say("yes please")).toBe("Taken back: 2 rows from that file, out again.");
});

test("given corrections made since, then undo names them before they go", async () => {
  const chat = await storedFile();
  await correctOne(chat.clock.now);
  expect(await chat.say("/undo")).toBe(
    `${ASKED}\nYou have said something about 1 row from it since, and that would be lost.`,
  );
  expect(await count()).toBe(2);
  expect(await chat.tap("keep it")).toBe("Okay, it stays.");
  expect(await chat.tap("undo")).toContain("You have said something");
  expect(await chat.tap("take it out")).toContain("2 rows");
  expect([await count(), await db.$count(transactionCorrections)]).toEqual([0, 0]);
});

test("given an import on top of another, then undo takes back the rows it added and no others", async () => {
  const chat = await storedFile();
  await chat.offer("more.csv", `${CSV}2026-11-17,Inn,-20.00\n`);
  await chat.taps("store");
  expect(await chat.say("/undo")).toContain('"more.csv", 1 row. Take it out?');
  expect(await chat.tap("take it out")).toBe("Taken back: 1 row from that file, out again.");
  expect(await count()).toBe(2);
  expect((await db.select().from(accounts))[0]?.syncedThrough).toBe("2026-11-15");
});

test("given a correction made after the question, then its old button asks once more before that is lost", async () => {
  const chat = await storedFile();
  await chat.say("/undo");
  const token = chat.token("take it out");
  await correctOne(chat.clock.now);
  expect(await chat.tapToken(token)).toBe(
    'You have said something about 1 row from "giro.csv" since, and that would be lost. Take the whole file out all the same?',
  );
  expect(await count()).toBe(2);
  expect(await chat.tap("take it out")).toContain("2 rows");
  expect(await chat.tapToken(token)).toBe("That was taken back before.");
  expect(await count()).toBe(0);
});
