import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SCOPES } from "../../../src/integrations/wearables/google-health/scopes.ts";
import { createPerson, type FakePerson, type HeldPoint } from "../../fakes/google-health-person.ts";
import { type FakeGoogleHealth, startGoogleHealth } from "../../fakes/google-health-server.ts";
import { hasFixture } from "../../support/fixtures.ts";
import { AUTHORED_FOLDER, authored, SCHEMA, validatorOf } from "../../support/google-health-points.ts";

/** The fake that other tests trust is checked here against the published schema and the authored answers. */

const NOW = new Date("2026-11-12T12:00:00Z");
const SLEEP =
  'sleep.interval.civil_end_time >= "2026-11-08" AND sleep.interval.civil_end_time < "2026-11-12"';

let person: FakePerson;
let fake: FakeGoogleHealth;
let scopes: readonly string[];
beforeEach(async () => {
  person = createPerson("NGL8Q2");
  scopes = Object.values(SCOPES);
  fake = await startGoogleHealth({
    clock: () => NOW,
    allows: (token) => (token === "good" ? scopes : null),
    person,
  });
});
afterEach(() => fake.close());

type Asked = {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly token?: string;
};

type Body = {
  readonly dataPoints?: readonly object[];
  readonly rollupDataPoints?: readonly object[];
  readonly nextPageToken?: string;
  readonly error?: object;
};

