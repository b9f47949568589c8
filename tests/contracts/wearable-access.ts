import { describe, expect, test } from "vitest";
import type { DaySignal } from "../../src/integrations/wearables/wearable-provider.ts";
import type { WearableHarness, WorldDay } from "./wearable-harness.ts";
import { daysAgo, fullDay, TODAY, type WearableStage } from "./wearable-stage.ts";

/** What a person allowed, tokens, failures and the end. */
export function wearableAccessContract(stage: WearableStage, { can }: WearableHarness): void {
  const days = [fullDay(daysAgo(200)), fullDay(daysAgo(1)), fullDay(TODAY)];

  async function linkAndSync(): Promise<void> {
    for (const day of days) stage.world().setDay(day);
    await stage.link();
    await stage.sync();
  }

  /** So long, or a little longer, as not all are to ask at one moment. */
  function expectPause(nextSyncAt: Date | null, ms: number): void {
    const pause = (nextSyncAt?.getTime() ?? 0) - stage.clock.now.getTime();
    expect(pause).toBeGreaterThanOrEqual(ms);
    expect(pause).toBeLessThanOrEqual(ms * 1.1);
  }

  describe.skipIf(can.keepBack.length === 0)("what the person keeps back", () => {
    const signals = () => stage.world().provider.delivers.signals;
    const allowed = (): readonly DaySignal[] => signals().filter((signal) => !can.keepBack.includes(signal));
    const kept = (day: WorldDay): WorldDay =>
      Object.fromEntries(
        Object.entries(day).filter(([key]) => !can.keepBack.some((signal) => signal === key)),
      ) as WorldDay;

    test("then it is not there, the rest is, and the person is told", async () => {
      stage.world().allow(allowed());
      await linkAndSync();
      expect(await stage.days()).toEqual(stage.delivered(...days).map(kept));
      const { status, lastErrorCode, lastErrorMessage, nextSyncAt } = await stage.connection();
      expect({ status }).toEqual({ status: "active" });
      expect(lastErrorCode).not.toBe(null);
      expect(lastErrorMessage?.trim()).toBeTruthy();
      expect(await stage.told()).toContain(lastErrorMessage);
      expectPause(nextSyncAt, stage.world().provider.pollEveryMs);
    });

    test("given that it was allowed before, then what came then stays", async () => {
      await linkAndSync();
      stage.world().allow(allowed());
      await stage.link();
      stage.world().setDay(fullDay(TODAY, { sleepMinutes: 390, steps: 9_999 }));
      await stage.sync();
      const changed: WorldDay = {
        ...fullDay(TODAY),
        ...kept(fullDay(TODAY, { sleepMinutes: 390, steps: 9_999 })),
      };
      expect(await stage.days()).toEqual(stage.delivered(...days.slice(0, -1), changed));
    });

    test("when it is allowed after all, then it comes, its past too, and nothing is wrong any more", async () => {
      stage.world().allow(allowed());
      await linkAndSync();
      stage.world().allow(signals());
      await stage.link();
      await stage.sync();
      expect(await stage.days()).toEqual(stage.delivered(...days));
      expect(await stage.connection()).toMatchObject({ lastErrorCode: null, lastErrorMessage: null });
    });
  });

  const fails = (how: WearableHarness["can"]["fail"][number]) => !can.fail.includes(how);

  test.skipIf(fails("lapsed"))(
    "given that it gives nothing any more, then the person is told why, what came stays, and it goes on when it gives again",
    async () => {
      await linkAndSync();
      stage.world().fail("lapsed");
      stage.nextDay();
      await stage.sync();
      const { status, lastErrorMessage, nextSyncAt } = await stage.connection();
      expect(status).not.toBe("revoked");
      expect(lastErrorMessage?.trim()).toBeTruthy();
      expect(nextSyncAt).not.toBe(null);
      expect(await stage.days()).toEqual(stage.delivered(...days));
      stage.world().fail(null);
      stage.world().setDay(fullDay("2026-04-02"));
      await stage.sync();
      expect(await stage.days()).toEqual(stage.delivered(...days, fullDay("2026-04-02")));
      expect(await stage.connection()).toMatchObject({
        status: "active",
        lastErrorCode: null,
        lastErrorMessage: null,
      });
    },
  );

  test.skipIf(fails("lapsed"))(
    "given that it gives nothing from the start, then the chat says why",
    async () => {
      await stage.link();
      stage.world().fail("lapsed");
      await stage.sync();
      const { lastErrorMessage } = await stage.connection();
      expect(await stage.told()).toContain(lastErrorMessage);
    },
  );

  test.skipIf(fails("rate-limited"))(
    "given that it wants silence, then it gets it for as long as it says, and nothing is wrong",
    async () => {
      await linkAndSync();
      stage.world().fail("rate-limited", 1234);
      await stage.sync();
      const { status, nextSyncAt, failedSyncs, lastErrorCode } = await stage.connection();
      expect({ status, failedSyncs, lastErrorCode }).toEqual({
        status: "active",
        failedSyncs: 0,
        lastErrorCode: null,
      });
      expectPause(nextSyncAt, 1_234_000);
    },
  );

  test.skipIf(fails("rate-limited"))(
    "given that it wants silence in the middle of the past, then the rest comes after it",
    async () => {
      for (const day of days) stage.world().setDay(day);
      await stage.link();
      await stage.syncKilledAfter(1);
      stage.world().fail("rate-limited", 60);
      await stage.sync();
      expect((await stage.rows()).map(({ localDate }) => localDate)).toEqual([daysAgo(1), TODAY]);
      stage.world().fail(null);
      await stage.sync();
      expect(await stage.days()).toEqual(stage.delivered(...days));
    },
  );

  test.skipIf(fails("unavailable"))(
    "given that it is away, then it is left in peace for longer each time, and works again",
    async () => {
      await linkAndSync();
      stage.world().fail("unavailable");
      const waits: number[] = [];
      for (let time = 0; time < 3; time++) {
        await stage.sync();
        const { status, nextSyncAt } = await stage.connection();
        expect(status).toBe("error");
        waits.push((nextSyncAt?.getTime() ?? 0) - stage.clock.now.getTime());
      }
      expect(waits).toEqual([...new Set(waits)].sort((one, other) => one - other));
      expect(await stage.days()).toEqual(stage.delivered(...days));
      stage.world().fail(null);
      await stage.sync();
      expect(await stage.connection()).toMatchObject({
        status: "active",
        failedSyncs: 0,
        lastErrorCode: null,
      });
    },
  );

  describe.skipIf(!can.signIn)("tokens", () => {
    test("given one whose time is over, then it is renewed once, and the new one serves from then on", async () => {
      await linkAndSync();
      stage.nextDay(2);
      await stage.sync();
      await stage.sync();
      expect(stage.world().renewals()).toBe(1);
      expect(await stage.connection()).toMatchObject({ status: "active", lastErrorCode: null });
    });

    test("given two syncs at once, then one of them renews it, and the person stays signed in", async () => {
      await linkAndSync();
      stage.nextDay(2);
      stage.world().setDay(fullDay("2026-04-03"));
      await stage.syncTwice();
      expect(stage.world().renewals()).toBe(1);
      expect(stage.world().isConnected()).toBe(true);
      expect(await stage.connection()).toMatchObject({ status: "active", lastErrorCode: null });
      expect(await stage.days()).toEqual(stage.delivered(...days, fullDay("2026-04-03")));
    });

    test("given one that is refused before its time, then it is renewed once and asked again", async () => {
      await linkAndSync();
      stage.world().spoilToken();
      stage.world().setDay(fullDay(TODAY, { sleepMinutes: 390 }));
      await stage.sync();
      expect(stage.world().renewals()).toBe(1);
      expect((await stage.rows()).at(-1)).toMatchObject({ sleepDurationMinutes: 390 });
    });

    test.skipIf(fails("unauthorized"))(
      "given that new ones are refused too, then one was asked for, and the person has to sign in",
      async () => {
        await linkAndSync();
        stage.world().fail("unauthorized");
        await stage.sync();
        expect(stage.world().renewals()).toBe(1);
        expect(await stage.connection()).toMatchObject({ status: "needs_login" });
        expect(await stage.days()).toEqual(stage.delivered(...days));
      },
    );

    test.skipIf(fails("signed-out"))(
      "given that the sign-in is over, then the person has to sign in, and when they have, all is well",
      async () => {
        await linkAndSync();
        stage.world().fail("signed-out");
        stage.nextDay(2);
        await stage.sync();
        const { status, nextSyncAt } = await stage.connection();
        expect(status).toBe("needs_login");
        expect(nextSyncAt).not.toBe(null);
        stage.world().fail(null);
        await stage.link();
        stage.world().setDay(fullDay("2026-04-03"));
        await stage.sync();
        expect(await stage.connection()).toMatchObject({ status: "active", lastErrorCode: null });
        expect(await stage.days()).toEqual(stage.delivered(...days, fullDay("2026-04-03")));
      },
    );
  });

  test.each([
    ["at once", 0],
    ["after its token's time", 2],
  ])(
    "when it is disconnected %s, then the service has forgotten it, and so have we; once more does no harm",
    async (_, later) => {
      await linkAndSync();
      stage.nextDay(later);
      expect(stage.world().isConnected()).toBe(can.signIn);
      await stage.end();
      expect(stage.world().isConnected()).toBe(false);
      expect(await stage.connection()).toMatchObject({
        status: "revoked",
        credentialsSealed: null,
        nextSyncAt: null,
      });
      await stage.end();
      await stage.world().provider.disconnect({ ...stage.made(), cursor: null });
      expect(await stage.days()).toEqual(stage.delivered(...days));
    },
  );
}
