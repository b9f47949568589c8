import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addDays, eachDay, type LocalDate } from "../../coaching/model/local-date.ts";
import { loadInsights, loadLooks } from "../../db/queries/insights.ts";
import { createPerson } from "../../db/queries/people.ts";
import { scorePeople } from "../../db/queries/scores-batch.ts";
import { insightLooks } from "../../db/schema/coaching.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { testDatabase } from "../support/database.ts";
import { linkedDays, storeLinkedDays } from "../support/linked-days.ts";
import { daysThatName, lookOn, storedRelations, versionsOf } from "../support/stored-relations.ts";

const { db } = await testDatabase();

/** 160 days whose last one is Sunday 22 November 2026, and the Monday after it. */
const LAST_SUNDAY = "2026-11-22";
const FIRST = addDays(LAST_SUNDAY, -159);
const MONDAY = new Date("2026-11-23T14:00:00Z");
const DAYS = linkedDays(FIRST, LAST_SUNDAY);
const SUNDAYS = eachDay(FIRST, LAST_SUNDAY).filter((date) => new Date(date).getUTCDay() === 0);

async function person(days = DAYS, timezone = "America/New_York"): Promise<string> {
  const userId = await createPerson(db, { timezone, currency: "USD" });
  await storeLinkedDays(db, userId, days);
  return userId;
}

const mondayAfter = (sunday: LocalDate) => new Date(`${addDays(sunday, 1)}T14:00:00Z`);

describe("given five months that came in at once", () => {
  test("then they are looked at as they would have been week by week, and what holds is established", async () => {
    const userId = await person();
    await scorePeople(db, new Map([[userId, new Set(eachDay(FIRST, LAST_SUNDAY))]]), MONDAY);
    const made = await lookOn(db, userId, MONDAY);
    const looks = await loadLooks(db, userId);
    expect(looks.map(({ date }) => date)).toEqual(SUNDAYS.filter((sunday) => sunday >= addDays(FIRST, 29)));
    expect(made).toBe(looks.length);
    for (const look of looks) {
      expect(look.from >= FIRST).toBe(true);
      const most = Math.max(...look.results.map(({ pairs }) => pairs));
      expect(most).toBeLessThanOrEqual(eachDay(FIRST, look.date).length);
    }
    const [found, ...more] = await loadInsights(db, userId);
    expect(found).toMatchObject({
      signalType: "sleep_to_mood",
      state: expect.stringMatching(/established|replicated/),
    });
    expect(found).toMatchObject({ lookedOn: LAST_SUNDAY, saidAt: null, withdrawnAt: null });
    expect(found?.data).toMatchObject({
      lag: 0,
      method: "ns-gls",
      to: LAST_SUNDAY,
      lookedFor: 18,
      tested: 1,
      n: 160,
    });
    expect(found?.strength).toBeGreaterThan(0.6);
    expect(more).toEqual([]);
    expect(await daysThatName(db, userId)).toEqual([{ date: found?.establishedOn, ids: [found?.id] }]);
  });

  test("then it is no other than if every week had been looked at when it ended, with nothing after it known", async () => {
    const all = await person();
    await lookOn(db, all, MONDAY);
    const weekly = await person([]);
    let known: LocalDate = addDays(FIRST, -1);
    for (const sunday of SUNDAYS) {
      await storeLinkedDays(
        db,
        weekly,
        DAYS.filter(({ localDate }) => localDate > known && localDate <= sunday),
      );
      known = sunday;
      await lookOn(db, weekly, mondayAfter(sunday));
    }
    const withoutInstants = async (userId: string) => {
      const { looks, insights } = await storedRelations(db, userId);
      // That a relation holds on new days too is found out at one look or another; all else has its day.
      return {
        looks,
        insights: insights.map(({ detectedAt, state, ...rest }) => ({
          ...rest,
          state,
          detectedAt: state === "replicated" ? null : detectedAt,
        })),
      };
    };
    expect(await withoutInstants(all)).toEqual(await withoutInstants(weekly));
  });

  test("when it is looked at again, then nothing is written, also where a night has changed since", async () => {
    const userId = await person();
    await scorePeople(db, new Map([[userId, new Set(eachDay(FIRST, LAST_SUNDAY))]]), MONDAY);
    await lookOn(db, userId, MONDAY);
    const before = await versionsOf(db, userId);
    expect(await lookOn(db, userId, MONDAY)).toBe(0);
    await db
      .update(biometricReadings)
      .set({ sleepDurationMinutes: 300 })
      .where(eq(biometricReadings.localDate, "2026-11-10"));
    expect(await lookOn(db, userId, MONDAY)).toBe(0);
    expect(await versionsOf(db, userId)).toEqual(before);
  });

  test("when two look at once, then both come to what one comes to", async () => {
    const [alone, together] = [await person(), await person()];
    await lookOn(db, alone, MONDAY);
    await Promise.all([1, 2, 3].map(() => lookOn(db, together, MONDAY)));
    expect(await storedRelations(db, together)).toEqual(await storedRelations(db, alone));
  });

  test.each(["insight_looks", "correlation_insights"])(
    "when it is broken off at a row of %s, then the next try goes on to the same end",
    async (table) => {
      const [whole, broken] = [await person(), await person()];
      await lookOn(db, whole, MONDAY);
      const column = table === "insight_looks" ? "look_date" : "looked_on";
      await db.execute(
        sql.raw(`create or replace function refuse_some() returns trigger language plpgsql as
          $$ begin if new.${column} > '2026-09-01' then raise exception 'refused'; end if; return new; end $$`),
      );
      await db.execute(
        sql.raw(
          `create trigger refuse_some before insert on ${table} for each row execute function refuse_some()`,
        ),
      );
      try {
        await expect(lookOn(db, broken, MONDAY)).rejects.toThrow();
      } finally {
        await db.execute(sql.raw(`drop trigger refuse_some on ${table}`));
        await db.execute(sql`drop function refuse_some`);
      }
      const before = await db.$count(insightLooks, eq(insightLooks.userId, broken));
      expect(before).toBeGreaterThan(5);
      expect(await loadInsights(db, broken)).toEqual([]);
      await lookOn(db, broken, MONDAY);
      expect(await storedRelations(db, broken)).toEqual(await storedRelations(db, whole));
    },
  );
});

