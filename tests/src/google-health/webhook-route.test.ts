import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { ProviderEvent } from "../../../src/integrations/provider.ts";
import { WEBHOOK_PATH } from "../../../src/integrations/wearables/google-health/webhook-route.ts";
import { type GoogleWorld, openGoogle, WEBHOOK_SECRET } from "../../fakes/google-health-provider.ts";
import { createSigningKey, signatureOf } from "../../fakes/google-health-signature.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { serveRoutes } from "../../support/served-routes.ts";

const DAY = { startTime: "2026-11-10T00:00:00", endTime: "2026-11-10T23:00:00" };
const STEPS = { dataType: "steps", operation: "UPSERT", intervals: [{ civilIso8601TimeInterval: DAY }] };
const HOUR_MS = 3_600_000;
const VECTORS = "webhook-signatures/vectors.json";
type Delivery = {
  readonly keyset_json: object;
  readonly raw_body: string;
  readonly headers: Readonly<Record<string, string>>;
};

let now: Date;
let world: GoogleWorld;
let publicUrl: string;
let heard: ProviderEvent[];
let store: (event: ProviderEvent) => Promise<void>;
/** How often the keys were fetched. */
let fetched: () => number;

beforeEach(async () => {
  now = new Date("2026-11-12T12:00:00Z");
  heard = [];
  store = async (event) => void heard.push(event);
  world = await openGoogle(() => now, { webhookSecret: WEBHOOK_SECRET });
  onTestFinished(world.close);
  fetched = () => world.health.keysetsGiven();
  const routes = world.provider.routes((event) => store(event));
  publicUrl = await serveRoutes(() => routes);
});

type Sent = { readonly body: string; readonly headers?: Readonly<Record<string, string>> };

async function post({ body, headers = {} }: Sent): Promise<number> {
  return (await fetch(`${publicUrl}${WEBHOOK_PATH}`, { method: "POST", body, headers })).status;
}
const notice = (...changes: readonly object[]) => world.health.webhook(changes, WEBHOOK_SECRET);
const changed = (): ProviderEvent => ({
  kind: "changed",
  externalId: world.health.person.healthUserId,
  days: { from: "2026-11-10", to: "2026-11-10" },
});

describe("the proof of the address", () => {
  const body = JSON.stringify({ type: "verification" });

  test("given the secret, then 201", async () => {
    expect(await post({ body, headers: { authorization: WEBHOOK_SECRET } })).toBe(201);
    expect(heard).toEqual([]);
  });

  test.each([
    ["no secret", undefined],
    ["another one", "Bearer 0000000000000000"],
    ["the secret alone, without its scheme", WEBHOOK_SECRET.slice(7)],
    ["an empty one", ""],
  ])("given %s, then 401", async (_, authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    expect(await post({ body, headers })).toBe(401);
  });
});

describe("a notification", () => {
  test("given what Google signed, then it is stored before Google hears that it was taken", async () => {
    let isStored = false;
    store = async (event) => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      heard.push(event);
      isStored = true;
    };
    expect(await post(notice(STEPS))).toBe(204);
    expect(isStored).toBe(true);
    expect(heard).toEqual([changed()]);
  });

  test("given it cannot be stored, then Google is told to send it again", async () => {
    store = async () => {
      throw new Error("the database is away");
    };
    expect(await post(notice(STEPS))).toBe(500);
  });

  test("given the secret and no signature, one of another body, or a body with one more space, then 401", async () => {
    const { body, headers } = notice(STEPS);
    const { "x-healthapi-signature": _, ...unsigned } = headers;
    expect(await post({ body, headers: unsigned })).toBe(401);
    expect(await post({ body: `${body} `, headers })).toBe(401);
    expect(await post({ ...notice({ ...STEPS, dataType: "sleep" }), headers })).toBe(401);
    expect(heard).toEqual([]);
  });

  test("given the signature and no secret, then 401, and no key is looked for", async () => {
    const { body, headers } = notice(STEPS);
    const { authorization: _, ...rest } = headers;
    expect(await post({ body, headers: rest })).toBe(401);
    expect(fetched()).toBe(0);
  });

  test("given the name that one page of the documentation has for the header, then it is read too", async () => {
    const { body, headers } = notice(STEPS);
    const { "x-healthapi-signature": signature, ...rest } = headers;
    expect(await post({ body, headers: { ...rest, "google-health-api-signature": signature } })).toBe(204);
    expect(heard).toEqual([changed()]);
  });

  test("given something signed that is no news, then it is taken, and nothing follows", async () => {
    expect(await post(notice({ ...STEPS, dataType: "weight" }))).toBe(204);
    expect(heard).toEqual([]);
  });

  test("given a body that is too large, then 413, unread", async () => {
    const { headers } = notice(STEPS);
    expect(await post({ body: " ".repeat(1024 * 1024 + 1), headers })).toBe(413);
  });
});

