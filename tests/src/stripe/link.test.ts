import { expect, test } from "vitest";
import { stripe } from "../../../src/integrations/banks/stripe/settings.ts";
import { USER_ID, worldForTest } from "./world.ts";

test("given somebody who wants to connect, then a session is opened for a customer without anything personal", async () => {
  const { server, begin } = await worldForTest();
  const offer = await begin();
  expect(offer).toMatchObject({ kind: "address", pollEveryMs: 60_000 });
  expect(offer.expiresAt).toEqual(new Date("2026-11-20T13:00:00Z"));
  expect(offer.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/connect\/stripe\/[\w-]{43}$/);
  expect(offer.url.endsWith(offer.lookup)).toBe(true);
  const [customer] = [...server.customers.values()];
  expect(Object.keys(customer?.metadata ?? {})).toEqual(["coach_person"]);
  expect(JSON.stringify(customer)).not.toContain(USER_ID);
  const form = Object.fromEntries(server.sessions.get(offer.session)?.form ?? []);
  expect(form).toEqual({
    "account_holder[type]": "customer",
    "account_holder[customer]": customer?.id,
    "permissions[0]": "transactions",
    "permissions[1]": "balances",
    "prefetch[0]": "transactions",
    "prefetch[1]": "balances",
    "filters[country]": "US",
  });
});

test("given the same person again, then the customer is the same, also before Stripe finds it", async () => {
  const { server, begin } = await worldForTest();
  server.state.searchLags = true;
  await begin();
  await begin();
  server.state.searchLags = false;
  await begin();
  expect(server.customers.size).toBe(1);
  expect(server.sessions.size).toBe(3);
});

test("given an attempt that is begun again, then it comes to the same session, with an address of its own", async () => {
  const { server, begin } = await worldForTest();
  const [one, two] = [await begin("attempt"), await begin("attempt")];
  expect(server.sessions.size).toBe(1);
  expect(one.session).toBe(two.session);
  expect(one.lookup).not.toBe(two.lookup);
});

test("given a session, then it waits until accounts are chosen, and each is a connection that Stripe follows", async () => {
  const { server, provider, begin, request } = await worldForTest();
  const [one, two] = [
    server.addAccount(),
    server.addAccount({ display_name: "Savings", subcategory: "savings" }),
  ];
  const { secret, session } = await begin();
  expect(await provider.readLink(secret, request("x"))).toEqual({ kind: "waiting" });
  server.finish(session, [one.id, two.id]);
  expect(await provider.readLink(secret, request("x"))).toEqual({
    kind: "linked",
    // Several accounts of one bank are told apart.
    connections: [one, two].map(({ id, last4 }) => ({
      externalId: id,
      displayName: `StripeBank (${last4})`,
      credentials: id,
    })),
  });
  expect([one.subscribed, two.subscribed]).toEqual([true, true]);
});

test("given an account that Stripe will not follow, then it is connected all the same", async () => {
  const { server, link } = await worldForTest();
  server.state.canSubscribe = false;
  expect(await link([server.addAccount().id])).toHaveLength(1);
});

test("given an account to be mended, then it is signed in anew for the same customer, and stays the same connection", async () => {
  const { server, provider, link, request } = await worldForTest();
  const account = server.addAccount();
  const [connection] = await link([account.id]);
  if (connection === undefined) throw new Error("expected a connection");
  account.status = "inactive";
  const mending = { ...request("mend"), mends: { ...connection, cursor: null } };
  const offer = await provider.beginLink(mending);
  if (offer.kind !== "address") throw new Error("expected an address");
  const session = String(JSON.parse(offer.secret).session);
  expect(server.sessions.get(session)).toMatchObject({ customer: account.customer });
  expect(server.sessions.get(session)?.form.get("limits[accounts]")).toBe("1");
  expect(await provider.readLink(offer.secret, mending)).toEqual({ kind: "waiting" });
  account.status = "active";
  server.finish(session, [account.id]);
  expect(await provider.readLink(offer.secret, mending)).toEqual({ kind: "mended" });
});

test("given another account in place of the one to be mended, then it is a new connection", async () => {
  const { server, provider, link, request } = await worldForTest();
  const [connection] = await link([server.addAccount().id]);
  if (connection === undefined) throw new Error("expected a connection");
  server.accounts.delete(connection.externalId);
  const mending = { ...request("mend"), mends: { ...connection, cursor: null } };
  const offer = await provider.beginLink(mending);
  if (offer.kind !== "address") throw new Error("expected an address");
  const other = server.addAccount();
  server.finish(String(JSON.parse(offer.secret).session), [other.id]);
  expect(await provider.readLink(offer.secret, mending)).toMatchObject({
    kind: "linked",
    connections: [{ externalId: other.id }],
  });
});

const GIVEN = { STRIPE_SECRET_KEY: "sk_test_1", STRIPE_PUBLISHABLE_KEY: "pk_test_1" };
const about = {
  publicUrl: "https://coach.example.org",
  hasSealer: true,
  canBeCalled: true,
  isEmbedded: false,
};

test("given both keys and an address, then nothing is missing", () => {
  expect(stripe.read(GIVEN, about)).not.toHaveProperty("problems");
  expect(stripe.isOn({}, about)).toBe(false);
});

test.each([
  [{}, { publicUrl: null }, /^STRIPE_SECRET_KEY needs PUBLIC_URL: people choose/],
  [{}, { hasSealer: false }, /^STRIPE_SECRET_KEY needs COACH_SECRET_KEY/],
  [{ STRIPE_SECRET_KEY: undefined }, {}, /^STRIPE_SECRET_KEY: expected the secret or a restricted key/],
  [{ STRIPE_SECRET_KEY: "pk_test_hidden" }, {}, /^STRIPE_SECRET_KEY: expected the secret/],
  [{ STRIPE_PUBLISHABLE_KEY: "sk_test_hidden" }, {}, /^STRIPE_PUBLISHABLE_KEY: expected the publishable key/],
  [{ STRIPE_PUBLISHABLE_KEY: "pk_live_1" }, {}, /^STRIPE_PUBLISHABLE_KEY: expected the key of the same mode/],
  [{ STRIPE_WEBHOOK_SECRET: "hidden" }, {}, /^STRIPE_WEBHOOK_SECRET: expected the signing secret/],
  [{ STRIPE_BASE_URL: "http://stripe.example.org" }, {}, /^STRIPE_BASE_URL: expected an https address/],
  [{ STRIPE_BASE_URL: "https://stripe.example.org/hidden" }, {}, /^STRIPE_BASE_URL: .*without a path/],
  [{ STRIPE_JS_URL: "http://stripe.example.org/stripe.js" }, {}, /^STRIPE_JS_URL: expected an https address/],
])("given %o and %o, then a sentence says so, without a value", (given, aboutIt, sentence) => {
  const read = stripe.read({ ...GIVEN, ...given }, { ...about, ...aboutIt });
  if (!("problems" in read)) throw new Error("expected a problem");
  expect(read.problems).toEqual([expect.stringMatching(sentence)]);
  expect(read.problems.join()).not.toContain("hidden");
});
