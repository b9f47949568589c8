import { expect, test } from "vitest";
import { errandJob } from "../../db/queue.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { fileLayouts, imports } from "../../db/schema/money-in.ts";
import { openPath } from "../../src/integrations/files/open-path.ts";
import { zipOf } from "../support/apple-export.ts";
import { testDatabase } from "../support/database.ts";
import { importChat } from "../support/import-chat.ts";

const database = await testDatabase();
const { db } = database;

const CSV = `Date,Payee,Amount
2026-11-14,Blue Cup,-3.20
2026-11-14,Blue Cup,-3.20
2026-11-15,ACME GmbH,"2,500.00"
2026-11-16,Market,
`;
const OPEN = "Date,Payee,Amount\n03/04/2026,Blue Cup,-3.20\n05/06/2026,Bakery,-2.00\n";
const count = () => db.$count(transactions);
const states = async () => (await db.select().from(imports)).map(({ state }) => state);

test("a file is read, shown, and stored only when the person says so; then it can be taken back", async () => {
  const chat = await importChat(database);
  expect(await chat.send("giro.csv", CSV)).toBe("Thanks, I'm reading it.");
  expect(await chat.settle()).toBe(
    [
      'A CSV with 3 rows, Saturday 14 to Sunday 15 November, for "giro". The first ones as I read them:',
      "Saturday 14 November: €3.20 spent, Blue Cup",
      "Saturday 14 November: €3.20 spent, Blue Cup",
      "Sunday 15 November: €2,500 received, ACME GmbH",
      "Left out, by line: 5, no amount.",
      "Shall I store them?",
    ].join("\n"),
  );
  expect(chat.buttons()).toEqual(["store", "don't"]);
  expect(await count()).toBe(0);
  expect(await chat.tap("store")).toBe("I'm storing it.");
  expect(await chat.settle()).toBe(
    [
      'Stored: 3 rows added to "giro", Saturday 14 to Sunday 15 November.',
      "Left out, by line: 5, no amount.",
    ].join("\n"),
  );
  expect(await count()).toBe(3);
  expect(chat.desk.waiting()).toEqual(["understand-money"]);
  expect(await chat.tap("undo")).toBe("Taken back: 3 rows from that file, out again.");
  expect([await count(), await db.$count(accounts), await states()]).toEqual([0, 0, ["dropped"]]);
  expect(await chat.tap("undo")).toContain("was not stored, or was taken back");
});

test("taps that come twice or too late change nothing and are told how far it is", async () => {
  const chat = await importChat(database);
  await chat.offer("giro.csv", CSV);
  const [store, drop] = [chat.token("store"), chat.token("don't")];
  await chat.tapToken(store);
  expect(await chat.tapToken(store)).toBe("I'm storing that one.");
  expect(await chat.tapToken(drop)).toBe("I'm storing that one.");
  await chat.settle();
  expect(await chat.tapToken(store)).toBe("That one is stored already.");
  expect(chat.desk.waiting()).toEqual(["understand-money"]);
  expect(await count()).toBe(3);
});

test("given the same file again, then it says so; an overlapping one adds what is new", async () => {
  const chat = await importChat(database);
  await chat.offer("giro.csv", CSV);
  await chat.taps("store");
  expect(await chat.offer("again.csv", CSV)).toBe(
    "This is the file I stored on Monday 23 November, byte by byte, so it adds nothing.",
  );
  expect(await chat.offer("more.csv", `${CSV}2026-11-17,Inn,-20.00\n`)).toContain('for "giro"');
  expect(await chat.taps("store")).toContain(
    'Stored: 1 row added to "giro", Saturday 14 to Tuesday 17 November.\n3 rows had been there before.',
  );
  expect(await chat.offer("other.csv", `${CSV}\n`)).toContain("Shall I store them?");
  expect(await chat.taps("store")).toContain('Nothing new in it: "giro" had its 3 rows already.');
  expect(await count()).toBe(4);
});

test("given days and months that cannot be told apart, then it is asked with two examples, once for the layout", async () => {
  const chat = await importChat(database);
  const asked = await chat.offer("giro.csv", OPEN);
  expect(asked).toContain("which comes first in its dates");
  expect(asked).toContain('"03/04/2026" in line 2, Blue Cup');
  expect(asked).toContain('"05/06/2026" in line 3, Bakery');
  expect(chat.buttons()).toEqual([
    "Friday 3 April and Friday 5 June",
    "Wednesday 4 March and Wednesday 6 May",
    "don't store it",
  ]);
  const shown = await chat.taps("Wednesday 4 March and Wednesday 6 May");
  expect(shown).toContain("Wednesday 4 March: €3.20 spent, Blue Cup");
  expect(shown).toContain("Shall I store them?");
  await chat.taps("store");
  expect((await db.select().from(transactions)).map(({ localDate }) => localDate).sort()).toEqual([
    "2026-03-04",
    "2026-05-06",
  ]);
  expect(await db.select().from(fileLayouts)).toMatchObject([{ dayFirst: false, positiveMeans: null }]);
  expect(await chat.offer("next.csv", OPEN.replaceAll("2026", "2025"))).toContain("4 March 2025");
});

