import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { uploadTokens } from "../../db/schema/body-in.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { connections } from "../../db/schema/money.ts";
import { ProviderError } from "../../src/integrations/provider.ts";
import { seedReadings } from "../bot/questions/seed.ts";
import { fakeChat, joinAskedAt } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import {
  berlin,
  connectionOf,
  type DeviceChat,
  daysAgo,
  daysOf,
  deviceChat,
  THURSDAY,
} from "../support/device-chat.ts";

const { db } = await testDatabase();

/** Somebody whose Oura is connected, with three weeks of nights and days. */
async function connected(): Promise<DeviceChat> {
  const someone = await deviceChat(db);
  const said = { sleepMinutes: 425, sleepScore: 80, restingHeartRateBpm: 55, hrvMs: 50, steps: 8000 };
  for (const day of daysOf(daysAgo(20), THURSDAY, said)) someone.oura.setDay(day);
  await someone.connect("oura");
  return someone;
}

const labels = ({ chat }: DeviceChat) => chat.sent.at(-1)?.buttons.map(({ label }) => label) ?? [];

test("given no wearable, then /devices says how to get one", async () => {
  const { chat } = await deviceChat(db);
  expect(await chat.say("/devices")).toBe(
    "No wearable yet. /connect reads one, and a file from it works too.",
  );
  expect(await chat.tap("connect a wearable")).toContain("What shall I read?");
});

test("given a wearable, then /devices says how fresh it is, what it tells, and how to end it", async () => {
  const someone = await connected();
  expect(await someone.chat.say("/devices")).toBe(
    "Oura: last night is here.\n" +
      "I last heard from it today at 10:01.\n" +
      "I have 21 nights and 21 days from it: sleep, sleep score, HRV (RMSSD), resting heart rate and steps.",
  );
  expect(labels(someone)).toEqual(["disconnect Oura"]);
});

test("given a night that has not come yet, or none for days, then that is said, with what to do", async () => {
  const someone = await connected();
  someone.clock.now = berlin("08:00", "2026-11-27");
  expect(await someone.chat.say("my devices")).toContain("Oura: last night isn't here yet.");
  someone.clock.now = berlin("08:00", "2026-11-28");
  expect(await someone.chat.say("/devices")).toContain(
    "Oura: no night since Thursday 26 November. Open the Oura app, since a night leaves the ring only then.",
  );
});

test("given a wearable that has told steps alone, or nothing, then that is what is said", async () => {
  const someone = await deviceChat(db);
  await someone.connect("oura");
  expect(await someone.chat.say("/devices")).toContain("Oura: nothing yet.");
  someone.oura.setDay({ date: daysAgo(1), steps: 4000 });
  await someone.news("oura");
  expect(await someone.chat.say("/devices")).toContain(
    "Oura: the newest day is yesterday, and it has no night yet.",
  );
  expect(await someone.chat.say("/devices")).toContain("I have 1 day from it: steps.");
});

test("given a service that wants a new sign-in, then /devices says so, and a button mends it", async () => {
  const someone = await connected();
  const { chat, oura } = someone;
  oura.fail("signed-out");
  await someone.news("oura");
  expect(await chat.say("/devices")).toContain("It needs you to sign in again before I can read more.");
  // It is not the person who is to open the app.
  expect(await chat.say("/sleep")).toContain("Oura: something is in the way of reading more");
  oura.fail(null);
  await chat.say("/devices");
  expect(await chat.tap("sign in again to Oura")).toContain("One moment");
  expect(await someone.errands()).toContain("everything I have stays");
  oura.finishLink();
  expect(await someone.later(1)).toContain("Oura is connected");
  expect(await chat.say("/devices")).not.toContain("sign in");
  expect(await db.$count(connections)).toBe(1);
});

test("given an address to mend that runs out, then /devices is named as the place to go on, not /accounts", async () => {
  const someone = await connected();
  someone.oura.fail("signed-out");
  await someone.news("oura");
  await someone.chat.say("/devices");
  await someone.chat.tap("sign in again to Oura");
  await someone.errands();
  someone.clock.now = berlin("11:00");
  expect(await someone.later(1)).toContain("/devices has the button for a new one.");
});

