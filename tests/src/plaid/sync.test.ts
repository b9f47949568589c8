import { afterEach, beforeEach, expect, test } from "vitest";
import type { BankTransaction, SyncUpdate } from "../../../src/integrations/banks/bank-provider.ts";
import type { ProviderError } from "../../../src/integrations/provider.ts";
import { plaidAccount, plaidRow } from "../../fakes/plaid-bank.ts";
import { connectionBy, foldUpdate, plaidAt } from "../../fakes/plaid-provider.ts";
import { type FakePlaid, refused, startPlaid } from "../../fakes/plaid-server.ts";
import { hasFixture } from "../../support/fixtures.ts";
import { endOf, SCENARIOS, scenarioRuns } from "../../support/plaid-scenarios.ts";

const NOW = new Date("2026-11-12T12:00:00Z");
const clock = () => NOW;
const about = { now: NOW, timezone: "America/New_York" };

let fake: FakePlaid;
beforeEach(async () => {
  fake = await startPlaid({ clock });
});
afterEach(() => fake.stop());

test.skipIf(!hasFixture(SCENARIOS))(
  "given the recorded script of cursors and answers, then each update ends in exactly the rows and the cursor it says",
  async () => {
    const runs = scenarioRuns();
    expect(runs.length).toBeGreaterThan(3);
    const provider = plaidAt(fake.baseUrl, { clock });
    const { accessToken } = fake.addItem();
    const stored = new Map<string, BankTransaction>();
    let cursor: string | null = null;
    for (const run of runs) {
      const script = fake.script(run.calls);
      const update: SyncUpdate = await provider.sync(connectionBy(accessToken, cursor), about);
      foldUpdate(stored, update);
      cursor = update.cursor;
      expect({ run: run.name, rows: rowsOf(stored), cursor, left: script.left() }).toEqual(endOf(run));
    }
  },
);

test("given many pages, then they are one update, and the next one begins where it ended", async () => {
  const { accessToken, item } = fake.addItem({ mostPerPage: 2 });
  item.addAccount(plaidAccount());
  for (let n = 1; n <= 7; n += 1) item.add(plaidRow({ transaction_id: `t${n}` }));
  const provider = plaidAt(fake.baseUrl, { clock });
  const update = await provider.sync(connectionBy(accessToken), about);
  expect(update.upserts.map(({ externalId }) => externalId)).toEqual([
    "t1",
    "t2",
    "t3",
    "t4",
    "t5",
    "t6",
    "t7",
  ]);
  expect(update).toMatchObject({
    removed: [],
    cursor: "7",
    isHistoryComplete: true,
    isPendingComplete: false,
  });
  expect(update.accounts).toHaveLength(1);
  expect(update.freshAt).toEqual(new Date("2026-11-12T06:00:00Z"));
  const again = await provider.sync(connectionBy(accessToken, update.cursor), about);
  expect(again).toMatchObject({ upserts: [], removed: [], cursor: "7" });
});

test("given accounts on which nothing moved, then they are in the update too, but for those that Transactions leaves out", async () => {
  const { accessToken, item } = fake.addItem();
  item.addAccount(plaidAccount());
  item.addAccount(plaidAccount({ account_id: "savings", name: "Plaid Saving", subtype: "savings" }));
  item.addAccount(plaidAccount({ account_id: "ira", type: "investment", subtype: "ira" }));
  const provider = plaidAt(fake.baseUrl, { clock });
  const { accounts } = await provider.sync(connectionBy(accessToken), about);
  expect(accounts.map(({ externalId }) => externalId)).toEqual(["checking", "savings"]);
  fake.refuse("/accounts/get", refused("API_ERROR", "INTERNAL_SERVER_ERROR"));
  item.add(plaidRow({ transaction_id: "t1" }));
  const update = await provider.sync(connectionBy(accessToken), about);
  expect(update.accounts.map(({ externalId }) => externalId)).toEqual(["checking"]);
});

