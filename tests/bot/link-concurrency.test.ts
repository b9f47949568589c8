import { expect, test } from "vitest";
import { linkCodes } from "../../db/schema/access.ts";
import { chatIdentities, inbox, outbox } from "../../db/schema/chat.ts";
import { decisions } from "../../db/schema/delivery.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import { collectLog, type FakeChat, fakeChat, joinAskedAt, type LogLine } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { runDueJobs } from "../support/due-jobs.ts";

const { db } = await testDatabase();

const clock = { now: new Date("2026-11-23T18:00:00Z") };

/** Accounts with a check-in each, every one a person of its own. */
async function people(count: number): Promise<readonly FakeChat[]> {
  // One each: whichever process sends for a platform sends for all of its chats.
  const platforms = ["telegram", "slack", "terminal"] as const;
  const chats = Array.from({ length: count }, (_, index) =>
    fakeChat({
      db,
      clock,
      timezone: "Europe/London",
      sender: `account-${index}`,
      platform: platforms[index % 3] ?? "telegram",
    }),
  );
  for (const [index, chat] of chats.entries()) {
    await joinAskedAt(chat);
    await chat.say(`5/7, energy ${10 + index}`);
  }
  return chats;
}

async function codeFrom(chat: FakeChat): Promise<string> {
  return /Your code: (\S+)/.exec(await chat.say("/link"))?.[1] ?? "";
}

/** The button's token as it stands under what a chat was asked last. */
function token(chat: FakeChat, label: string): string {
  const button = chat.sent.flatMap(({ buttons }) => buttons).findLast((one) => one.label === label);
  if (button === undefined) throw new Error(`no button "${label}"`);
  return button.token;
}

const deliverAll = (chats: readonly FakeChat[]) =>
  Promise.all(chats.map((chat) => chat.dispatcher.outbox.deliverAll()));

/** Two of them, of which one has yet to say yes. */
async function twoWhoMayJoin() {
  const chats = await people(2);
  const [one, two] = chats as readonly [FakeChat, FakeChat];
  await two.say(await codeFrom(one));
  await two.tap("join them");
  await deliverAll(chats);
  return { chats, one, two, yes: token(one, "yes, join them") };
}

const energies = async () =>
  (await db.select().from(moodEntries)).map((entry) => entry.energyLevelSelfReported ?? 0).sort();

/** What went wrong, an event that had to be tried again for a deadlock included. */
const errors = (chats: readonly FakeChat[]) =>
  chats.flatMap(({ log }) => log.filter(({ level }) => level === "error" || level === "warn"));

test("given two people whose codes cross, when both sides agree at the same instant, then they are one person, and nothing is lost", async () => {
  for (let round = 0; round < 3; round++) {
    await db.delete(users);
    const chats = await people(2);
    const [one, two] = chats as readonly [FakeChat, FakeChat];
    const [codeOfOne, codeOfTwo] = [await codeFrom(one), await codeFrom(two)];
    await one.say(codeOfTwo);
    await two.say(codeOfOne);
    await Promise.all([one.tap("join them"), two.tap("join them")]);
    expect(await db.$count(linkCodes)).toBe(2);
    await deliverAll(chats);
    const agreed = await Promise.all([one.tap("yes, join them"), two.tap("yes, join them")]);
    await deliverAll(chats);
    expect(agreed.join("\n")).toMatch(/^Done/m);
    expect(await db.$count(users)).toBe(1);
    expect(await energies()).toEqual([10, 11]);
    expect(await db.$count(linkCodes)).toBe(0);
    expect(errors(chats)).toEqual([]);
    expect(await one.say("/settings")).toContain("07:30");
    expect(await two.say("/settings")).toContain("07:30");
  }
});

test("given a chain of three, when all agree at the same instant, then whoever is joined has everything, and everybody is there", async () => {
  const chats = await people(3);
  const [one, two, three] = chats as readonly [FakeChat, FakeChat, FakeChat];
  await two.say(await codeFrom(one));
  await two.tap("join them");
  await three.say(await codeFrom(two));
  await three.tap("join them");
  await deliverAll(chats);
  await Promise.all([one.tap("yes, join them"), two.tap("yes, join them")]);
  await deliverAll(chats);
  // The second joining finds its code gone where the first was quicker; nobody's data is.
  expect([1, 2]).toContain(await db.$count(users));
  expect(await energies()).toEqual([10, 11, 12]);
  expect(await db.$count(chatIdentities)).toBe(3);
  expect(errors(chats)).toEqual([]);
});

test("given messages of both accounts while they are joined, then each is answered once and stored with the one person", async () => {
  const { chats, one, two, yes } = await twoWhoMayJoin();
  const before = await db.$count(inbox);
  await Promise.all([
    one.say("4/7, energy 50"),
    two.say("4/7, energy 51"),
    one.tapToken(yes),
    two.say("4/7, energy 52"),
    one.say("4/7, energy 53"),
    two.say("4/7, energy 54"),
  ]);
  await deliverAll(chats);
  expect(await db.$count(users)).toBe(1);
  expect(await energies()).toEqual([10, 11, 50, 51, 52, 53, 54]);
  expect(await db.$count(inbox)).toBe(before + 6);
  expect(errors(chats)).toEqual([]);
});

test("given a yes that is tapped twice at the same instant, then the two are joined once", async () => {
  const { chats, one, two, yes } = await twoWhoMayJoin();
  await Promise.all([one.tapToken(yes), one.tapToken(yes)]);
  await deliverAll(chats);
  const said = two.sent.flatMap(({ text }) => text.map((part) => part.text));
  expect(said.filter((text) => text.startsWith("Done"))).toHaveLength(1);
  expect(await db.$count(users)).toBe(1);
});

test("given a tick in the middle of a joining, then nothing fails, each slot is decided once, and no chat is asked twice unasked", async () => {
  for (let round = 0; round < 3; round++) {
    await db.delete(users);
    const morning = { now: new Date("2026-11-23T18:00:00Z") };
    const lines: LogLine[] = [];
    const chats = (["telegram", "slack"] as const).map((platform) =>
      fakeChat({ db, clock: morning, timezone: "Europe/London", sender: platform, platform }),
    );
    const [one, two] = chats as [FakeChat, FakeChat];
    for (const chat of chats) await joinAskedAt(chat);
    morning.now = new Date("2026-11-24T07:25:00Z");
    await two.say(await codeFrom(one));
    await two.tap("join them");
    await deliverAll(chats);
    morning.now = new Date("2026-11-24T07:30:30Z");
    const tick = () =>
      runDueJobs({
        db,
        clock: () => morning.now,
        log: collectLog(lines),
        deliver: async () => void (await deliverAll(chats)),
      });
    await Promise.all([tick(), one.tap("yes, join them"), tick()]);
    await tick();
    await tick();
    // Said unasked; the answer to the yes may put an open question again.
    const said = (await db.select().from(outbox)).filter(
      ({ kind, status }) => kind === "checkin_reminder" && status === "sent",
    );
    expect(said.length).toBeGreaterThanOrEqual(1);
    expect(new Set(said.map(({ identityId }) => identityId)).size).toBe(said.length);
    const slots = (await db.select().from(decisions)).filter(
      ({ kind, localDate }) => kind === "checkin_reminder" && localDate === "2026-11-24",
    );
    expect(slots).toHaveLength(1);
    expect(await db.$count(users)).toBe(1);
    const failures = [...lines, ...one.log, ...two.log].filter(({ level }) => level === "error");
    expect(failures).toEqual([]);
  }
});