test("given what a service says is wrong though it answers, then its words stand in /devices", async () => {
  const someone = await connected();
  someone.oura.problem = new ProviderError("refused", { shown: "Steps were not allowed." });
  await someone.news("oura");
  expect(await someone.chat.say("/devices")).toContain("Steps were not allowed.");
});

describe("when a wearable is disconnected", () => {
  test("and its data kept, then its service is told, the key is gone, and nights stay until they are erased", async () => {
    const someone = await connected();
    const { chat, oura, errands } = someone;
    await chat.say("/devices");
    expect(await chat.tap("disconnect Oura")).toBe(
      "Disconnect Oura? I stop reading it at once. I have 21 nights and 21 days from it; erasing them can't be undone.",
    );
    expect(await chat.tap("leave it connected")).toContain("everything stays");
    expect(await chat.tap("disconnect, keep the data")).toBe(
      "Oura is disconnected: I don't read it any more. The 21 nights and 21 days stay.",
    );
    await errands();
    expect(oura.isConnected()).toBe(false);
    expect(await connectionOf(db, "oura")).toMatchObject({ status: "revoked", credentialsSealed: null });
    expect(await db.$count(biometricReadings)).toBe(21);
    expect(await chat.say("/devices")).toContain("Oura, not connected any more. What I have of it is kept.");
    expect(labels(someone)).toEqual(["connect Oura again", "erase Oura's data"]);
    expect(await chat.tap("erase Oura's data")).toContain("That is 21 nights and 21 days");
    expect(await chat.tap("erase it")).toBe("What Oura brought is erased: 21 nights and 21 days.");
    expect(await db.$count(biometricReadings)).toBe(0);
    expect(await chat.say("/devices")).toContain("No wearable yet");
  });

  test("and its data erased, then nothing of it is left and its days are scored again", async () => {
    const someone = await connected();
    await db.delete(dirtyDays);
    await someone.chat.say("/devices");
    await someone.chat.tap("disconnect Oura");
    expect(await someone.chat.tap("disconnect and erase")).toBe(
      "Oura is disconnected, and what it brought is erased: 21 nights and 21 days.",
    );
    await someone.errands();
    expect(someone.oura.isConnected()).toBe(false);
    expect(await db.$count(biometricReadings)).toBe(0);
    expect(await db.$count(dirtyDays)).toBe(21);
  });

  test("by a button from yesterday, then it is asked once more and nothing is done", async () => {
    const someone = await connected();
    await someone.chat.say("/devices");
    await someone.chat.tap("disconnect Oura");
    someone.clock.now = berlin("10:00", "2026-11-27");
    expect(await someone.chat.tap("disconnect and erase")).toContain("Disconnect Oura?");
    expect(await connectionOf(db, "oura")).toMatchObject({ status: "active" });
    expect(await db.$count(biometricReadings)).toBe(21);
  });

  test("and connected again, then its days come back under one connection in /devices", async () => {
    const someone = await connected();
    await someone.chat.say("/devices");
    await someone.chat.tap("disconnect Oura");
    await someone.chat.tap("disconnect and erase");
    await someone.errands();
    await someone.connect("oura");
    const shown = await someone.chat.say("/devices");
    expect(shown).toContain("I have 21 nights");
    expect(shown).not.toContain("not connected");
  });
});

describe("given days of a file", () => {
  test("then /devices says up to when, awaits nothing of it, and erases it after a question", async () => {
    const { chat, userId } = await deviceChat(db);
    const nights = daysOf("2026-10-01", "2026-10-10", {}).map(({ date }) => ({
      localDate: date,
      sleepDurationMinutes: 400,
    }));
    await seedReadings(db, userId, nights, "apple_health");
    expect(await chat.say("/devices")).toBe(
      "Apple Health, from a file: the newest day is Saturday 10 October.\n" +
        "I have 10 nights and 10 days from it: sleep.",
    );
    await chat.tap("erase Apple Health's data");
    expect(await chat.tap("keep it")).toContain("everything stays");
    expect(await chat.tap("erase it")).toBe("What Apple Health brought is erased: 10 nights and 10 days.");
    expect(await db.$count(biometricReadings)).toBe(0);
  });

  test("given a name of its own that is no word, then its button finds it all the same", async () => {
    const { chat, userId } = await deviceChat(db);
    const source = "Mira's ring: ärmel/1 ".repeat(6);
    await seedReadings(db, userId, [{ localDate: THURSDAY, steps: 4000 }], source);
    expect(await chat.say("/devices")).toContain(source);
    await chat.tap(`erase ${source}'s data`);
    expect(await chat.tap("erase it")).toContain("0 nights and 1 day");
  });
});

