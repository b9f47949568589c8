import { afterEach, beforeEach, expect, test } from "vitest";
import type { LinkOffer, ProviderError } from "../../../src/integrations/provider.ts";
import { connectionBy, linkRequest, plaidAt } from "../../fakes/plaid-provider.ts";
import { type FakePlaid, refused, startPlaid } from "../../fakes/plaid-server.ts";

let now = new Date("2026-11-12T12:00:00Z");
const clock = () => now;

let fake: FakePlaid;
beforeEach(async () => {
  now = new Date("2026-11-12T12:00:00Z");
  fake = await startPlaid({ clock });
});
afterEach(() => fake.stop());

type Address = Extract<LinkOffer, { kind: "address" }>;

async function begin(about: Parameters<typeof plaidAt>[1] = { clock }, mends: string | null = null) {
  const provider = plaidAt(fake.baseUrl, about);
  const request = linkRequest({ now, mends: mends === null ? null : connectionBy(mends) });
  const offer = (await provider.beginLink(request)) as Address;
  return { provider, offer, read: () => provider.readLink(offer.secret, { ...request, now }) };
}

test("a link asks for transactions of two years and tells Plaid nothing about the person", async () => {
  const { offer } = await begin({
    clock,
    countryCodes: ["US", "CA"],
    publicUrl: "https://coach.example.org",
  });
  expect(fake.requests).toEqual([
    {
      path: "/link/token/create",
      body: {
        client_name: expect.stringMatching(/^.{1,30}$/),
        language: "en",
        country_codes: ["US", "CA"],
        user: { client_user_id: "attempt-1" },
        products: ["transactions"],
        transactions: { days_requested: 730 },
        webhook: "https://coach.example.org/webhooks/plaid",
        hosted_link: { url_lifetime_seconds: 14_400 },
      },
    },
  ]);
  expect(offer).toMatchObject({
    kind: "address",
    url: expect.stringMatching(/^https:/),
    expiresAt: new Date("2026-11-12T16:00:00Z"),
    pollEveryMs: 300_000,
  });
});

test("given no public address, then no webhook is asked for and the link is looked after more often", async () => {
  const { offer } = await begin();
  expect(fake.requests[0]?.body).not.toHaveProperty("webhook");
  expect(offer.pollEveryMs).toBe(10_000);
});

test("given a person who signs in, then the bank is connected once, however often it is asked", async () => {
  const { offer, read } = await begin();
  expect(await read()).toEqual({ kind: "waiting" });
  fake.openLink(offer.secret);
  expect(await read()).toEqual({ kind: "waiting" });
  const [item] = fake.finishLink(offer.secret);
  const outcomes = await Promise.all([read(), read()]);
  const linked = {
    kind: "linked",
    connections: [
      {
        externalId: item?.itemId,
        displayName: "First Platypus Bank",
        credentials: expect.stringMatching(/^access-/),
      },
    ],
  };
  expect([...outcomes, await read()]).toEqual([linked, linked, linked]);
  expect(fake.requests.filter(({ path }) => path === "/item/public_token/exchange")).toHaveLength(1);
});

test("given several banks in one go, and one whose token cannot be exchanged, then the others are connected", async () => {
  const { offer, read } = await begin();
  fake.finishLink(offer.secret, ["Bank A", "Bank B", "Bank C"]);
  fake.refuse("/item/public_token/exchange", refused("API_ERROR", "INTERNAL_SERVER_ERROR"));
  const outcome = await read();
  expect(outcome).toMatchObject({ connections: [{ displayName: "Bank B" }, { displayName: "Bank C" }] });
});

test("given an exchange that fails for now, then the attempt is still there, and the next look has it", async () => {
  const { offer, read } = await begin();
  fake.finishLink(offer.secret);
  fake.refuse("/item/public_token/exchange", refused("API_ERROR", "INTERNAL_SERVER_ERROR"));
  await expect(read()).rejects.toMatchObject({ code: "unavailable" });
  expect(await read()).toMatchObject({ kind: "linked", connections: [{}] });
});

