import { describe, expect, test } from "vitest";
import { eachDay } from "../../../coaching/model/local-date.ts";
import { readDays } from "../../../src/integrations/wearables/whoop/sync.ts";
import { whoopForTest } from "./world.ts";

const DAYS = { from: "2026-11-08", to: "2026-11-12" };

describe("the client", () => {
  test("given more than a page, then all pages are there, each record once, as many at once as WHOOP gives", async () => {
    const { client, token, sleep, fake } = await whoopForTest();
    sleep(eachDay("2026-09-01", "2026-11-12"));
    const access = await token();
    const records = await client.readRecords("sleep", { from: "2026-09-01", to: "2026-11-12" }, access);
    expect(records).toHaveLength(73);
    expect(new Set(records.map((record) => JSON.stringify(record))).size).toBe(73);
    const asked = fake.asked.filter(({ path }) => path === "/developer/v2/activity/sleep");
    expect(asked.map(({ query }) => query.get("limit"))).toEqual(["25", "25", "25"]);
  });

  test("given pages that go round in circles, then nothing is taken for all there is", async () => {
    const { client, token, sleep, fake } = await whoopForTest();
    sleep(eachDay(DAYS.from, DAYS.to));
    const access = await token();
    Object.assign(fake.state, { perPage: 2, goesRound: true });
    await expect(client.readRecords("recovery", DAYS, access)).rejects.toMatchObject({
      code: "unavailable",
      providerCode: "ENDLESS_PAGES",
    });
    expect(fake.asked.length).toBeLessThan(10);
  });

  test("given a day that is none, then WHOOP is not asked", async () => {
    const { client, fake } = await whoopForTest();
    for (const from of ["2026-02-30", "0024-11-12", "yesterday"]) {
      await expect(async () => client.readRecords("sleep", { ...DAYS, from }, "token")).rejects.toThrow();
    }
    expect(fake.asked).toEqual([]);
  });

  test.each([
    [{ status: 401 }, "needs-login", null],
    [{ status: 403 }, "refused", null],
    [{ status: 400 }, "refused", null],
    [{ status: 429, headers: { "x-ratelimit-reset": "43" } }, "rate-limited", 43],
    [{ status: 429, headers: { "retry-after": "7", "x-ratelimit-reset": "43" } }, "rate-limited", 7],
    [{ status: 429 }, "rate-limited", 60],
    [{ status: 500 }, "unavailable", null],
    [{ status: 302, headers: { location: "/elsewhere" } }, "unavailable", null],
    [{ status: 200, body: { error: "no page" } }, "unavailable", null],
  ] as const)(
    "given %j, then it is %s, and nothing of what was sent or answered is in it",
    async (failure, code, retryAfterSeconds) => {
      const { client, fake } = await whoopForTest();
      fake.state.failure = failure;
      const error = await client.readRecords("sleep", DAYS, "hidden-token").catch((thrown) => thrown);
      expect(error).toMatchObject({ code, retryAfterSeconds });
      expect(JSON.stringify([error, error.message, String(error.cause)])).not.toMatch(
        /hidden-token|not done: /,
      );
    },
  );

  test("whose band it is goes by the number alone, as text", async () => {
    const { client, token, fake } = await whoopForTest();
    expect(await client.readUserId(await token())).toBe(String(fake.userId));
    fake.state.failure = { status: 200, body: { first_name: "Some" } };
    await expect(client.readUserId("token")).rejects.toMatchObject({ providerCode: "UNREADABLE" });
  });
});

describe("days", () => {
  test.each(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"])(
    "given somebody in %s, then every day asked for is there, though WHOOP goes by moments",
    async (zone) => {
      const { client, token, sleep } = await whoopForTest();
      sleep(eachDay("2026-11-04", "2026-11-16"), zone);
      const { days } = await readDays(client, DAYS, { token: await token(), asksRecovery: true });
      const dates = days.map(({ day }) => day.date).filter((date) => date >= DAYS.from && date <= DAYS.to);
      expect(dates).toEqual(eachDay(DAYS.from, DAYS.to));
    },
  );

  test("then each day holds its sleeps and their recoveries as they came", async () => {
    const { client, token, sleep, fake } = await whoopForTest();
    sleep(["2026-11-09", "2026-11-10"]);
    const { days } = await readDays(client, DAYS, { token: await token(), asksRecovery: true });
    const user_id = fake.userId;
    expect(days.map(({ raw }) => raw)).toMatchObject([
      { sleep: [{ user_id, cycle_id: 20_261_109 }], recovery: [{ user_id, cycle_id: 20_261_109 }] },
      { sleep: [{ user_id, cycle_id: 20_261_110 }], recovery: [{ user_id, cycle_id: 20_261_110 }] },
    ]);
  });

  test("given recoveries that are withheld, then the nights come, and nothing is said of what they do not tell", async () => {
    const { client, token, sleep, fake } = await whoopForTest();
    sleep(["2026-11-10"]);
    const access = await token();
    fake.state.withheld.add("recovery");
    const { days, signals, hasRecovery } = await readDays(client, DAYS, {
      token: access,
      asksRecovery: true,
    });
    expect(days).toMatchObject([{ day: { date: "2026-11-10", sleepMinutes: 432, hrvMs: null } }]);
    expect({ signals, hasRecovery }).toEqual({ signals: ["sleepScore", "sleepMinutes"], hasRecovery: false });
  });

  test("given recoveries that were not allowed, then they are not asked for", async () => {
    const { client, token, sleep, fake } = await whoopForTest();
    sleep(["2026-11-10"]);
    const access = await token();
    await readDays(client, DAYS, { token: access, asksRecovery: false });
    expect(fake.asked.map(({ path }) => path)).not.toContain("/developer/v2/recovery");
  });

  test("given nights that are withheld, then that is a failure, and not a person without nights", async () => {
    const { client, token, fake } = await whoopForTest();
    const access = await token();
    fake.state.withheld.add("sleep");
    const read = readDays(client, DAYS, { token: access, asksRecovery: true });
    await expect(read).rejects.toMatchObject({ code: "refused", providerCode: "HTTP_403" });
  });

  test("given a recovery of a sleep that is not there, then it is left out by its name", async () => {
    const { client, token, sleep, fake } = await whoopForTest();
    sleep(["2026-11-10"]);
    const access = await token();
    const odd = { cycle_id: 7, sleep_id: "none", score_state: "SCORED", score: { hrv_rmssd_milli: 12 } };
    const asRecovery = { readRecords: async (kind: string) => (kind === "sleep" ? [] : [odd]) };
    const { days, refused } = await readDays({ ...client, ...asRecovery }, DAYS, {
      token: access,
      asksRecovery: true,
    });
    expect({ days, refused, asked: fake.asked.length > 0 }).toEqual({
      days: [],
      refused: ["recovery.sleep_id"],
      asked: true,
    });
  });
});