test("given a phone that posts, then /devices says when it last did, and ending it takes its address away", async () => {
  const { chat, userId, clock } = await deviceChat(db);
  await db.insert(uploadTokens).values({
    userId,
    identityId: userId,
    kind: "posts",
    tokenHash: "a".repeat(64),
    createdAt: clock.now,
    lastUsedAt: berlin("09:12"),
  });
  expect(await chat.say("/devices")).toContain("Health Auto Export: nothing yet.");
  await seedReadings(
    db,
    userId,
    [{ localDate: daysAgo(3), sleepDurationMinutes: 400 }],
    "health_auto_export",
  );
  expect(await chat.say("/devices")).toBe(
    "Health Auto Export: no night since Monday 23 November. Open Health Auto Export on your phone, which sends only now " +
      "and then by itself.\nI last heard from it today at 09:12.\nI have 1 night and 1 day from it: sleep.",
  );
  await chat.tap("disconnect Health Auto Export");
  expect(await chat.tap("disconnect, keep the data")).toContain("The 1 night and 1 day stay.");
  expect(await db.$count(uploadTokens)).toBe(0);
  expect(await chat.say("/devices")).toContain("Health Auto Export, not connected any more.");
});

test("given a sample person, then what they have reads as a sample, with no button to change it", async () => {
  const someone = await deviceChat(db);
  await someone.chat.say("/sample maya");
  const shown = await someone.chat.say("/devices");
  expect(shown).toMatch(/^Sample data: last night is here\.\nI have \d+ nights and \d+ days from it: sleep/);
  expect(labels(someone)).toEqual([]);
  expect(await someone.chat.say("/sleep")).toContain("From sample data.");
  expect(await someone.chat.say("/body")).toContain("From sample data.");
  expect(await someone.chat.say("use my Oura for sleep")).toContain("not for a sample person");
});

test("given somebody else's device, or one that is gone, then a forged button finds nothing", async () => {
  const someone = await connected();
  const { id, externalId } = await connectionOf(db, "oura");
  await someone.chat.say("/devices");
  const other = fakeChat({ db, clock: someone.clock, sender: "somebody-else", timezone: "Europe/Berlin" });
  await joinAskedAt(other);
  for (const what of [
    "mend",
    "ask-end",
    "ask-erase",
    "keep",
    "erase",
    "stay",
    "prefer",
    "again",
    "nonsense",
  ]) {
    for (const about of [id, externalId, "x", ""]) {
      expect(await other.tapToken(`s1:device:${what}:${about}`)).toContain("button");
    }
    expect(await someone.chat.tapToken(`s1:bank:${what}:${id}`)).toContain("button");
  }
  expect(await someone.chat.tapToken(`s1:device:nonsense:${id}`)).toContain("button");
  expect(await db.select().from(connections).where(eq(connections.id, id))).toMatchObject([
    { status: "active" },
  ]);
  expect(await db.$count(biometricReadings)).toBe(21);
});

test("given a rest after a crisis, then no number of the body is shown", async () => {
  const someone = await connected();
  await someone.chat.say("i want to die");
  for (const command of ["/devices", "/sleep", "/sleep last week", "/body"]) {
    expect(await someone.chat.say(command)).toMatch(/keeping scores and money talk off/);
  }
});

test("given another account of the same service, then it takes the place of the one before, which is ended there", async () => {
  const someone = await connected();
  // As if the ring that is connected were another account's.
  await db.update(connections).set({ externalId: "the-old-account", credentialsSealed: "out of date" });
  await someone.connect("oura");
  const held = await db.select().from(connections);
  expect(held.map(({ externalId, status }) => [externalId === "the-old-account", status]).sort()).toEqual([
    [false, "active"],
    [true, "revoked"],
  ]);
  // Its end with the service is due at once.
  const old = held.find(({ status }) => status === "revoked");
  expect(old?.nextSyncAt).toEqual(someone.clock.now);
});