describe("when a week is looked at", () => {
  test("then it has ended where the person is, on a Sunday", async () => {
    const days = linkedDays("2026-09-01", LAST_SUNDAY);
    // Monday 00:30 in Auckland is Sunday still in New York.
    const night = new Date("2026-11-22T11:30:00Z");
    const [east, west] = [await person(days, "Pacific/Auckland"), await person(days, "America/New_York")];
    for (const userId of [east, west]) await lookOn(db, userId, night);
    expect((await loadLooks(db, east)).at(-1)?.date).toBe("2026-11-22");
    expect((await loadLooks(db, west)).at(-1)?.date).toBe("2026-11-15");
  });

  test("then days after it have no part in it", async () => {
    const [until, beyond] = [
      await person(linkedDays("2026-08-01", LAST_SUNDAY)),
      await person(linkedDays("2026-08-01", "2027-01-10")),
    ];
    for (const userId of [until, beyond]) await lookOn(db, userId, MONDAY);
    expect(await storedRelations(db, beyond)).toEqual(await storedRelations(db, until));
  });

  test("given ten years, then no more than half a year of weeks is looked back at", async () => {
    const userId = await person(linkedDays("2016-11-01", LAST_SUNDAY));
    expect(await lookOn(db, userId, MONDAY)).toBe(26);
  });

  test.each([
    ["nothing", []],
    ["29 days", linkedDays(addDays(LAST_SUNDAY, -28), LAST_SUNDAY)],
    ["a month that is over for long", linkedDays("2025-10-01", "2025-11-15")],
    ["days a year ahead, as of a clock that is wrong", linkedDays("2027-10-01", "2027-12-31")],
  ])("given %s, then no look is made", async (_, days) => {
    const userId = await person(days);
    expect(await lookOn(db, userId, MONDAY)).toBe(0);
    expect(await storedRelations(db, userId)).toEqual({ looks: [], insights: [] });
  });

  test("given thirty days, then one is made, in which nothing can be told apart yet", async () => {
    const userId = await person(linkedDays(addDays(LAST_SUNDAY, -29), LAST_SUNDAY));
    expect(await lookOn(db, userId, MONDAY)).toBe(1);
    expect((await storedRelations(db, userId)).insights.filter(({ state }) => state !== "emerging")).toEqual(
      [],
    );
  });

  test("given somebody who is gone, then nothing is made and nothing fails", async () => {
    expect(await lookOn(db, crypto.randomUUID(), MONDAY)).toBe(0);
  });
});
