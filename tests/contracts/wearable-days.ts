import { describe, expect, test } from "vitest";
import { fullDay, TODAY, type WearableStage } from "./wearable-stage.ts";

/** Which day is whose, and what a day does not say. */
export function wearableDaysContract(stage: WearableStage): void {
  async function days(...given: readonly ReturnType<typeof fullDay>[]) {
    for (const day of given) stage.world().setDay(day);
    await stage.link();
    await stage.sync();
    return stage.days();
  }

  describe("days", () => {
    test("given the nights of both clock changes, then each lies on the day it ended on, as long as it was", async () => {
      // Its hour from 02:00 was there twice in October, and not at all in March.
      const nights = ["2025-10-25", "2025-10-26", "2025-10-27", "2026-03-28", "2026-03-29", "2026-03-30"];
      const world = nights.map((date, index) => fullDay(date, { sleepMinutes: 401 + index }));
      expect(await days(...world)).toEqual(stage.delivered(...world));
    });

    test("given a person who travels, then each night lies on the day on which they woke up there", async () => {
      const world = [
        fullDay("2026-03-19", { zone: "America/Los_Angeles" }),
        fullDay("2026-03-20", { zone: "Pacific/Auckland", sleepMinutes: 380 }),
        fullDay("2026-03-21", { zone: "Pacific/Auckland", sleepMinutes: 390 }),
        fullDay("2026-03-22", { sleepMinutes: 300 }),
      ];
      expect(await days(...world)).toEqual(stage.delivered(...world));
    });

    test("given days that have not come, then none is stored", async () => {
      const far = ["2026-04-20", "2027-04-01"].map((date) => fullDay(date));
      expect(await days(fullDay(TODAY), ...far)).toEqual(stage.delivered(fullDay(TODAY)));
    });

    test("given days that lack something, then it is not there, and not nought", async () => {
      const { hrvMs: _, restingHeartRateBpm: __, sleepScore: ___, ...lacking } = fullDay("2026-03-30");
      const world = [lacking, { date: "2026-03-31", steps: 5_000, activityKcal: 210 }];
      const told = stage.delivered(...world).filter((day) => Object.keys(day).length > 1);
      expect(await days(...world)).toEqual(told);
    });

    test("given HRV, then its kind stands beside it, and else none", async () => {
      const { hrvMs: _, ...without } = fullDay("2026-03-31");
      await days(fullDay(TODAY), without);
      const { signals, hrvKind } = stage.world().provider.delivers;
      const isTold = signals.includes("hrvMs");
      expect((await stage.rows()).map((row) => [row.localDate, row.hrvKind])).toEqual([
        ["2026-03-31", null],
        [TODAY, isTold ? hrvKind : null],
      ]);
    });
  });
}
