import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { chatIdentities } from "../../db/schema/chat.ts";
import { eventLog } from "../../db/schema/coaching.ts";
import { connections } from "../../db/schema/money.ts";
import { ProviderError } from "../../src/integrations/provider.ts";
import { connectedChat, firstConnection } from "../support/bank-chat.ts";
import { testDatabase } from "../support/database.ts";
import {
  berlin,
  connectionOf,
  type DeviceChat,
  daysAgo,
  deviceChat,
  THURSDAY,
} from "../support/device-chat.ts";

const { db } = await testDatabase();
const BANK_KINDS = ["link-begin", "link-poll", "connection-sync", "connection-end", "tell-trouble"];
const DAY = 24 * 60;

/** Somebody whose Oura is connected and told last night. */
async function connected(): Promise<DeviceChat> {
  const someone = await deviceChat(db);
  someone.oura.setDay({ date: THURSDAY, sleepMinutes: 425 });
  await someone.connect("oura");
  return someone;
}

/** The service signs them out, which the next sync finds. */
async function signedOut(someone: DeviceChat): Promise<string> {
  someone.oura.fail("signed-out");
  return someone.news("oura");
}

const SIGN_IN = "Oura wants you to sign in again. Until then nothing new comes from it; what I have stays.";

describe("given a wearable that wants a new sign-in", () => {
  test("then that is told once, some minutes later, with the button that mends it, and never again until it worked", async () => {
    const someone = await connected();
    const { chat, oura } = someone;
    expect(await signedOut(someone)).toBe("");
    // A sync may find any moment that it was nothing.
    expect(await someone.later(5)).toBe("");
    expect(await someone.later(15)).toBe(
      `${SIGN_IN}\nI won't bring this up again. /accounts and /devices show how each stands.`,
    );
    expect(chat.sent.at(-1)?.buttons.map(({ label }) => label)).toEqual(["sign in again to Oura"]);
    expect(await someone.later(5)).toBe("");
    someone.clock.now = berlin("10:00", "2026-11-28");
    expect(await someone.later(3 * DAY)).toBe("");
    oura.fail(null);
    expect(await chat.tap("sign in again to Oura")).toContain("One moment");
    await someone.errands();
    oura.finishLink();
    expect(await someone.later(1)).toContain("Oura is connected");
    expect(await connectionOf(db, "oura")).toMatchObject({ status: "active", troubleToldAt: null });
    await signedOut(someone);
    expect(await someone.later(20)).toContain(SIGN_IN);
  });

  test("when it works again by itself before that, then nothing is said", async () => {
    const someone = await connected();
    someone.oura.problem = new ProviderError("needs-login");
    await someone.news("oura");
    expect(await connectionOf(db, "oura")).toMatchObject({ status: "needs_login" });
    someone.oura.problem = null;
    await someone.news("oura");
    expect(await someone.later(20)).toBe("");
  });

  test("when it is told and still does not work a week later, then no sync says it again", async () => {
    const someone = await connected();
    someone.oura.problem = new ProviderError("needs-login");
    await someone.news("oura");
    expect(await someone.later(20)).toContain(SIGN_IN);
    for (let day = 0; day < 7; day++) expect(await someone.later(DAY)).toBe("");
    someone.oura.problem = null;
    // The pause of some connections is a tenth longer than a day.
    for (let day = 0; day < 2; day++) expect(await someone.later(DAY)).toBe("");
    expect(await connectionOf(db, "oura")).toMatchObject({ status: "active", troubleToldAt: null });
  });
});

describe("given trouble that may not be told just now", () => {
  test("when it is in quiet hours, then it is told once they are over", async () => {
    const someone = await connected();
    someone.clock.now = berlin("21:30");
    await signedOut(someone);
    expect(await someone.later(60)).toBe("");
    expect(someone.queue.waiting()).toEqual([]);
    someone.clock.now = berlin("07:29", "2026-11-27");
    expect(await someone.later(0)).toBe("");
    expect(await someone.later(1)).toContain(SIGN_IN);
  });

  test("when it is in a pause, then it is told once that is over", async () => {
    const someone = await connected();
    await someone.chat.say("/pause 2");
    await signedOut(someone);
    expect(await someone.later(60)).toBe("");
    await someone.chat.say("/resume");
    expect(await someone.later(1)).toContain(SIGN_IN);
  });

  test("when coaching rests, then it is not told", async () => {
    const someone = await connected();
    await someone.chat.say("i want to die");
    await signedOut(someone);
    expect(await someone.later(60)).toBe("");
  });

  test("when it is switched off, then it is not told, which /settings says, until it is switched on", async () => {
    const someone = await connected();
    const { chat } = someone;
    expect(await chat.say("/mute connections")).toContain("I won't tell you any more");
    expect(await chat.say("/settings")).toContain("I don't tell you when a bank or wearable needs you.");
    await signedOut(someone);
    expect(await someone.later(60)).toBe("");
    expect(await chat.say("/devices")).toContain("It needs you to sign in again");
    expect(await chat.say("/unmute connections")).toContain("I'll tell you once");
    expect(await someone.later(1)).toContain(SIGN_IN);
    expect(await chat.say("/mute purple")).toContain("connections");
  });

  test("when they look around as a sample person, have blocked the coach or were said goodbye to, then nobody is told", async () => {
    const someone = await connected();
    const { chat, userId, clock } = someone;
    await chat.say("/sample maya");
    await signedOut(someone);
    expect(await someone.later(60)).toBe("");
    await chat.say("/own");
    await db.update(chatIdentities).set({ unreachableSince: clock.now });
    expect(await someone.later(1)).toBe("");
    await db.update(chatIdentities).set({ unreachableSince: null });
    clock.now = new Date(clock.now.getTime() + 60_000);
    const eventType = "goodbye_said";
    await db.insert(eventLog).values({ userId, eventType, metadata: {}, timestamp: clock.now });
    expect(await someone.later(1)).toBe("");
    expect(await connectionOf(db, "oura")).toMatchObject({ troubleToldAt: null });
    await chat.say("hello");
    expect(await someone.later(1)).toContain(SIGN_IN);
  });
});

