import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { loadEvidence } from "../../bot/evidence.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { rules } from "../../coaching/rules/index.ts";
import type { Rule } from "../../coaching/rules/rule.ts";
import { saveBudget } from "../../db/queries/budgets.ts";
import { loadDays } from "../../db/queries/days.ts";
import { understandPerson } from "../../db/queries/understand.ts";
import { accounts } from "../../db/schema/money.ts";
import { testDatabase } from "../support/database.ts";
import { insightRow, storeInsight, storeLook } from "../support/insight-rows.ts";
import { weeklyLooks } from "../support/looks.ts";
import {
  contextOf,
  NOW,
  type Paid,
  seedAccount,
  seedPayments,
  seedPerson,
  seedReadings,
  TODAY,
} from "./questions/seed.ts";

const { db } = await testDatabase();

async function evidenceOf(person: Awaited<ReturnType<typeof seedPerson>>) {
  const loaded = await loadDays(db, person, { from: TODAY, to: TODAY });
  return loadEvidence(db, loaded, contextOf(person));
}

/** Somebody whose checking account has paid for music on the 18th of eight months and $20 at a shop on every day. */
async function payer(balance: string | null = null) {
  const person = await seedPerson(db);
  const accountId = await seedAccount(db, person.userId, "Checking", addDays(TODAY, -1));
  await db.update(accounts).set({ balance }).where(eq(accounts.id, accountId));
  const music = Array.from({ length: 8 }, (_, month): Paid => {
    const price = month < 2 ? "12.99" : "10.99";
    return [
      `2026-${String(11 - month).padStart(2, "0")}-18`,
      "Spotify",
      price,
      "ENTERTAINMENT_MUSIC_AND_AUDIO",
    ];
  });
  const daily = Array.from(
    { length: 90 },
    (_, ago): Paid => [addDays(TODAY, -1 - ago), "Corner", "20.00", "GENERAL_MERCHANDISE"],
  );
  await seedPayments(db, person.userId, accountId, [...music, ...daily]);
  await understandPerson(db, person.userId, NOW);
  return person;
}

describe("what rules look at", () => {
  test("given somebody new, then nothing is known and no rule speaks", async () => {
    const evidence = await evidenceOf(await seedPerson(db));
    expect(evidence).toMatchObject({
      payments: [],
      relations: [],
      recurring: null,
      budgets: [],
      liquidMinor: null,
      plansThatFire: [],
    });
    expect(rules.flatMap((rule: Rule) => rule.evaluate(evidence))).toEqual([]);
  });

  test("given relations, then those that are found are known, and an amount in its own currency alone", async () => {
    const person = await seedPerson(db);
    const inEuros = { ...insightRow(), signalType: "mood_to_spending" };
    for (const row of [
      insightRow(),
      insightRow({ signalType: "steps_to_mood", state: "replicated", data: { currency: "EUR" } }),
      insightRow({ signalType: "sleep_to_impulse", state: "emerging" }),
      insightRow({ signalType: "stress_to_spending", state: "faded" }),
      { ...inEuros, data: { ...inEuros.data, currency: "EUR" } },
    ]) {
      await storeInsight(db, person.userId, row);
    }
    const { relations } = await evidenceOf(person);
    expect(relations.map(({ type, effect }) => [type, effect?.shrunk ?? null]).sort()).toEqual([
      ["mood_to_spending", null],
      ["sleep_to_spending", 3120],
      ["steps_to_mood", 3120],
    ]);
  });

  test("given looks, then what the newest had days enough for and did not find is known", async () => {
    const person = await seedPerson(db);
    for (const look of weeklyLooks({ q: 0.01 }, { q: 0.6 })) await storeLook(db, person.userId, look);
    expect((await evidenceOf(person)).notFound).toEqual(["sleep_to_spending"]);
    for (const look of weeklyLooks("none", "none", { q: 0.6, n: 20 }))
      await storeLook(db, person.userId, look);
    expect((await evidenceOf(person)).notFound).toEqual([]);
  });

  test("given a relation of theirs and a short night, then the rule that needs both speaks from the tables", async () => {
    const person = await seedPerson(db);
    await storeInsight(db, person.userId, insightRow());
    const nights = Array.from({ length: 30 }, (_, ago) => ({
      localDate: addDays(TODAY, -ago),
      sleepDurationMinutes: ago === 0 ? 340 : 425,
    }));
    await seedReadings(db, person.userId, nights);
    const evidence = await evidenceOf(person);
    const found = rules.flatMap((rule: Rule) => rule.evaluate(evidence));
    expect(found.map(({ ruleId }) => ruleId)).toContain("short-night-usually-costs");
  });

  test("given payments that come back, then streams and their news are known by name", async () => {
    const evidence = await evidenceOf(await payer());
    expect(evidence.recurring?.streams.map(({ name }) => name)).toContain("Spotify");
    const found = rules.flatMap((rule: Rule) => rule.evaluate(evidence));
    expect(found.find(({ ruleId }) => ruleId === "subscription-price-rise")).toMatchObject({
      facts: { name: "Spotify", oldPriceMinor: 1099, newPriceMinor: 1299, yearMoreMinor: 2400 },
    });
  });

  test("given a budget, then it stands as /budget has it; one in another currency is passed over", async () => {
    const person = await payer();
    const { userId } = person;
    await saveBudget(db, userId, { id: "DISCRETIONARY", amountMinor: 40_000, currency: "USD" }, NOW);
    await saveBudget(db, userId, { id: "EATING_OUT", amountMinor: 40_000, currency: "EUR" }, NOW);
    const { budgets } = await evidenceOf(person);
    expect(budgets.map(({ budget }) => budget.id)).toEqual(["DISCRETIONARY"]);
    // 22 days of 20.00 and music for 12.99.
    expect(budgets[0]?.spentMinor).toBe(45_299);
  });

  test("given balances, then they are summed where each account tells one of lately", async () => {
    expect((await evidenceOf(await payer("812.50"))).liquidMinor).toBe(81_250);
    expect((await evidenceOf(await payer())).liquidMinor).toBeNull();
    const person = await payer("812.50");
    await seedAccount(db, person.userId, "Old savings", addDays(TODAY, -3));
    expect((await evidenceOf(person)).liquidMinor).toBeNull();
  });
});
