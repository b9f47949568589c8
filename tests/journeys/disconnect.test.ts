import { expect, test } from "vitest";
import { connections, transactions } from "../../db/schema/money.ts";
import { fakeChat, joinAskedAt } from "../fakes/chat.ts";
import { connectedChat, firstConnection } from "../support/bank-chat.ts";
import { firstRow, storeCorrection, storedRows } from "../support/bank-updates.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const HOUR_MS = 3_600_000;
const connected = () => connectedChat(db);
const connection = () => firstConnection(db);

test("when it is disconnected and the data kept, then the bank is told, the key is gone and the payments stay", async () => {
  const { chat, plaid, errands } = await connected();
  await chat.say("/accounts");
  const asked = await chat.tap("disconnect First Platypus Bank");
  expect(asked).toContain("I have 3 transactions in 2 accounts from it");
  expect(await chat.tap("leave it connected")).toContain("everything stays");
  expect(await chat.tap("disconnect, keep the data")).toContain("The 3 transactions in 2 accounts stay.");
  await errands();
  expect(plaid.isConnected()).toBe(false);
  expect(await connection()).toMatchObject({ status: "revoked", credentialsSealed: null, syncCursor: null });
  expect(await db.$count(transactions)).toBe(3);
  expect(await chat.say("/accounts")).toContain("First Platypus Bank, not connected any more.");
  await chat.tap("erase First Platypus Bank's data");
  expect(await chat.tap("erase it")).toContain("erased: 3 transactions in 2 accounts");
  expect(await db.$count(transactions)).toBe(0);
  expect(await chat.say("/accounts")).toContain("No account yet");
});

test("given a bank that ended the connection, when it is connected again from /accounts, then nothing doubles and the old key goes", async () => {
  const someone = await connected();
  const { chat, plaid, errands } = someone;
  const { externalId, id } = await connection();
  await someone.tell({ kind: "revoked", externalId, providerCode: "USER_PERMISSION_REVOKED" });
  expect(await chat.say("how much did I spend last week?")).toContain("the bank has ended the connection");
  expect(await chat.say("/accounts")).toContain("not connected any more");
  plaid.renumber();
  await chat.tap("connect First Platypus Bank again");
  expect(await errands()).toContain("everything I have stays");
  plaid.finishLink();
  await someone.tell({ kind: "link-ended", lookup: plaid.newestLink() });
  expect(await errands()).toContain("I found 3 purchases since March 2026 in 2 accounts");
  const stored = await db.select().from(connections);
  expect(stored.filter(({ status }) => status === "active")).toHaveLength(1);
  expect(stored.find((one) => one.id === id)?.nextSyncAt).not.toBe(null);
  await someone.tick();
  await errands();
  expect((await db.select().from(connections)).find((one) => one.id === id)?.credentialsSealed).toBe(null);
  expect(await db.$count(transactions)).toBe(3);
});

test("when it is disconnected and erased, then nothing of it is left, what was said about it included", async () => {
  const { chat, plaid, errands } = await connected();
  const { userId } = await connection();
  const row = await firstRow(db, userId);
  await storeCorrection(db, userId, row, { notes: "mine" });
  await chat.say("/accounts");
  await chat.tap("disconnect First Platypus Bank");
  expect(await chat.tap("disconnect and erase")).toContain("erased: 3 transactions in 2 accounts");
  expect(await chat.tap("disconnect and erase")).toContain("0 transactions in 0 accounts");
  await errands();
  expect(plaid.isConnected()).toBe(false);
  expect(await storedRows(db, userId)).toEqual([]);
});

test("given a button to erase from yesterday, when it is tapped, then it is asked once more and nothing is erased", async () => {
  const { chat, clock } = await connected();
  await chat.say("/accounts");
  await chat.tap("disconnect First Platypus Bank");
  clock.now = new Date(clock.now.getTime() + 24 * HOUR_MS);
  expect(await chat.tap("disconnect and erase")).toContain("Disconnect First Platypus Bank?");
  expect(await connection()).toMatchObject({ status: "active" });
  expect(await db.$count(transactions)).toBe(3);
});

test("given a provider that is away when it is to be told, then it is told later", async () => {
  const someone = await connected();
  const { chat, plaid, errands, queue, clock } = someone;
  await chat.say("/accounts");
  await chat.tap("disconnect First Platypus Bank");
  plaid.fail("unavailable");
  await chat.tap("disconnect, keep the data");
  await errands();
  expect((await connection()).credentialsSealed).not.toBe(null);
  plaid.fail(null);
  clock.now = new Date(clock.now.getTime() + 2 * HOUR_MS);
  await someone.tick();
  expect(queue.waiting()).toEqual(["connection-end"]);
  await errands();
  expect(plaid.isConnected()).toBe(false);
  expect(await connection()).toMatchObject({ credentialsSealed: null, nextSyncAt: null });
});

test("given somebody else's connection, or one that is gone, then a forged button finds nothing", async () => {
  const someone = await connected();
  const { id } = await connection();
  const other = fakeChat({ db, clock: someone.clock, sender: "somebody-else", timezone: "Europe/Berlin" });
  await joinAskedAt(other);
  for (const what of ["mend", "ask-end", "ask-erase", "keep", "erase", "stay", "nonsense"]) {
    expect(await other.tapToken(`s1:bank:${what}:${id}`)).toContain("button");
    expect(await someone.chat.tapToken(`s1:bank:${what}:not-an-id`)).toContain("button");
  }
  expect(await db.$count(transactions)).toBe(3);
  expect(someone.queue.waiting()).toEqual([]);
});
