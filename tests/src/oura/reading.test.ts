import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { ProviderError } from "../../../src/integrations/provider.ts";
import { createOAuth } from "../../../src/integrations/wearables/oauth/sign-in.ts";
import { createClient, type OuraClient } from "../../../src/integrations/wearables/oura/client.ts";
import { readPage } from "../../../src/integrations/wearables/oura/documents.ts";
import { createReader } from "../../../src/integrations/wearables/oura/sync.ts";
import { fullDay } from "../../contracts/wearable-stage.ts";
import type { OuraDocument } from "../../fakes/oura-day.ts";
import { ouraDayOf } from "../../fakes/oura-day.ts";
import { type FakeOura, startOura } from "../../fakes/oura-server.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";

const NOW = new Date("2026-11-12T12:00:00Z");
const ZONE = "Europe/Berlin";
const DAYS = { from: "2026-11-08", to: "2026-11-12" };

let fake: FakeOura;
let client: OuraClient;
let token: string;
beforeEach(async () => {
  fake = await startOura({ clock: () => NOW });
  onTestFinished(fake.stop);
  client = createClient(fake.baseUrl);
  token = await signIn();
});

/** A token as a sign-in comes to it. */
async function signIn(): Promise<string> {
  const oauth = createOAuth(fake.oauth.facts());
  const { url, secret } = await oauth.begin({ now: NOW }, "https://coach.example.org/connect/oura/back");
  const answer = (await fake.oauth.consent(url)).search.slice(1);
  const done = await oauth.finish(secret, { answer, now: NOW });
  if (done.kind !== "signed-in") throw new Error("expected tokens");
  return done.tokens.accessToken;
}

const failing = (asked: Promise<unknown>): Promise<ProviderError> =>
  asked.then(
    () => {
      throw new Error("expected a failure");
    },
    (error) => error,
  );

describe("the client", () => {
  test("given more than a page, then all pages are there, each document once", async () => {
    fake.state.perPage = 2;
    for (const day of ["08", "09", "10", "11", "12"]) fake.put(ouraDayOf(fullDay(`2026-11-${day}`), ZONE));
    const days = (await client.readDocuments("daily_sleep", DAYS, token)) as readonly OuraDocument[];
    expect(days.map(({ day }) => day)).toEqual(["08", "09", "10", "11", "12"].map((day) => `2026-11-${day}`));
    expect(fake.asked.at(-1)?.query.get("start_date")).toBe("2026-11-08");
  });

  test("given pages that go round in circles, then nothing is taken for all there is", async () => {
    Object.assign(fake.state, { perPage: 2, goesRound: true });
    for (const day of ["08", "09", "10"]) fake.put(ouraDayOf(fullDay(`2026-11-${day}`), ZONE));
    expect(await failing(client.readDocuments("daily_sleep", DAYS, token))).toMatchObject({
      code: "unavailable",
      providerCode: "ENDLESS_PAGES",
    });
    expect(fake.asked.length).toBeLessThan(10);
  });

  test("given a day that is none, or of the year 24, then Oura is not asked", async () => {
    for (const from of ["2026-02-30", "0024-11-12", "yesterday"]) {
      await expect(async () => client.readDocuments("sleep", { ...DAYS, from }, token)).rejects.toThrow();
    }
    expect(fake.asked).toEqual([]);
  });

  test.each([
    [401, "needs-login", null],
    [403, "refused", null],
    [404, "refused", null],
    [422, "refused", null],
    [429, "rate-limited", 77],
    [500, "unavailable", null],
    [302, "unavailable", null],
  ] as const)(
    "given a %i, then it is %s, and nothing of what was sent or answered is in it",
    async (status, code, retryAfterSeconds) => {
      fake.state.failure = { status, headers: { "retry-after": "77" } };
      const failed = await failing(client.readDocuments("sleep", DAYS, token));
      expect(failed).toBeInstanceOf(ProviderError);
      expect(failed).toMatchObject({ code, providerCode: `HTTP_${status}`, retryAfterSeconds });
      expect(JSON.stringify([failed, failed.message, String(failed.cause)])).not.toContain(token);
    },
  );

  test("given an answer that is no page, then it is not read as an empty one", async () => {
    fake.state.failure = { status: 200, body: { detail: "Not now." } };
    expect(await failing(client.readDocuments("sleep", DAYS, token))).toMatchObject({ code: "unavailable" });
    expect(await failing(client.readUserId(token))).toMatchObject({ code: "unavailable" });
  });

  test("then the person is known by Oura's id of them, and by nothing else that it tells", async () => {
    expect(await client.readUserId(token)).toBe(fake.userId);
  });
});

