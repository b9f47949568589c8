import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { applyEffect } from "../../bot/effects.ts";
import { eachDay } from "../../coaching/model/local-date.ts";
import { loadInsights, markInsightsSaid, markInsightsWithdrawn } from "../../db/queries/insights.ts";
import { mergePeople } from "../../db/queries/merge-people.ts";
import { createPerson } from "../../db/queries/people.ts";
import { scorePeople } from "../../db/queries/scores-batch.ts";
import { insightLooks } from "../../db/schema/coaching.ts";
import { testDatabase } from "../support/database.ts";
import { linkedDays, storeLinkedDays } from "../support/linked-days.ts";
import { lookDate, type Seen, weeklyLooks } from "../support/looks.ts";
import { nightOn } from "../support/scored-night.ts";
import { daysThatName, lookOn, storeLooks } from "../support/stored-relations.ts";

const { db } = await testDatabase();

const SURE: Seen = { q: 0.01 };
const OFF: Seen = { q: 0.6 };
const ESTABLISHED = [SURE, SURE, SURE];
const FADED = [...ESTABLISHED, OFF, OFF];
/** Long before anything of theirs could be looked at once more. */
const NOW = new Date("2026-03-30T14:00:00Z");

async function looked(story: readonly Seen[]): Promise<string> {
  const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
  await lookedOn(userId, story);
  return userId;
}

/** The story so far, from its first look on; what was stored of it stays. */
async function lookedOn(userId: string, story: readonly Seen[]) {
  await storeLooks(db, userId, weeklyLooks(...story));
  expect(await lookOn(db, userId, NOW)).toBe(0);
}

async function onlyOne(userId: string) {
  const insights = await loadInsights(db, userId);
  expect(insights.length).toBeLessThanOrEqual(1);
  return insights[0] ?? null;
}

describe("given a relation that is established", () => {
  test("then it came to that when the day of its look ended, where the person is", async () => {
    const userId = await looked(ESTABLISHED);
    expect(await onlyOne(userId)).toMatchObject({
      state: "established",
      establishedOn: lookDate(2),
      lookedOn: lookDate(2),
      detectedAt: new Date(`${lookDate(2)}T23:00:00Z`),
      saidAt: null,
    });
  });

  test("when the person is told twice, then the first time counts, and new looks leave it", async () => {
    const userId = await looked(ESTABLISHED);
    const first = await onlyOne(userId);
    await markInsightsSaid(db, userId, [first?.id ?? ""], NOW);
    await markInsightsSaid(db, userId, [first?.id ?? ""], new Date(NOW.getTime() + 1000));
    await lookedOn(userId, [...ESTABLISHED, SURE]);
    expect(await onlyOne(userId)).toMatchObject({
      id: first?.id,
      saidAt: NOW,
      lookedOn: lookDate(3),
      detectedAt: first?.detectedAt,
    });
  });

  test("when nobody was told and it fades, then it is gone, from its day too", async () => {
    const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
    await scorePeople(db, new Map([[userId, new Set(eachDay(lookDate(0), lookDate(5)))]]), NOW);
    await lookedOn(userId, ESTABLISHED);
    const id = (await onlyOne(userId))?.id;
    expect(await daysThatName(db, userId)).toEqual([{ date: lookDate(2), ids: [id] }]);
    await lookedOn(userId, FADED);
    expect(await onlyOne(userId)).toBeNull();
    expect(await daysThatName(db, userId)).toEqual([]);
  });
});

describe("given a relation that was told and has faded", () => {
  async function faded() {
    const userId = await looked(ESTABLISHED);
    const id = (await onlyOne(userId))?.id ?? "";
    await markInsightsSaid(db, userId, [id], NOW);
    await lookedOn(userId, FADED);
    return { userId, id };
  }

  test("then it stays as faded with what was found, until that is told; then the next look lets it go", async () => {
    const { userId, id } = await faded();
    const row = await onlyOne(userId);
    expect(row).toMatchObject({ id, state: "faded", saidAt: NOW, withdrawnAt: null, lookedOn: lookDate(2) });
    expect(row?.detectedAt).toEqual(new Date(`${lookDate(4)}T23:00:00Z`));
    expect(row?.data.q).toBe(0.01);
    await markInsightsWithdrawn(db, userId, [id], NOW);
    expect(await onlyOne(userId)).toMatchObject({ state: "faded", withdrawnAt: NOW });
    await lookedOn(userId, [...FADED, OFF]);
    expect(await onlyOne(userId)).toBeNull();
  });

  test("when it is established once more before that, then it goes on as the one that was told", async () => {
    const { userId, id } = await faded();
    await lookedOn(userId, [...FADED, ...ESTABLISHED]);
    expect(await onlyOne(userId)).toMatchObject({ id, state: "established", saidAt: NOW, withdrawnAt: null });
  });

  test("when it is established once more after that, then it is a new one that nobody has heard of", async () => {
    const { userId, id } = await faded();
    await markInsightsWithdrawn(db, userId, [id], NOW);
    await lookedOn(userId, [...FADED, ...ESTABLISHED]);
    const again = await onlyOne(userId);
    expect(again).toMatchObject({ state: "established", saidAt: null, withdrawnAt: null });
    expect(again?.id).not.toBe(id);
  });

  test("then one that holds cannot be taken back, nor can anybody else's", async () => {
    const { userId, id } = await faded();
    const other = await looked(ESTABLISHED);
    await markInsightsWithdrawn(db, other, [id, (await onlyOne(other))?.id ?? ""], NOW);
    await markInsightsSaid(db, userId, [(await onlyOne(other))?.id ?? ""], NOW);
    expect(await onlyOne(userId)).toMatchObject({ withdrawnAt: null });
    expect(await onlyOne(other)).toMatchObject({ saidAt: null, withdrawnAt: null });
  });
});

