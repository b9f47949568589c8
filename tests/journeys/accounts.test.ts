import { isNotNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { accounts, connections, transactions } from "../../db/schema/money.ts";
import { linkAttempts } from "../../db/schema/money-in.ts";
import { ProviderError } from "../../src/integrations/provider.ts";
import { type BankChat, bankChat, connectedChat, firstConnection } from "../support/bank-chat.ts";
import { testDatabase } from "../support/database.ts";
import { moneyChat } from "../support/money-chat.ts";

const { db } = await testDatabase();
const HOUR_MS = 3_600_000;
const connected = () => connectedChat(db);
const connection = () => firstConnection(db);

/** News from the bank, and the sync that it leads to. */
async function news(someone: BankChat): Promise<string> {
  await someone.tell({ kind: "changed", externalId: (await connection()).externalId });
  return someone.errands();
}

test("given a sample person, then what is owed on the card is said as owed", async () => {
  const chat = await moneyChat(db);
  await chat.say("/sample maya");
  expect(await chat.say("/accounts")).toMatch(/Card: \$[\d,.]+ owed, as of today/);
});

test("given accounts of files and by hand, then /accounts says when their last payment was", async () => {
  const chat = await moneyChat(db);
  const file = await chat.bank("2026-11-25", { provider: "file", accountName: "Giro" });
  await chat.shows(file, "2026-11-20", "Daily Basket", "40", null);
  await chat.shows(file, "2026-11-24", "Daily Basket", "41", null);
  await chat.bank(null, { provider: "file", accountName: "Empty" });
  await chat.say("12 coffee");
  expect(await chat.say("/accounts")).toBe(
    "From files\nGiro: last payment Tuesday 24 November.\nEmpty: nothing yet.\n" +
      "By hand\nCash & by hand: last payment today.",
  );
});

test("given a bank, then /accounts shows each account in its own currency, as of when, and how to end it", async () => {
  const { chat } = await connected();
  const shown = await chat.say("/accounts");
  expect(shown.split("\n")).toEqual([
    "First Platypus Bank: I last heard from it today at 10:00.",
    "Everyday (1234): €1,204.50, as of today, 10:00.",
    "Visa (9876): $64 owed, as of today, 10:00.",
  ]);
  expect(chat.sent.at(-1)?.buttons.map(({ label }) => label)).toEqual(["disconnect First Platypus Bank"]);
});

test("given no account, then /accounts says how to get one", async () => {
  const { chat } = await bankChat(db);
  expect(await chat.say("/accounts")).toContain("No account yet");
  expect(await chat.tap("connect my bank")).toContain("What shall I read?");
});

test("given a bank that wants a new sign-in, then /accounts and money answers say so, and a button mends it", async () => {
  const someone = await connected();
  const { chat, plaid, clock, errands } = someone;
  plaid.fail("needs-login");
  clock.now = new Date(clock.now.getTime() + 72 * HOUR_MS);
  expect(await news(someone)).toBe("");
  expect(await chat.say("/accounts")).toContain("It needs you to sign in again before I can read more.");
  const answer = await chat.say("how much did I spend last week?");
  expect(answer).toContain(
    "Everyday and Visa are up to 3 days old: a new sign-in is needed, and /accounts has the button.",
  );
  await chat.say("/accounts");
  plaid.fail(null);
  expect(await chat.tap("sign in again to First Platypus Bank")).toContain("One moment");
  expect(await errands()).toContain("everything I have stays");
  plaid.finishLink("mended");
  await someone.tell({ kind: "link-ended", lookup: plaid.newestLink() });
  expect(await errands()).toContain("works again");
  expect(await chat.say("/accounts")).not.toContain("sign in");
  expect(await chat.say("how much did I spend last week?")).not.toContain("/accounts");
  expect(await db.$count(connections)).toBe(1);
});

test("given a bank that wants a new sign-in while old payments still come, then they come, and it goes on wanting it", async () => {
  const someone = await connected();
  const { plaid, chat } = someone;
  const [account] = await db.select().from(accounts);
  plaid.problem = new ProviderError("needs-login", { providerCode: "ITEM_LOGIN_REQUIRED" });
  plaid.addRow({
    account: account?.externalAccountId ?? "",
    date: "2026-03-09",
    amount: "7.00",
    name: "GREEN CUP",
    pending: false,
  });
  await news(someone);
  expect(await db.$count(transactions)).toBe(4);
  expect(await chat.say("/accounts")).toContain("It needs you to sign in again before I can read more.");
  plaid.problem = null;
  await news(someone);
  expect(await chat.say("/accounts")).not.toContain("sign in");
});

describe("given a bank that is to be signed in to again", () => {
  async function mending(): Promise<BankChat> {
    const someone = await connected();
    someone.plaid.problem = new ProviderError("needs-login", { providerCode: "ITEM_LOGIN_REQUIRED" });
    await someone.tell({
      kind: "needs-login",
      externalId: (await connection()).externalId,
      providerCode: "ITEM_LOGIN_REQUIRED",
    });
    await someone.chat.say("/accounts");
    await someone.chat.tap("sign in again to First Platypus Bank");
    await someone.errands();
    return someone;
  }

  test("when somebody leaves, or lets the address run out, then it is said that nothing has changed, and where to go on", async () => {
    const someone = await mending();
    someone.plaid.finishLink("left");
    expect(await someone.later(1)).toBe(
      "First Platypus Bank is as it was, since you left before the end. The address works until 10:30; /accounts has the button for a new one.",
    );
    expect(await someone.later(40)).toBe("");
    await someone.chat.tap("sign in again to First Platypus Bank");
    await someone.errands();
    expect(await someone.later(40)).toBe(
      "First Platypus Bank is as it was, since the address has run out. /accounts has the button for a new one.",
    );
  });

  test("when its provider is away, then nothing is said to be unconnected", async () => {
    const someone = await mending();
    someone.plaid.fail("unavailable");
    await someone.chat.tap("sign in again to First Platypus Bank");
    expect(await someone.errands()).toBe(
      "First Platypus Bank can't be reached right now, so it is as it was. /accounts has the button to try again later.",
    );
  });

  test("when it is disconnected before the person is done, then it stays disconnected, whatever they do there", async () => {
    const someone = await mending();
    await someone.chat.tap("disconnect First Platypus Bank");
    await someone.chat.tap("disconnect, keep the data");
    await someone.errands();
    someone.plaid.finishLink("mended");
    expect(await someone.later(1)).toBe("");
    expect(await connection()).toMatchObject({ status: "revoked", credentialsSealed: null });
    const [attempt] = await db.select().from(linkAttempts).where(isNotNull(linkAttempts.connectionId));
    expect(attempt).toMatchObject({ state: "left", errorCode: "ended", secretSealed: null });
  });

  test("when the bank ends the connection before the person is done, then it is not said to work", async () => {
    const someone = await mending();
    const { externalId } = await connection();
    await someone.tell({ kind: "revoked", externalId, providerCode: "USER_PERMISSION_REVOKED" });
    someone.plaid.finishLink("mended");
    expect(await someone.later(1)).toBe(
      "First Platypus Bank is as it was: that wasn't taken. /accounts shows how it stands.",
    );
  });
});

test("given word of a broken login that comes after it was mended, then the bank's own answer holds", async () => {
  const someone = await connected();
  const { externalId } = await connection();
  await someone.tell({ kind: "repaired", externalId });
  await someone.tell({ kind: "needs-login", externalId, providerCode: "ITEM_LOGIN_REQUIRED" });
  await someone.errands();
  expect(await connection()).toMatchObject({ status: "active", lastErrorCode: null });
});

test("given what the bank wants to be read, then /accounts shows it", async () => {
  const someone = await connected();
  someone.plaid.notices = ["Your card ends in May."];
  await news(someone);
  expect(await someone.chat.say("/accounts")).toContain("Your card ends in May.");
});

test("given a bank that its provider has not heard from for days, then it is not said to be fresh, though it was asked just now", async () => {
  const someone = await connected();
  const { plaid, chat, clock } = someone;
  plaid.freshAt = clock.now;
  clock.now = new Date(clock.now.getTime() + 72 * HOUR_MS);
  await news(someone);
  expect(await chat.say("/accounts")).toContain(
    "First Platypus Bank: I last heard from it Tuesday 10 March at 10:00.",
  );
  const [account] = await db.select().from(accounts);
  expect(account).toMatchObject({ syncedAt: plaid.freshAt, syncedThrough: "2026-03-09" });
});

test("given an answer that cannot be stored, then nothing of it is, and the provider is left in peace for a while", async () => {
  const someone = await connected();
  const { plaid, queue, clock } = someone;
  const asked = plaid.syncs();
  plaid.notices = [null as unknown as string, null as unknown as string];
  plaid.notices.join = () => {
    throw new Error("a fault of ours");
  };
  clock.now = new Date(clock.now.getTime() + 5 * HOUR_MS);
  await someone.tick();
  await someone.errands();
  const { nextSyncAt, ...left } = await connection();
  expect(left).toMatchObject({ status: "error", lastErrorCode: "unexpected" });
  // Not every connection is asked again at one moment.
  const pause = (nextSyncAt?.getTime() ?? 0) - clock.now.getTime();
  expect(pause).toBeGreaterThanOrEqual(HOUR_MS);
  expect(pause).toBeLessThanOrEqual(1.1 * HOUR_MS);
  await someone.tick();
  expect(queue.waiting()).toEqual([]);
  expect(plaid.syncs()).toBe(asked + 1);
  plaid.notices = [];
  clock.now = new Date(clock.now.getTime() + pause);
  await someone.tick();
  await someone.errands();
  expect(await connection()).toMatchObject({ status: "active", failedSyncs: 0 });
});

test("given a provider that does not take what it is asked, then a sign-in is offered, since nothing else may help", async () => {
  const someone = await connected();
  someone.plaid.fail("refused");
  await news(someone);
  expect(await someone.chat.say("/accounts")).toContain("Signing in again may help.");
  expect(await someone.chat.tap("sign in again to First Platypus Bank")).toContain("One moment");
});

test("given a provider that is not set up any more, then /accounts says so, not that it was away", async () => {
  const someone = await connected();
  const banks = someone.queue.context.tools.banks as Map<string, unknown>;
  banks.delete("plaid");
  await news(someone);
  const shown = await someone.chat.say("/accounts");
  expect(shown).toContain("Its provider isn't set up on this coach any more");
  expect(shown).not.toContain("try again");
});

test("given a bank that is away, then /accounts says that it tries again, and offers no sign-in", async () => {
  const someone = await connected();
  someone.plaid.fail("unavailable");
  await news(someone);
  expect(await someone.chat.say("/accounts")).toContain("I couldn't reach it the last time.");
  expect(someone.chat.sent.at(-1)?.buttons).toHaveLength(1);
});

test("given a login that will run out, then it is said until somebody signs in", async () => {
  const someone = await connected();
  const { externalId } = await connection();
  await someone.tell({ kind: "expires-soon", externalId, providerCode: "PENDING_EXPIRATION" });
  await news(someone);
  expect(await someone.chat.say("/accounts")).toContain("It will want a new sign-in soon.");
  await someone.tell({ kind: "repaired", externalId });
  await someone.errands();
  expect(await someone.chat.say("/accounts")).not.toContain("sign-in");
});
