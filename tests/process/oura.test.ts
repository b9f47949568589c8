import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addDays, localDateOf } from "../../coaching/model/local-date.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { connections } from "../../db/schema/money.ts";
import { fullDay } from "../contracts/wearable-stage.ts";
import { ouraDayOf } from "../fakes/oura-day.ts";
import { type FakeOura, startOura } from "../fakes/oura-server.ts";
import { freePort } from "../support/free-port.ts";
import { logOf, soon } from "../support/platform-process.ts";
import { coachInTest, kindsOfDatabase, type Place } from "../support/program.ts";

const ZONE = "Europe/London";
const kinds = await kindsOfDatabase();

describe.each(kinds)(
  "the real program and an Oura of this machine, on the $kind database",
  ({ madePlace }) => {
    test("given a person who connects their ring, then their nights arrive, and new ones as soon as Oura tells of them", async () => {
      const fake = await startOura({ clock: () => new Date() });
      try {
        await live(fake, await madePlace());
      } finally {
        await fake.stop();
      }
    });
  },
);

async function live(fake: FakeOura, place: Place): Promise<void> {
  const today = localDateOf(new Date(), ZONE);
  const night = (ago: number, sleepMinutes: number) =>
    fake.put(ouraDayOf(fullDay(addDays(today, -ago), { sleepMinutes }), ZONE));
  for (let ago = 1; ago <= 100; ago++) night(ago, 400 + (ago % 60));
  const port = await freePort();
  const { authorizeUrl, tokenUrl, revocation } = fake.oauth.facts();
  const coach = coachInTest({
    ...place,
    env: {
      ...place.env,
      OURA_CLIENT_ID: fake.client.id,
      OURA_CLIENT_SECRET: fake.client.secret,
      OURA_PORTAL: "developer",
      OURA_BASE_URL: fake.baseUrl,
      OURA_AUTHORIZE_URL: authorizeUrl,
      OURA_TOKEN_URL: tokenUrl,
      OURA_REVOKE_URL: revocation.url,
      HTTP_PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      COACH_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
    },
  });
  await coach.hear("start with my own");
  // Subscribed at the start, to the address that has proved to be the coach's.
  await soon(() => fake.subscriptions.size).toBe(12);

  coach.say("/connect oura");
  await coach.hear("Open this and sign in to Oura there");
  const address = (await coach.hear(/http:\S+/)).trim().split(/\s+/).at(-1) ?? "";
  const back = await fake.oauth.consent(address);
  expect((await fetch(back)).status).toBe(200);
  await coach.hear("Oura is connected.");
  await coach.hear(/I found .*100 nights.* since/);

  night(0, 333);
  expect(await fake.tell({ data_type: "sleep" })).toEqual([200]);
  await soon(() => logOf(place)).toMatch(/"added":1,/);
  const forged = fake.webhook({}, "another's secret");
  const refused = await fetch(`http://127.0.0.1:${port}/webhooks/oura`, { method: "POST", ...forged });
  expect(refused.status).toBe(401);
  coach.end();
  expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });

  const stored = await place.look(async (db) => ({
    days: await db.select().from(biometricReadings).orderBy(biometricReadings.localDate),
    connections: await db.select().from(connections),
  }));
  expect(stored.days).toHaveLength(101);
  expect(stored.days.at(-1)).toMatchObject({ localDate: today, sleepDurationMinutes: 333, source: "oura" });
  expect(stored.connections).toMatchObject([{ status: "active", kind: "wearable", isHistoryComplete: true }]);
  const log = await readFile(join(place.dataFolder, "coach.log"), "utf8");
  for (const secret of [...fake.oauth.secrets(), fake.userId]) expect(log).not.toContain(secret);
}