describe("given two people who become one", () => {
  const MONDAY = new Date("2026-11-23T14:00:00Z");
  const DAYS = linkedDays("2026-06-01", "2026-11-22");

  test("then what was told stays until the next night has looked at what both had together", async () => {
    const people = [];
    for (const half of [0, 1]) {
      const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
      await storeLinkedDays(
        db,
        userId,
        DAYS.filter((_, at) => at < 120 === (half === 0)),
      );
      await storeLooks(db, userId, weeklyLooks(...ESTABLISHED));
      await lookOn(db, userId, NOW);
      people.push(userId);
    }
    const [keeperId = "", otherId = ""] = people;
    const told = (await onlyOne(otherId))?.id ?? "";
    await markInsightsSaid(db, otherId, [told], NOW);
    await db.transaction((tx) =>
      mergePeople(tx, { keeperId, otherId, askedEvent: "onboarded", now: MONDAY }),
    );
    expect(await db.$count(insightLooks)).toBe(0);
    expect(await onlyOne(keeperId)).toMatchObject({ id: told, state: "established", saidAt: NOW });

    const { queued } = await nightOn(db)([keeperId]);
    expect(queued).toMatchObject([{ kind: "look-for-relations", userId: keeperId }]);
    expect(await lookOn(db, keeperId, MONDAY)).toBeGreaterThan(15);
    const after = await loadInsights(db, keeperId);
    expect(after.find(({ id }) => id === told)).toMatchObject({
      state: "faded",
      saidAt: NOW,
      withdrawnAt: null,
    });
    // Of a hundred and more days each, and of both together.
    expect(after.find(({ signalType }) => signalType === "sleep_to_mood")?.data.n).toBe(175);
  });
});

test("given two people who become one before either heard of a relation, then no day names what is gone", async () => {
  const people: string[] = [];
  for (const first of [0, 5]) {
    const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
    await scorePeople(db, new Map([[userId, new Set(eachDay(lookDate(first), lookDate(first + 3)))]]), NOW);
    const looks = weeklyLooks(...Array<"none">(first).fill("none"), ...ESTABLISHED);
    await storeLooks(db, userId, looks);
    await lookOn(db, userId, NOW);
    expect(await daysThatName(db, userId)).toHaveLength(1);
    people.push(userId);
  }
  const [keeperId = "", otherId = ""] = people;
  await db.transaction((tx) => mergePeople(tx, { keeperId, otherId, askedEvent: "onboarded", now: NOW }));
  expect(await loadInsights(db, keeperId)).toEqual([]);
  expect(await daysThatName(db, keeperId)).toEqual([]);
});

test("what the conversation says is marked by its effects", async () => {
  const userId = await looked(ESTABLISHED);
  const id = (await onlyOne(userId))?.id ?? "";
  const chat = { userId } as Parameters<typeof applyEffect>[1];
  await applyEffect(db, chat, { kind: "insights-said", ids: [id] }, NOW);
  expect(await onlyOne(userId)).toMatchObject({ saidAt: NOW });
  await applyEffect(db, chat, { kind: "insights-withdrawn", ids: [id] }, NOW);
  expect(await onlyOne(userId)).toMatchObject({ withdrawnAt: null });
  await lookedOn(userId, FADED);
  await applyEffect(db, chat, { kind: "insights-withdrawn", ids: [id] }, NOW);
  expect(await onlyOne(userId)).toMatchObject({ withdrawnAt: NOW });
  await applyEffect(db, chat, { kind: "insights-said", ids: [] }, NOW);
  expect(await db.$count(insightLooks, eq(insightLooks.userId, userId))).toBe(5);
});