describe("keys", () => {
  test("given many notifications, then the keys are fetched once, and once more when their hour is over", async () => {
    for (let sent = 0; sent < 5; sent++) expect(await post(notice(STEPS))).toBe(204);
    expect(fetched()).toBe(1);
    now = new Date(now.getTime() + HOUR_MS);
    expect(await post(notice(STEPS))).toBe(204);
    expect(fetched()).toBe(2);
  });

  test("given several at once before any key is known, then the keys are fetched once", async () => {
    const sent = [1, 2, 3, 4].map(() => post(notice(STEPS)));
    expect(await Promise.all(sent)).toEqual([204, 204, 204, 204]);
    expect(fetched()).toBe(1);
  });

  test("when Google begins to sign with a new key, then it is found at once, beside the old one", async () => {
    const old = notice(STEPS);
    expect(await post(old)).toBe(204);
    now = new Date(now.getTime() + 5 * 60_000);
    world.health.keys.push(createSigningKey(77));
    expect(await post(notice(STEPS))).toBe(204);
    expect(await post(old)).toBe(204);
    expect(fetched()).toBe(2);
  });

  test("given a new key in the minute after they were fetched, then Google is to send it again, and then it is found", async () => {
    expect(await post(notice(STEPS))).toBe(204);
    world.health.keys.push(createSigningKey(77));
    expect(await post(notice(STEPS))).toBe(503);
    now = new Date(now.getTime() + 60_000);
    expect(await post(notice(STEPS))).toBe(204);
  });

  test("when Google takes a key back, then it counts for an hour at most", async () => {
    const old = notice(STEPS);
    expect(await post(old)).toBe(204);
    world.health.keys.splice(0, 1, createSigningKey(77));
    now = new Date(now.getTime() + HOUR_MS);
    expect(await post(old)).toBe(401);
  });

  test("given a key that is none of Google's, then 401, and it is looked for once a minute at most", async () => {
    const { body, headers } = notice(STEPS);
    const own = { ...headers, "x-healthapi-signature": signatureOf(body, createSigningKey(4711)) };
    expect(await post({ body, headers: own })).toBe(401);
    for (let sent = 0; sent < 5; sent++) expect(await post({ body, headers: own })).toBe(503);
    expect(fetched()).toBe(1);
    now = new Date(now.getTime() + 60_000);
    expect(await post({ body, headers: own })).toBe(401);
    expect(fetched()).toBe(2);
    expect(heard).toEqual([]);
  });

  test("given keys that cannot be fetched, or are none, then Google is to send it again, and nothing is believed", async () => {
    for (const keyset of [null, {}, { key: [{ keyId: 1 }] }, "<html>"]) {
      world.health.state.keyset = keyset;
      expect(await post(notice(STEPS))).toBe(503);
    }
    expect(heard).toEqual([]);
    world.health.state.keyset = undefined;
    expect(await post(notice(STEPS))).toBe(204);
  });
});

test.skipIf(!hasFixture(VECTORS))(
  "given the recorded delivery and its keys, then it is believed, and one byte off it is not",
  async () => {
    const { cases } = readFixture(VECTORS) as { cases: { google_health: Delivery } };
    const { keyset_json, raw_body: body, headers } = cases.google_health;
    world.health.state.keyset = keyset_json;
    const sent = { ...headers, Authorization: WEBHOOK_SECRET };
    expect(await post({ body, headers: sent })).toBe(204);
    expect(await post({ body: body.replace("05:45", "05:46"), headers: sent })).toBe(401);
    const days = { from: "2026-11-10", to: "2026-11-10" };
    expect(heard).toEqual([{ kind: "changed", externalId: "1234567890123456789", days }]);
  },
);

test("given no secret, then there is no such path, and people are asked for more often", async () => {
  const silent = await openGoogle(() => now);
  const paths = silent.provider.routes(store).map(({ path }) => path);
  await silent.close();
  expect(paths).toEqual(["/connect/fitbit/back"]);
  expect(silent.provider.pollEveryMs).toBe(HOUR_MS);
  expect(world.provider.pollEveryMs).toBe(6 * HOUR_MS);
});