async function ask(path: string, { query = {}, body, token = "good" }: Asked = {}) {
  const response = await fetch(`${fake.baseUrl}${path}?${new URLSearchParams(query)}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}
const list = (type: string, filter: string, more: Readonly<Record<string, string>> = {}) =>
  ask(`/v4/users/me/dataTypes/${type}/dataPoints`, { query: { filter, ...more } });
const rollUp = (type: string, from: number, to: number, change: object = {}) => {
  const on = (day: number) => ({ date: { year: 2026, month: 11, day } });
  const body = { range: { start: on(from), end: on(to) }, windowSizeDays: 1, ...change };
  return ask(`/v4/users/me/dataTypes/${type}/dataPoints:dailyRollUp`, { body });
};

describe.skipIf(!hasFixture(SCHEMA))("by the published schema", () => {
  test("given any kind of sleep, a rate, HRV and sums, then what it answers holds to it", async () => {
    person.addSleep({
      from: "2026-11-09T22:30:00-08:00",
      to: "2026-11-10T05:45:00-08:00",
      asleepMinutes: 398,
    });
    person.addSleep({
      from: "2026-11-10T13:00:00-08:00",
      to: "2026-11-10T13:40:30-08:00",
      asleepMinutes: 35,
      type: "CLASSIC",
      isNap: true,
    });
    person.addSleep({
      from: "2026-11-11T00:00:00+05:45",
      to: "2026-11-11T07:00:00+05:45",
      asleepMinutes: 420,
      type: "CLASSIC",
      isEdited: true,
    });
    person.setRestingHeartRate("2026-11-10", 57);
    person.setHrv("2026-11-10", 38.42);
    person.setSum("steps", "2026-11-10", 0);
    person.setSum("active-energy-burned", "2026-11-10", 412.5);
    const day = '>= "2026-11-08"';
    const listed = [
      await list("sleep", SLEEP),
      await list("sleep", SLEEP, { pageSize: "1" }),
      await list(
        "daily-resting-heart-rate",
        `daily_resting_heart_rate.date ${day} AND daily_resting_heart_rate.date < "2026-11-12"`,
      ),
      await list(
        "daily-heart-rate-variability",
        `daily_heart_rate_variability.date ${day} AND daily_heart_rate_variability.date < "2026-11-12"`,
      ),
    ];
    for (const { status, body } of listed) {
      expect(status).toBe(200);
      expect(validatorOf("ListDataPointsResponse").safeParse(body).error).toBeUndefined();
    }
    expect(listed.map(({ body }) => body.dataPoints?.length)).toEqual([3, 1, 1, 1]);
    for (const type of ["steps", "active-energy-burned"]) {
      const { body } = await rollUp(type, 8, 12);
      expect(validatorOf("DailyRollUpDataPointsResponse").safeParse(body).error).toBeUndefined();
      expect(body.rollupDataPoints).toHaveLength(1);
    }
    expect(
      validatorOf("Identity").safeParse((await ask("/v4/users/me/identity")).body).error,
    ).toBeUndefined();
  });
});

type Sleep = {
  readonly sleep: { readonly interval: { readonly startTime: string; readonly endTime: string } };
};

describe.skipIf(!hasFixture(AUTHORED_FOLDER))("by the authored answers", () => {
  test("given the authored sleeps, two at once, then it answers the authored pages", async () => {
    const pages = [authored("sleep_list_page1"), authored("sleep_list_page2")] as {
      readonly dataPoints: readonly Sleep[];
    }[];
    const points = pages.flatMap(({ dataPoints }) => dataPoints);
    // Held the other way round: the newest comes first all the same.
    for (const point of points.toReversed()) {
      const { startTime: order, endTime } = point.sleep.interval;
      // Eight hours behind, as the points themselves say.
      const at = new Date(Date.parse(endTime) - 8 * 3_600_000).toISOString().slice(0, 19);
      person.hold("sleep", { at, order, point } satisfies HeldPoint);
    }
    fake.state.mostSleeps = 2;
    const first = await list("sleep", SLEEP, { pageSize: "25" });
    const second = await list("sleep", SLEEP, { pageSize: "25", pageToken: first.body.nextPageToken ?? "" });
    expect([first.body.dataPoints, second.body.dataPoints]).toEqual(
      pages.map(({ dataPoints }) => dataPoints),
    );
    expect(second.body).toEqual(pages[1]);
  });

  test("given the authored sums, then its roll-ups are the authored ones", async () => {
    person.setSum("steps", "2026-11-09", 10_432);
    person.setSum("steps", "2026-11-10", 6120);
    person.setSum("active-energy-burned", "2026-11-10", 412.5);
    expect((await rollUp("steps", 8, 12)).body).toEqual(authored("steps_dailyRollUp"));
    expect((await rollUp("active-energy-burned", 8, 12)).body).toEqual(
      authored("active_energy_burned_dailyRollUp"),
    );
  });

  test("given the authored day of a heart, then it answers the same point, but for its name", async () => {
    person.setRestingHeartRate("2026-11-10", 57);
    const filter =
      'daily_resting_heart_rate.date >= "2026-11-10" AND daily_resting_heart_rate.date < "2026-11-11"';
    const { body } = await list("daily-resting-heart-rate", filter);
    const [point] = (authored("daily_resting_heart_rate") as { dataPoints: object[] }).dataPoints;
    expect(body.dataPoints).toEqual([{ ...point, name: expect.any(String) }]);
  });

  test("given no Fitbit, or too many requests, then it fails as authored", async () => {
    fake.state.isUnlinked = true;
    const unlinked = await list("sleep", SLEEP);
    expect(unlinked.status).toBe(400);
    expect(unlinked.body.error).toMatchObject({
      status: "FAILED_PRECONDITION",
      details: (authored("error_account_not_linked") as { error: { details: object[] } }).error.details,
    });
    for (let asked = 0; asked < 299; asked++) await ask("/v4/users/me/identity");
    const limited = await ask("/v4/users/me/identity");
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(limited.body.error).toMatchObject({
      status: "RESOURCE_EXHAUSTED",
      details: (authored("error_rate_limited") as { error: { details: object[] } }).error.details,
    });
  });
});

describe("what Google refuses, it refuses", () => {
  test.each([
    ["sleep by its start", "sleep", SLEEP.replaceAll("civil_end_time", "civil_start_time")],
    ["an end that is included", "sleep", SLEEP.replace(" < ", " <= ")],
    ["no filter", "sleep", ""],
    [
      "the name of a type with hyphens",
      "daily-resting-heart-rate",
      'daily-resting-heart-rate.date >= "2026-11-10"',
    ],
  ])("%s", async (_, type, filter) => {
    expect((await list(type, filter)).status).toBe(400);
  });

  test("a roll-up of more than 90 days, of none, or with something unknown", async () => {
    const start = { date: { year: 2026, month: 1, day: 1 } };
    const end = { date: { year: 2026, month: 4, day: 2 } };
    expect((await rollUp("steps", 8, 12, { range: { start, end } })).status).toBe(400);
    expect((await rollUp("steps", 8, 8)).status).toBe(400);
    expect((await rollUp("steps", 8, 12, { windowSize: 1 })).status).toBe(400);
  });

  test("a page of another request", async () => {
    person.addSleep({
      from: "2026-11-09T22:30:00-08:00",
      to: "2026-11-10T05:45:00-08:00",
      asleepMinutes: 398,
    });
    person.addSleep({
      from: "2026-11-10T22:30:00-08:00",
      to: "2026-11-11T05:45:00-08:00",
      asleepMinutes: 398,
    });
    const { body } = await list("sleep", SLEEP, { pageSize: "1" });
    const other = SLEEP.replace("2026-11-12", "2026-11-13");
    expect((await list("sleep", other, { pageToken: body.nextPageToken ?? "" })).status).toBe(400);
  });

  test("a token that is none, and what was not allowed", async () => {
    expect((await ask("/v4/users/me/identity", { token: "bad" })).status).toBe(401);
    scopes = [SCOPES.activity];
    expect((await list("sleep", SLEEP)).status).toBe(403);
    expect((await ask("/v4/users/me/identity")).status).toBe(200);
  });
});
