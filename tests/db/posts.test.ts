import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { dropRawPayloads } from "../../db/queries/raw-payloads.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { testDatabase } from "../support/database.ts";
import { hasFixture, readFixture } from "../support/fixtures.ts";
import { asleep, metric, phone, phoneServer, stepsOn } from "../support/phone.ts";

const { db } = await testDatabase();
const HAE = { source: "health_auto_export" };
const at = (date: string, time: string, offset = "-0800") => `${date} ${time}:00 ${offset}`;

/** A server at noon of 12 November, and a phone. */
async function world(now?: Date) {
  const server = await phoneServer(db, now === undefined ? {} : { now });
  return { server, ...(await phone(db, server)) };
}

const fixtures = test.skipIf(!hasFixture("health-auto-export"));

describe("what a phone posts", () => {
  fixtures("given each of the app's formats, then its days lie in the table", async () => {
    const { send, days } = await world();
    const posts = [
      ["metrics_active_energy_kj", { date: "2021-12-24", activityKcal: 0 }],
      ["sleep_aggregated_old", { date: "2021-12-18", sleepMinutes: 367 }],
      ["sleep_aggregated_phases", { date: "2023-01-31", sleepMinutes: 325 }],
      ["post_v2_mixed", { date: "2024-02-06", sleepMinutes: 450, restingHeartRateBpm: 58 }],
    ] as const;
    for (const [name] of posts) {
      const sent = await send(readFixture(`health-auto-export/${name}.json`));
      expect(sent).toEqual({ status: 200, said: { stored: 1 } });
    }
    const expected = posts.map(([, day]) => ({ ...HAE, ...day }));
    expect(await days()).toEqual(expected.sort((one, other) => (one.date < other.date ? -1 : 1)));
  });

  test("given a shortcut's day, then it is stored as a source of its own, with HRV of its kind", async () => {
    const { send, days } = await world();
    const said = { date: "2026-11-10", steps: "8000", sleepMinutes: 412, hrv: 44, activeEnergy: 320.4 };
    expect(await send(said)).toEqual({ status: 200, said: { stored: 1 } });
    await send(stepsOn("2026-11-10", ["08:00", 100]));
    expect(await days()).toEqual([
      { ...HAE, date: "2026-11-10", steps: 100 },
      {
        source: "shortcuts",
        date: "2026-11-10",
        steps: 8000,
        sleepMinutes: 412,
        hrvMs: 44,
        hrvKind: "sdnn",
        activityKcal: 320,
      },
    ]);
  });

  test("when new days come, then they are scored again and quoted nights looked at; when the same comes, nothing", async () => {
    const { server, send, days, rows, dirty, userId } = await world();
    const post = asleep([at("2026-11-09", "22:30"), at("2026-11-10", "05:30")]);
    await send(post);
    expect(await dirty()).toEqual(["2026-11-10"]);
    expect(server.jobs).toMatchObject([{ kind: "night-check", userId }]);
    const before = await rows();
    server.clock.now = new Date("2026-11-12T13:00:00Z");
    expect(await send(post)).toEqual({ status: 200, said: { stored: 1 } });
    expect(await rows()).toEqual(before);
    expect(server.jobs).toHaveLength(1);
    expect(await days()).toEqual([{ ...HAE, date: "2026-11-10", sleepMinutes: 420 }]);
  });

  test("given windows that overlap, then a day is made of all of them", async () => {
    const { send, days } = await world();
    await send(stepsOn("2026-11-10", ["08:00", 100], ["08:01", 50]));
    await send(stepsOn("2026-11-10", ["08:01", 60], ["08:02", 40]));
    await send(metric("active_energy", "kJ", { date: at("2026-11-10", "08:00"), qty: 418.4 }));
    expect(await days()).toEqual([{ ...HAE, date: "2026-11-10", steps: 200, activityKcal: 100 }]);
  });

  test("given half an hour before midnight that no night is made of yet, then it is there when the rest comes", async () => {
    const { send, days, rows, dirty } = await world();
    const evening = asleep([at("2026-11-09", "23:20"), at("2026-11-09", "23:50")]);
    expect(await send(evening)).toEqual({ status: 200, said: { stored: 0 } });
    expect([await dirty(), await days()]).toEqual([[], [{ ...HAE, date: "2026-11-09" }]]);
    const rest = asleep([at("2026-11-10", "00:00"), at("2026-11-10", "06:30")]);
    expect(await send(rest)).toEqual({ status: 200, said: { stored: 1 } });
    expect(await days()).toContainEqual({ ...HAE, date: "2026-11-10", sleepMinutes: 420 });
    // Without what it was read out of, a row that says nothing is nothing.
    await dropRawPayloads(db, 30, new Date("2027-01-01T00:00:00Z"));
    expect((await rows()).map(({ localDate, rawPayload }) => [localDate, rawPayload])).toEqual([
      ["2026-11-10", null],
    ]);
  });

  test("given the first part of a night, then the day before has it no longer once the rest comes", async () => {
    const { send, days, dirty } = await world();
    const evening = asleep([at("2026-11-09", "21:30"), at("2026-11-09", "23:30")]);
    await send(evening);
    expect(await days()).toEqual([{ ...HAE, date: "2026-11-09", sleepMinutes: 120 }]);
    await send(asleep([at("2026-11-09", "23:30"), at("2026-11-10", "05:30")]));
    expect(await days()).toEqual([
      { ...HAE, date: "2026-11-09" },
      { ...HAE, date: "2026-11-10", sleepMinutes: 480 },
    ]);
    expect(await dirty()).toEqual(["2026-11-09", "2026-11-10"]);
  });

  test("when two posts come at once, then neither is lost", async () => {
    const { send, days } = await world();
    const parts = ["08:00", "08:01", "08:02", "08:03", "08:04"] as const;
    const sent = await Promise.all(parts.map((time) => send(stepsOn("2026-11-10", [time, 100]))));
    expect(sent.map(({ status }) => status)).toEqual(parts.map(() => 200));
    expect(await days()).toEqual([{ ...HAE, date: "2026-11-10", steps: 500 }]);
  });

  test("when two processes take two posts at once, then neither is lost", async () => {
    const { server, token, userId: _, send, days } = await world();
    const other = await phoneServer(db, { now: server.clock.now });
    const beside = (time: string) =>
      fetch(`${other.url}/body/${token}`, {
        method: "POST",
        body: JSON.stringify(stepsOn("2026-11-10", [time, 100])),
      });
    const minutes = ["08:00", "08:01", "08:02", "08:03"];
    await Promise.all([
      ...minutes.map((time) => send(stepsOn("2026-11-10", [time, 100]))),
      ...minutes.map((time) => beside(time.replace("08", "09"))),
    ]);
    expect(await days()).toEqual([{ ...HAE, date: "2026-11-10", steps: 800 }]);
  });

  test("given days that have not come, then they stay out, and the log says how many", async () => {
    const { server, send, days } = await world();
    const data = ["2026-11-12", "2026-11-14", "2027-11-12"].map((date) => ({ date, steps: 5 }));
    expect(await send(data)).toEqual({ status: 200, said: { stored: 1 } });
    expect(await days()).toEqual([{ source: "shortcuts", date: "2026-11-12", steps: 5 }]);
    expect(server.log.at(-1)).toMatchObject({ message: "post stored", fields: { days: 1, ahead: 2 } });
  });

  test("given two years of days in one post, then all of them are stored", async () => {
    const { send, rows } = await world();
    const data = Array.from({ length: 730 }, (_, index) => {
      const date = new Date(Date.UTC(2024, 10, 13 + index)).toISOString().slice(0, 10);
      return { date: `${date} 00:00:00 -0800`, qty: 1000 + index };
    });
    const sent = await send(metric("step_count", "count", ...data));
    expect(sent).toEqual({ status: 200, said: { stored: 730 } });
    const stored = (await rows()).map(({ steps }) => steps);
    expect(stored).toEqual(data.map(({ qty }) => qty));
  });
});

