import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { beginSync, claimDueConnections, endSync, type SyncEnd } from "../../db/queries/connection-syncs.ts";
import { endConnection, noteConnection } from "../../db/queries/connections.ts";
import { loadAccounts } from "../../db/queries/days.ts";
import { beginAttempt, claimDueAttempts, endAttempt, putOffPoll } from "../../db/queries/links.ts";
import { errandJob } from "../../db/queue.ts";
import { dailyBalanceScores } from "../../db/schema/coaching.ts";
import { accounts, connections } from "../../db/schema/money.ts";
import { linkAttempts } from "../../db/schema/money-in.ts";
import { bankChat } from "../support/bank-chat.ts";
import { bankEvent } from "../support/bank-event.ts";
import { storeConnected, storeConnection } from "../support/bank-updates.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-03-10T09:00:00Z");
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const fine = { status: "active", lastErrorCode: null, lastErrorMessage: null, failedSyncs: 0 } as const;

async function due(nextSyncAt: Date | null = NOW) {
  const mine = await storeConnected(db);
  await db.update(connections).set({ credentialsSealed: "sealed", nextSyncAt });
  return mine;
}

async function rowOf(id: string) {
  const [found] = await db.select().from(connections).where(eq(connections.id, id));
  if (found === undefined) throw new Error("the connection is gone");
  return found;
}

const nextOf = async (id: string) => {
  const [found] = await db.select().from(connections).where(eq(connections.id, id));
  return found?.nextSyncAt ?? null;
};

describe("a sync", () => {
  const end = (nextSyncAt: Date | null): SyncEnd => ({ ...fine, nextSyncAt });
  const begun = (mine: { readonly userId: string; readonly id: string }) => ({ ...fine, ...mine });

  test("given nobody who asked in between, then the next one is when it was planned", async () => {
    const mine = await due();
    await beginSync(db, mine, at(15));
    await endSync(db, begun(mine), at(15), end(at(240)), at(1));
    expect(await nextOf(mine.id)).toEqual(at(240));
  });

  test("given a webhook while it runs, then that is not forgotten", async () => {
    const mine = await due();
    await beginSync(db, mine, at(15));
    await noteConnection(db, mine, { nextSyncAt: at(1) }, at(1));
    await endSync(db, begun(mine), at(15), end(at(240)), at(2));
    expect(await nextOf(mine.id)).toEqual(at(1));
  });

  test("given a provider that wants a new login, or warns, while it runs, then that is not forgotten either", async () => {
    for (const [kind, said] of [
      ["needs-login", { status: "needs_login", lastErrorCode: "CODE", nextSyncAt: at(1) }],
      ["expires-soon", { status: "active", lastErrorCode: "expires-soon", nextSyncAt: at(240) }],
    ] as const) {
      const mine = await due();
      await beginSync(db, mine, at(15));
      const { externalId } = await rowOf(mine.id);
      await bankEvent(db, "plaid", { kind, externalId, providerCode: "CODE" }, at(1));
      await endSync(db, begun(mine), at(15), end(at(240)), at(2));
      expect(await rowOf(mine.id)).toMatchObject(said);
      await db.delete(connections);
    }
  });

  test("given one that is mended while an older sync still fails, then it works, and is asked at once", async () => {
    const mine = await due();
    const broken = { ...fine, status: "needs_login" as const, lastErrorCode: "CODE" };
    await db.update(connections).set(broken);
    await beginSync(db, mine, at(15));
    await noteConnection(db, mine, { ...fine, nextSyncAt: at(1) }, at(1));
    await endSync(db, { ...mine, ...broken }, at(15), { ...broken, nextSyncAt: at(1440) }, at(2));
    expect(await rowOf(mine.id)).toMatchObject({ ...fine, nextSyncAt: at(1) });
  });

  test("given one that seems to be over and was told of meanwhile, then it is asked once more", async () => {
    const mine = await due();
    await beginSync(db, mine, at(15));
    await noteConnection(db, mine, { status: "needs_login", lastErrorCode: "CODE" }, at(1));
    await endSync(db, begun(mine), at(15), { ...fine, status: "revoked", nextSyncAt: null }, at(2));
    expect(await rowOf(mine.id)).toMatchObject({ status: "needs_login", nextSyncAt: at(15) });
  });

  test("given words of a provider that no column holds, then they are kept as far as one does", async () => {
    const mine = await due();
    const words = `one\0two ${"x".repeat(600)}`;
    await endSync(db, begun(mine), at(15), { ...end(at(240)), lastErrorMessage: words }, at(2));
    expect((await rowOf(mine.id)).lastErrorMessage).toMatch(/^onetwo x{493}$/);
  });

  test("given a connection that was ended while it ran, then it stays ended", async () => {
    const mine = await due();
    await beginSync(db, mine, at(15));
    await endConnection(db, mine, at(1));
    await endSync(db, begun(mine), at(15), end(at(240)), at(2));
    const [found] = await db.select().from(connections);
    expect(found).toMatchObject({ status: "revoked", nextSyncAt: at(1) });
    expect(await beginSync(db, mine, at(30))).toBe(null);
  });

  test("given two who look at once, then each due connection is claimed by one, and put off", async () => {
    const mine = await due();
    for (let index = 0; index < 9; index++) {
      await storeConnection(db, mine.userId, { externalId: `item-${index}x` });
    }
    await db.update(connections).set({ credentialsSealed: "sealed", nextSyncAt: NOW });
    const claim = () => db.transaction((tx) => claimDueConnections(tx, NOW, { lease: at(15), limit: 6 }));
    const [one, other] = await Promise.all([claim(), claim()]);
    const ids = [...one, ...other].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids, ...(await claim()).map(({ id }) => id)]).toHaveLength(10);
    expect(await claim()).toEqual([]);
    expect(await nextOf(mine.id)).toEqual(at(15));
  });

  test("given one without credentials, or due later, then it is not claimed", async () => {
    await due(at(1));
    await db.update(connections).set({ credentialsSealed: null, nextSyncAt: NOW });
    expect(await claimDueConnections(db, NOW, { lease: at(15), limit: 6 })).toEqual([]);
  });
});

