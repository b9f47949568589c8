import { describe, expect, test } from "vitest";
import type { Database } from "../../db/client.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { connections } from "../../db/schema/money.ts";
import type { WearableProvider, WearableUpdate } from "../../src/integrations/wearables/wearable-provider.ts";
import { daysAgo, fullDay, TODAY, type WearableStage } from "./wearable-stage.ts";

/** Two years of days with something, and one before them. */
const PAST = [0, 1, 20, 95, 250, 500, 690, 725].map(daysAgo);
const LONG_AGO = daysAgo(800);

/** How the past comes, and what has changed since. */
export function wearableHistoryContract(stage: WearableStage, db: Database): void {
  const past = () => PAST.toReversed().map((date) => fullDay(date));

  async function linkWithPast(): Promise<void> {
    for (const day of [...past(), fullDay(LONG_AGO)]) stage.world().setDay(day);
    await stage.link();
  }

  /** The provider, and what it yields written down. */
  function listening(): { readonly parts: WearableUpdate[]; readonly provider: WearableProvider } {
    const parts: WearableUpdate[] = [];
    const { provider } = stage.world();
    async function* sync(...given: Parameters<WearableProvider["sync"]>) {
      for await (const update of provider.sync(...given)) {
        parts.push(update);
        yield update;
      }
    }
    return { parts, provider: { ...provider, sync } };
  }

  describe("the first time", () => {
    test("then two years come in parts, the newest first, each complete in itself, and what is older stays away", async () => {
      // So many in a row that some lie at the edges of parts.
      const all = [...new Set([...Array.from({ length: 130 }, (_, days) => daysAgo(days)), ...PAST])].sort();
      for (const date of all) stage.world().setDay(fullDay(date));
      await linkWithPast();
      const { parts, provider } = listening();
      await stage.sync(provider);
      expect(parts.length).toBeGreaterThan(1);
      expect(parts.map(({ to }) => to)).toEqual(
        parts
          .map(({ to }) => to)
          .toSorted()
          .toReversed(),
      );
      expect(parts[0]?.to && parts[0].to >= TODAY).toBe(true);
      expect(parts.at(-1)?.from).toBe(daysAgo(730));
      expect(parts.map((part) => part.isHistoryComplete).lastIndexOf(false)).toBe(parts.length - 2);
      expect(await stage.days()).toEqual(stage.delivered(...all.map((date) => fullDay(date))));
      expect(await stage.connection()).toMatchObject({
        status: "active",
        isHistoryComplete: true,
        failedSyncs: 0,
        lastErrorCode: null,
        lastSyncedAt: stage.clock.now,
      });
    });

    test("then a part is stored before the next is asked for", async () => {
      await linkWithPast();
      await stage.syncKilledAfter(1);
      const { isHistoryComplete, syncCursor } = await stage.connection();
      expect(isHistoryComplete).toBe(false);
      expect(syncCursor).not.toBe(null);
      const dates = (await stage.rows()).map(({ localDate }) => localDate);
      expect(dates).toContain(TODAY);
      expect(dates).not.toContain(PAST.at(-1));
    });

    test("then the person hears once what was found so far, and once what there is", async () => {
      await linkWithPast();
      await stage.sync();
      await stage.sync();
      const told = await stage.told();
      expect(told.match(/so far/g)).toHaveLength(1);
      expect(told).toMatch(/I found 8 (?:nights|days) since /);
      expect(told.match(/I found/g)).toHaveLength(1);
    });

    test("when it is killed between two parts, then the next one goes on there", async () => {
      await linkWithPast();
      const all = listening();
      await stage.syncKilledAfter(2);
      const held = await stage.rows();
      await stage.sync(all.provider);
      const [first, second] = all.parts;
      // What is new comes first, then the first part that was not stored.
      expect(first?.days.map(({ day }) => day.date)).toContain(TODAY);
      for (const { localDate } of held.filter((row) => row.localDate < daysAgo(14))) {
        expect(second?.to && second.to < localDate).toBe(true);
      }
      expect(await stage.days()).toEqual(stage.delivered(...past()));
      expect((await stage.rows()).slice(-held.length)).toEqual(held);
      expect((await stage.told()).match(/I found/g)).toHaveLength(1);
    });

    test("given nothing at all, then that is said, and nothing stored", async () => {
      await stage.link();
      await stage.sync();
      expect(await stage.rows()).toEqual([]);
      expect(await stage.told()).toContain("has nothing for me yet");
    });
  });

  describe("later", () => {
    test("given nothing new, then another sync writes nothing", async () => {
      await linkWithPast();
      await stage.sync();
      const before = await stage.rows();
      expect((await stage.takeDirty()).length).toBe(PAST.length);
      for (const days of [0, 1, 1]) {
        stage.nextDay(days);
        await stage.sync();
      }
      expect(await stage.rows()).toEqual(before);
      expect(await stage.takeDirty()).toEqual([]);
    });

    test("given the first cursor once more, then the same rows are there, no more", async () => {
      await linkWithPast();
      await stage.sync();
      const before = await stage.rows();
      await db.update(connections).set({ syncCursor: null });
      await stage.sync();
      expect(await stage.rows()).toEqual(before);
    });

    test("given a new night, then it comes beside the old ones, and its day is scored again", async () => {
      await linkWithPast();
      await stage.sync();
      await stage.takeDirty();
      stage.nextDay();
      stage.world().setDay(fullDay("2026-04-02", { sleepMinutes: 400 }));
      await stage.sync();
      expect(await stage.days()).toEqual(
        stage.delivered(...past(), fullDay("2026-04-02", { sleepMinutes: 400 })),
      );
      expect(await stage.takeDirty()).toEqual(["2026-04-02"]);
    });

    test("given a night that changes, then the row says so", async () => {
      await linkWithPast();
      await stage.sync();
      const before = (await stage.rows()).at(-1);
      await stage.takeDirty();
      stage.world().setDay(fullDay(TODAY, { sleepMinutes: 391 }));
      await stage.sync();
      expect((await stage.rows()).at(-1)).toMatchObject({ id: before?.id, sleepDurationMinutes: 391 });
      expect(await stage.takeDirty()).toEqual([TODAY]);
    });

    test("given a night that is deleted, then it goes, and what else the day says stays", async () => {
      await linkWithPast();
      await stage.sync();
      const { date, steps, activityKcal } = fullDay(TODAY);
      const left = { date, ...(steps && { steps }), ...(activityKcal && { activityKcal }) };
      stage.world().setDay(left);
      await stage.sync();
      const rest = stage.delivered(left).filter((day) => Object.keys(day).length > 1);
      expect(await stage.days()).toEqual([...stage.delivered(...past().slice(0, -1)), ...rest]);
    });

    test("given a day that is deleted, then its row goes", async () => {
      await linkWithPast();
      await stage.sync();
      await stage.takeDirty();
      stage.world().removeDay(TODAY);
      await stage.sync();
      expect(await stage.days()).toEqual(stage.delivered(...past().slice(0, -1)));
      expect(await stage.takeDirty()).toEqual([TODAY]);
    });

    test("given a night of last week that changed, and nobody told us, then it is found within a day", async () => {
      const date = daysAgo(10);
      stage.world().setDay(fullDay(date));
      await stage.link();
      await stage.sync();
      stage.world().setDay(fullDay(date, { sleepMinutes: 333 }));
      stage.nextDay();
      await stage.sync();
      expect(await stage.days()).toEqual(stage.delivered(fullDay(date, { sleepMinutes: 333 })));
    });

    test("given days of another source, then they stay as they are", async () => {
      await linkWithPast();
      await stage.sync();
      const [row] = await stage.rows();
      if (row === undefined) throw new Error("no row");
      const { id: _, ...other } = { ...row, source: "csv", localDate: TODAY };
      await db.insert(biometricReadings).values(other);
      stage.world().removeDay(TODAY);
      await stage.sync();
      expect(await db.$count(biometricReadings)).toBe(PAST.length);
    });
  });
}
