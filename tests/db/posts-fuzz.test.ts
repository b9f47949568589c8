import { expect, test } from "vitest";
import { type Random, seededRandom } from "../../coaching/model/random.ts";
import { breakAnswer } from "../support/broken-answers.ts";
import { testDatabase } from "../support/database.ts";
import { hasFixture, readFixture } from "../support/fixtures.ts";
import { asleep, metric, type Phone, phone, phoneServer, stepsOn } from "../support/phone.ts";
import { faultsOf } from "../support/sound-days.ts";

const { db } = await testDatabase();
const POSTS = 400;
/** Of one address in a minute. */
const PER_PHONE = 50;

const FIXTURES = [
  "metrics_active_energy_kj",
  "post_v2_mixed",
  "sleep_aggregated_old",
  "sleep_aggregated_phases",
].map((name) => `health-auto-export/${name}.json`);
const SOUND: readonly unknown[] = [
  ...FIXTURES.filter(hasFixture).map(readFixture),
  stepsOn("2026-11-10", ["08:00", 100], ["08:01", 50], ["09:00", 25]),
  asleep(
    ["2026-11-09 22:00:00 -0800", "2026-11-10 02:00:00 -0800"],
    ["2026-11-10 02:00:00 -0800", "2026-11-10 06:00:00 -0800"],
  ),
  metric("heart_rate_variability", "ms", { date: "2026-11-10 03:00:00 -0800", qty: 44 }),
  metric("active_energy", "kJ", { date: "2026-11-10 00:00:00 -0800", qty: 1200 }),
  [
    {
      date: "2026-11-10",
      steps: "9000",
      sleepMinutes: 412,
      hrv: 44,
      restingHeartRate: 52,
      activeEnergy: 320,
    },
  ],
];

/** A post with something wrong in it: in its values, or in its very bytes. */
function brokenBody(random: Random): string | Buffer {
  const any = <Of>(list: readonly Of[]) => list[Math.floor(random() * list.length)];
  const whole = any(SOUND);
  const data = Reflect.get(Object(whole), "data")?.metrics;
  // Broken in its samples, since most posts are refused once their frame is.
  const broken =
    Array.isArray(data) && random() < 0.7
      ? { data: { metrics: data.map((one) => ({ ...one, data: breakAnswer(one.data, random) })) } }
      : breakAnswer(whole, random);
  const text = JSON.stringify(broken) ?? "";
  if (random() < 0.8) return text;
  const bytes = Buffer.from(text);
  for (let time = 0; time < 3 && bytes.length > 0; time++) {
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  }
  return bytes;
}

test(`given ${POSTS} posts with something wrong in them, then each is taken or refused, and every row can be`, async () => {
  const server = await phoneServer(db);
  const random = seededRandom("posts");
  const phones: Phone[] = [];
  const statuses: number[] = [];
  for (let number = 0; number < POSTS; number++) {
    if (number % PER_PHONE === 0) phones.push(await phone(db, server));
    const sent = await phones.at(-1)?.send(brokenBody(random));
    statuses.push(sent?.status ?? 0);
  }
  expect(new Set(statuses)).toEqual(new Set([200, 400]));
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(POSTS / 3);
  const errors = server.log.filter(({ level }) => level === "error");
  expect(errors).toEqual([]);
  for (const { rows } of phones) {
    for (const row of await rows()) {
      const day = {
        source: row.source,
        date: row.localDate,
        sleepScore: row.sleepScore,
        sleepMinutes: row.sleepDurationMinutes,
        restingHeartRateBpm: row.restingHeartRate,
        hrvMs: row.hrv,
        hrvKind: row.hrvKind,
        steps: row.steps,
        activityKcal: row.activityCalories,
        stressLevel: row.stressLevel,
      };
      // What a night waits for may be all that is kept of a day.
      const isWaiting = row.rawPayload !== null;
      const faults = faultsOf(day).filter((fault) => !(isWaiting && fault === "a row that says nothing"));
      expect(faults).toEqual([]);
    }
  }
});

test("given a device whose name no database takes, then its night is stored", async () => {
  const { send, days } = await phone(db, await phoneServer(db));
  const post = asleep(["2026-11-09 22:00:00 -0800", "2026-11-10 05:00:00 -0800"]);
  for (const source of ["\0", "\ud800", `${"a".repeat(199)}😀`]) {
    const [{ name, units, data }] = post.data.metrics as [(typeof post.data.metrics)[number]];
    const sent = await send(metric(name, units, ...data.map((one) => ({ ...Object(one), source }))));
    expect(sent).toEqual({ status: 200, said: { stored: 1 } });
  }
  expect(await days()).toMatchObject([{ date: "2026-11-10", sleepMinutes: 420 }]);
});