test("given amounts whose sign cannot be told, then the person says what they are", async () => {
  const chat = await importChat(database);
  const file = "Date,Text,Amount\n2026-11-14,Blue Cup,3.20\n2026-11-15,Bakery,2.00\n";
  expect(await chat.offer("card.csv", file)).toMatch(
    /without a minus[\s\S]*"Blue Cup 3\.20" in line 2\n"Bakery 2\.00" in line 3$/,
  );
  expect(chat.buttons()).toEqual(["spent", "came in", "don't store it"]);
  expect(await chat.taps("came in")).toContain("€3.20 received, Blue Cup");
  await chat.taps("store");
  expect((await db.select().from(transactions)).map(({ amount }) => amount).sort()).toEqual([
    "-2.00",
    "-3.20",
  ]);
});

test("an answer to a question that is over is not taken", async () => {
  const chat = await importChat(database);
  await chat.offer("giro.csv", OPEN);
  const token = chat.token("Friday 3 April and Friday 5 June");
  await chat.tapToken(token.replace("day-first", "spent"));
  expect(await db.$count(fileLayouts)).toBe(0);
  await chat.tapToken(token);
  expect(await chat.tapToken(token)).toBe("I'm still reading that one.");
  await chat.settle();
  expect(await chat.tapToken(token.replace("day-first", "to:7"))).toContain("button");
});

test("given another account's file in the same layout, then the person can say so, and it is kept apart", async () => {
  const chat = await importChat(database);
  await chat.offer("giro.csv", CSV);
  await chat.taps("store");
  const savings = CSV.replace("Market", "Bank");
  expect(await chat.offer("savings.csv", savings)).toContain('for "giro"');
  expect(chat.buttons()).toEqual(["store", "don't", "to a new account"]);
  expect(await chat.taps("to a new account")).toContain('for "savings"');
  expect(chat.buttons()).toEqual(["store", "don't", 'to "giro"']);
  await chat.taps("store");
  expect((await db.select().from(accounts)).map(({ accountName }) => accountName).sort()).toEqual([
    "giro",
    "savings",
  ]);
  expect(await count()).toBe(6);
  expect(await chat.offer("both.csv", `${savings}2026-11-18,Inn,-1.00\n`)).toContain('for "savings"');
  expect(await chat.taps('to "giro"')).toContain('for "giro"');
  expect(await chat.taps("store")).toContain('Stored: 1 row added to "giro"');
});

test("given a file that has changed since it was shown, then it is shown again and nothing is stored", async () => {
  const chat = await importChat(database);
  await chat.offer("giro.csv", CSV);
  chat.replace("giro.csv", `${CSV}2026-11-17,Inn,-20.00\n`);
  const said = await chat.taps("store");
  expect(said).toContain("has changed since I showed it");
  expect(said).toContain("A CSV with 4 rows");
  expect(await count()).toBe(0);
  expect(await chat.taps("store")).toContain("4 rows added");
});

test("given a file that is gone, or a platform that is away, then it is said, and nothing waits for ever", async () => {
  const chat = await importChat(database);
  await chat.send("giro.csv", CSV);
  chat.forget("giro.csv");
  expect(await chat.settle()).toContain("Send it again");
  await chat.send("next.csv", CSV);
  chat.platform.isAway = true;
  const look = async () => {
    const failed = await chat.desk.work(/^import-/);
    await chat.dispatcher.outbox.deliverAll();
    return [failed, chat.unread()];
  };
  chat.unread();
  expect(await look()).toEqual([["import-look"], ""]);
  const [row] = (await db.select().from(imports)).filter(({ state }) => state === "looking");
  if (row === undefined) throw new Error("an import was expected");
  const again = { userId: row.userId, kind: "import-look", localDate: "2026-11-23" } as const;
  const job = { ...again, dueAt: "2026-11-23T08:00:00.000Z", subject: row.id };
  await chat.desk.errands.enqueue(db, [job]);
  expect(await look()).toEqual([["import-look"], ""]);
  await chat.desk.errands.enqueue(db, [job]);
  expect(await look()).toEqual([
    [],
    "The file didn't come through. Send it again in a while and I'll read it.",
  ]);
});

test("given a file that may not be opened, or goes away while it is stored, then it is said and nothing is stored", async () => {
  const chat = await importChat(database);
  const gone = openPath("/there/is/no/such/file.csv");
  chat.platform.opens = gone;
  expect(await chat.offer("giro.csv", CSV)).toContain("it may not be opened from here, or it went away");
  chat.platform.opens = null;
  await chat.offer("giro.csv", CSV);
  chat.platform.opens = gone;
  expect(await chat.taps("store")).toContain("it may not be opened from here, or it went away");
  expect([await count(), await states()]).toEqual([0, ["failed", "failed"]]);
});

