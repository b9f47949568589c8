import { describe, expect, test } from "vitest";
import { toAccount, toTransaction } from "../../../src/integrations/banks/stripe/translate.ts";
import type { StripeAccount } from "../../fakes/stripe-server.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { SECRET_KEY, worldForTest } from "./world.ts";

const timezone = "America/New_York";
const epoch = (iso: string) => Date.parse(iso) / 1000;

async function linkedWorld(account: Partial<StripeAccount> = {}) {
  const world = await worldForTest();
  const made = world.server.addAccount(account);
  const [connection] = await world.link([made.id]);
  if (connection === undefined) throw new Error("expected a connection");
  world.server.requests.length = 0;
  const sync = (cursor: string | null = null) =>
    world.provider.sync({ ...connection, cursor }, { now: world.clock.now, timezone });
  const row = (about: Partial<Parameters<typeof world.server.addRow>[0]> = {}) =>
    world.server.addRow({
      account: made.id,
      amount: -1000,
      description: "ROCKET RIDES 123",
      status: "posted",
      transacted_at: epoch("2026-11-19T15:30:00Z"),
      ...about,
    });
  return { ...world, account: made, connection, sync, row };
}

test.skipIf(!hasFixture("stripe/financial_connections.json"))(
  "given the published examples, then the sign is turned and nothing is made up",
  () => {
    const examples = readFixture("stripe/financial_connections.json") as Record<string, never>;
    expect(toTransaction(examples["financial_connections.transaction"] as never, timezone)).toMatchObject({
      accountExternalId: "fca_1Pgc76B7WZ01zgkWc69S5C3k",
      externalId: "fctxn_1Pgc76B7WZ01zgkW30ATGSKp",
      // 300 cents without a minus: money that came in.
      amount: "-3.00",
      currency: "USD",
      name: "Rocket Rides",
      merchantName: null,
      category: null,
      pending: false,
      date: "2009-02-13",
      at: new Date(1_234_567_890_000),
    });
    expect(toAccount(examples["financial_connections.account"] as never)).toEqual({
      externalId: "fca_1Pgc76B7WZ01zgkWqlYVCIub",
      name: "Sample Checking Account",
      type: "checking",
      currency: "USD",
      // Its one balance is in no currency.
      balance: null,
      balanceAt: null,
      mask: "6789",
    });
  },
);

test("given a purchase of minus 1000, then ten dollars were spent, on the person's day", async () => {
  const { sync, row } = await linkedWorld();
  row({ amount: -1000, transacted_at: epoch("2026-11-19T03:30:00Z") });
  row({ amount: 250_001, transacted_at: epoch("2026-11-18T00:00:00Z") });
  const { upserts } = await sync();
  expect(upserts.map(({ amount, date, at }) => [amount, date, at?.toISOString() ?? null])).toEqual([
    ["10.00", "2026-11-18", "2026-11-19T03:30:00.000Z"],
    ["-2500.01", "2026-11-18", null],
  ]);
});

test("given an account, then what it holds and what is owed on it are told in our way", async () => {
  const { sync, server, account } = await linkedWorld();
  expect((await sync()).accounts).toEqual([
    {
      externalId: account.id,
      name: "Sample Checking Account",
      type: "checking",
      currency: "USD",
      balance: "1126.94",
      balanceAt: new Date("2026-11-20T06:00:00Z"),
      mask: "6789",
    },
  ]);
  Object.assign(account, { subcategory: "credit_card", current: { usd: -5025 }, display_name: null });
  expect((await sync()).accounts).toMatchObject([
    { type: "credit_card", balance: "50.25", name: "StripeBank" },
  ]);
  expect(server.requests.length).toBeGreaterThan(0);
});

describe("given a cursor", () => {
  test("only what came or changed after it is asked for, and the new one is the newest refresh", async () => {
    const { sync, row, server, account } = await linkedWorld();
    const first = row();
    const one = await sync();
    expect(one.cursor).toBe(`fctxnref_${account.id}_2`);
    expect(one.freshAt).toEqual(new Date("2026-11-20T06:00:00Z"));
    expect(one).toMatchObject({ isHistoryComplete: true, isPendingComplete: false });
    const second = row({ status: "pending" });
    const two = await sync(one.cursor);
    expect(two.upserts.map(({ externalId, pending }) => [externalId, pending])).toEqual([[second.id, true]]);
    server.changeRow(second.id, { status: "posted", amount: -1100 });
    server.changeRow(first.id, { status: "void" });
    const three = await sync(two.cursor);
    expect(three.upserts.map(({ externalId, amount, pending }) => [externalId, amount, pending])).toEqual([
      [second.id, "11.00", false],
    ]);
    expect(three.removed).toEqual([first.id]);
  });

  test("without a newer refresh no movements are asked for", async () => {
    const { sync, row, server } = await linkedWorld();
    row();
    const { cursor } = await sync();
    server.requests.length = 0;
    expect(await sync(cursor)).toMatchObject({ upserts: [], removed: [], cursor });
    expect(server.requests.map(({ path }) => path)).not.toContain("/v1/financial_connections/transactions");
  });
});

