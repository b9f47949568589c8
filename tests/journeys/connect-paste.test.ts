import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { rows } from "../../db/results.ts";
import { arrivals, inbox } from "../../db/schema/chat.ts";
import { linkAttempts } from "../../db/schema/money-in.ts";
import { bankChat } from "../support/bank-chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const start = () => bankChat(db);

describe("a pasted token", () => {
  test("given an attempt that waits for it, then it is connected", async () => {
    const someone = await start();
    await someone.chat.say("/connect simplefin");
    expect(await someone.errands()).toContain("paste it here");
    someone.simplefin.addAccount({
      name: "Savings",
      type: "savings",
      currency: "EUR",
      balance: "5",
      mask: null,
    });
    expect(await someone.chat.say(` ${someone.simplefin.token}\n`)).toContain("I'm taking that to SimpleFIN");
    expect(await someone.errands()).toContain("is connected");
    await someone.chat.say("/accounts");
    await someone.chat.tap("disconnect First Platypus Bank");
    expect(await someone.chat.tap("disconnect, keep the data")).toContain("disable the app at your bridge");
  });

  test("given none that waits, then it begins one", async () => {
    const someone = await start();
    await someone.chat.say(someone.simplefin.token);
    expect(await someone.errands()).toContain("is connected");
  });

  test("given an open check-in, then it stays open", async () => {
    const someone = await start();
    await someone.chat.say("/checkin");
    await someone.chat.say(someone.simplefin.token);
    await someone.errands();
    expect(await someone.chat.say("5")).toContain("Energy");
  });

  test("given one that is not taken, then the provider's words are said, and it is forgotten", async () => {
    const someone = await start();
    expect(await someone.chat.say("setup-token-of-somebody")).toContain("I'm taking that");
    const heard = await someone.errands();
    expect(heard).toContain("wasn't taken");
    expect(heard).toContain("This token was used before.");
    const [attempt] = await db.select().from(linkAttempts);
    expect(attempt).toMatchObject({ state: "failed", secretSealed: null });
  });

  test("given a provider that is away, then it is handed over as soon as it is back", async () => {
    const someone = await start();
    someone.simplefin.fail("unavailable");
    await someone.chat.say(someone.simplefin.token);
    expect(await someone.errands()).toBe("");
    someone.simplefin.fail(null);
    expect(await someone.later(2)).toContain("is connected");
  });

  test("then it stands in no table and no log, neither while it waits nor after", async () => {
    const someone = await start();
    await someone.chat.say(someone.simplefin.token);
    const everything = async () => {
      const tables = rows(await db.execute(sql`select tablename from pg_tables where schemaname = 'public'`));
      const texts: string[] = [];
      for (const { tablename } of tables) {
        const found = await db.execute(
          sql`select t::text as row from ${sql.identifier(String(tablename))} t`,
        );
        texts.push(...rows(found).map(({ row }) => String(row)));
      }
      return texts.join("\n");
    };
    expect(await everything()).not.toContain(someone.simplefin.token);
    await someone.errands();
    expect(await everything()).not.toContain(someone.simplefin.token);
    expect(await db.$count(inbox)).toBeGreaterThan(0);
    expect(await db.$count(arrivals)).toBe(0);
    expect(JSON.stringify([someone.chat.log, someone.queue.log])).not.toContain(someone.simplefin.token);
  });
});
