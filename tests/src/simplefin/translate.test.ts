import { describe, expect, test } from "vitest";
import { accountSet } from "../../../src/integrations/banks/simplefin/answer.ts";
import type { SimplefinAccount, SimplefinRow } from "../../fakes/simplefin-server.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { amounts, epoch, row, syncedWorld } from "./world.ts";

test.skipIf(!hasFixture("simplefin/account_set.json"))(
  "given a recorded answer, then each field is where it belongs, and money that went out is positive",
  async () => {
    const { server, sync } = await syncedWorld();
    const { accounts } = accountSet.parse(readFixture("simplefin/account_set.json"));
    // Recorded in 1995: the fake has it happen this week.
    const moved = { posted: epoch("2026-11-18T15:30:00Z"), transacted_at: epoch("2026-11-18T12:43:00Z") };
    for (const account of accounts) {
      const transactions = (account.transactions ?? []).map((one) => ({
        ...(one as SimplefinRow),
        ...moved,
      }));
      server.accounts.push({ ...account, transactions } as unknown as SimplefinAccount);
    }
    const update = await sync();
    expect(update.accounts).toEqual([
      {
        externalId: "2930002",
        name: "Savings",
        type: "savings",
        currency: "USD",
        balance: "100.23",
        balanceAt: new Date("2001-01-01T16:22:33Z"),
        mask: null,
      },
    ]);
    expect(update.upserts).toMatchObject([
      {
        accountExternalId: "2930002",
        externalId: "12394832938403",
        amount: "33293.43",
        currency: "USD",
        date: "2026-11-18",
        at: new Date("2026-11-18T12:43:00Z"),
        name: "Uncle Frank's Bait Shop",
        merchantName: "Uncle Frank",
        memo: "Some memo",
        category: null,
        pending: false,
      },
    ]);
  },
);

describe("given how banks write", () => {
  test("amounts keep every digit, change their sign, and may have any dash for a minus", async () => {
    const { addAccount, sync } = await syncedWorld();
    const written = [
      "-12.30",
      "\u201112.30",
      "\u221212.30",
      "2500",
      "-0.1",
      "+3.00",
      "-1,234,567.89",
      "0.00",
      "-.5",
    ];
    addAccount({ transactions: written.map((amount) => row({ amount })) });
    expect(amounts(await sync())).toEqual([
      "12.30",
      "12.30",
      "12.30",
      "-2500",
      "0.1",
      "-3.00",
      "1234567.89",
      "0.00",
      "0.5",
    ]);
  });

  test("what is no amount is left out, counted and said, and the rest stays", async () => {
    const { addAccount, sync } = await syncedWorld();
    addAccount({ transactions: [row({ amount: "twelve" }), row(), row({ amount: "1e3" })] });
    const update = await sync();
    expect(amounts(update)).toEqual(["12.34"]);
    expect(update.notices).toEqual([
      "2 of the movements came with an amount I can't read, so I left them out.",
    ]);
  });

  test("an instant is the person's day, and a midnight in Greenwich is the day it names", async () => {
    const { addAccount, sync } = await syncedWorld();
    addAccount({
      transactions: [
        row({ posted: epoch("2026-11-18T03:30:00Z") }),
        row({ posted: epoch("2026-11-18T00:00:00Z") }),
        row({ posted: epoch("2026-11-18T12:00:00Z") }),
        row({ posted: epoch("2026-11-18T12:00:00Z"), transacted_at: epoch("2026-11-17T01:15:00Z") }),
      ],
    });
    expect((await sync()).upserts.map(({ date, at }) => [date, at?.toISOString() ?? null])).toEqual([
      ["2026-11-17", null],
      ["2026-11-18", null],
      ["2026-11-18", null],
      ["2026-11-16", "2026-11-17T01:15:00.000Z"],
    ]);
  });

  test("what is pending has no day of posting yet", async () => {
    const { addAccount, sync } = await syncedWorld();
    addAccount({
      transactions: [
        row({ posted: 0, pending: true }),
        row({ posted: 0, transacted_at: epoch("2026-11-19T20:00:00Z") }),
        row({ pending: true }),
      ],
    });
    const { upserts, isPendingComplete } = await sync();
    expect(upserts.map(({ pending, date }) => [pending, date])).toEqual([
      [true, "2026-11-20"],
      [true, "2026-11-19"],
      [true, "2026-11-18"],
    ]);
    expect(isPendingComplete).toBe(true);
  });

  test("miles and points are left out and named", async () => {
    const { addAccount, sync } = await syncedWorld();
    addAccount({
      name: "Flight miles",
      currency: "https://www.example.com/flight-miles",
      transactions: [row()],
    });
    addAccount({ currency: "usd", transactions: [row({ amount: "-1.00" })] });
    const update = await sync();
    expect(update.accounts.map(({ name, currency }) => [name, currency])).toEqual([["Checking", "USD"]]);
    expect(amounts(update)).toEqual(["1.00"]);
    expect(update.notices).toEqual(["Flight miles is not kept in money I know, so I left it out."]);
  });

  test("an account's kind is read from its name, and what is owed is positive", async () => {
    const { addAccount, sync } = await syncedWorld();
    for (const name of [
      "Everyday Checking",
      "Platinum Visa",
      "Auto Loan",
      "Roth IRA",
      "High Yield Savings",
      "Foo",
    ])
      addAccount({ name, balance: "-50.00" });
    expect((await sync()).accounts.map(({ type, balance }) => [type, balance])).toEqual([
      ["checking", "-50.00"],
      ["credit_card", "50.00"],
      ["loan", "50.00"],
      ["investment", "-50.00"],
      ["savings", "-50.00"],
      ["checking", "-50.00"],
    ]);
  });

  test("a bank's name stands before an account's, unless it is in it", async () => {
    const { server, addAccount, sync } = await syncedWorld();
    server.state.besides = { connections: [{ conn_id: "CON-1", name: "My Bank" }] };
    addAccount({ conn_id: "CON-1" });
    addAccount({ name: "my bank savings", conn_id: "CON-1" });
    addAccount({ org: { name: "Other Bank" } });
    expect((await sync()).accounts.map(({ name }) => name)).toEqual([
      "My Bank Checking",
      "my bank savings",
      "Other Bank Checking",
    ]);
  });

  test("the same id in two accounts is two movements", async () => {
    const { addAccount, sync } = await syncedWorld();
    addAccount({ transactions: [row({ id: "1", amount: "-1.00" })] });
    addAccount({ name: "Savings", transactions: [row({ id: "1", amount: "1.00" })] });
    expect(amounts(await sync())).toEqual(["1.00", "-1.00"]);
  });
});
