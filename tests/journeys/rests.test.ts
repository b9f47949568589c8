import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { eventLog } from "../../db/schema/coaching.ts";
import { testDatabase } from "../support/database.ts";
import { storeMessages } from "../support/tried-year.ts";
import { at, someoneJoined } from "../support/unasked-day.ts";

const { db } = await testDatabase();

const woken = async () =>
  (await db.select().from(eventLog).where(eq(eventLog.eventType, "rule_woken"))).length;

describe("/rests", () => {
  test("given nothing said, then nothing keeps still", async () => {
    const { chat } = await someoneJoined(db);
    expect(await chat.say("/rests")).toContain("Nothing keeps still");
  });

  test("given answers of every kind, then it says what rests, since when, until when and why, and brings each back", async () => {
    const { maya, chat, userId } = await someoneJoined(db);
    const [sleep, debt, price, spike] = await Promise.all(
      ["low-sleep", "sleep-debt", "subscription-price-rise", "spending-spike"].map(async (ruleId) => {
        const subject = ruleId === "subscription-price-rise" ? "a-stream" : "";
        const type = ruleId.startsWith("s") && ruleId !== "sleep-debt" ? "financial" : "energy";
        const [id] = await storeMessages(db, userId, ruleId, [{ localDate: "2026-11-20", subject, type }]);
        return id;
      }),
    );
    maya.clock.now = at("12:00", "2026-11-28");
    await chat.tapToken(`s1:not-now:${sleep}`);
    maya.clock.now = at("12:01", "2026-11-28");
    await chat.tapToken(`s1:not-helpful:${debt}`);
    maya.clock.now = at("12:02", "2026-11-28");
    await chat.tapToken(`s1:normal:${price}`);
    maya.clock.now = at("12:03", "2026-11-28");
    await chat.tapToken(`s1:normal:${spike}`);
    expect(await chat.say("/rests")).toContain(
      [
        "What I keep still about",
        "1. a day of spending above all before it: normal for you, as you said on 28 November",
        "2. a subscription at a higher price, one of them: normal for you, as you said on 28 November",
        "3. two weeks of nights under your usual: not helpful, as you said on 28 November; until 27 January 2027",
        "4. a night under your usual: put off on 28 November, until 12 December",
      ].join("\n"),
    );
    maya.clock.now = at("12:10", "2026-11-28");
    expect(await chat.say("bring back 3")).toContain(
      "two weeks of nights under your usual may come up again",
    );
    await chat.say("/rests");
    expect(await chat.say("2")).toContain("that one may come up again");
    const left = await chat.say("/rests");
    expect(left).toContain("2. a night under your usual");
    expect(left).not.toContain("3. ");
  });

  describe("when something was brought back", () => {
    /** A night and a shop put off, the night brought back by its number. */
    async function broughtBack() {
      const { maya, chat, userId } = await someoneJoined(db);
      const [sleep] = await storeMessages(db, userId, "low-sleep", [{ localDate: "2026-11-20" }]);
      const [debt] = await storeMessages(db, userId, "sleep-debt", [{ localDate: "2026-11-20" }]);
      maya.clock.now = at("12:00", "2026-11-28");
      await chat.say("12 coffee");
      await chat.tapToken(`s1:not-now:${sleep}`);
      maya.clock.now = at("12:01", "2026-11-28");
      await chat.tapToken(`s1:not-helpful:${debt}`);
      maya.clock.now = at("12:02", "2026-11-28");
      return { maya, chat };
    }
    const NIGHT = "a night under your usual: put off on 28 November, until 12 December";
    const NIGHTS = "two weeks of nights under your usual: not helpful, as you said on 28 November";

    test("then undo lets it rest again as it did, and the next undo takes back what was done before", async () => {
      const { maya, chat } = await broughtBack();
      await chat.say("/rests");
      expect(await chat.say("bring 2 back")).toContain("a night under your usual may come up again");
      maya.clock.now = at("12:03", "2026-11-28");
      expect(await chat.say("/rests")).not.toContain(NIGHT);
      expect(await chat.say("undo")).toBe(
        "Taken back: a night under your usual keeps still again, as it did before.",
      );
      const listed = await chat.say("/rests");
      expect(listed).toContain(NIGHT);
      expect(listed).toContain(NIGHTS);
      expect(await woken()).toBe(0);
      expect(await chat.tap("undo")).toBe("That was taken back before.");
      expect(await chat.say("undo")).toBe("Taken back, and nothing rests because of it.");
      expect(await chat.say("/rests")).not.toContain(NIGHTS);
    });

    test("then what an answer alone keeps still rests again by the button too", async () => {
      const { maya, chat } = await broughtBack();
      await chat.say("/rests");
      await chat.say("bring back 1");
      expect(await chat.say("/rests")).not.toContain(NIGHTS);
      maya.clock.now = at("12:03", "2026-11-28");
      await chat.tap("undo");
      expect(await chat.say("/rests")).toContain(NIGHTS);
    });

    test("and something was set that has no undo, then undo says what it would take back, and does so when told", async () => {
      const { maya, chat } = await broughtBack();
      await chat.say("/rests");
      await chat.say("bring back 2");
      maya.clock.now = at("12:03", "2026-11-28");
      await chat.say("/quiet 22:00-07:00");
      expect(await chat.say("undo")).toContain(
        "What you did last has no undo. Before it there was something that you brought back: shall I take that back?",
      );
      expect(await chat.say("/rests")).not.toContain(NIGHT);
      await chat.say("undo");
      expect(await chat.say("undo")).toContain("keeps still again");
      expect(await chat.say("/rests")).toContain(NIGHT);
    });
  });

  test("given a forged button, then nothing is brought back", async () => {
    const { chat } = await someoneJoined(db);
    for (const token of [
      "rest:nonsense",
      "rest:low-sleep:nonsense",
      "trials:maybe",
      "wake-undo:low-sleep:nonsense!",
      "wake-undo:nonsense:1",
      "wake-undo:low-sleep:zzzzzzzzz",
    ]) {
      expect(await chat.tapToken(`s1:${token}`)).not.toContain("Okay");
    }
    expect(await woken()).toBe(0);
  });
});
