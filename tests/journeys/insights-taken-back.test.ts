import { describe, expect, test } from "vitest";
import { loadInsights } from "../../db/queries/insights.ts";
import { testDatabase } from "../support/database.ts";
import { insightRow, lookOf, storeInsight, storeLook } from "../support/insight-rows.ts";
import { moneyChat } from "../support/money-chat.ts";

const { db } = await testDatabase();
/** The Sunday of the look before the Thursday of `moneyChat`. */
const SUNDAY = "2026-11-22";

describe("given something that was said and holds no longer", () => {
  test("when insights are asked for, then it is taken back once", async () => {
    const chat = await moneyChat(db);
    await storeLook(db, chat.userId, lookOf(SUNDAY));
    const said = { state: "faded", saidAt: new Date("2026-05-03T12:00:00Z") } as const;
    await storeInsight(db, chat.userId, insightRow(said));
    const back =
      "What I told you on 3 May, that on days after shorter nights you tended to spend more by choice, no longer holds: I " +
      "take it back.";
    expect(await chat.say("/insights")).toMatch(new RegExp(`^${back}\nNothing has held`));
    expect(await loadInsights(db, chat.userId)).toMatchObject([{ withdrawnAt: chat.clock.now }]);
    expect(await chat.say("/insights")).not.toContain("take it back");
    expect(await chat.say("does bad sleep make me spend more?")).toMatch(
      /^For you, short nights don't go with/,
    );
  });

  test("and was only lost sight of, as when a watch is off, then nothing is said of whether it holds", async () => {
    const chat = await moneyChat(db);
    const found = { lag: 0, r: -0.4, n: 60, p: 0.001, q: 0.02 };
    await storeLook(db, chat.userId, lookOf("2026-08-03", { changes: { sleep_to_spending: { found } } }));
    const unseen = { lags: [], found: null, untested: "not_enough_days", pairs: 12 } as const;
    await storeLook(db, chat.userId, lookOf(SUNDAY, { changes: { sleep_to_spending: unseen } }));
    const said = { state: "faded", saidAt: new Date("2026-08-05T12:00:00Z") } as const;
    await storeInsight(db, chat.userId, insightRow(said));
    const told = await chat.say("/insights");
    expect(told).toMatch(
      /^What I told you on 5 August, that on days after shorter nights you tended to spend more by choice, could not be checked/,
    );
    expect(told).not.toContain("no longer holds");
    expect(await loadInsights(db, chat.userId)).toMatchObject([{ withdrawnAt: chat.clock.now }]);
  });

  test("and was never said, then nothing is taken back", async () => {
    const chat = await moneyChat(db);
    await storeLook(db, chat.userId, lookOf(SUNDAY));
    await storeInsight(db, chat.userId, insightRow({ state: "faded" }));
    expect(await chat.say("/insights")).not.toContain("take it back");
  });

  test("and goes the other way now, then what is taken back is what was said", async () => {
    const chat = await moneyChat(db);
    const found = { lag: 1, r: -0.4, n: 60, p: 0.001, q: 0.02 };
    await storeLook(db, chat.userId, lookOf("2026-08-02", { changes: { sleep_to_spending: { found } } }));
    await storeLook(db, chat.userId, lookOf(SUNDAY));
    const faded = { state: "faded", strength: 0.2, establishedOn: "2026-08-02" } as const;
    await storeInsight(db, chat.userId, insightRow({ ...faded, saidAt: new Date("2026-08-10T12:00:00Z") }));
    expect(await chat.say("/insights")).toContain(
      "that on days on which the night before last was shorter you tended to spend more by choice, no longer holds",
    );
  });
});
