import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { ProviderEvent } from "../../../src/integrations/provider.ts";
import type { WearableProvider } from "../../../src/integrations/wearables/wearable-provider.ts";
import { ouraAt } from "../../fakes/oura-harness.ts";
import { type FakeOura, startOura } from "../../fakes/oura-server.ts";
import { serveRoutes } from "../../support/served-routes.ts";

const START = new Date("2026-11-12T12:00:00Z");
const DAY_MS = 86_400_000;

let now: Date;
let fake: FakeOura;
let provider: WearableProvider;
let address: string;
let heard: ProviderEvent[];
let isStored: boolean;

beforeEach(async () => {
  now = START;
  heard = [];
  isStored = true;
  fake = await startOura({ clock: () => now });
  onTestFinished(fake.stop);
  address = await coachAt(() => provider);
  provider = ouraAt(fake, { clock: () => now, isCalled: true, publicUrl: address });
});

/** A coach of a provider, on a port. */
const coachAt = (provider: () => WearableProvider): Promise<string> =>
  serveRoutes(() =>
    provider().routes(async (event) => {
      if (!isStored) throw new Error("the database is away");
      heard.push(event);
    }),
  );

const held = () => [...fake.subscriptions.values()];
const made = () => fake.asked.filter(({ method }) => method !== "GET");
async function post({ body, headers }: ReturnType<FakeOura["webhook"]>): Promise<number> {
  return (await fetch(`${address}/webhooks/oura`, { method: "POST", body, headers })).status;
}

describe("subscriptions", () => {
  test("given none, then there is one for each kind and change, each proved to be ours, and once more does nothing", async () => {
    await provider.upkeep?.();
    const told = held().map(({ data_type, event_type, callback_url }) => [
      data_type,
      event_type,
      callback_url,
    ]);
    const kinds = ["sleep", "daily_sleep", "daily_activity", "daily_stress"];
    const wanted = kinds.flatMap((kind) =>
      ["create", "update", "delete"].map((event) => [kind, event, `${address}/webhooks/oura`]),
    );
    expect(told.sort()).toEqual(wanted.sort());
    await provider.upkeep?.();
    expect(made()).toHaveLength(12);
  });

  test("given that they end soon, then they are renewed and not made anew; looked at daily they never end", async () => {
    await provider.upkeep?.();
    const ids = held()
      .map(({ id }) => id)
      .sort();
    for (let day = 0; day < 90; day++) {
      now = new Date(now.getTime() + DAY_MS);
      await provider.upkeep?.();
      expect(Math.min(...held().map(({ expiration_time: end }) => Date.parse(`${end}Z`)))).toBeGreaterThan(
        now.getTime(),
      );
    }
    expect(
      held()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids);
    expect(made().length).toBeLessThan(90);
  });

  test("given that some have ended, or went, then they are there again", async () => {
    await provider.upkeep?.();
    const [first, second] = held();
    if (first === undefined || second === undefined) throw new Error("none");
    fake.subscriptions.delete(first.id);
    second.expiration_time = "2026-11-01T00:00:00";
    await provider.upkeep?.();
    expect(held()).toHaveLength(12);
    expect(await fake.tell(second)).toEqual([200]);
  });

  test("given one that is in the list and cannot be renewed any more, then another one is made", async () => {
    await provider.upkeep?.();
    now = new Date(now.getTime() + 25 * DAY_MS);
    fake.state.subscriptionFailures = [{ status: 200, body: held() }, { status: 403 }];
    await provider.upkeep?.();
    expect(held()).toHaveLength(13);
  });

  test("given that the coach has moved, then what went to its old address comes to the new one", async () => {
    await provider.upkeep?.();
    const elsewhere = await coachAt(() => moved);
    const moved = ouraAt(fake, { clock: () => now, isCalled: true, publicUrl: elsewhere });
    await moved.upkeep?.();
    expect(held()).toHaveLength(12);
    expect(new Set(held().map(({ callback_url }) => callback_url))).toEqual(
      new Set([`${elsewhere}/webhooks/oura`]),
    );
  });

  test("given two that do it at once, then Oura tells of everything, and it does no harm", async () => {
    await Promise.all([provider.upkeep?.(), provider.upkeep?.()]);
    const kinds = new Set(held().map(({ data_type, event_type }) => `${data_type} ${event_type}`));
    expect(kinds.size).toBe(12);
  });

  test("given that one is refused, then the others are made, and it is not kept quiet", async () => {
    fake.state.subscriptionFailures = [{ status: 200, body: [] }, { status: 422 }];
    await expect(provider.upkeep?.()).rejects.toMatchObject({ code: "refused", providerCode: "HTTP_422" });
    expect(held()).toHaveLength(11);
  });

  test.each([
    [{ status: 429, headers: { "retry-after": "9" } }, "rate-limited"],
    [{ status: 503 }, "unavailable"],
    [{ status: 200, body: {} }, "unavailable"],
  ] as const)("given %j, then Oura is left in peace until the next time", async (failure, code) => {
    fake.state.subscriptionFailures = [failure];
    await expect(provider.upkeep?.()).rejects.toMatchObject({ code });
    expect(made()).toEqual([]);
  });

  test("given keys that are not taken, then nothing of them is in what is thrown", async () => {
    fake.state.subscriptionFailures = [{ status: 401, body: { detail: fake.client.secret } }];
    const failed = await provider.upkeep?.().catch((error) => error);
    expect(JSON.stringify([failed, failed.message])).not.toContain(fake.client.secret);
  });
});

describe("the address", () => {
  test("given the token of ours, then the challenge comes back, and else 401", async () => {
    await provider.upkeep?.();
    const ask = (query: string) => fetch(`${address}/webhooks/oura${query}`).then(({ status }) => status);
    expect(await ask("?verification_token=guessed&challenge=abc")).toBe(401);
    expect(await ask("")).toBe(401);
    expect(await ask(`?challenge=${"x".repeat(5000)}`)).toBe(401);
  });

  test("given something of theirs that changed, then the person is known to have changed", async () => {
    await provider.upkeep?.();
    expect(await fake.tell({ event_type: "update", data_type: "daily_sleep" })).toEqual([200]);
    expect(heard).toEqual([{ kind: "changed", externalId: fake.userId }]);
  });

  test("given what Oura did not sign, or long ago, then 401, and nothing is heard", async () => {
    const genuine = fake.webhook({});
    expect(await post({ ...genuine, body: `${genuine.body} ` })).toBe(401);
    expect(await post(fake.webhook({}, "another's secret"))).toBe(401);
    expect(await post({ ...genuine, headers: { ...genuine.headers, "x-oura-signature": "" } })).toBe(401);
    const { "x-oura-signature": _, ...unsigned } = genuine.headers;
    expect(await post({ body: genuine.body, headers: unsigned as typeof genuine.headers })).toBe(401);
    now = new Date(now.getTime() + DAY_MS);
    expect(await post(genuine)).toBe(401);
    expect(heard).toEqual([]);
  });

  test("given a kind that is not read, somebody unknown or what is no event, then 200: by 410 it would end", async () => {
    expect(await post(fake.webhook({ data_type: "workout" }))).toBe(200);
    expect(await post(fake.webhook({ user_id: "nobody" }))).toBe(200);
    expect(await post(fake.webhook({ event_type: "renamed" }))).toBe(200);
    expect(heard).toEqual([{ kind: "changed", externalId: "nobody" }]);
  });

  test("given that it cannot be stored, then 500, so that Oura sends it again", async () => {
    isStored = false;
    expect(await post(fake.webhook({}))).toBe(500);
  });
});
