import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { connections } from "../../db/schema/money.ts";
import { plaidAccount, plaidRow } from "../fakes/plaid-bank.ts";
import { connectionBy, plaidAt } from "../fakes/plaid-provider.ts";
import { type FakePlaid, startPlaid } from "../fakes/plaid-server.ts";
import {
  storeConnected,
  storeCorrection,
  storedAccounts,
  storedCorrection,
  storedRows,
  updatesOn,
} from "../support/bank-updates.ts";
import { testDatabase } from "../support/database.ts";
import { hasFixture } from "../support/fixtures.ts";
import { endOf, SCENARIOS, scenarioRuns } from "../support/plaid-scenarios.ts";

const { db } = await testDatabase();
const apply = updatesOn(db);
const NOW = new Date("2026-11-13T12:00:00Z");
const clock = () => NOW;
const TIMEZONE = "America/New_York";

/** A person whose connection is read from a fake Plaid into the real tables. */
async function connected(fake: FakePlaid) {
  const { accessToken, item } = fake.addItem();
  const mine = await storeConnected(db, { externalId: item.itemId, timezone: TIMEZONE });
  const provider = plaidAt(fake.baseUrl, { clock });
  const cursor = async () => {
    const [row] = await db
      .select({ cursor: connections.syncCursor })
      .from(connections)
      .where(eq(connections.id, mine.id));
    return row?.cursor ?? null;
  };
  return {
    ...mine,
    item,
    cursor,
    async sync() {
      const begun = await cursor();
      const update = await provider.sync(connectionBy(accessToken, begun), { now: NOW, timezone: TIMEZONE });
      return apply(mine, update, begun, NOW);
    },
  };
}

test.skipIf(!hasFixture(SCENARIOS))(
  "given the recorded script of cursors and answers, then the tables end in exactly what it says after each run, and what a person said goes along",
  async () => {
    const fake = await startPlaid({ clock });
    try {
      const person = await connected(fake);
      const everSeen = new Set<string>();
      for (const [index, run] of scenarioRuns().entries()) {
        const script = fake.script(run.calls);
        await person.sync();
        const rows = await storedRows(db, person.userId);
        for (const { externalId } of rows) everSeen.add(externalId);
        expect({
          run: run.name,
          rows: rows.map(shown),
          cursor: await person.cursor(),
          left: script.left(),
        }).toEqual(endOf(run));
        const [pending] = rows.filter(({ externalId }) => externalId === "p1");
        if (index === 0) {
          if (pending === undefined) throw new Error("p1 is not stored");
          await storeCorrection(db, person.userId, pending, {
            category: "FOOD_AND_DRINK",
            subcategory: "FOOD_AND_DRINK_COFFEE",
            isDiscretionary: true,
            notes: "with Ana",
          });
        }
      }
      expect(everSeen).not.toContain("p4");
      const posted = (await storedRows(db, person.userId)).find(({ externalId }) => externalId === "t1");
      expect(posted).toMatchObject({
        subcategory: "FOOD_AND_DRINK_COFFEE",
        isDiscretionary: true,
        notes: "with Ana",
      });
      expect(await storedCorrection(db, person.userId, "t1")).toMatchObject({ notes: "with Ana" });
      expect(await storedCorrection(db, person.userId, "p1")).toBeNull();
    } finally {
      await fake.stop();
    }
  },
);

test("given an account on which nothing moved, then it is known through the day before Plaid last heard from the bank", async () => {
  const fake = await startPlaid({ clock });
  try {
    const person = await connected(fake);
    person.item.addAccount(plaidAccount());
    person.item.addAccount(plaidAccount({ account_id: "savings", name: "Plaid Saving", subtype: "savings" }));
    person.item.add(plaidRow({ transaction_id: "t1" }));
    person.item.lastUpdate = "2026-11-12T15:00:00Z";
    await person.sync();
    person.item.lastUpdate = "2026-11-13T09:00:00Z";
    await person.sync();
    expect(await storedAccounts(db, person.userId)).toMatchObject([
      { externalAccountId: "checking", syncedThrough: "2026-11-12" },
      { externalAccountId: "savings", syncedThrough: "2026-11-12", accountType: "savings" },
    ]);
  } finally {
    await fake.stop();
  }
});

function shown({
  externalId: id,
  amount,
  localDate: day,
  pending,
}: Awaited<ReturnType<typeof storedRows>>[number]) {
  return { id, amount, day, pending };
}