describe("given a connection that is over", () => {
  test("when its service ended it, then that is told once, with the button for a new one", async () => {
    const someone = await connected();
    const { externalId } = await connectionOf(db, "oura");
    await someone.tell("oura", { kind: "revoked", externalId, providerCode: "ENDED_THERE" });
    expect(await someone.later(20)).toContain("Oura has ended its connection to me");
    expect(await someone.later(DAY)).toBe("");
    expect(await someone.chat.tap("connect Oura again")).toContain("One moment");
  });

  test("when the person ended it, then nothing is told, whatever its service says afterwards", async () => {
    const someone = await connected();
    const { chat } = someone;
    const { externalId } = await connectionOf(db, "oura");
    await chat.say("/devices");
    await chat.tap("disconnect Oura");
    await chat.tap("disconnect, keep the data");
    await someone.errands();
    await someone.tell("oura", { kind: "revoked", externalId, providerCode: "ENDED_THERE" });
    await someone.tell("oura", { kind: "needs-login", externalId, providerCode: "ENDED_THERE" });
    expect(await someone.later(20)).toBe("");
  });

  test("when another one of the same wearable works by then, then there is nothing to tell", async () => {
    const someone = await connected();
    const old = await connectionOf(db, "oura");
    await db
      .update(connections)
      .set({ externalId: "another-account", createdAt: berlin("08:00", daysAgo(9)) })
      .where(eq(connections.id, old.id));
    await someone.tell("oura", {
      kind: "revoked",
      externalId: "another-account",
      providerCode: "ENDED_THERE",
    });
    await someone.connect("oura");
    expect(await someone.later(20)).toBe("");
  });
});

describe("given a service that hands nothing over any more, as when a membership there has ended", () => {
  const LAPSED = "The fake's membership has ended, so it keeps its numbers to itself.";

  test("then its words are told once, and again only after it has worked", async () => {
    const someone = await connected();
    const { oura } = someone;
    oura.fail("lapsed");
    expect(await someone.news("oura")).toBe("");
    expect(await someone.later(20)).toBe(
      `${LAPSED}\nI won't bring this up again. /accounts and /devices show how each stands.`,
    );
    expect(await someone.news("oura")).toBe("");
    expect(await someone.later(2 * DAY)).toBe("");
    oura.fail(null);
    await someone.news("oura");
    oura.fail("lapsed");
    await someone.news("oura");
    expect(await someone.later(20)).toContain(LAPSED);
  });

  test("from the start, then that is said at once, and not once more", async () => {
    const someone = await deviceChat(db);
    someone.oura.fail("lapsed");
    expect(await someone.connect("oura")).toContain(LAPSED);
    expect(await connectionOf(db, "oura")).toMatchObject({ status: "error" });
    expect(await someone.later(20)).toBe("");
  });
});

test("given a first sync that needs a new sign-in already, then that is said at once, and not once more", async () => {
  const someone = await deviceChat(db);
  await someone.chat.say("/connect oura");
  await someone.errands();
  someone.oura.finishLink();
  someone.oura.fail("signed-out");
  const said = await someone.later(1);
  expect(said).toContain("Oura wants you to sign in once more before I can read anything.");
  expect(await someone.later(20)).toBe("");
  expect(await someone.later(3 * DAY)).toBe("");
});

test("given two wearables that need their person at once, then one message tells of both", async () => {
  const someone = await connected();
  someone.whoop.setDay({ date: THURSDAY, sleepMinutes: 425 });
  await someone.connect("whoop");
  for (const which of ["oura", "whoop"] as const) {
    someone[which].fail("signed-out");
    await someone.news(which);
  }
  const before = someone.chat.sent.length;
  const said = await someone.later(20);
  expect(someone.chat.sent.length - before).toBe(1);
  expect(said).toMatch(/Oura wants you[\s\S]*WHOOP wants you/);
  expect(someone.chat.sent.at(-1)?.buttons.map(({ label }) => label)).toEqual([
    "sign in again to Oura",
    "sign in again to WHOOP",
  ]);
});

describe("given a bank", () => {
  test("that wants a new sign-in, then that is told once in the same way, and mended from there", async () => {
    const someone = await connectedChat(db, BANK_KINDS);
    const { plaid, chat } = someone;
    plaid.fail("needs-login");
    const { externalId } = await firstConnection(db);
    await someone.tell({ kind: "needs-login", externalId, providerCode: "ITEM_LOGIN_REQUIRED" });
    await someone.errands();
    expect(await someone.later(20)).toContain("First Platypus Bank wants you to sign in again.");
    expect(await someone.later(2 * DAY)).toBe("");
    plaid.fail(null);
    await chat.tap("sign in again to First Platypus Bank");
    await someone.errands();
    plaid.finishLink("mended");
    expect(await someone.later(1)).toContain("works again");
    expect(await firstConnection(db)).toMatchObject({ status: "active", troubleToldAt: null });
  });

  test("whose login was said to be broken after it was mended, then nobody is told", async () => {
    const someone = await connectedChat(db, BANK_KINDS);
    const { externalId } = await firstConnection(db);
    await someone.tell({ kind: "needs-login", externalId, providerCode: "ITEM_LOGIN_REQUIRED" });
    expect(await someone.errands()).toBe("");
    expect(await someone.later(20)).toBe("");
  });
});