test("given a token that was exchanged in another life of the process, then the link is over, not connected twice", async () => {
  const first = await begin();
  fake.finishLink(first.offer.secret);
  await first.read();
  const later = plaidAt(fake.baseUrl, { clock });
  const error = await later
    .readLink(first.offer.secret, linkRequest({ now }))
    .catch((thrown: ProviderError) => thrown);
  expect(error).toMatchObject({ code: "refused", providerCode: "INVALID_PUBLIC_TOKEN" });
  expect(fake.items.size).toBe(1);
});

test("given a person who closes the page, then they have left; given they sign in at a second try, it counts", async () => {
  const { offer, read } = await begin();
  fake.exitLink(offer.secret);
  expect(await read()).toEqual({ kind: "left" });
  fake.openLink(offer.secret);
  expect(await read()).toEqual({ kind: "waiting" });
  fake.finishLink(offer.secret);
  expect(await read()).toMatchObject({ kind: "linked" });
});

test("given an address that nobody opened in its time, then they have left", async () => {
  const { read } = await begin();
  now = new Date("2026-11-12T16:00:01Z");
  expect(await read()).toEqual({ kind: "left" });
});

test("given an older account with Plaid, whose answers have the bank in another place, then it is found there", async () => {
  const { offer, read } = await begin();
  fake.finishLink(offer.secret);
  const answered = await plaidLink(offer.secret);
  const [session] = answered.link_sessions as { results: { item_add_results: [{ public_token: string }] } }[];
  const [{ public_token }] = session!.results.item_add_results;
  fake.refuse("/link/token/get", {
    status: 200,
    body: {
      ...answered,
      link_sessions: [
        {
          finished_at: "2026-11-12T12:00:00Z",
          on_success: { public_token, metadata: { institution: { name: "Old" } } },
        },
      ],
    },
  });
  expect(await read()).toMatchObject({ kind: "linked", connections: [{ displayName: "Old" }] });
});

test("mending goes by the connection's own token, without products, for half an hour, and exchanges nothing", async () => {
  const { accessToken, item } = fake.addItem();
  item.error = { error_type: "ITEM_ERROR", error_code: "ITEM_LOGIN_REQUIRED" };
  const { offer, read } = await begin({ clock }, accessToken);
  const [asked] = fake.requests;
  expect(asked?.body).toMatchObject({
    access_token: accessToken,
    hosted_link: { url_lifetime_seconds: 1800 },
  });
  expect(asked?.body).not.toHaveProperty("products");
  expect(asked?.body).not.toHaveProperty("transactions");
  expect(await read()).toEqual({ kind: "waiting" });
  fake.finishLink(offer.secret);
  expect(await read()).toEqual({ kind: "mended" });
  expect(fake.requests.some(({ path }) => path === "/item/public_token/exchange")).toBe(false);
});

test("given a mending that is closed, then the person has left", async () => {
  const { accessToken } = fake.addItem();
  const { offer, read } = await begin({ clock }, accessToken);
  fake.exitLink(offer.secret);
  expect(await read()).toEqual({ kind: "left" });
});

test("given a mending that does not say how it ended, then the connection says whether it works", async () => {
  const { accessToken, item } = fake.addItem();
  item.error = { error_type: "ITEM_ERROR", error_code: "ITEM_LOGIN_REQUIRED" };
  const { offer, read } = await begin({ clock }, accessToken);
  fake.endLink(offer.secret);
  expect(await read()).toEqual({ kind: "left" });
  item.error = null;
  expect(await read()).toEqual({ kind: "mended" });
});

test("given an account with Plaid that has no Hosted Link, then no address is made up", async () => {
  fake.refuse("/link/token/create", {
    status: 200,
    body: { link_token: "link-sandbox-1", expiration: "2026-11-12T16:00:00Z" },
  });
  const asked = plaidAt(fake.baseUrl, { clock }).beginLink(linkRequest({ now }));
  await expect(asked).rejects.toMatchObject({ code: "refused", providerCode: "NO_HOSTED_LINK" });
});

async function plaidLink(token: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${fake.baseUrl}/link/token/get`, {
    method: "POST",
    headers: { "plaid-client-id": "client-id-of-a-test", "plaid-secret": "secret-of-a-test" },
    body: JSON.stringify({ link_token: token }),
  });
  return (await response.json()) as Record<string, unknown>;
}
