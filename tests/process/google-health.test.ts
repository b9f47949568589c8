import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addDays, localDateOf } from "../../coaching/model/local-date.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { connections } from "../../db/schema/money.ts";
import { startGoogle, WEBHOOK_SECRET } from "../fakes/google-health-provider.ts";
import { freePort } from "../support/free-port.ts";
import { soon } from "../support/platform-process.ts";
import { coachInTest, kindsOfDatabase, type Place } from "../support/program.ts";

const kinds = await kindsOfDatabase();

describe.each(kinds)(
  "the real program and a Google of this machine, on the $kind database",
  ({ madePlace }) => {
    test("given a person who connects their Fitbit, then their nights arrive, new ones and those that were deleted as soon as Google tells of them", async () => {
      const google = await startGoogle(() => new Date());
      try {
        await live(google, await madePlace());
      } finally {
        await google.close();
      }
    });
  },
);

async function live({ oauth, health }: Awaited<ReturnType<typeof startGoogle>>, place: Place): Promise<void> {
  const today = localDateOf(new Date(), "UTC");
  const wear = (ago: number, asleepMinutes: number) =>
    health.person.addSleep({
      from: `${addDays(today, -ago - 1)}T22:00:00+00:00`,
      to: `${addDays(today, -ago)}T06:00:00+00:00`,
      asleepMinutes,
    });
  const made = Array.from({ length: 100 }, (_, index) => wear(index + 1, 400 + (index % 60)));
  const port = await freePort();
  const { clientId, clientSecret, authorizeUrl, tokenUrl, revocation } = oauth.facts();
  const coach = coachInTest({
    ...place,
    env: {
      ...place.env,
      GOOGLE_HEALTH_CLIENT_ID: clientId,
      GOOGLE_HEALTH_CLIENT_SECRET: clientSecret,
      GOOGLE_HEALTH_BASE_URL: health.baseUrl,
      GOOGLE_HEALTH_AUTHORIZE_URL: authorizeUrl,
      GOOGLE_HEALTH_TOKEN_URL: tokenUrl,
      GOOGLE_HEALTH_REVOKE_URL: revocation.url,
      GOOGLE_HEALTH_KEYSET_URL: health.keysetUrl,
      GOOGLE_HEALTH_WEBHOOK_SECRET: WEBHOOK_SECRET,
      HTTP_PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      COACH_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
    },
  });
  const webhook = `http://127.0.0.1:${port}/webhooks/google-health`;
  const post = async (body: string, headers: Readonly<Record<string, string>>) =>
    (await fetch(webhook, { method: "POST", body, headers })).status;
  const tell = (operation: string, ago: number) => {
    const date = addDays(today, -ago);
    const civilIso8601TimeInterval = { startTime: `${date}T00:00:00`, endTime: `${date}T06:00:00` };
    const change = { dataType: "sleep", operation, intervals: [{ civilIso8601TimeInterval }] };
    const { body, headers } = health.webhook([change], WEBHOOK_SECRET);
    return post(body, headers);
  };

  await coach.hear("start with my own");
  const proof = JSON.stringify({ type: "verification" });
  expect([await post(proof, { authorization: WEBHOOK_SECRET }), await post(proof, {})]).toEqual([201, 401]);
  coach.say("/connect fitbit");
  await coach.hear("Open this and sign in to Fitbit there");
  const address = (await coach.hear(/http:\S+/)).trim().split(/\s+/).at(-1) ?? "";
  expect((await fetch(await oauth.consent(address))).status).toBe(200);
  await coach.hear("Fitbit is connected.");
  await coach.hear(/I found .*100 nights.* since/);

  health.person.deleteSleep(made[49] ?? "");
  expect(await tell("DELETE", 50)).toBe(204);
  await soon(() => logOf(place)).toMatch(/"removed":1[,}]/);
  wear(0, 333);
  expect(await tell("UPSERT", 0)).toBe(204);
  await soon(() => logOf(place)).toMatch(/"added":1,/);
  expect(await post("[]", { authorization: WEBHOOK_SECRET })).toBe(401);
  coach.end();
  expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });

  const stored = await place.look(async (db) => ({
    days: await db.select().from(biometricReadings).orderBy(biometricReadings.localDate),
    connections: await db.select().from(connections),
  }));
  expect(stored.days).toHaveLength(100);
  expect(stored.days.map(({ localDate }) => localDate)).not.toContain(addDays(today, -50));
  expect(stored.days.at(-1)).toMatchObject({ localDate: today, sleepDurationMinutes: 333, source: "fitbit" });
  expect(stored.connections).toMatchObject([{ status: "active", kind: "wearable", isHistoryComplete: true }]);
  const log = await logOf(place);
  for (const secret of [...oauth.secrets(), WEBHOOK_SECRET, health.person.healthUserId]) {
    expect(log).not.toContain(secret);
  }
}

const logOf = (place: Place) => readFile(join(place.dataFolder, "coach.log"), "utf8");
