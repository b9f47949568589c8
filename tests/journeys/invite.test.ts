import { sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Access } from "../../bot/access/access.ts";
import { makeCode } from "../../bot/access/one-time-code.ts";
import { storeInvite } from "../../db/queries/invites.ts";
import { invites } from "../../db/schema/access.ts";
import { chatIdentities } from "../../db/schema/chat.ts";
import { schedules } from "../../db/schema/delivery.ts";
import { users } from "../../db/schema/people.ts";
import { schemaTables } from "../../db/tables.ts";
import { type FakeChat, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const tables = await schemaTables();

const DAY_MS = 86_400_000;
const WELCOME = "a program, not a person";
const PRIVATE = "This coach is private";

/** Chats at one coach, with the same clock. */
function coach(access: Access = { kind: "invite" }) {
  const clock: TestClock = { now: new Date("2026-11-23T08:00:00Z") };
  const chat = (sender: string, platform: "telegram" | "slack" | "terminal" = "telegram") =>
    fakeChat({ db, clock, sender, platform, access, timezone: "Europe/London" });
  const pass = (milliseconds: number) => {
    clock.now = new Date(clock.now.getTime() + milliseconds);
  };
  return { clock, chat, pass };
}

async function codeFrom(chat: FakeChat): Promise<string> {
  const code = /invite code: (\S+)/.exec(await chat.say("/invite"))?.[1];
  if (code === undefined) throw new Error("no code was said");
  return code;
}

/** How many rows each table holds; those that hold none left out. */
async function counts(): Promise<Readonly<Record<string, number>>> {
  const found: Record<string, number> = {};
  for (const table of tables) {
    const number = await db.$count(table);
    if (number > 0) found[getTableConfig(table).name] = number;
  }
  return found;
}

test("given somebody who only looks at the chat, then nothing is claimed, said or stored, and the first to write comes in", async () => {
  const { chat } = coach();
  const ada = chat("T1:ADA", "slack");
  const look = { platform: "slack", sender: "T1:ADA", chat: "T1:ADA", kind: "open", isLook: true } as const;
  expect(await ada.dispatcher.handle({ ...look, eventId: "event:1" })).toBe(false);
  expect(ada.unread()).toBe("");
  expect(await counts()).toEqual({});
  expect(await chat("T1:BEN", "slack").say("hello")).toContain(WELCOME);
  const before = await counts();
  await ada.dispatcher.handle({ ...look, eventId: "event:2" });
  expect(ada.unread()).toBe("");
  expect(await ada.say("hello")).toContain(PRIVATE);
  expect(await counts()).toEqual(before);
});

test("the first person to write to a fresh coach claims it, and the next one is a stranger", async () => {
  const { chat } = coach();
  expect(await chat("ada").open()).toContain(WELCOME);
  const before = await counts();
  const ben = chat("ben");
  const line = await ben.open();
  expect(line).toContain(PRIVATE);
  expect(line).not.toMatch(/ada|\d/i);
  expect(await counts()).toEqual(before);
});

test("a stranger is told once, then hears nothing for a day, whatever they send, and nothing of it is stored", async () => {
  const { chat, pass } = coach();
  await chat("ada").open();
  const before = await counts();
  const ben = chat("ben");
  expect(await ben.say("hello")).toContain(PRIVATE);
  pass(60_000);
  for (const words of ["/start", "how did ada sleep?", "5/7", "/link", "/invite", "CCCCC-33333"]) {
    expect(await ben.say(words)).toBe("");
  }
  expect(await ben.tapToken("s1:platform:slack")).toBe("");
  expect(await ben.open("invite_CCCCC-33333")).toBe("");
  pass(DAY_MS);
  expect(await ben.say("hello again")).toContain(PRIVATE);
  expect(await counts()).toEqual(before);
  expect(JSON.stringify(ben.log)).not.toMatch(/hello|ben/);
});

test("given a stranger who sounds like a crisis, then they are helped every time, and nothing is stored", async () => {
  const { chat } = coach();
  await chat("ada").open();
  const before = await counts();
  const ben = chat("ben");
  expect(await ben.say("i want to kill myself")).toContain("988");
  expect(await ben.say("i want to kill myself")).toContain("988");
  expect(await ben.say("hello")).toBe("");
  expect(await counts()).toEqual(before);
});

test("a code from somebody inside lets one person in, as a person of their own", async () => {
  const { chat } = coach();
  const ada = chat("ada");
  await joinAskedAt(ada);
  const code = await codeFrom(ada);
  const ben = chat("ben");
  await ben.open();
  expect(await ben.say(code.toLowerCase().replace("-", ""))).toContain(WELCOME);
  expect(await db.$count(users)).toBe(2);
  const plans = await db.select({ userId: schedules.userId }).from(schedules);
  expect(new Set(plans.map(({ userId }) => userId)).size).toBe(2);
  await ben.say("skip");
  expect(await chat("cy").say(code)).toContain(PRIVATE);
  expect(await db.$count(users)).toBe(2);
});

test("given a deep link with a code, then it lets in; on another platform as well", async () => {
  const { chat } = coach();
  const ada = chat("ada");
  await joinAskedAt(ada);
  expect(await chat("ben").open(`invite_${await codeFrom(ada)}`)).toContain(WELCOME);
  expect(await chat("cy", "slack").say(await codeFrom(ada))).toContain(WELCOME);
  expect(await db.$count(users)).toBe(3);
});

test("given a code of the operator, then it lets in, and only its hash is stored", async () => {
  const { chat, clock } = coach();
  await chat("ada").open();
  const { code, hash } = makeCode("invite");
  await storeInvite(db, { codeHash: hash, madeBy: null, now: clock.now });
  expect(JSON.stringify(await db.select().from(invites))).not.toContain(code.replace("-", ""));
  expect(await chat("ben").say(code)).toContain(WELCOME);
});

test("given a code that is a week old, then it lets nobody in; just before that it does", async () => {
  const { chat, pass } = coach();
  const ada = chat("ada");
  await joinAskedAt(ada);
  const [early, late] = [await codeFrom(ada), await codeFrom(ada)];
  pass(7 * DAY_MS - 1);
  expect(await chat("ben").say(early)).toContain(WELCOME);
  pass(1);
  expect(await chat("cy").say(late)).toContain(PRIVATE);
});

test("given somebody inside who says an invite code, then it is not used up", async () => {
  const { chat } = coach();
  const ada = chat("ada");
  await joinAskedAt(ada);
  const code = await codeFrom(ada);
  expect(await ada.say(code)).toContain("You're in already");
  expect(await chat("ben").say(code)).toContain(WELCOME);
});

test("somebody inside has at most ten unused codes out", async () => {
  const { chat, pass } = coach();
  const ada = chat("ada");
  await joinAskedAt(ada);
  for (let index = 0; index < 10; index++) await codeFrom(ada);
  expect(await ada.say("invite a friend")).toContain("10 of your codes are still unused");
  pass(7 * DAY_MS);
  await codeFrom(ada);
});

test("the terminal is let in always, does not claim the coach, and can let others in", async () => {
  const { chat } = coach();
  const terminal = chat("local", "terminal");
  expect(await terminal.open()).toContain(WELCOME);
  expect(await chat("ada").open()).toContain(WELCOME);
  expect(await chat("ben").open()).toContain(PRIVATE);
  expect(await chat("cy").say(await codeFrom(terminal))).toContain(WELCOME);
});

test("where the coach is open, everybody comes in, and nobody needs a code", async () => {
  const { chat } = coach({ kind: "open" });
  await joinAskedAt(chat("ada"));
  const ben = chat("ben");
  await joinAskedAt(ben);
  expect(await ben.say("/invite")).toContain("nobody needs a code");
});

test("where there is a list, those on it come in and nobody else, not even first or with a code", async () => {
  const { chat, clock } = coach({ kind: "list", accounts: new Set(["telegram:ada", "slack:T1:U2"]) });
  const stranger = await chat("ben").open();
  expect(stranger).toContain("the person who runs it decides");
  const ada = chat("ada");
  await joinAskedAt(ada);
  expect(await chat("T1:U2", "slack").open()).toContain(WELCOME);
  expect(await chat("ada", "slack").open()).toContain("private");
  expect(await ada.say("/invite")).toContain("decides by a list");
  const { code, hash } = makeCode("invite");
  await storeInvite(db, { codeHash: hash, madeBy: null, now: clock.now });
  expect(await chat("cy").say(code)).toContain("private");
  expect(await db.$count(users)).toBe(2);
});

test("given people inside, when the setting changes, then they stay inside", async () => {
  const open = coach({ kind: "open" });
  await joinAskedAt(open.chat("ada"));
  await joinAskedAt(open.chat("ben"));
  for (const access of [{ kind: "invite" }, { kind: "list", accounts: new Set<string>() }] as const) {
    expect(await coach(access).chat("ben").say("/help")).toContain("/checkin");
  }
});

test("given strangers who ask at the same instant, then exactly one claims the coach", async () => {
  for (let round = 0; round < 5; round++) {
    await db.execute(sql`delete from users`);
    const { chat } = coach();
    const chats = Array.from({ length: 8 }, (_, index) => chat(`stranger-${round}-${index}`));
    const answers = await Promise.all(chats.map((one) => one.say("hello")));
    expect(answers.filter((answer) => answer.includes(WELCOME))).toHaveLength(1);
    expect(answers.filter((answer) => answer.includes(PRIVATE))).toHaveLength(7);
    expect(await db.$count(users)).toBe(1);
    expect(await db.$count(chatIdentities)).toBe(1);
  }
});

test("given several who say one code at the same instant, then exactly one comes in", async () => {
  const { chat } = coach();
  const ada = chat("ada");
  await joinAskedAt(ada);
  for (let round = 0; round < 5; round++) {
    const code = await codeFrom(ada);
    const before = await db.$count(users);
    const chats = Array.from({ length: 6 }, (_, index) => chat(`guest-${round}-${index}`));
    const answers = await Promise.all(chats.map((one) => one.say(code)));
    expect(answers.filter((answer) => answer.includes(WELCOME))).toHaveLength(1);
    expect(await db.$count(users)).toBe(before + 1);
  }
});

test("given one account that says its code twice at the same instant, then it comes in and is never called a stranger", async () => {
  const { chat } = coach();
  const ada = chat("ada");
  await joinAskedAt(ada);
  for (let round = 0; round < 5; round++) {
    const code = await codeFrom(ada);
    const one = chat(`twice-${round}`);
    const two = chat(`twice-${round}`);
    await Promise.all([one.open(`invite_${code}`), two.say(code)]);
    const heard = [...one.plain, ...two.plain];
    expect(heard).toEqual([]);
    expect(await db.$count(users)).toBe(round + 2);
  }
});

test("given any forged code, then nobody comes in, nothing is stored, and nothing is said but the one line", async () => {
  const { chat } = coach();
  const ada = chat("ada");
  await joinAskedAt(ada);
  const real = [await codeFrom(ada), /code: (\S+)/.exec(await ada.say("/link"))?.[1] ?? ""];
  const before = await counts();
  const ben = chat("ben");
  await ben.say("hello");
  const sign = fc.constantFrom(..."CDFHJKMNPQRTWXY3479");
  const codes = fc.oneof(
    fc.array(sign, { minLength: 8, maxLength: 8 }).map((signs) => signs.join("")),
    fc.array(sign, { minLength: 10, maxLength: 10 }).map((signs) => signs.join("")),
    // One sign of a real code is another.
    fc
      .record({ code: fc.constantFrom(...real), place: fc.nat(8), other: sign })
      .map(({ code, place, other }) => `${code.slice(0, place)}${other}${code.slice(place + 1)}`)
      .filter((forged) => !real.includes(forged)),
    // A real one with something before, behind or inside it.
    fc.constantFrom(...real).map((code) => `x${code}`),
    fc.constantFrom(...real).map((code) => `${code}C`),
    fc.constantFrom(...real).map((code) => `my code is ${code}`),
    fc.string({ unit: "binary", maxLength: 30 }),
  );
  const ways = fc.constantFrom<(code: string) => Promise<string>>(
    (code) => ben.say(code),
    (code) => ben.say(`/link ${code}`),
    (code) => ben.say(`/start invite_${code}`),
    (code) => ben.open(`invite_${code}`),
    (code) => ben.open(`link_${code}`),
    (code) => ben.tapToken(`s1:link:join:${code}`),
  );
  await fc.assert(
    fc.asyncProperty(codes, ways, async (code, way) => {
      expect(await way(code)).toBe("");
    }),
    { numRuns: 150 },
  );
  expect(await counts()).toEqual(before);
  expect(await chat("cy").say(real[0] ?? "")).toContain(WELCOME);
});
