import { expect, test } from "vitest";
import type { ProviderEvent } from "../../../src/integrations/provider.ts";
import type { FakeWhoop } from "../../fakes/whoop-server.ts";
import { serveRoutes } from "../../support/served-routes.ts";
import { whoopForTest } from "./world.ts";

async function coach() {
  const { fake, provider } = await whoopForTest();
  const heard: ProviderEvent[] = [];
  const stored = { fails: false };
  const routes = provider.routes(async (event) => {
    if (stored.fails) throw new Error("the database is away");
    heard.push(event);
  });
  const address = await serveRoutes(() => routes);
  const post = async ({ body, headers }: ReturnType<FakeWhoop["webhook"]>) =>
    (await fetch(`${address}/webhooks/whoop`, { method: "POST", body, headers })).status;
  return { fake, heard, stored, post };
}

test.each(["sleep.updated", "sleep.deleted", "recovery.updated", "recovery.deleted"])(
  "given %s, then the person is known to have changed",
  async (type) => {
    const { fake, heard, post } = await coach();
    expect(await post(fake.webhook({ type }))).toBe(200);
    expect(heard).toEqual([{ kind: "changed", externalId: String(fake.userId) }]);
  },
);

test("given what WHOOP did not sign, or long ago, then 401, and nothing is heard", async () => {
  const { fake, heard, post } = await coach();
  const genuine = fake.webhook({});
  const changed = (headers: object) => ({ ...genuine, headers: { ...genuine.headers, ...headers } });
  expect(await post({ ...genuine, body: `${genuine.body} ` })).toBe(401);
  expect(await post(fake.webhook({}, "another's secret"))).toBe(401);
  expect(await post(changed({ "x-whoop-signature": "" }))).toBe(401);
  expect(await post(changed({ "x-whoop-signature-timestamp": "1" }))).toBe(401);
  expect(await post({ body: genuine.body, headers: {} } as typeof genuine)).toBe(401);
  expect(heard).toEqual([]);
});

test("given a workout, or what is no event, then 200, and nothing is heard", async () => {
  const { fake, heard, post } = await coach();
  expect(await post(fake.webhook({ type: "workout.updated" }))).toBe(200);
  expect(await post(fake.webhook({ user_id: null }))).toBe(200);
  expect(heard).toEqual([]);
});

test("given that it cannot be stored, then 500, so that WHOOP sends it again", async () => {
  const { fake, stored, post } = await coach();
  stored.fails = true;
  expect(await post(fake.webhook({}))).toBe(500);
});
