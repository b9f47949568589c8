import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { rows } from "../../db/results.ts";
import { outbox } from "../../db/schema/chat.ts";
import { connections } from "../../db/schema/money.ts";
import { linkAttempts } from "../../db/schema/money-in.ts";
import { fakeChat, joinAskedAt } from "../fakes/chat.ts";
import { type BankChat, bankChat, fillBank } from "../support/bank-chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const start = () => bankChat(db);

/** As many purchases as are asked for, over the days of March. */
function fill({ plaid }: BankChat, purchases = 312): void {
  const dayOf = (index: number) => String((index % 28) + 1).padStart(2, "0");
  fillBank(
    plaid,
    Array.from({ length: purchases }, (_, index) => `2025-03-${dayOf(index)}`),
  );
}

async function linkPlaid(someone: BankChat): Promise<string> {
  await someone.chat.say("/connect");
  await someone.chat.tap("my bank");
  await someone.errands();
  someone.plaid.finishLink();
  return someone.later(1);
}

describe("/connect", () => {
  test("when a bank is linked in the browser, then the chat says so, and what was found once all of it is there", async () => {
    const someone = await start();
    fill(someone);
    expect(await someone.chat.say("/connect")).toContain("What shall I read?");
    expect(await someone.chat.tap("my bank")).toContain("One moment");
    const offer = await someone.errands();
    expect(offer).toContain("https://bank.example.org/");
    expect(offer).toContain("until 10:30");
    expect(await someone.later(1)).toBe("");
    someone.plaid.history = false;
    someone.plaid.finishLink();
    const linked = await someone.later(1);
    expect(linked).toContain("First Platypus Bank is connected");
    expect(linked).toContain("still gathering your past payments");
    // Said once, though it is asked for again.
    expect(await someone.later(3)).toBe("");
    someone.plaid.history = true;
    const found = await someone.later(3);
    expect(found).toBe("I found 312 purchases since March 2025 in 2 accounts. I'm sorting them now.");
    expect(await someone.later(600)).toBe("");
    expect(someone.queue.waiting()).toEqual([]);
  });

  test("given no webhook for the end of a link, or one, then it is read either way, once", async () => {
    const someone = await start();
    fill(someone, 1);
    await someone.chat.say("/connect plaid");
    await someone.errands();
    someone.plaid.finishLink();
    const ended = { kind: "link-ended", lookup: someone.plaid.newestLink() } as const;
    await someone.tell(ended);
    await someone.tell({ ...ended, lookup: "somebody else's" });
    expect(await someone.errands()).toContain("is connected");
    await someone.tell(ended);
    expect(await someone.later(2)).toBe("");
    expect(await db.$count(connections)).toBe(1);
  });

  test("given the address, then its words are kept in no table once it is sent, nor in a log", async () => {
    const someone = await start();
    await someone.chat.say("/connect plaid");
    const offer = await someone.errands();
    const [url = ""] = /https:\S+/.exec(offer) ?? [];
    expect(url).not.toBe("");
    const held = JSON.stringify([await db.select().from(outbox), await db.select().from(linkAttempts)]);
    expect(held).not.toContain(url);
    for (const secret of someone.plaid.secrets()) expect(held).not.toContain(secret);
    expect(JSON.stringify([someone.queue.log, someone.chat.log])).not.toContain(url);
  });

  test("given somebody who leaves before the end, then that is said kindly, once", async () => {
    const someone = await start();
    await someone.chat.say("/connect plaid");
    await someone.errands();
    someone.plaid.finishLink("left");
    expect(await someone.later(1)).toBe(
      "You left before the end, so nothing new is connected. The address works until 10:30; /connect makes a new one.",
    );
    expect(await someone.later(1)).toBe("");
    expect(await someone.later(60)).toBe("");
    const [attempt] = await db.select().from(linkAttempts);
    expect(attempt).toMatchObject({ state: "left", secretSealed: null, nextPollAt: null });
  });

  test("given somebody who left and goes back to the address in its time, then the bank is connected", async () => {
    const someone = await start();
    fill(someone, 1);
    await someone.chat.say("/connect plaid");
    await someone.errands();
    someone.plaid.finishLink("left");
    expect(await someone.later(1)).toContain("You left");
    someone.plaid.finishLink("linked");
    expect(await someone.later(2)).toContain("is connected");
    expect(await someone.later(60)).toBe("");
    expect(await db.select().from(linkAttempts)).toMatchObject([{ state: "finished", secretSealed: null }]);
  });

  test("given an address that runs out, then that is said, once", async () => {
    const someone = await start();
    await someone.chat.say("/connect plaid");
    await someone.errands();
    expect(await someone.later(10)).toBe("");
    expect(await someone.later(25)).toContain("has run out");
    expect(await someone.later(60)).toBe("");
    const [attempt] = await db.select().from(linkAttempts);
    expect(attempt).toMatchObject({ state: "left", errorCode: "expired", secretSealed: null });
  });

  test("given a provider that is away, or does not take it, then that is said with what to do", async () => {
    const someone = await start();
    someone.plaid.fail("unavailable");
    await someone.chat.say("/connect plaid");
    expect(await someone.errands()).toContain("can't be reached right now");
    someone.plaid.fail("refused");
    await someone.chat.say("/connect plaid");
    const refused = await someone.errands();
    expect(refused).toContain("wasn't taken");
    expect(refused).toContain("This is not what it should be.");
  });

  test("given a provider that is away while it is asked after a link, then it is asked again and nothing is said", async () => {
    const someone = await start();
    fill(someone, 1);
    await someone.chat.say("/connect plaid");
    await someone.errands();
    someone.plaid.finishLink();
    someone.plaid.fail("rate-limited", 90);
    expect(await someone.later(1)).toBe("");
    someone.plaid.fail(null);
    expect(await someone.later(1)).toBe("");
    expect(await someone.later(1)).toContain("is connected");
  });

  test("given a second /connect, when the first address is used all the same, then what it came to is not lost", async () => {
    const someone = await start();
    fill(someone, 1);
    await someone.chat.say("/connect plaid");
    await someone.errands();
    const first = someone.plaid.newestLink();
    await someone.chat.say("/connect plaid");
    await someone.errands();
    const states = (await db.select().from(linkAttempts)).map(({ state, errorCode }) => [state, errorCode]);
    expect(states.sort()).toEqual([
      ["left", "replaced"],
      ["offered", null],
    ]);
    someone.plaid.finishLink("linked", first);
    expect(await someone.later(1)).toContain("is connected");
    expect(await someone.later(40)).toContain("has run out");
    expect(await db.$count(connections)).toBe(1);
    const held = await db.select({ secret: linkAttempts.secretSealed }).from(linkAttempts);
    expect(held).toEqual([{ secret: null }, { secret: null }]);
  });

  test("given a second /connect before the first has begun, then only the second address is given", async () => {
    const someone = await start();
    await someone.chat.say("/connect plaid");
    await someone.chat.say("/connect plaid");
    expect((await someone.errands()).match(/https:/g)).toHaveLength(1);
  });

  test.each([
    ["/connect monzo", 'I can\'t connect "monzo".'],
    ["/connect stripe", "Stripe isn't set up on this coach"],
  ])("%s is answered with what can be connected", async (said, answer) => {
    const { chat } = await start();
    const heard = await chat.say(said);
    expect(heard).toContain(answer);
    expect(heard).toContain("What shall I read?");
  });

  test.each(["connect my bank", "How do I link my bank account?", "please add a card"])(
    "given the sentence %j, then it is answered like the command",
    async (said) => {
      const { chat } = await start();
      expect(await chat.say(said)).toContain("What shall I read?");
    },
  );

  test("given a coach on which nothing can be connected, then it says so, and what works", async () => {
    const chat = fakeChat({
      db,
      clock: { now: new Date("2026-03-10T09:00:00Z") },
      timezone: "Europe/Berlin",
    });
    await joinAskedAt(chat);
    expect(await chat.say("/connect")).toContain("A file from your bank works now");
    expect(await chat.tapToken("s1:bank:connect:plaid")).toContain("A file from your bank works now");
  });

  test("given a sample person, then nothing new is connected to them", async () => {
    const { chat, simplefin } = await start();
    await chat.say("/sample maya");
    expect(await chat.say("/connect plaid")).toContain("not for a sample person");
    expect(await chat.say(simplefin.token)).toContain("not for a sample person");
    expect(await chat.tapToken("s1:bank:connect:plaid")).toContain("not for a sample person");
    expect(await db.$count(linkAttempts)).toBe(0);
  });

  test("given somebody who meanwhile looks at a sample, then what came of it is said there, and whose it is", async () => {
    const someone = await start();
    fill(someone, 3);
    await someone.chat.say("/connect plaid");
    await someone.chat.say("/sample maya");
    const offer = await someone.errands();
    expect(offer).toContain("This is about your own, not Maya's.");
    expect(offer).toContain("https://bank.example.org/");
    someone.plaid.finishLink();
    expect(await someone.later(1)).toContain("First Platypus Bank is connected");
    // The sample's own conversation goes on as if nothing had been said.
    expect(await someone.chat.say("5")).toContain("Energy");
    expect(await db.$count(connections)).toBe(1);
  });

  test("given a rest after a crisis, then no number is said of what was found", async () => {
    const someone = await start();
    fill(someone, 3);
    await someone.chat.say("/connect plaid");
    await someone.errands();
    await someone.chat.say("i want to kill myself");
    someone.plaid.finishLink();
    const heard = await someone.later(1);
    expect(heard).toContain("all of it is here");
    expect(heard).not.toMatch(/\d/);
  });
});

test("given a link before, when the chat's bank is linked once more, then what was found is said again", async () => {
  const someone = await start();
  fill(someone, 2);
  await linkPlaid(someone);
  await someone.chat.say("/accounts");
  await someone.chat.tap("disconnect First Platypus Bank");
  await someone.chat.tap("disconnect, keep the data");
  await someone.errands();
  someone.plaid.renumber();
  expect(await linkPlaid(someone)).toContain("I found 2 purchases since March 2025 in 2 accounts");
  const [{ count } = { count: 0 }] = rows(
    await db.execute(sql`select count(*)::int as count from transactions`),
  );
  expect(count).toBe(2);
});