test("a page is asked for with 500 rows, the bank's own line, categories of version 2, and two years of past", async () => {
  const { accessToken } = fake.addItem();
  await plaidAt(fake.baseUrl, { clock }).sync(connectionBy(accessToken), about);
  const asked = fake.requests.find(({ path }) => path === "/transactions/sync");
  expect(asked?.body).toEqual({
    access_token: accessToken,
    count: 500,
    options: {
      include_original_description: true,
      personal_finance_category_version: "v2",
      days_requested: 730,
    },
  });
});

test("given a row that came and went within one update, then it is only named as gone", async () => {
  const { accessToken, item } = fake.addItem({ mostPerPage: 1 });
  item.add(plaidRow({ transaction_id: "p1", pending: true }));
  item.post("p1", { transaction_id: "t1", amount: 14.5 });
  const update = await plaidAt(fake.baseUrl, { clock }).sync(connectionBy(accessToken), about);
  expect(update.upserts).toMatchObject([{ externalId: "t1", pendingExternalId: "p1", amount: "14.50" }]);
  expect(update.removed).toEqual(["p1"]);
});

test("given a row that went and came back within one update, then it is there", async () => {
  const { accessToken, item } = fake.addItem({ mostPerPage: 1 });
  item.add(plaidRow({ transaction_id: "t1" }));
  item.remove("t1");
  item.add(plaidRow({ transaction_id: "t1", amount: 3 }));
  const update = await plaidAt(fake.baseUrl, { clock }).sync(connectionBy(accessToken), about);
  expect(update.upserts).toMatchObject([{ externalId: "t1", amount: "3.00" }]);
  expect(update.removed).toEqual([]);
});

test("given a page that fails, then those before it are thrown away and reading begins again at the first cursor", async () => {
  const { accessToken, item } = fake.addItem({ mostPerPage: 1 });
  for (const id of ["t0", "t1", "t2"]) item.add(plaidRow({ transaction_id: id }));
  fake.refuse(
    "/transactions/sync",
    { status: 200, body: pageOf("of no use", "2/3") },
    refused("API_ERROR", "INTERNAL_SERVER_ERROR"),
  );
  const update = await plaidAt(fake.baseUrl, { clock }).sync(connectionBy(accessToken, "1"), about);
  expect(update.upserts.map(({ externalId }) => externalId)).toEqual(["t1", "t2"]);
  expect(cursorsAsked()).toEqual(["1", "2/3", "1", "2/3"]);
});

test("given rows that arrive between two pages, then reading begins again and has them too", async () => {
  const { accessToken, item } = fake.addItem({ mostPerPage: 2 });
  for (const id of ["t1", "t2", "t3"]) item.add(plaidRow({ transaction_id: id, pending: true }));
  item.afterPage = () => item.post("t1", { transaction_id: "t4" });
  const update = await plaidAt(fake.baseUrl, { clock }).sync(connectionBy(accessToken), about);
  expect(update.upserts.map(({ externalId }) => externalId)).toEqual(["t2", "t3", "t4"]);
  expect(update.removed).toEqual(["t1"]);
  expect(cursorsAsked()).toEqual([undefined, "2/3", undefined, "2/5", "4/5"]);
});

test("given data that never stops changing, then after some beginnings it is left for later", async () => {
  const { accessToken } = fake.addItem();
  const mutation = refused("TRANSACTIONS_ERROR", "TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION");
  fake.refuse("/transactions/sync", ...Array.from({ length: 20 }, () => mutation));
  const sleeps: number[] = [];
  const provider = plaidAt(fake.baseUrl, { clock, sleep: async (ms) => void sleeps.push(ms) });
  const error = await failure(provider.sync(connectionBy(accessToken, "c3"), about));
  expect(error).toMatchObject({
    code: "unavailable",
    providerCode: "TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION",
  });
  expect(sleeps).toEqual([500, 1000, 2000, 4000]);
});

test("given pages that lead nowhere, then it is an error and not an endless loop", async () => {
  const { accessToken } = fake.addItem();
  fake.refuse(
    "/transactions/sync",
    ...Array.from({ length: 3 }, () => ({ status: 200, body: pageOf("t1", "c1") })),
  );
  const error = await failure(plaidAt(fake.baseUrl, { clock }).sync(connectionBy(accessToken), about));
  expect(error).toMatchObject({ code: "unavailable", providerCode: "ENDLESS_PAGES" });
});

