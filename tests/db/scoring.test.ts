import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { eachDay, type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import { clearDirtyDays, findDirtyDays, markDirty, takeDirtyPeople } from "../../db/queries/dirty-days.ts";
import { removeEntry, saveEntry } from "../../db/queries/mood-entries.ts";
import { createPerson } from "../../db/queries/people.ts";
import { scorePeople } from "../../db/queries/scores-batch.ts";
import { dailyBalanceScores } from "../../db/schema/coaching.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import { RESCORING } from "../../src/jobs/index.ts";
import { runTick } from "../../src/jobs/tick.ts";
import { seedMoods, seedReadings } from "../bot/questions/seed.ts";
import { collectLog } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { NIGHT, nightOn, storedDays, YESTERDAY } from "../support/scored-night.ts";

const { db } = await testDatabase();
const score = nightOn(db);

async function computedAt(userId: string): Promise<ReadonlyMap<LocalDate, string>> {
  const { date, computedAt: at } = dailyBalanceScores;
  const found = await db
    .select({ date, at })
    .from(dailyBalanceScores)
    .where(eq(dailyBalanceScores.userId, userId));
  return new Map(found.map((row) => [row.date, row.at.toISOString()]));
}

describe("given somebody with two weeks of scored days", () => {
  const DAYS = eachDay("2026-11-09", YESTERDAY);

  async function scoredPerson(): Promise<string> {
    const userId = await createPerson(db, { timezone: "America/New_York", currency: "USD" });
    await seedReadings(
      db,
      userId,
      DAYS.map((localDate, at) => ({ localDate, sleepDurationMinutes: 400 + at, hrv: 50 + at })),
    );
    await seedMoods(
      db,
      userId,
      DAYS.map((localDate) => ({ localDate, moodScore: 2 })),
    );
    await scorePeople(db, new Map([[userId, new Set(DAYS)]]), new Date("2026-11-23T08:00:00Z"));
    return userId;
  }

  /** Queues and works on what is dirty, as a minute of the running coach does. */
  async function minute(now: Date): Promise<number> {
    let people = 0;
    const enqueue = async (_: unknown, __: string, jobs: readonly { readonly userId: string }[]) => {
      people += jobs.length;
      await Promise.resolve();
    };
    await runTick({ db, log: collectLog([]), clock: () => now, enqueue, batch: 3 });
    return people;
  }

  async function changedDays(userId: string, before: ReadonlyMap<LocalDate, string>) {
    const after = await computedAt(userId);
    return [...after]
      .filter(([date, at]) => before.get(date) !== at)
      .map(([date]) => date)
      .sort();
  }

  test("when a night syncs late, then only that day is scored anew", async () => {
    const userId = await scoredPerson();
    const before = await computedAt(userId);
    await db
      .update(biometricReadings)
      .set({ sleepDurationMinutes: 200 })
      .where(and(eq(biometricReadings.userId, userId), eq(biometricReadings.localDate, "2026-11-20")));
    await markDirty(db, userId, ["2026-11-20"], NIGHT);
    expect(await minute(NIGHT)).toBe(1);
    await score([userId], RESCORING);
    expect(await changedDays(userId, before)).toEqual(["2026-11-20"]);
    expect(await minute(NIGHT)).toBe(0);
  });

  test("when answers of past days are given, fixed and removed, then those days are scored anew and no other", async () => {
    const userId = await scoredPerson();
    const before = await computedAt(userId);
    const moodsBefore = (await storedDays(db, userId)).map((row) => row.moodScore);
    const change = { userId, timezone: "America/New_York", at: NIGHT };
    const id = randomUUID();
    await saveEntry(db, { ...change, id, localDate: "2026-11-18" }, { moodScore: -4 });
    await saveEntry(db, { ...change, id: randomUUID(), localDate: "2026-11-21" }, { moodScore: -4 });
    await saveEntry(
      db,
      { ...change, id: randomUUID(), localDate: localDateOf(NIGHT, change.timezone) },
      { moodScore: 1 },
    );
    expect((await findDirtyDays(db, [userId])).map(({ date }) => date).sort()).toEqual([
      "2026-11-18",
      "2026-11-21",
    ]);
    await score([userId], RESCORING);
    expect(await changedDays(userId, before)).toEqual(["2026-11-18", "2026-11-21"]);
    expect((await storedDays(db, userId)).map((row) => row.moodScore)).not.toEqual(moodsBefore);

    await removeEntry(db, { ...change, id });
    await score([userId], RESCORING);
    const after = await storedDays(db, userId);
    expect(after.find((row) => row.date === "2026-11-18")?.moodScore).toBe(70);
  });

  test("when a day changes again while it is scored, then it stays dirty and is queued again", async () => {
    const userId = await scoredPerson();
    await markDirty(db, userId, ["2026-11-18", "2026-11-19"], NIGHT);
    await minute(NIGHT);
    const now = NIGHT;
    await db.transaction(async (tx) => {
      const read = await findDirtyDays(tx, [userId]);
      await markDirty(tx, userId, ["2026-11-19"], now);
      await takeDirtyPeople(tx, now, 10);
      await clearDirtyDays(tx, read);
    });
    expect((await findDirtyDays(db, [userId])).map(({ date }) => date)).toEqual(["2026-11-19"]);
    expect(await minute(NIGHT)).toBe(1);
  });

  test("when one person has more dirty days than a tick takes at once, then everybody is queued in the same tick", async () => {
    const many = await scoredPerson();
    const other = await scoredPerson();
    await markDirty(db, many, DAYS, NIGHT);
    await markDirty(db, other, ["2026-11-18"], new Date(NIGHT.getTime() + 1000));
    await minute(NIGHT);
    expect(await db.select().from(dirtyDays).where(sql`queued_at is null`)).toEqual([]);
  });

  test("when a day that goes on is marked, then it waits for its night", async () => {
    const userId = await scoredPerson();
    await markDirty(db, userId, ["2026-11-23"], NIGHT);
    await minute(NIGHT);
    await score([userId], RESCORING);
    expect((await computedAt(userId)).has("2026-11-23")).toBe(false);
    expect(await minute(NIGHT)).toBe(0);
    await score([userId], "daily_scoring", "2026-11-24", new Date("2026-11-24T06:00:00Z"));
    expect((await computedAt(userId)).has("2026-11-23")).toBe(true);
    expect(await db.select().from(dirtyDays)).toEqual([]);
  });

  test("when somebody's zone is unknown, then only their days are not scored, and they stay dirty", async () => {
    const [good, bad] = [await scoredPerson(), await scoredPerson()];
    await db.update(users).set({ timezone: "Mars/Olympus" }).where(eq(users.id, bad));
    for (const userId of [good, bad]) await markDirty(db, userId, ["2026-11-18"], NIGHT);
    const { failed, lines } = await score([good, bad], RESCORING);
    expect(failed).toEqual([bad]);
    expect(lines.filter(({ level }) => level === "error")).toHaveLength(1);
    expect((await db.select().from(dirtyDays)).map((row) => row.userId)).toEqual([bad]);
  });

  test("when the database refuses one person's rows, then the others are scored one by one", async () => {
    const [good, bad] = [await scoredPerson(), await scoredPerson()];
    const before = await computedAt(good);
    await db.execute(sql`
      create or replace function refuse_one() returns trigger language plpgsql as
        $$ begin if new.user_id::text = tg_argv[0] then raise exception 'refused'; end if; return new; end $$`);
    await db.execute(
      sql.raw(`
      create trigger refuse_one before insert or update on daily_balance_scores
        for each row execute function refuse_one('${bad}')`),
    );
    try {
      for (const userId of [good, bad]) await markDirty(db, userId, ["2026-11-18"], NIGHT);
      expect((await score([good, bad], RESCORING)).failed).toEqual([bad]);
      expect(await changedDays(good, before)).toEqual(["2026-11-18"]);
      expect((await db.select().from(dirtyDays)).map((row) => row.userId)).toEqual([bad]);
    } finally {
      await db.execute(sql`drop trigger refuse_one on daily_balance_scores`);
      await db.execute(sql`drop function refuse_one`);
    }
  });
});
