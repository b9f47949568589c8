import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BankTransaction } from "../../../src/integrations/banks/bank-provider.ts";
import { plaidRow } from "../../fakes/plaid-bank.ts";
import { connectionBy, foldUpdate, plaidAt } from "../../fakes/plaid-provider.ts";
import { type FakePlaid, startPlaid } from "../../fakes/plaid-server.ts";

const NOW = new Date("2026-11-12T12:00:00Z");
const clock = () => NOW;

let fake: FakePlaid;
beforeAll(async () => {
  fake = await startPlaid({ clock });
});
afterAll(() => fake.stop());

const happening = fc.record({
  kind: fc.constantFrom("add", "pend", "change", "post", "remove", "sync", "sync while it changes"),
  pick: fc.nat(),
  cents: fc.integer({ min: -500_000, max: 500_000 }),
});

test("given any history of a bank, read at any moments and changing between pages, then what was read is what the bank has", async () => {
  let restarts = 0;
  const provider = plaidAt(fake.baseUrl, {
    clock,
    sleep: async () => {
      restarts += 1;
    },
  });
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 10, maxLength: 40 }), async (history) => {
      const { accessToken, item } = fake.addItem({ mostPerPage: 2 });
      const stored = new Map<string, BankTransaction>();
      let cursor: string | null = null;
      const sync = async () => {
        const update = await provider.sync(connectionBy(accessToken, cursor), { now: NOW, timezone: "UTC" });
        foldUpdate(stored, update);
        cursor = update.cursor;
      };
      for (const [step, { kind, pick, cents }] of history.entries()) {
        const fresh = { transaction_id: `t${step}`, amount: cents / 100 };
        const ids = [...item.rows.keys()];
        const id = ids[pick % Math.max(1, ids.length)];
        if (kind === "add") item.add(plaidRow(fresh));
        if (kind === "pend") item.add(plaidRow({ ...fresh, pending: true }));
        if (kind === "sync while it changes") item.afterPage = () => item.add(plaidRow(fresh));
        if (kind.startsWith("sync")) await sync();
        if (id === undefined) continue;
        if (kind === "change") item.change(id, { amount: cents / 100 });
        if (kind === "remove") item.remove(id);
        if (kind === "post" && item.rows.get(id)?.pending) item.post(id, fresh);
      }
      await sync();
      const cents = (amount: number | string) => Math.round(Number(amount) * 100);
      expect(new Map([...stored].map(([id, row]) => [id, cents(row.amount)]))).toEqual(
        new Map([...item.rows].map(([id, row]) => [id, cents(row.amount)])),
      );
    }),
    { numRuns: 40 },
  );
  expect(restarts).toBeGreaterThan(0);
}, 60_000);
