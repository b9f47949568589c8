import { describe, expect, onTestFinished, test } from "vitest";
import type { SyncUpdate } from "../../../src/integrations/banks/bank-provider.ts";
import { accountSet } from "../../../src/integrations/banks/simplefin/answer.ts";
import type { SimplefinAccount, SimplefinRow } from "../../fakes/simplefin-server.ts";
import { hasFixture, readFixture, readFixtureText } from "../../support/fixtures.ts";
import { linked, simplefinWorld } from "./world.ts";

const now = new Date("2026-11-20T12:00:00Z");
const timezone = "America/New_York";
const DAY = 86_400;
const epoch = (iso: string) => Date.parse(iso) / 1000;

/** A linked connection and what asks for its news. */
async function world() {
  const { server, provider } = await simplefinWorld();
  onTestFinished(() => server.close());
  const connection = await linked(provider, server.newToken(), now);
  server.requests.length = 0;
  const addAccount = (about: Partial<SimplefinAccount> = {}): SimplefinAccount => {
    const account = {
      id: `ACT-${server.accounts.length + 1}`,
      name: "Checking",
      currency: "USD",
      balance: "100.23",
      "balance-date": epoch("2026-11-20T06:00:00Z"),
      transactions: [],
      ...about,
    };
    server.accounts.push(account);
    return account;
  };
  const sync = (cursor: string | null = null, at = now) =>
    provider.sync({ ...connection, cursor }, { now: at, timezone });
  return { server, provider, connection, addAccount, sync };
}

let rows = 0;
function row(about: Partial<SimplefinRow> = {}): SimplefinRow {
  rows += 1;
  const base = { id: `TRN-${rows}`, posted: epoch("2026-11-18T15:30:00Z") };
  return { ...base, amount: "-12.34", description: "COFFEE BAR 12", ...about };
}

const amounts = ({ upserts }: SyncUpdate) => upserts.map(({ amount }) => amount);

test.skipIf(!hasFixture("simplefin/account_set.json"))(
  "given a recorded answer, then each field is where it belongs, and money that went out is positive",
  async () => {
    const { server, sync } = await world();
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
    const { addAccount, sync } = await world();
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
    const { addAccount, sync } = await world();
    addAccount({ transactions: [row({ amount: "twelve" }), row(), row({ amount: "1e3" })] });
    const update = await sync();
    expect(amounts(update)).toEqual(["12.34"]);
    expect(update.notices).toEqual([
      "2 of the movements came with an amount I can't read, so I left them out.",
    ]);
  });

  test("an instant is the person's day, and a midnight in Greenwich is the day it names", async () => {
    const { addAccount, sync } = await world();
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
    const { addAccount, sync } = await world();
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
    const { addAccount, sync } = await world();
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
    const { addAccount, sync } = await world();
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
    const { server, addAccount, sync } = await world();
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
    const { addAccount, sync } = await world();
    addAccount({ transactions: [row({ id: "1", amount: "-1.00" })] });
    addAccount({ name: "Savings", transactions: [row({ id: "1", amount: "1.00" })] });
    expect(amounts(await sync())).toEqual(["1.00", "-1.00"]);
  });
});

describe("given what is asked for", () => {
  /** Each request's window, in days before now. */
  const windows = (requests: readonly { readonly query: URLSearchParams }[], at = now) =>
    requests.map(({ query }) =>
      ["start-date", "end-date"].map((name) => (at.getTime() / 1000 - Number(query.get(name))) / DAY),
    );

  test("the first time it goes back by 90 days at a time until nothing comes", async () => {
    const { server, addAccount, sync } = await world();
    const ago = (days: number) => row({ posted: now.getTime() / 1000 - days * DAY, amount: `-${days}` });
    addAccount({ transactions: [ago(1), ago(80), ago(100), ago(190), ago(700)] });
    const update = await sync();
    expect(windows(server.requests)).toEqual([
      [89, -1],
      [179, 89],
      [269, 179],
      [359, 269],
    ]);
    expect(amounts(update)).toEqual(["1", "80", "100", "190"]);
    expect(update).toMatchObject({ cursor: now.toISOString(), isHistoryComplete: true });
    expect(server.requests[0]?.query.get("pending")).toBe("1");
    expect(server.requests[0]?.query.get("version")).toBe("2");
  });

  test("however much a bank gives, the first time ends well under a day's requests", async () => {
    const { server, addAccount, sync } = await world();
    const days = Array.from({ length: 60 }, (_, index) => index * 30);
    addAccount({ transactions: days.map((ago) => row({ posted: now.getTime() / 1000 - ago * DAY })) });
    await sync();
    expect(server.requests.length).toBe(8);
  });

  test("later it asks for what is new and at least two weeks before that", async () => {
    const { server, addAccount, sync } = await world();
    addAccount();
    const later = new Date("2026-11-20T16:00:00Z");
    const update = await sync(now.toISOString(), later);
    const [[from = 0] = []] = windows(server.requests, now);
    expect(server.requests).toHaveLength(1);
    expect(from).toBeGreaterThanOrEqual(14);
    expect(update.cursor).toBe(later.toISOString());
  });

  test("after a long silence every stretch of it is asked for", async () => {
    const { server, addAccount, sync } = await world();
    addAccount();
    await sync(new Date(now.getTime() - 200 * DAY * 1000).toISOString());
    expect(windows(server.requests)).toEqual([
      [89, -1],
      [179, 89],
      [220, 179],
    ]);
  });
});

