import { describe, expect, test } from "vitest";
import { plainDecimal } from "../../coaching/model/decimal.ts";
import type { Database } from "../../db/client.ts";
import { accounts, connections } from "../../db/schema/money.ts";
import { ProviderError } from "../../src/integrations/provider.ts";
import { storeCorrection, storedCorrection } from "../support/bank-updates.ts";
import type { BankHarness } from "./bank-harness.ts";
import { bankStage } from "./bank-stage.ts";

/**
 * What every provider of bank data has to do, through its port and through what comes to lie in the tables: signs, days,
 * pending rows that post, corrections, removals, failures, the end, and secrets that show nowhere.
 */
export function bankProviderContract(harness: BankHarness, db: Database): void {
  describe(`${harness.name} as a bank provider`, () => {
    const stage = bankStage(harness, db);
    const { clock, world, made, userId, account, link, sync, end, nextDay, connection, row, rows, only } =
      stage;

    test("given purchases and income, then money that left is positive, on the bank's day, exactly", async () => {
      world().addRow(row({ amount: "12.50", name: "BLUE CUP" }));
      world().addRow(row({ amount: "-2000.10", name: "SALARY", date: "2026-03-01" }));
      await link();
      await sync();
      const found = await rows();
      const brief = found.map(({ localDate, amount, currency, pending }) => [
        localDate,
        plainDecimal(amount),
        currency,
        pending,
      ]);
      expect(brief.sort()).toEqual([
        ["2026-03-01", "-2000.1", "USD", false],
        ["2026-03-08", "12.5", "USD", false],
      ]);
      expect(found.map(({ rawName }) => rawName).sort()).toEqual(["BLUE CUP", "SALARY"]);
    });

    test("given an account, then it is stored with its kind, balance and how far it is known", async () => {
      await link();
      await sync();
      const [stored] = await db.select().from(accounts);
      expect(stored).toMatchObject({
        connectionId: (await connection()).id,
        externalAccountId: account(),
        accountName: "Everyday",
        accountType: "checking",
        currency: "USD",
        syncedAt: clock.now,
      });
      if (stored?.balance != null) expect(plainDecimal(stored.balance)).toBe("1204.5");
      expect(stored?.syncedThrough).not.toBe(null);
      expect(stored?.syncedThrough ?? "").not.toBe("2026-03-10");
      expect(await connection()).toMatchObject({ status: "active", failedSyncs: 0, lastErrorCode: null });
    });

    test("given nothing new, then another sync changes no row", async () => {
      world().addRow(row());
      world().addRow(row());
      await link();
      await sync();
      const before = await rows();
      expect(before).toHaveLength(2);
      nextDay();
      await sync();
      expect(await rows()).toEqual(before);
    });

    test("given new rows later, then they come beside the old ones", async () => {
      world().addRow(row());
      await link();
      await sync();
      nextDay();
      world().addRow(row({ name: "GREEN CUP", date: "2026-03-10" }));
      await sync();
      const found = await rows();
      expect(found.map(({ rawName }) => rawName).sort()).toEqual(["BLUE CUP", "GREEN CUP"]);
    });

    test.skipIf(!harness.can.change)(
      "given a row that changes, then the same row says so and the person's word stays",
      async () => {
        const id = world().addRow(row());
        await link();
        await sync();
        const before = await only();
        await storeCorrection(db, userId(), before, { notes: "with Ada", isDiscretionary: false });
        nextDay();
        world().changeRow(id, { amount: "13.00", name: "BLUE CUP 2" });
        await sync();
        const after = await only();
        expect(after).toMatchObject({
          id: before.id,
          rawName: "BLUE CUP 2",
          notes: "with Ada",
          isDiscretionary: false,
        });
        expect(plainDecimal(after.amount)).toBe("13");
      },
    );

    test.skipIf(!harness.can.pending)(
      "given a pending row that posts, then it is the same row with what was said about it",
      async () => {
        const id = world().addRow(row({ pending: true, date: "2026-03-09" }));
        await link();
        await sync();
        const before = await only();
        expect(before.pending).toBe(true);
        await storeCorrection(db, userId(), before, { category: "TRAVEL", notes: "to Rome" });
        nextDay();
        const posted = world().postRow(id, { date: "2026-03-10" });
        await sync();
        const after = await only();
        expect(after).toMatchObject({
          id: before.id,
          pending: false,
          category: "TRAVEL",
          notes: "to Rome",
          localDate: "2026-03-10",
        });
        expect(await storedCorrection(db, userId(), after.externalId)).toMatchObject({ notes: "to Rome" });
        if (posted !== id) expect(await storedCorrection(db, userId(), before.externalId)).toBe(null);
      },
    );

    test.skipIf(!harness.can.pending)(
      "given a pending row that never posts, when it vanishes, then it goes",
      async () => {
        const id = world().addRow(row({ pending: true, date: "2026-03-09" }));
        world().addRow(row({ name: "GREEN CUP", amount: "3.00" }));
        await link();
        await sync();
        nextDay();
        world().removeRow(id);
        await sync();
        expect((await only()).rawName).toBe("GREEN CUP");
      },
    );

    test.skipIf(!harness.can.remove)(
      "given a posted row that the bank takes away, then it goes",
      async () => {
        const id = world().addRow(row());
        await link();
        await sync();
        nextDay();
        world().removeRow(id);
        await sync();
        expect(await rows()).toEqual([]);
      },
    );

    test("given the first cursor once more, then the same rows are there, no more", async () => {
      world().addRow(row());
      world().addRow(row());
      await link();
      await sync();
      const before = await rows();
      await db.update(connections).set({ syncCursor: null });
      nextDay();
      await sync();
      expect(await rows()).toEqual(before);
    });

    describe.each([...harness.can.fail])("given that it fails with %s", (code) => {
      test("then the port says so by its code, and no word of it holds a secret", async () => {
        await link();
        world().fail(code, 120);
        const about = { now: clock.now, timezone: world().timezone };
        const failed = await world()
          .provider.sync({ ...made(), cursor: null }, about)
          .catch((error) => error);
        expect(failed).toBeInstanceOf(ProviderError);
        expect(failed.code).toBe(code);
        for (const secret of world().secrets()) {
          expect(String(failed.shown)).not.toContain(secret);
          expect(failed.message).not.toContain(secret);
        }
      });

      test("then the connection says so, keeps what it had, and works again when the bank does", async () => {
        world().addRow(row());
        await link();
        await sync();
        world().fail(code, 120);
        nextDay();
        await sync();
        const { status, nextSyncAt } = await connection();
        const expected = {
          "needs-login": "needs_login",
          revoked: "revoked",
          "rate-limited": "active",
          unavailable: "error",
          "not-ready": "active",
          refused: "error",
        } as const;
        expect(status).toBe(expected[code]);
        expect(nextSyncAt === null).toBe(code === "revoked");
        expect(await rows()).toHaveLength(1);
        if (code === "revoked") return;
        world().fail(null);
        nextDay();
        await sync();
        expect(await connection()).toMatchObject({ status: "active", failedSyncs: 0, lastErrorCode: null });
      });
    });

    test("when it is disconnected, then the service has forgotten it, and so have we; once more does no harm", async () => {
      world().addRow(row());
      await link();
      await sync();
      expect(world().isConnected()).toBe(true);
      await end();
      expect(world().isConnected()).toBe(harness.can.end === false);
      expect(await connection()).toMatchObject({
        status: "revoked",
        credentialsSealed: null,
        nextSyncAt: null,
      });
      await end();
      await world().provider.disconnect({ ...made(), cursor: null });
      expect(await rows()).toHaveLength(1);
    });

    test("given all of it, then no secret stands in a table", async () => {
      world().addRow(row());
      await link();
      await sync();
      const held = JSON.stringify([
        await rows(),
        await db.select().from(connections),
        await db.select().from(accounts),
      ]);
      for (const secret of world().secrets()) expect(held).not.toContain(secret);
    });
  });
}