describe("a window", () => {
  test("then each day comes with the documents it was read out of", async () => {
    fake.put(ouraDayOf(fullDay("2026-11-10"), ZONE));
    const { days, signals, keptBack, refused } = await createReader(client)(DAYS, token);
    expect(days.map(({ day }) => [day.date, day.sleepMinutes, day.steps])).toEqual([
      ["2026-11-10", 432, 8200],
    ]);
    expect(Object.keys(days[0]?.raw ?? {}).sort()).toEqual([
      "daily_activity",
      "daily_sleep",
      "daily_stress",
      "sleep",
    ]);
    expect(signals).toHaveLength(7);
    expect([keptBack, refused]).toEqual([[], []]);
  });

  test("given one kind that is not allowed, then it alone lacks, and is asked for once in a sync", async () => {
    fake.state.allows.delete("daily_stress");
    const read = createReader(client);
    const first = await read(DAYS, token);
    expect(first.keptBack).toEqual(["daily_stress"]);
    expect(first.signals).not.toContain("stressLevel");
    expect(first.signals).toHaveLength(6);
    await read(DAYS, token);
    expect(fake.asked.filter(({ path }) => path.endsWith("daily_stress"))).toHaveLength(1);
  });

  test("given that sleep is not allowed, then stress, which is counted of the time awake, is not told either", async () => {
    fake.state.allows.delete("sleep");
    const { signals, keptBack } = await createReader(client)(DAYS, token);
    expect(keptBack).toEqual(["sleep"]);
    expect(signals).toEqual(["sleepScore", "steps", "activityKcal"]);
  });

  test("given nothing that is allowed, then it is the token, and not the kinds", async () => {
    for (const kind of [...fake.state.allows]) fake.state.allows.delete(kind);
    expect(await failing(createReader(client)(DAYS, token))).toMatchObject({ code: "needs-login" });
  });

  test("given a token that is over between two kinds, then no kind is taken for not allowed", async () => {
    const slept = Promise.withResolvers<void>();
    // The others are asked once sleep has been answered, and the token is over.
    const inTurn: OuraClient = {
      ...client,
      async readDocuments(kind, days, by) {
        if (kind !== "sleep") await slept.promise;
        const documents = await client.readDocuments(kind, days, by);
        fake.oauth.expire(by);
        slept.resolve();
        return documents;
      },
    };
    expect(await failing(createReader(inTurn)(DAYS, token))).toMatchObject({ code: "needs-login" });
  });

  test("given documents that cannot be read, then they are named once each, and never quoted", async () => {
    for (const day of ["2026-11-10", "2026-11-11"]) {
      fake.put({ daily_sleep: [{ id: day, day, score: "eighty" }] });
    }
    const { days, refused } = await createReader(client)(DAYS, token);
    expect(days).toEqual([]);
    expect(refused).toEqual(["daily_sleep.score"]);
  });
});

describe.skipIf(!hasFixture("oura"))("real answers, by the way they came", () => {
  const real = (name: string) =>
    readPage(readFixture(`oura/real/${name}.json`)).records as readonly OuraDocument[];

  test("given two weeks of nights in pages, then they are the nights that were there", async () => {
    fake.put({ sleep: real("sleep_2024-10-10_2024-10-22") });
    const { days } = await createReader(client)({ from: "2024-10-09", to: "2024-10-23" }, token);
    expect(days.map(({ day }) => day.sleepMinutes)).toEqual([
      387, 457, 472, 461, 401, 421, 411, 532, 385, 399, 364, 461, 482,
    ]);
    // Naps and rests of the day go along, as they came.
    const told = days.flatMap(({ raw }) => (raw as { readonly sleep: readonly unknown[] }).sleep);
    expect(told.length).toBeGreaterThan(days.length);
  });

  test("given a day of activity, then it is there though Oura leaves the last day out", async () => {
    fake.put({ daily_activity: real("multiple_daily_activity") });
    const { days } = await createReader(client)({ from: "2024-11-10", to: "2024-11-12" }, token);
    expect(days.map(({ day }) => [day.date, day.steps])).toEqual([["2024-11-11", 15_185]]);
  });
});
