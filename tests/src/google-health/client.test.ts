import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "../../../coaching/model/local-date.ts";
import {
  createClient,
  type GoogleHealthClient,
} from "../../../src/integrations/wearables/google-health/client.ts";
import { requestsFor } from "../../../src/integrations/wearables/google-health/requests.ts";
import { SCOPES } from "../../../src/integrations/wearables/google-health/scopes.ts";
import { readDays } from "../../../src/integrations/wearables/google-health/sync.ts";
import { type FakeGoogleHealth, startGoogleHealth } from "../../fakes/google-health-server.ts";

const TOKEN = "ya29.token-of-a-test";
const ALL = { token: TOKEN, granted: null };

let fake: FakeGoogleHealth;
let client: GoogleHealthClient;
let scopes: readonly string[];
let now: Date;
beforeEach(async () => {
  scopes = Object.values(SCOPES);
  now = new Date("2026-11-12T12:00:00Z");
  fake = await startGoogleHealth({
    clock: () => now,
    allows: (token) => (token === TOKEN ? scopes : null),
  });
  client = createClient(fake.baseUrl);
});
afterEach(() => fake.close());

const night = (date: string) =>
  fake.person.addSleep({
    from: `${addDays(date, -1)}T23:00:00+01:00`,
    to: `${date}T07:00:00+01:00`,
    asleepMinutes: 440,
  });
const sleepOf = (from: string, to: string) => {
  const [request] = requestsFor("sleep", { from, to });
  if (request === undefined) throw new Error("nothing to ask");
  return client.readPoints(request, TOKEN);
};

describe("pages", () => {
  test("given more sleeps than come at once, then all pages are read, 25 at a time, each sleep once", async () => {
    for (let day = 0; day < 60; day++) night(addDays("2026-09-01", day));
    const points = await sleepOf("2026-09-01", "2026-10-30");
    expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(60);
    expect(points).toHaveLength(60);
    expect(fake.asked).toHaveLength(3);
    expect(fake.asked.map(({ query }) => query.get("pageSize"))).toEqual(["25", "25", "25"]);
  });

  test("given pages that go round in circles, then that is no answer, rather than days that are missing", async () => {
    for (let day = 0; day < 3; day++) night(addDays("2026-09-01", day));
    fake.state.circles = true;
    await expect(sleepOf("2026-09-01", "2026-09-03")).rejects.toMatchObject({
      code: "unavailable",
      providerCode: "ENDLESS_PAGES",
    });
  });

  test.each(["<html>", "[]", '{"dataPoints":7}', ""])(
    "given %j as an answer, then it is none",
    async (body) => {
      fake.state.failure = { status: 200, body };
      await expect(sleepOf("2026-09-01", "2026-09-03")).rejects.toMatchObject({ code: "unavailable" });
      await expect(client.readHealthUserId(TOKEN)).rejects.toMatchObject({ code: "unavailable" });
    },
  );
});

describe("days", () => {
  test("given a week, then one request each tells it, and a day holds what it was read out of", async () => {
    night("2026-11-10");
    fake.person.setRestingHeartRate("2026-11-10", 57);
    fake.person.setSum("steps", "2026-11-11", 10_432);
    const week = { from: "2026-11-05", to: "2026-11-11" };
    const { days, signals, refused, unticked } = await readDays(client, week, ALL);
    expect(fake.asked).toHaveLength(5);
    expect(signals).toEqual(["sleepMinutes", "restingHeartRateBpm", "hrvMs", "steps", "activityKcal"]);
    expect([refused, unticked]).toEqual([[], []]);
    expect(days.map(({ day: { date, sleepMinutes, steps } }) => [date, sleepMinutes, steps])).toEqual([
      ["2026-11-10", 440, null],
      ["2026-11-11", null, 10_432],
    ]);
    expect(days.map(({ raw }) => Object.keys(raw as object))).toEqual([
      ["sleep", "daily-resting-heart-rate"],
      ["steps"],
    ]);
  });

  test("given what is unticked, then it is not even asked for", async () => {
    scopes = [SCOPES.sleep];
    const week = { from: "2026-11-05", to: "2026-11-11" };
    const about = { token: TOKEN, granted: [SCOPES.sleep] };
    const { signals, unticked } = await readDays(client, week, about);
    expect([signals, unticked]).toEqual([["sleepMinutes"], ["activity", "metrics"]]);
    expect(fake.asked.map(({ path }) => path)).toEqual(["/v4/users/me/dataTypes/sleep/dataPoints"]);
  });

  test("given a permission that was taken back since, then the rest comes, and it is named", async () => {
    scopes = [SCOPES.sleep, SCOPES.activity];
    night("2026-11-10");
    const week = { from: "2026-11-05", to: "2026-11-11" };
    const { days, signals, unticked } = await readDays(client, week, ALL);
    expect([signals, unticked]).toEqual([["sleepMinutes", "steps", "activityKcal"], ["metrics"]]);
    expect(days).toHaveLength(1);
  });

  test("given more requests of a person in a minute than Google takes, then it is left in peace for as long as it says", async () => {
    for (let asked = 0; asked < 300; asked++) await client.readHealthUserId(TOKEN);
    const limited = { code: "rate-limited", retryAfterSeconds: 60, providerCode: "RATE_LIMIT_EXCEEDED" };
    await expect(client.readHealthUserId(TOKEN)).rejects.toMatchObject(limited);
    now = new Date(now.getTime() + 60_000);
    expect(await client.readHealthUserId(TOKEN)).toBe(fake.person.healthUserId);
  });
});

test("given any failure, then neither the token nor what was answered is in what is thrown", async () => {
  for (const status of [400, 401, 403, 404, 410, 429, 500, 302]) {
    fake.state.failure = { status, body: { error: { message: `42 bpm ${TOKEN}`, status: TOKEN } } };
    const thrown = await client.readHealthUserId(TOKEN).catch((error) => error);
    expect(thrown).toMatchObject({ name: "GoogleHealthError", providerCode: `HTTP_${status}` });
    const { stack, ...said } = thrown;
    expect(JSON.stringify([thrown.message, thrown.cause, said, stack])).not.toMatch(/42 bpm|ya29/);
  }
});