describe("what a provider tells", () => {
  test("given news, then the connection is due and its sync queued, in one transaction", async () => {
    const mine = await due(at(240));
    const queued = await bankEvent(db, "plaid", { kind: "changed", externalId: "item-1" }, NOW);
    expect(queued).toEqual([`connection-sync ${mine.id}`]);
    expect(await nextOf(mine.id)).toEqual(NOW);
  });

  test("given a provider that wants silence, then its own news waits for the end of it, also what came while it was asked", async () => {
    const mine = await due();
    const news = { kind: "changed", externalId: "item-1" } as const;
    await beginSync(db, mine, at(15));
    await bankEvent(db, "plaid", news, at(1));
    await endSync(
      db,
      { ...fine, ...mine },
      at(15),
      { ...fine, nextSyncAt: at(60), quietUntil: at(60) },
      at(2),
    );
    expect(await nextOf(mine.id)).toEqual(at(60));
    expect(await bankEvent(db, "plaid", news, at(30))).toEqual([]);
    expect(await nextOf(mine.id)).toEqual(at(60));
    expect(await bankEvent(db, "plaid", news, at(60))).toEqual([`connection-sync ${mine.id}`]);
    await beginSync(db, mine, at(75));
    await endSync(db, { ...fine, ...mine }, at(75), { ...fine, nextSyncAt: at(300) }, at(61));
    expect((await rowOf(mine.id)).quietUntil).toBeNull();
  });

  test("given news of a connection that nobody knows, or of another provider's, then nothing happens", async () => {
    const mine = await due(at(240));
    expect(await bankEvent(db, "plaid", { kind: "changed", externalId: "item-9" }, NOW)).toEqual([]);
    expect(await bankEvent(db, "stripe", { kind: "changed", externalId: "item-1" }, NOW)).toEqual([]);
    expect(await nextOf(mine.id)).toEqual(at(240));
  });

  test("given each kind twice and in any order, then the last one holds, and what has ended stays so", async () => {
    const mine = await due(at(240));
    const statusAfter = async (kind: "needs-login" | "repaired" | "revoked" | "expires-soon" | "changed") => {
      const event = { kind, externalId: "item-1", providerCode: "CODE" };
      await bankEvent(db, "plaid", event, NOW);
      await bankEvent(db, "plaid", event, NOW);
      const [found] = await db.select().from(connections).where(eq(connections.id, mine.id));
      return [found?.status, found?.lastErrorCode];
    };
    expect(await statusAfter("expires-soon")).toEqual(["active", "expires-soon"]);
    expect(await statusAfter("needs-login")).toEqual(["needs_login", "CODE"]);
    expect(await statusAfter("repaired")).toEqual(["active", null]);
    expect(await statusAfter("revoked")).toEqual(["revoked", "CODE"]);
    expect(await statusAfter("repaired")).toEqual(["revoked", "CODE"]);
    expect(await bankEvent(db, "plaid", { kind: "changed", externalId: "item-1" }, NOW)).toEqual([]);
    expect(await db.$count(dailyBalanceScores)).toBe(0);
  });
});

