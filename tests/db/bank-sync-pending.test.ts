import { describe, expect, test } from "vitest";
import {
  bankRow,
  bankUpdate,
  firstRow,
  storeConnected,
  storeCorrection,
  storedCorrection,
  storedRows,
  updatesOn,
} from "../support/bank-updates.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const apply = updatesOn(db);

describe("pending to posted", () => {
  const pending = bankRow("p", { pending: true });

  test("given a posted row that names its pending one, then it is the same row with what was said about it", async () => {
    const mine = await storeConnected(db);
    await apply(mine, bankUpdate({ upserts: [pending], cursor: "c1" }), null);
    const before = await firstRow(db, mine.userId);
    await storeCorrection(db, mine.userId, before, { isDiscretionary: false, notes: "winter coat" });
    await apply(
      mine,
      bankUpdate({
        upserts: [bankRow("t", { pendingExternalId: "p", amount: "15.00", date: "2026-03-04" })],
        removed: ["p"],
        cursor: "c2",
      }),
      "c1",
    );
    expect(await storedRows(db, mine.userId)).toMatchObject([
      {
        id: before.id,
        externalId: "t",
        pending: false,
        amount: "15.00",
        isDiscretionary: false,
        notes: "winter coat",
      },
    ]);
    expect(await storedCorrection(db, mine.userId, "p")).toBe(null);
    expect(await storedCorrection(db, mine.userId, "t")).toMatchObject({ notes: "winter coat" });
  });

  test("given a posted row whose pending one went in an update before, then it finds what was said", async () => {
    const mine = await storeConnected(db);
    await apply(mine, bankUpdate({ upserts: [pending], cursor: "c1" }), null);
    const before = await firstRow(db, mine.userId);
    await storeCorrection(db, mine.userId, before, { notes: "mine" });
    await apply(mine, bankUpdate({ removed: ["p"], cursor: "c2" }), "c1");
    await apply(
      mine,
      bankUpdate({ upserts: [bankRow("t", { pendingExternalId: "p" })], cursor: "c3" }),
      "c2",
    );
    expect(await storedRows(db, mine.userId)).toMatchObject([{ externalId: "t", notes: "mine" }]);
  });

  test("given a bank that tells all pending rows, when one vanishes, then the nearest posted one of its amount is it", async () => {
    const mine = await storeConnected(db);
    const update = (change: Parameters<typeof bankUpdate>[0]) =>
      bankUpdate({ isPendingComplete: true, ...change });
    await apply(
      mine,
      update({ upserts: [pending, bankRow("q", { pending: true, date: "2026-03-03" })], cursor: "1" }),
      null,
    );
    const [p, q] = await storedRows(db, mine.userId);
    await apply(
      mine,
      update({
        upserts: [
          bankRow("t1", { date: "2026-03-03" }),
          bankRow("t2", { date: "2026-03-04" }),
          bankRow("far", { date: "2026-03-09" }),
        ],
        cursor: "2",
      }),
      "1",
    );
    const rows = await storedRows(db, mine.userId);
    expect(rows.map(({ id, externalId }) => [externalId, id])).toEqual([
      ["far", expect.any(String)],
      ["t1", q?.id],
      ["t2", p?.id],
    ]);
  });

  test("given a vanished pending row with a correction, then it waits five days for its posted one, then goes", async () => {
    const mine = await storeConnected(db);
    const day = (date: string) => new Date(`${date}T09:00:00Z`);
    const empty = (cursor: string) => bankUpdate({ isPendingComplete: true, cursor });
    await apply(mine, { ...empty("1"), upserts: [pending] }, null, day("2026-03-02"));
    const row = await firstRow(db, mine.userId);
    await storeCorrection(db, mine.userId, row, { notes: "mine" });
    await apply(mine, empty("2"), "1", day("2026-03-05"));
    expect(await storedRows(db, mine.userId)).toHaveLength(1);
    await apply(mine, empty("3"), "2", day("2026-03-08"));
    expect(await storedRows(db, mine.userId)).toHaveLength(0);
  });

  test("given a pending row that nobody said anything about, when it vanishes, then it goes", async () => {
    const mine = await storeConnected(db);
    await apply(mine, bankUpdate({ upserts: [pending], isPendingComplete: true, cursor: "1" }), null);
    await apply(mine, bankUpdate({ isPendingComplete: true, cursor: "2" }), "1");
    expect(await storedRows(db, mine.userId)).toEqual([]);
  });
});
