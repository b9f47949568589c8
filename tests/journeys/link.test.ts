import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { errandJob, openQueue } from "../../db/queue.ts";
import { rows } from "../../db/results.ts";
import { linkCodes } from "../../db/schema/access.ts";
import { chatIdentities, outbox } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import { schemaTables } from "../../db/tables.ts";
import { collectLog, fakeChat, joinAskedAt } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { heard, joinAccounts, linkCodeFrom, twoChats, twoPeople } from "../support/two-chats.ts";

const database = await testDatabase();
const { db } = database;

const INVITE = { kind: "invite" } as const;

const nothingOpen = async () => expect(await db.$count(linkCodes)).toBe(0);

test("a code said on the other platform and confirmed on both sides makes two accounts one person with the data of both", async () => {
  const { telegram, slack } = await twoPeople(db);
  await telegram.say("5/7, tired, energy 40");
  await slack.say("3/7, energy 30");
  const code = await linkCodeFrom(telegram);

  const asked = await slack.say(`/link ${code.toLowerCase()}`);
  expect(asked).toMatch(/joins this Slack account with the Telegram account/);
  expect(asked).toContain("can't be undone");
  expect(await heard(telegram)).toBe("");
  expect(await db.$count(users)).toBe(2);

  expect(await slack.tap("join them")).toContain("asking in your other chat");
  expect(await db.$count(users)).toBe(2);
  expect(await heard(telegram)).toMatch(/said from a Slack account/);

  expect(await telegram.tap("yes, join them")).toMatch(/^Done: your Telegram and Slack accounts are one/);
  expect(await heard(slack)).toMatch(/^Done: your Slack and Telegram accounts are one/);
  expect(await db.$count(users)).toBe(1);
  const [owner] = await db.select({ id: users.id }).from(users);
  const entries = await db.select().from(moodEntries);
  expect(entries.map(({ energyLevelSelfReported }) => energyLevelSelfReported).sort()).toEqual([30, 40]);
  expect(new Set(entries.map(({ userId }) => userId))).toEqual(new Set([owner?.id]));
  await nothingOpen();
  // Both chats talk with the one person from now on.
  expect(await slack.say("/settings")).toContain("07:30");
  await slack.say("/reminder 10:00");
  expect(await telegram.say("/settings")).toContain("10:00");
});

test("given errands that were begun for the one who goes, then they go on for the one who stays, whose money is understood anew", async () => {
  const chats = await twoPeople(db);
  const people = await db
    .select({ userId: chatIdentities.userId, platform: chatIdentities.platform })
    .from(chatIdentities);
  const of = (platform: string) => people.find((one) => one.platform === platform)?.userId ?? "";
  const queue = await openQueue(database, { log: collectLog([]), supervise: false });
  try {
    const file = { kind: "import-look", userId: of("slack"), subject: randomUUID() } as const;
    const others = { kind: "connection-end", userId: of("telegram"), subject: randomUUID() } as const;
    const jobs = [file, others].map((errand) => errandJob(errand, chats.clock.now));
    await queue.enqueue(db, "errands", jobs);
    chats.telegram.errands.length = 0;
    await joinAccounts(chats);
    expect(chats.telegram.errands.map(({ kind, userId, subject }) => ({ kind, userId, subject }))).toEqual([
      { ...file, userId: of("telegram") },
      { kind: "understand-money", userId: of("telegram"), subject: undefined },
    ]);
  } finally {
    await queue.boss.deleteAllJobs();
    await queue.stop();
  }
});

test("the questions can be answered by typing, and the bare code is enough", async () => {
  const { telegram, slack } = await twoPeople(db);
  const code = await linkCodeFrom(slack);
  await telegram.say(code.replace("-", " "));
  expect(await telegram.say("join them")).toContain("asking in your other chat (Slack)");
  await heard(slack);
  expect(await slack.say("yes")).toMatch(/^Done/);
  expect(await db.$count(users)).toBe(1);
});

test("given a deep link, then it says the code", async () => {
  const { telegram, slack } = await twoPeople(db);
  const code = await linkCodeFrom(slack);
  expect(await telegram.open(`link_${code}`)).toContain("joins this Telegram account with the Slack account");
});

test("when whoever said the code is somebody else, then nothing is joined, the code is gone, and the other chat is told", async () => {
  const { telegram, slack } = await twoPeople(db);
  const code = await linkCodeFrom(telegram);
  await slack.say(code);
  expect(await slack.tap("not me")).toContain("nothing is joined");
  expect(await heard(telegram)).toContain("chose not to join");
  await nothingOpen();
  expect(await slack.tap("join them")).toContain("That is over");
  expect(await slack.say(code)).toContain("I don't know that code");
  expect(await db.$count(users)).toBe(2);
});

test("when the chat that made the code says no, then nothing is joined, and the other chat is told", async () => {
  const { telegram, slack } = await twoPeople(db);
  await slack.say(await linkCodeFrom(telegram));
  await slack.tap("join them");
  await heard(telegram);
  expect(await telegram.tap("no")).toContain("nothing is joined");
  expect(await heard(slack)).toContain("declined");
  expect(await telegram.tap("yes, join them")).toContain("That is over");
  expect(await db.$count(users)).toBe(2);
  await nothingOpen();
});