describe("given an answer with complaints in it", () => {
  test("sentences of version 1 are shown, and what is pending may then be incomplete", async () => {
    const { server, addAccount, sync } = await world();
    addAccount({ transactions: [row()] });
    server.state.besides = { errors: ["Connection to\nMy Bank may need \u0007attention"] };
    const update = await sync();
    expect(update.notices).toEqual(["SimpleFIN says: Connection to My Bank may need attention"]);
    expect(update.isPendingComplete).toBe(false);
    expect(amounts(update)).toEqual(["12.34"]);
  });

  test("a bank that fails keeps its accounts out, and the cursor waits for it", async () => {
    const { server, addAccount, sync } = await world();
    addAccount({ conn_id: "CON-1", transactions: [row({ amount: "-1.00" })] });
    addAccount({ name: "Broken", conn_id: "CON-2" });
    server.state.besides = {
      errlist: [
        { code: "con.auth", msg: "Authentication failed for Broken Bank", conn_id: "CON-2" },
        { code: "gen.api", msg: "start-date is not a number" },
      ],
    };
    const before = "2026-11-18T08:00:00.000Z";
    const update = await sync(before);
    expect(update.accounts.map(({ name }) => name)).toEqual(["Checking"]);
    expect(update.notices).toEqual(["SimpleFIN says: Authentication failed for Broken Bank"]);
    expect(update).toMatchObject({ isPendingComplete: true, cursor: before });
    expect((await sync()).cursor).toBe(new Date(now.getTime() - 90 * DAY * 1000).toISOString());
    expect((await sync("2025-01-01T00:00:00.000Z")).cursor).toBe("2026-05-24T12:00:00.000Z");
  });

  test("an account whose list is incomplete is left out until it is whole", async () => {
    const { server, addAccount, sync } = await world();
    addAccount({ transactions: [row()] });
    const other = addAccount({ name: "Savings" });
    server.state.besides = {
      errlist: [{ code: "act.missingdata", message: "Incomplete", account_id: other.id }],
    };
    const update = await sync();
    expect(update.accounts.map(({ name }) => name)).toEqual(["Checking"]);
    expect(update.notices).toEqual(["SimpleFIN says: Incomplete"]);
  });
});

describe("given a request that fails", () => {
  test.each([
    [402, "unavailable", /your subscription there has run out/],
    [403, "revoked", /doesn't let me read there any more/],
    [429, "rate-limited", null],
    [500, "unavailable", null],
    [404, "refused", null],
    [301, "refused", null],
  ])("status %i is %s", async (status, code, shown) => {
    const { server, sync } = await world();
    const body =
      status === 402 && hasFixture("simplefin/402.json") ? readFixtureText("simplefin/402.json") : "{}";
    server.state.failure = { status, body };
    const error = await sync().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "ProviderError", code, providerCode: String(status) });
    if (shown === null) expect(error).toMatchObject({ shown: null });
    else expect(error).toMatchObject({ shown: expect.stringMatching(shown) });
  });

  test("it waits as long as it is asked to", async () => {
    const { server, sync } = await world();
    server.state.failure = { status: 429, headers: { "retry-after": "90" } };
    await expect(sync()).rejects.toMatchObject({ code: "rate-limited", retryAfterSeconds: 90 });
  });

  test.each([
    ["not JSON", "<html>"],
    ["no account set", '{"accounts": 3}'],
    ["half an answer", '{"accounts": ['],
  ])("%s is an answer to be asked for again", async (_, body) => {
    const { server, sync } = await world();
    server.state.failure = { status: 200, body };
    await expect(sync()).rejects.toMatchObject({ code: "unavailable", providerCode: "unreadable" });
  });

  test("nothing of the access stands in an error", async () => {
    const { server, connection, provider } = await world();
    await server.close();
    const error: unknown = await provider
      .sync({ ...connection, cursor: null }, { now, timezone })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "unavailable", providerCode: "not-reached" });
    expect(error instanceof Error && error.cause).toBeUndefined();
    expect(JSON.stringify(error) + String(error) + (error instanceof Error ? error.stack : "")).not.toMatch(
      /secret-t1|user-t1|127\.0\.0\.1/,
    );
  });
});

test("a connection is left without a word to the service, as often as one likes", async () => {
  const { server, provider, connection } = await world();
  await provider.disconnect({ ...connection, cursor: null });
  await provider.disconnect({ ...connection, cursor: null });
  expect(server.requests).toEqual([]);
});