test("given something that breaks on our side again and again, then the person is told instead of left to wait", async () => {
  const chat = await importChat(database);
  await chat.offer("giro.csv", CSV);
  await chat.tap("store");
  chat.platform.opens = async function* () {
    yield await Promise.reject(new Error("broken"));
  };
  const [row] = await db.select().from(imports);
  if (row === undefined) throw new Error("an import was expected");
  const said: string[] = [];
  for (let times = 0; times < 4; times++) {
    await chat.desk.work(/^import-/);
    await chat.dispatcher.outbox.deliverAll();
    said.push(chat.unread());
    const job = { kind: "import-store", userId: row.userId, subject: row.id } as const;
    await chat.desk.errands.enqueue(db, [errandJob(job, chat.clock.now)]);
  }
  expect(said).toEqual(["", "", expect.stringContaining("wrong on my side"), ""]);
  expect([await count(), await states()]).toEqual([0, ["failed"]]);
});

test.each([
  ["statement.pdf", "%PDF-1.7", "That is a PDF"],
  ["photos.zip", zipOf({ "a/photo.jpg": "x" }), "no export of Apple Health is in it"],
  ["november.xlsx", "PK\u0003\u0004", "That is a workbook"],
  ["old.xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), "That is a workbook"],
  ["scan.jpg", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0]), "That is a picture"],
  ["empty.csv", "", "it is empty"],
  ["letter.txt", "Dear Sir,\nthank you.\n", "no transactions were found"],
  ["broken.csv", 'Date,Payee,Amount\n2026-11-14,"x,-1.00\n', "at line 2: a quotation mark"],
  ["old.csv", "Date,Payee,Amount\n2026-11-14,x,\n2026-11-15,y,\n", "no row in it that can be stored"],
])("given %s, then it says what it is and what can be done", async (name, content, words) => {
  const chat = await importChat(database);
  expect(await chat.offer(name, content)).toContain(words);
  expect(await states()).toEqual(["failed"]);
});

test("what is said no to is dropped, also while it is read", async () => {
  const chat = await importChat(database);
  await chat.offer("giro.csv", CSV);
  expect(await chat.taps("don't")).toContain("nothing of it is stored");
  expect(await chat.taps("store")).toContain("was not stored");
  expect([await count(), await states()]).toEqual([0, ["dropped"]]);
});

test("a button of somebody else's import finds nothing", async () => {
  const chat = await importChat(database);
  await chat.offer("giro.csv", CSV);
  const token = chat.token("store");
  const other = await importChat(database, "somebody-else");
  expect(await other.tapToken(token)).toContain("button");
  expect(await states()).toEqual(["asking"]);
  for (const forged of ["s1:import:x:store", "s1:import:", token.replace(":store", ":nonsense")]) {
    expect(await chat.tapToken(forged)).toContain("button");
  }
});

test("given somebody who looks at a sample, or is in a crisis, then no file is read", async () => {
  const chat = await importChat(database);
  await chat.say("/sample maya");
  expect(await chat.send("giro.csv", CSV)).toContain("/own starts with your own data");
  await chat.say("/own");
  await chat.offer("giro.csv", CSV);
  await chat.say("I want to kill myself");
  expect(await chat.send("next.csv", CSV)).not.toContain("reading");
  // What was shown before is stored without a number.
  expect(await chat.taps("store")).toContain("The file is stored.");
  expect(await states()).toEqual(["stored"]);
});

test("/import says which ways there are", async () => {
  const chat = await importChat(database);
  expect(await chat.say("/import")).toContain("Send me a file from your bank here");
  expect(await chat.say("/import /etc/passwd")).toContain("Send me a file from your bank here");
  expect(await chat.deliverFile({ isTooLarge: true })).toContain("20 MB");
  expect(await states()).toEqual([]);
});

test("given a file stored at night with a payment that was told by hand, then it is offered to make one of them at once", async () => {
  const chat = await importChat(database);
  chat.clock.now = new Date("2026-11-23T22:30:00Z");
  await chat.say("3.20 coffee");
  await chat.offer("giro.csv", "Date,Payee,Amount\n2026-11-23,Coffee House,-3.20\n2026-11-22,Inn,-20.00\n");
  await chat.taps("store");
  await chat.desk.work(/^understand-money$/);
  await chat.dispatcher.outbox.deliverAll();
  expect(chat.unread()).toContain('Is that your "coffee", today? Until you say, both count.');
});

test("/accounts says up to which day a file and what was told by hand go", async () => {
  const chat = await importChat(database);
  await chat.offer("giro.csv", CSV);
  await chat.taps("store");
  await chat.say("12 coffee");
  const shown = await chat.say("/accounts");
  expect(shown).toContain("giro: last payment Sunday 15 November.");
  expect(shown).toContain("Cash & by hand: last payment today.");
});
