import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { WEBHOOK_SECRET, worldForTest } from "./world.ts";

const now = new Date("2026-11-20T12:00:00Z");
const seconds = Math.floor(now.getTime() / 1000);

const signed = (body: string, at = seconds, secret = WEBHOOK_SECRET) =>
  `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`;

const eventOf = (type: string, object: object) =>
  JSON.stringify({ id: "evt_1", object: "event", type, data: { object } }, null, 2);

async function world() {
  const made = await worldForTest({ now });
  const post = async (body: string | Buffer, signature: string | null) => {
    const response = await fetch(`${made.publicUrl}/webhooks/stripe`, {
      method: "POST",
      body: new Uint8Array(Buffer.from(body)),
      headers: signature === null ? {} : { "stripe-signature": signature },
    });
    return response.status;
  };
  return { ...made, post };
}

const REFRESHED = eventOf("financial_connections.account.refreshed_transactions", {
  id: "fca_1",
  object: "financial_connections.account",
  transaction_refresh: { id: "fctxnref_1", status: "succeeded" },
});

test.each([
  ["refreshed_transactions", { transaction_refresh: { status: "succeeded" } }, { kind: "changed" }],
  ["refreshed_transactions", { transaction_refresh: { status: "failed" } }, null],
  ["deactivated", {}, { kind: "needs-login", providerCode: "deactivated" }],
  ["reactivated", {}, { kind: "repaired" }],
  ["disconnected", {}, { kind: "revoked", providerCode: "disconnected" }],
  ["upcoming_deactivation", {}, { kind: "expires-soon", providerCode: "upcoming_deactivation" }],
  ["refreshed_balance", {}, null],
  ["created", {}, null],
])("given the news that an account is %s with %o, then it means %o", async (name, about, meant) => {
  const { post, events } = await world();
  const body = eventOf(`financial_connections.account.${name}`, { id: "fca_1", ...about });
  expect(await post(body, signed(body))).toBe(200);
  expect(events).toEqual(meant === null ? [] : [{ ...meant, externalId: "fca_1" }]);
});

test("given news that could not be stored, then Stripe is told to send it again", async () => {
  const { post, events, stored } = await world();
  stored.fails = true;
  expect(await post(REFRESHED, signed(REFRESHED))).toBe(503);
  stored.fails = false;
  expect(await post(REFRESHED, signed(REFRESHED))).toBe(200);
  expect(events).toHaveLength(1);
});

test("given a signature by another secret, an old one, or none, then nothing is heard", async () => {
  const { post, events } = await world();
  expect(await post(REFRESHED, signed(REFRESHED, seconds, "whsec_other"))).toBe(400);
  expect(await post(REFRESHED, signed(REFRESHED, seconds - 301))).toBe(400);
  expect(await post(REFRESHED, signed(REFRESHED).replace("v1=", "v0="))).toBe(400);
  expect(await post(REFRESHED, "")).toBe(400);
  expect(await post(REFRESHED, null)).toBe(400);
  expect(await post("", signed(""))).toBe(400);
  expect(await post(REFRESHED, signed(REFRESHED, seconds - 299))).toBe(200);
  expect(events).toHaveLength(1);
});

test("given a body that is longer than any event, then it is not read to its end", async () => {
  const { post, events } = await world();
  const long = eventOf("financial_connections.account.deactivated", {
    id: "fca_1",
    more: "x".repeat(300_000),
  });
  const status = await post(long, signed(long)).catch(() => "cut off");
  expect([400, "cut off"]).toContain(status);
  expect(events).toEqual([]);
});

test("given white space that was changed, or a mark before the body, then it is refused: the signature is over the bytes", async () => {
  const { post } = await world();
  expect(await post(JSON.stringify(JSON.parse(REFRESHED)), signed(REFRESHED))).toBe(400);
  expect(await post(`\ufeff${REFRESHED}`, signed(REFRESHED))).toBe(400);
});

describe.skipIf(!hasFixture("webhook-signatures/vectors.json"))("given the recorded signature", () => {
  const read = () =>
    z
      .object({
        set_the_test_clock_to: z.number(),
        cases: z.object({
          stripe: z.object({
            endpoint_secret: z.literal(WEBHOOK_SECRET),
            raw_body: z.string(),
            headers: z.object({ "Stripe-Signature": z.string() }),
          }),
        }),
      })
      .parse(readFixture("webhook-signatures/vectors.json"));

  async function recorded() {
    const vectors = read();
    const { raw_body: body, headers } = vectors.cases.stripe;
    const made = await world();
    made.clock.now = new Date(vectors.set_the_test_clock_to * 1000);
    return { ...made, body, signature: headers["Stripe-Signature"] };
  }

  test("it passes", async () => {
    const { post, body, signature } = await recorded();
    expect(await post(body, signature)).toBe(200);
  });

  test("five minutes later it is refused", async () => {
    const { post, body, signature, clock } = await recorded();
    clock.now = new Date(1_794_000_301_000);
    expect(await post(body, signature)).toBe(400);
  });

  // Some hundred requests, on a machine that may have other work.
  const withinMs = 60_000;

  test("every change of one byte of the body is refused", { timeout: withinMs }, async () => {
    const { post, body, signature } = await recorded();
    const bytes = Buffer.from(body);
    for (const index of bytes.keys()) {
      const changes = [0x01, 0x20, 0x80].map((bit) => {
        const changed = Buffer.from(bytes);
        changed[index] = (changed[index] ?? 0) ^ bit;
        return changed;
      });
      const answers = await Promise.all(changes.map((changed) => post(changed, signature)));
      expect(answers, `byte ${index}`).toEqual(changes.map(() => 400));
    }
  });

  test("every change of one byte of the signature is refused", { timeout: withinMs }, async () => {
    const { post, body, signature } = await recorded();
    for (const index of signature.split("").keys()) {
      const changes = ["0", "f", "A", "=", ","]
        .filter((sign) => sign !== signature[index])
        .map((sign) => signature.slice(0, index) + sign + signature.slice(index + 1));
      const answers = await Promise.all(changes.map((changed) => post(body, changed)));
      expect(answers, `sign ${index}`).toEqual(changes.map(() => 400));
    }
  });
});