test("given more than a page, then all of it comes, each movement once", async () => {
  const { sync, row, server } = await linkedWorld();
  for (let index = 0; index < 257; index += 1)
    row({ amount: -index, transacted_at: 1_795_000_000 - index * 60 });
  const { upserts } = await sync();
  expect(upserts).toHaveLength(257);
  expect(new Set(upserts.map(({ externalId }) => externalId)).size).toBe(257);
  const pages = server.requests.filter(({ path }) => path.endsWith("/transactions"));
  expect(pages.map(({ form }) => form.get("limit"))).toEqual(["100", "100", "100"]);
});

describe("given how a refresh stands", () => {
  test("while it runs there is nothing yet", async () => {
    const { sync, account } = await linkedWorld();
    account.refreshStatus = "pending";
    account.nextRefreshAt = null;
    await expect(sync()).rejects.toMatchObject({ code: "not-ready" });
  });

  test("where there was none, one is asked for", async () => {
    const { sync, account, server } = await linkedWorld({ refresh: 0 });
    await expect(sync()).rejects.toMatchObject({ code: "not-ready" });
    const asked = server.requests.filter(({ path }) => path.endsWith("/refresh"));
    expect(asked.map(({ form }) => [...form.values()])).toEqual([["transactions", "balance"]]);
    account.refreshStatus = "succeeded";
    expect((await sync()).cursor).toBe(`fctxnref_${account.id}_1`);
  });

  test("after one that failed the bank counts as away, and another is asked for once it may be", async () => {
    const { sync, account, server, clock } = await linkedWorld();
    account.refreshStatus = "failed";
    account.nextRefreshAt = epoch("2026-11-20T13:00:00Z");
    await expect(sync()).rejects.toMatchObject({ code: "unavailable", providerCode: "refresh-failed" });
    expect(server.requests.some(({ path }) => path.endsWith("/refresh"))).toBe(false);
    clock.now = new Date("2026-11-20T13:00:01Z");
    await expect(sync()).rejects.toMatchObject({ code: "unavailable" });
    expect(account.refreshStatus).toBe("pending");
  });

  test("where Stripe does not refresh by itself, a sync asks for the next", async () => {
    const { sync, account, row, clock } = await linkedWorld();
    account.subscribed = false;
    row();
    clock.now = new Date("2026-11-21T12:00:00Z");
    expect((await sync()).upserts).toHaveLength(1);
    expect(account.refreshStatus).toBe("pending");
  });
});

describe("given a request that fails", () => {
  test.each([
    ["inactive", "needs-login"],
    ["disconnected", "revoked"],
  ] as const)("an account that is %s is %s", async (status, code) => {
    const { sync, account } = await linkedWorld();
    account.status = status;
    await expect(sync()).rejects.toMatchObject({ name: "ProviderError", code, providerCode: status });
  });

  test.each([
    [{ status: 404, code: "resource_missing" }, "revoked", "resource_missing"],
    [
      { status: 400, code: "financial_connections_account_inactive" },
      "needs-login",
      "financial_connections_account_inactive",
    ],
    [
      { status: 400, code: "financial_connections_no_successful_transaction_refresh" },
      "not-ready",
      "financial_connections_no_successful_transaction_refresh",
    ],
    [{ status: 401 }, "refused", "401"],
    [{ status: 500, headers: { "stripe-should-retry": "false" } }, "unavailable", "500"],
  ] as const)("%o is %s", async (failure, code, providerCode) => {
    const { sync, server } = await linkedWorld();
    server.state.failure = failure;
    await expect(sync()).rejects.toMatchObject({ name: "ProviderError", code, providerCode });
  });

  test("it waits as long as it is asked to", async () => {
    const { sync, server } = await linkedWorld();
    server.state.failure = { status: 429, headers: { "retry-after": "7", "stripe-should-retry": "false" } };
    await expect(sync()).rejects.toMatchObject({ code: "rate-limited", retryAfterSeconds: 7 });
  });

  test("nothing of the key stands in an error", async () => {
    const { sync, server } = await linkedWorld();
    server.state.failure = { status: 401 };
    const error: unknown = await sync().catch((thrown: unknown) => thrown);
    if (!(error instanceof Error)) throw new Error("expected an error");
    expect(error.cause).toBeUndefined();
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(SECRET_KEY);
  });
});

test("a connection is ended once, and again without harm", async () => {
  const { provider, connection, account, server } = await linkedWorld();
  const open = { ...connection, cursor: null };
  await provider.disconnect(open);
  expect(account.status).toBe("disconnected");
  await provider.disconnect(open);
  server.accounts.delete(account.id);
  await provider.disconnect(open);
  server.state.failure = { status: 401 };
  await expect(provider.disconnect(open)).rejects.toMatchObject({ code: "refused" });
});

test("given a refresh that Stripe does not know any more, then everything is told again, and the account is not given up", async () => {
  const { sync, row } = await linkedWorld();
  const { id } = row();
  const update = await sync("fctxnref_of_long_ago");
  expect(update.upserts.map(({ externalId }) => externalId)).toEqual([id]);
  expect((await sync(update.cursor)).upserts).toEqual([]);
});