test("given an Item that was linked a moment ago, then it is not ready, and nothing is stored of it", async () => {
  const { accessToken, item } = fake.addItem();
  item.isReady = false;
  const provider = plaidAt(fake.baseUrl, { clock });
  expect(await failure(provider.sync(connectionBy(accessToken), about))).toMatchObject({ code: "not-ready" });
  item.isReady = true;
  item.isHistoryComplete = false;
  item.add(plaidRow({ transaction_id: "t1" }));
  expect(await provider.sync(connectionBy(accessToken), about)).toMatchObject({
    isHistoryComplete: false,
    cursor: "1",
  });
});

test("given Plaid does not say how the Item is, then its rows count all the same", async () => {
  const { accessToken, item } = fake.addItem();
  item.add(plaidRow({ transaction_id: "t1" }));
  fake.refuse("/item/get", refused("API_ERROR", "INTERNAL_SERVER_ERROR"));
  const update = await plaidAt(fake.baseUrl, { clock }).sync(connectionBy(accessToken), about);
  expect(update).toMatchObject({ freshAt: null, notices: [] });
  expect(update.upserts).toHaveLength(1);
});

test("given an Item that needs a login, then what is new is taken first, with the notice, and then the login is asked for", async () => {
  const { accessToken, item } = fake.addItem();
  item.add(plaidRow({ transaction_id: "t1" }));
  item.error = {
    error_type: "ITEM_ERROR",
    error_code: "ITEM_LOGIN_REQUIRED",
    display_message: "Please sign in again.",
  };
  const provider = plaidAt(fake.baseUrl, { clock });
  const update = await provider.sync(connectionBy(accessToken), about);
  expect(update).toMatchObject({
    notices: ["Plaid says: Please sign in again."],
    problem: { code: "needs-login" },
    cursor: "1",
  });
  expect(await failure(provider.sync(connectionBy(accessToken, "1"), about))).toMatchObject({
    code: "needs-login",
    providerCode: "ITEM_LOGIN_REQUIRED",
    shown: "Plaid says: Please sign in again.",
  });
});

test("given the operator's address has changed, then the Item's webhooks are sent to the new one, once", async () => {
  const { accessToken, item } = fake.addItem();
  const provider = plaidAt(fake.baseUrl, { clock, publicUrl: "https://coach.example.org" });
  await provider.sync(connectionBy(accessToken), about);
  await provider.sync(connectionBy(accessToken, "0"), about);
  expect(item.webhook).toBe("https://coach.example.org/webhooks/plaid");
  expect(fake.requests.filter(({ path }) => path === "/item/webhook/update")).toHaveLength(1);
});

test("given a token of Plaid's other environment, then nothing is asked and the connection is not taken for dead", async () => {
  const provider = plaidAt(fake.baseUrl, { clock, environment: "production" });
  for (const asked of [
    provider.sync(connectionBy("access-sandbox-1"), about),
    provider.disconnect(connectionBy("access-sandbox-1")),
  ]) {
    expect(await failure(asked)).toMatchObject({ code: "unavailable", providerCode: "WRONG_ENVIRONMENT" });
  }
  expect(fake.requests).toEqual([]);
});

function cursorsAsked() {
  return fake.requests.filter(({ path }) => path === "/transactions/sync").map(({ body }) => body.cursor);
}

function rowsOf(stored: ReadonlyMap<string, BankTransaction>) {
  return [...stored.values()]
    .map(({ externalId: id, amount, date: day, pending }) => ({ id, amount, day, pending }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function pageOf(id: string, next: string) {
  return {
    transactions_update_status: "HISTORICAL_UPDATE_COMPLETE",
    accounts: [],
    added: [plaidRow({ transaction_id: id })],
    modified: [],
    removed: [],
    next_cursor: next,
    has_more: true,
  };
}

async function failure(asked: Promise<unknown>): Promise<ProviderError> {
  return asked.then(
    () => expect.unreachable("it was done"),
    (error) => error,
  );
}