describe("an attempt to link", () => {
  const attempt = (userId: string) => ({
    id: crypto.randomUUID(),
    userId,
    identityId: crypto.randomUUID(),
    provider: "plaid",
    connectionId: null,
    secretSealed: null,
  });

  test("given one that is over, then it is not asked after again, and ends once", async () => {
    const { userId } = await due(null);
    const one = attempt(userId);
    await beginAttempt(db, one, NOW);
    await putOffPoll(db, one, at(1));
    expect(await claimDueAttempts(db, at(2), { lease: at(7), limit: 5 })).toEqual([{ userId, id: one.id }]);
    expect(await claimDueAttempts(db, at(2), { lease: at(7), limit: 5 })).toEqual([]);
    expect(await endAttempt(db, one, { state: "left", errorCode: null })).toBe(true);
    expect(await endAttempt(db, one, { state: "finished", errorCode: null })).toBe(false);
    expect(await claimDueAttempts(db, at(60), { lease: at(70), limit: 5 })).toEqual([]);
  });
});

test("given a link whose end is told while it is asked after, then it is asked after again at once", async () => {
  const someone = await bankChat(db);
  const { plaid, chat, clock } = someone;
  await chat.say("/connect plaid");
  await someone.errands();
  const lookup = plaid.newestLink();
  const read = plaid.provider.readLink;
  Object.assign(plaid.provider, {
    async readLink(...asked: Parameters<typeof read>) {
      const outcome = await read(...asked);
      await bankEvent(db, "plaid", { kind: "link-ended", lookup }, clock.now);
      return outcome;
    },
  });
  const { userId, id } = (await db.select().from(linkAttempts))[0] ?? { userId: "", id: "" };
  await someone.queue.enqueue(db, [errandJob({ kind: "link-poll", userId, subject: id }, clock.now)]);
  await someone.errands();
  expect((await db.select().from(linkAttempts))[0]?.nextPollAt).toEqual(clock.now);
});

describe("an account whose connection the person has ended", () => {
  const account = (userId: string, connectionId: string | null, externalAccountId: string) => ({
    userId,
    connectionId,
    externalAccountId,
    provider: "plaid",
    accountName: externalAccountId,
    accountType: "checking" as const,
    currency: "EUR",
  });

  test("given another account, then it leaves no later day unknown; given none, then it is all there is", async () => {
    const mine = await due();
    const owner = { userId: mine.userId, timezone: "UTC", currency: "EUR" };
    const names = async () => (await loadAccounts(db, owner)).map(({ name }) => name);
    await db.insert(accounts).values(account(mine.userId, mine.id, "old"));
    await db.update(connections).set({ status: "revoked", credentialsSealed: null });
    expect(await names()).toEqual(["old"]);
    await db.insert(accounts).values(account(mine.userId, null, "new"));
    expect(await names()).toEqual(["new"]);
    // What only the bank has ended may be mended, and until then its days are unknown.
    await db.update(connections).set({ credentialsSealed: "sealed" });
    expect((await names()).sort()).toEqual(["new", "old"]);
  });
});
