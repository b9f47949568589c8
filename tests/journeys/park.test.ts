import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { eventLog } from "../../db/schema/coaching.ts";
import { parkedWishes } from "../../db/schema/judgement.ts";
import { testDatabase } from "../support/database.ts";
import { moneyChat } from "../support/money-chat.ts";

const { db } = await testDatabase();

const stored = () => db.select().from(parkedWishes).orderBy(parkedWishes.parkedAt);

describe("given something somebody is tempted by", () => {
  test("when they park it, then it is kept and read back with when it is asked about", async () => {
    const chat = await moneyChat(db);
    expect(await chat.say("park headphones 180")).toBe("Parked: headphones, $180. I'll ask in 3 days.");
    expect(await stored()).toMatchObject([
      {
        what: "headphones",
        amount: "180.00",
        currency: "USD",
        localDate: "2026-11-26",
        outcome: null,
        askedAt: null,
      },
    ]);
  });

  test.each([
    ["/park headphones 180", "Parked: headphones, $180."],
    ["park it: shoes 90 eur", "Parked: shoes, €90."],
    ["can you park the Dyson for $400", "Parked: Dyson, $400."],
    ["park new sneakers", "Parked: new sneakers."],
    ["park headphones 0", "Parked: headphones."],
  ])("when they say %j, then it is read back as %j", async (said, back) => {
    const chat = await moneyChat(db);
    expect(await chat.say(said)).toBe(`${back} I'll ask in 3 days.`);
  });

  test.each(["/park", "park it"])(
    "when they say %j alone, then it is asked back and nothing is kept",
    async (said) => {
      const chat = await moneyChat(db);
      expect(await chat.say(said)).toContain('as "park headphones 180"');
      expect(await stored()).toEqual([]);
    },
  );

  test("when they undo it, by word or button, then it was never parked", async () => {
    const chat = await moneyChat(db);
    await chat.say("park headphones 180");
    expect(await chat.say("/undo")).toBe("Taken back: headphones, $180, is not parked any more.");
    expect(await stored()).toEqual([]);
    expect(await chat.tap("undo")).toBe("That was taken back before.");
    await chat.say("park shoes 90");
    expect(await chat.tap("undo")).toBe("Taken back: shoes, $90, is not parked any more.");
    expect(await chat.say("/undo")).toBe("There's nothing to take back.");
  });

  test("when they park the same twice, then it is one wish, and what is taken back is gone", async () => {
    const chat = await moneyChat(db);
    await chat.say("park shoes 80");
    expect(await chat.say("park Shoes 80")).toBe("Parked already, today: shoes, $80.");
    expect(await stored()).toHaveLength(1);
    expect(await chat.say("undo")).toBe("Taken back: shoes, $80, is not parked any more.");
    expect(await chat.say("/parked")).toContain("Nothing is parked.");
    await chat.say("park shoes 80");
    expect(await chat.say("park shoes 95")).toBe("Parked: shoes, $95. I'll ask in 3 days.");
  });

  test("when something else was done since the same was parked, then undo asks before it takes that back", async () => {
    const chat = await moneyChat(db);
    await chat.say("park shoes 80");
    await chat.say("12 coffee");
    await chat.say("park shoes 80");
    expect(await chat.say("undo")).toContain("payment");
    expect(await stored()).toHaveLength(1);
  });

  test.each([
    ["I bought it", "Noted as bought: shoes, $80."],
    ["bought it", "Noted as bought: shoes, $80."],
    ["I've dropped it.", "Noted as dropped: shoes, $80."],
    ["dropped it", "Noted as dropped: shoes, $80."],
    ["keep it", "shoes, $80: parked still. /parked shows it whenever you like."],
  ])("when they are asked what became of it and say %j, then it is understood", async (said, back) => {
    const chat = await moneyChat(db);
    await chat.say("park shoes 80");
    await chat.say("/parked");
    await chat.say("1");
    expect(await chat.say(said)).toBe(back);
  });

  test("when they look at what is parked, then each can be opened and closed, and that taken back", async () => {
    const chat = await moneyChat(db);
    expect(await chat.say("/parked")).toContain("Nothing is parked.");
    await chat.say("park shoes 90 eur");
    chat.clock.now = new Date("2026-11-26T12:10:00Z");
    await chat.say("park headphones 180");
    expect(await chat.say("/parked")).toBe(
      "Parked:\n· headphones, $180, today\n· shoes, €90, today\nPick one to say what became of it.",
    );
    expect(await chat.say("1")).toBe("Parked today: headphones, $180. What became of it?");
    expect(await chat.tap("keep it parked")).toBe(
      "headphones, $180: parked still. /parked shows it whenever you like.",
    );
    expect(await chat.tap("dropped")).toBe("Noted as dropped: headphones, $180.");
    expect(await chat.tap("bought")).toBe("headphones, $180: you've told me already what became of it.");
    expect(await chat.say("/parked")).not.toContain("headphones");
    expect(await stored()).toMatchObject([{ outcome: null }, { outcome: "dropped" }]);
  });

  test("when they take back what became of it, then it is parked again", async () => {
    const chat = await moneyChat(db);
    await chat.say("park headphones 180");
    await chat.say("/parked");
    await chat.say("1");
    await chat.tap("dropped");
    expect(await chat.say("undo")).toBe("Taken back: headphones, $180, is parked again.");
    expect(await stored()).toMatchObject([{ outcome: null, closedAt: null }]);
  });

  test("when it was bought and the bank shows payments like it, then they are offered, and none is taken for it", async () => {
    const chat = await moneyChat(db);
    await chat.say("park headphones 180");
    const bank = await chat.bank("2026-11-26");
    await chat.shows(bank, "2026-11-26", "Grocer", "181.00", null);
    const bought = await chat.shows(bank, "2026-11-26", "Best Headphones", "179.99", null);
    await chat.shows(bank, "2026-11-26", "Headphones Inc", "150.00", null);
    await chat.shows(bank, "2026-11-25", "Headphones Inc", "180.00", null);
    await chat.say("/parked");
    await chat.say("1");
    expect(await chat.tap("bought")).toBe("Noted as bought: headphones, $180.\nIs it one of these?");
    expect(chat.sent.at(-1)?.buttons.map(({ label }) => label)).toEqual([
      "$179.99 at Best Headphones, today",
      "$181 at Grocer, today",
      "another one",
      "undo",
    ]);
    expect(await chat.say("1")).toBe("Noted: headphones, $180, paid $179.99.");
    const [linked] = await db.select().from(eventLog).where(eq(eventLog.eventType, "wish_linked"));
    expect(linked?.metadata).toMatchObject({ transactionId: bought });
  });

  test("when coaching rests, then it is kept, and no amount is said", async () => {
    const chat = await moneyChat(db);
    await chat.rests();
    expect(await chat.say("park headphones 180")).toBe("Noted.");
    expect(await chat.say("/parked")).not.toContain("180");
    expect(await stored()).toHaveLength(1);
  });

  test("when they use a button of somebody else's, then it finds nothing", async () => {
    const chat = await moneyChat(db);
    expect(await chat.tapToken("s1:park:dropped:11111111-1111-4111-8111-111111111111")).toBe(
      await chat.tapToken("s1:park:dropped:nonsense"),
    );
  });
});