test("given nights that begin before midnight, more of them than are stored at once, then none is cut", async () => {
  const { send, days } = await world();
  const dates = Array.from({ length: 90 }, (_, index) =>
    new Date(Date.UTC(2026, 7, 10 + index)).toISOString().slice(0, 10),
  );
  const nights = dates.slice(1).flatMap((date, index): (readonly [string, string])[] => [
    [at(dates[index] ?? "", "22:30"), at(dates[index] ?? "", "23:45")],
    [at(date, "00:00"), at(date, "05:45")],
  ]);
  await send(asleep(...nights));
  const stored = (await days()).filter(({ sleepMinutes }) => sleepMinutes !== undefined);
  expect(stored).toEqual(dates.slice(1).map((date) => ({ ...HAE, date, sleepMinutes: 420 })));
});

describe("where and when a phone is", () => {
  test("given the night of a change of the clock, then it is as long as it was", async () => {
    const { send, days } = await world();
    await send(
      asleep(
        // Eight hours on the clock: nine in the autumn, seven in the spring.
        [at("2026-10-31", "23:00", "-0700"), at("2026-11-01", "07:00", "-0800")],
        [at("2026-03-07", "23:00", "-0800"), at("2026-03-08", "07:00", "-0700")],
      ),
    );
    expect(await days()).toEqual([
      { ...HAE, date: "2026-03-08", sleepMinutes: 420 },
      { ...HAE, date: "2026-11-01", sleepMinutes: 540 },
    ]);
  });

  test("given a phone elsewhere than its person's zone says, then its own clock names the days", async () => {
    // In Auckland it is the 13th already.
    const { send, days } = await world(new Date("2026-11-12T19:00:00Z"));
    await send(asleep([at("2026-11-12", "22:30", "+1300"), at("2026-11-13", "06:30", "+1300")]));
    expect(await days()).toEqual([{ ...HAE, date: "2026-11-13", sleepMinutes: 480 }]);
  });

  test("given a flight after which the phone tells the same night by another clock, then it stays on its day", async () => {
    const { send, days } = await world(new Date("2026-11-11T15:30:00Z"));
    const night = (offset: string, from: string, to: string) => ({
      data: {
        metrics: [
          ...asleep([`${from} ${offset}`, `${to} ${offset}`]).data.metrics,
          ...metric("heart_rate_variability", "ms", { date: `${to} ${offset}`, qty: 40 }).data.metrics,
        ],
      },
    });
    await send(night("-0800", "2026-11-10 00:00:00", "2026-11-10 07:00:00"));
    const home = [{ ...HAE, date: "2026-11-10", sleepMinutes: 420, hrvMs: 40, hrvKind: "sdnn" }];
    expect(await days()).toEqual(home);
    // Tokyo: the same instants.
    await send(night("+0900", "2026-11-10 17:00:00", "2026-11-11 00:00:00"));
    expect(await days()).toEqual(home);
    await send(asleep([at("2026-11-11", "01:00", "+0900"), at("2026-11-11", "02:00", "+0900")]));
    expect(await days()).toEqual([...home, { ...HAE, date: "2026-11-11", sleepMinutes: 60 }]);
  });
});