test("given a code that ran out, a wrong one, or one that was answered, then nothing comes of it", async () => {
  const { telegram, slack, clock } = await twoPeople(db);
  const code = await linkCodeFrom(telegram);
  expect(await slack.say("/link CCCC-3333")).toContain("I don't know that code");
  expect(await slack.say("/link what is this")).toContain('I can\'t read a code in "what is this"');
  await slack.say(code);
  clock.now = new Date(clock.now.getTime() + 10 * 60_000);
  expect(await slack.tap("join them")).toContain("That is over");
  expect(await slack.say(code)).toContain("I don't know that code");
  await slack.say(await linkCodeFrom(telegram));
  await slack.tap("join them");
  await heard(telegram);
  clock.now = new Date(clock.now.getTime() + 10 * 60_000);
  expect(await telegram.tap("yes, join them")).toContain("That is over");
  expect(await db.$count(users)).toBe(2);
});

test("given one's own code, said in the same chat or in one that is joined already, then that is said", async () => {
  const { telegram, slack } = await twoPeople(db);
  await joinAccounts({ telegram, slack });
  const code = await linkCodeFrom(telegram);
  expect(await telegram.say(code)).toContain("your own code");
  expect(await slack.say(code)).toContain("your own code");
});

test("given a code that was said, then no table holds it, be it of either kind", async () => {
  const { telegram } = twoChats(db, INVITE);
  await joinAskedAt(telegram);
  const link = await linkCodeFrom(telegram);
  const invite = /invite code: (\S+)/.exec(await telegram.say("/invite"))?.[1] ?? "";
  expect(invite).not.toBe("");
  for (const table of await schemaTables()) {
    const found = rows(await db.execute(sql`select to_jsonb(t)::text as row from ${table} t`));
    for (const { row } of found) {
      for (const code of [link, invite]) {
        expect(row).not.toContain(code);
        expect(row).not.toContain(code.replace("-", ""));
      }
    }
  }
  // What else is sent is kept as it is.
  expect(JSON.stringify(await db.select().from(outbox))).toContain("How's your mood");
});

test("given a new code, then the one before it is gone", async () => {
  const { telegram, slack } = await twoPeople(db);
  const first = await linkCodeFrom(telegram);
  const second = await linkCodeFrom(telegram);
  expect(await slack.say(first)).toContain("I don't know that code");
  expect(await slack.say(second)).toContain("Are both yours?");
});

test("given a code that two people say, then the first to confirm has it", async () => {
  const { telegram, slack, clock } = await twoPeople(db);
  const third = fakeChat({ db, clock, sender: "t-3", timezone: "Europe/London" });
  await joinAskedAt(third);
  const code = await linkCodeFrom(telegram);
  await third.say(code);
  await slack.say(code);
  await slack.tap("join them");
  expect(await third.tap("join them")).toContain("That is over");
  await heard(telegram);
  await telegram.tap("yes, join them");
  expect(await db.$count(users)).toBe(2);
});

test("given any forged button, then nothing is joined, and the code stays as it is", async () => {
  const { telegram, slack, clock } = await twoPeople(db);
  const third = fakeChat({ db, clock, sender: "t-3", timezone: "Europe/London" });
  await joinAskedAt(third);
  await slack.say(await linkCodeFrom(telegram));
  await slack.tap("join them");
  const before = await db.select().from(linkCodes);
  const ids = [
    ...(await db.select({ id: chatIdentities.id }).from(chatIdentities)),
    ...(await db.select({ id: users.id }).from(users)),
  ].map(({ id }) => id);
  const about = fc.oneof(fc.constantFrom(...ids), fc.uuid(), fc.base64String({ maxLength: 43 }));
  const answer = fc.constantFrom("join", "not-me", "yes", "no", "", "merge");
  const tappers = fc.constantFrom(slack, third);
  await fc.assert(
    fc.asyncProperty(tappers, answer, about, async (chat, said, what) => {
      expect(await chat.tapToken(`s1:link:${said}:${what}`)).not.toMatch(/^Done/);
    }),
    { numRuns: 100 },
  );
  expect(await db.select().from(linkCodes)).toEqual(before);
  expect(await db.$count(users)).toBe(3);
});

test("given a forged yes before the other side has agreed, then nothing is joined", async () => {
  const { telegram, slack } = await twoPeople(db);
  await slack.say(await linkCodeFrom(telegram));
  const found = await db.select().from(chatIdentities).where(eq(chatIdentities.platform, "slack"));
  expect(await telegram.tapToken(`s1:link:yes:${found[0]?.id}`)).toContain("That is over");
  expect(await slack.tapToken(`s1:link:yes:${found[0]?.id}`)).toContain("That is over");
  expect(await db.$count(users)).toBe(2);
});

test.each(["link my slack", "How do I join my Telegram account with this one?", "link another account"])(
  "when somebody says %j, then they get a code",
  async (said) => {
    const { telegram } = await twoPeople(db);
    expect(await telegram.say(said)).toContain("Your code:");
  },
);

test.each(["link my bank account", "connect my oura", "add 12 coffee"])(
  "when somebody says %j, then it is not about another chat",
  async (said) => {
    const { telegram } = await twoPeople(db);
    expect(await telegram.say(said)).not.toContain("Your code:");
  },
);
