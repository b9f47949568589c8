import { inspect } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { done } from "../../../src/integrations/banks/plaid/answers.ts";
import { createClient } from "../../../src/integrations/banks/plaid/client.ts";
import type { ProviderError } from "../../../src/integrations/provider.ts";
import { ProviderError as BankErrorClass } from "../../../src/integrations/provider.ts";
import { connectionBy, plaidAt } from "../../fakes/plaid-provider.ts";
import { type Failure, type FakePlaid, KEYS, refused, startPlaid } from "../../fakes/plaid-server.ts";

const NOW = new Date("2026-11-12T12:00:00Z");
const clock = () => NOW;
const TOKEN = "access-sandbox-of-nobody";

let fake: FakePlaid;
beforeEach(async () => {
  fake = await startPlaid({ clock });
});
afterEach(() => fake.stop());

async function syncError(failure: Failure): Promise<ProviderError> {
  fake.refuse("/transactions/sync", failure);
  const asked = plaidAt(fake.baseUrl, { clock }).sync(connectionBy(TOKEN), { now: NOW, timezone: "UTC" });
  return asked.then(
    () => expect.unreachable("it was done"),
    (error) => error,
  );
}

test.each([
  ["ITEM_ERROR", "ITEM_LOGIN_REQUIRED", "needs-login"],
  ["ITEM_ERROR", "ACCESS_NOT_GRANTED", "needs-login"],
  ["ITEM_ERROR", "ITEM_LOCKED", "needs-login"],
  ["ITEM_ERROR", "PRODUCT_NOT_READY", "not-ready"],
  ["ITEM_ERROR", "ITEM_NOT_FOUND", "revoked"],
  ["ITEM_ERROR", "USER_PERMISSION_REVOKED", "revoked"],
  ["INVALID_INPUT", "INVALID_ACCESS_TOKEN", "revoked"],
  ["INSTITUTION_ERROR", "INSTITUTION_NO_LONGER_SUPPORTED", "revoked"],
  ["INSTITUTION_ERROR", "INSTITUTION_DOWN", "unavailable"],
  ["INSTITUTION_ERROR", "SOMETHING_NEW", "unavailable"],
  ["API_ERROR", "INTERNAL_SERVER_ERROR", "unavailable"],
  ["RATE_LIMIT_EXCEEDED", "TRANSACTIONS_SYNC_LIMIT", "rate-limited"],
  ["RATE_LIMIT_EXCEEDED", "ADDITION_LIMIT", "refused"],
  ["INVALID_INPUT", "INVALID_API_KEYS", "unavailable"],
  ["INVALID_REQUEST", "SOMETHING_NEW", "refused"],
])("%s %s is %s", async (type, code, ours) => {
  expect(await syncError(refused(type, code))).toMatchObject({ code: ours, providerCode: code });
});

test("given Plaid asks for some time, then that is waited, else a minute", async () => {
  const limit = refused("RATE_LIMIT_EXCEEDED", "TRANSACTIONS_SYNC_LIMIT");
  expect(await syncError({ ...limit, headers: { "retry-after": "7" } })).toMatchObject({
    retryAfterSeconds: 7,
  });
  expect(await syncError({ ...limit, headers: { "retry-after": "soon" } })).toMatchObject({
    retryAfterSeconds: 60,
  });
  expect(await syncError({ status: 429, body: "slow down" })).toMatchObject({
    code: "rate-limited",
    providerCode: "HTTP_429",
    retryAfterSeconds: 60,
  });
});

test("what Plaid says to the person is kept for them, and its words for developers are not", async () => {
  const { status, body } = refused("ITEM_ERROR", "ITEM_LOGIN_REQUIRED");
  const said = { ...(body as object), display_message: " Your bank wants you to sign in. " };
  expect(await syncError({ status, body: said })).toMatchObject({
    shown: "Plaid says: Your bank wants you to sign in.",
  });
  expect(await syncError({ status, body })).toMatchObject({ shown: null });
  const long = { ...(body as object), display_message: "x".repeat(2000) };
  expect((await syncError({ status, body: long })).shown).toHaveLength("Plaid says: ".length + 500);
});

test.each<[string, Failure]>([
  ["a gateway's page", { status: 502, body: "<html>bad gateway</html>" }],
  ["a page in place of an answer", { status: 200, body: "<html>sign in to the hotel's network</html>" }],
  ["an answer that is none of Plaid's", { status: 200, body: { added: "many" } }],
  ["a firewall's page", { status: 403, body: "<html>not from here</html>" }],
  ["a connection that is cut", "cut"],
  ["a redirect", { status: 302, body: "", headers: { location: "http://127.0.0.1:9/" } }],
])("given %s, then Plaid is away, and nothing is believed", async (_name, failure) => {
  expect((await syncError(failure)).code).toBe("unavailable");
});

test("given an answer that does not come, then the request ends at its deadline", async () => {
  const client = createClient({ baseUrl: fake.baseUrl, ...KEYS });
  fake.refuse("/item/get", "hang");
  const asked = client.ask((api, options) => api.itemGet({ access_token: TOKEN }, options), done, {
    deadlineMs: 50,
  });
  await expect(asked).rejects.toMatchObject({ code: "unavailable", providerCode: "NO_ANSWER" });
});

test("given nobody listens, then Plaid is away", async () => {
  await fake.stop();
  const provider = plaidAt(fake.baseUrl, { clock });
  await expect(provider.sync(connectionBy(TOKEN), { now: NOW, timezone: "UTC" })).rejects.toMatchObject({
    code: "unavailable",
  });
  fake = await startPlaid({ clock });
});

test("no error holds a key, a token or what was sent, however deep one looks", async () => {
  for (const failure of [
    refused("ITEM_ERROR", "ITEM_LOGIN_REQUIRED", { access_token: TOKEN }),
    refused("API_ERROR", "INTERNAL_SERVER_ERROR", { access_token: TOKEN }),
    refused("INVALID_INPUT", `not a code ${TOKEN}`),
    { status: 200, body: { access_token: TOKEN } },
    "cut",
  ] as const) {
    const error = await syncError(failure);
    expect(error).toBeInstanceOf(BankErrorClass);
    const whole =
      inspect(error, { depth: 20, showHidden: true, getters: true }) + error.stack + JSON.stringify(error);
    for (const secret of [TOKEN, KEYS.secret, KEYS.clientId]) expect(whole).not.toContain(secret);
  }
});

test("a connection is ended at Plaid, with what it costs there; ending it again is fine", async () => {
  const { accessToken } = fake.addItem();
  const provider = plaidAt(fake.baseUrl, { clock });
  await provider.disconnect(connectionBy(accessToken));
  expect(fake.items.has(accessToken)).toBe(false);
  await provider.disconnect(connectionBy(accessToken));
  fake.refuse("/item/remove", refused("API_ERROR", "INTERNAL_SERVER_ERROR"));
  await expect(provider.disconnect(connectionBy(accessToken))).rejects.toMatchObject({ code: "unavailable" });
});