describe("once posts are forgotten", () => {
  /** A day of 5000 steps, 300 kcal, 420 minutes and a heart rate, whose posts have been dropped. */
  async function old() {
    const one = await world(new Date("2026-08-20T12:00:00Z"));
    await one.send({
      data: {
        metrics: [
          ...stepsOn("2026-08-19", ["08:00", 5000]).data.metrics,
          ...metric("active_energy", "kcal", { date: at("2026-08-19", "08:00"), qty: 300 }).data.metrics,
          ...metric("resting_heart_rate", "bpm", { date: at("2026-08-19", "08:00"), qty: 55 }).data.metrics,
          ...asleep([at("2026-08-18", "22:00"), at("2026-08-19", "05:00")]).data.metrics,
        ],
      },
    });
    one.server.clock.now = new Date("2026-11-12T12:00:00Z");
    expect(await dropRawPayloads(db, 60, one.server.clock.now)).toBe(1);
    return one;
  }
  const whole = {
    ...HAE,
    date: "2026-08-19",
    steps: 5000,
    activityKcal: 300,
    sleepMinutes: 420,
    restingHeartRateBpm: 55,
  };

  test("given a part of such a day again, then nothing becomes smaller, however often it comes", async () => {
    const { send, days } = await old();
    const part = {
      data: {
        metrics: [
          ...stepsOn("2026-08-19", ["18:00", 700]).data.metrics,
          ...asleep([at("2026-08-19", "00:00"), at("2026-08-19", "05:00")]).data.metrics,
        ],
      },
    };
    for (const body of [part, part, stepsOn("2026-08-19", ["19:00", 1])]) {
      expect(await send(body)).toEqual({ status: 200, said: { stored: 1 } });
      expect(await days()).toEqual([whole]);
    }
  });

  test("given such a day in full, or a signal that it lacked, then that is what is new", async () => {
    const { send, days, dirty } = await old();
    await db.execute(sql`delete from dirty_days`);
    await send(stepsOn("2026-08-19", ["00:00", 6000]));
    await send(metric("resting_heart_rate", "bpm", { date: at("2026-08-19", "20:00"), qty: 52 }));
    await send(metric("heart_rate_variability", "ms", { date: at("2026-08-19", "03:00"), qty: 41 }));
    expect(await days()).toEqual([
      { ...whole, steps: 6000, restingHeartRateBpm: 52, hrvMs: 41, hrvKind: "sdnn" },
    ]);
    expect(await dirty()).toEqual(["2026-08-19"]);
    const [row] = await db
      .select()
      .from(biometricReadings)
      .where(eq(biometricReadings.localDate, "2026-08-19"));
    expect(row?.rawPayload).toBeNull();
  });

  test("given the night after such a day, then the day itself stays", async () => {
    const { send, days } = await old();
    await send(asleep([at("2026-08-19", "22:00"), at("2026-08-20", "05:00")]));
    expect(await days()).toEqual([whole, { ...HAE, date: "2026-08-20", sleepMinutes: 420 }]);
  });
});
