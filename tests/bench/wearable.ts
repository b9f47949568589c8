import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import type { OpenDatabase } from "../../db/client.ts";
import { createPerson } from "../../db/queries/people.ts";
import { errandJob } from "../../db/queue.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import type { NewConnection } from "../../src/integrations/provider.ts";
import { readTokens } from "../../src/integrations/wearables/oauth/tokens.ts";
import { READ_KINDS } from "../../src/integrations/wearables/oura/sync.ts";
import type { WearableProvider } from "../../src/integrations/wearables/wearable-provider.ts";
import { type OuraDay, ouraDayOf } from "../fakes/oura-day.ts";
import { ouraAt } from "../fakes/oura-harness.ts";
import { type FakeOura, startOura } from "../fakes/oura-server.ts";
import { errandQueue } from "../support/errand-queue.ts";
import { storeMade } from "../support/made-connection.ts";
import { met, type Row, time } from "./measure.ts";

const NOW = new Date("2026-11-12T09:00:00Z");
const TODAY: LocalDate = "2026-11-12";
const ZONE = "Europe/Berlin";
const DAYS = 731;
const GOAL_MS = 10_000;

/** Two years of one person's ring, from an Oura on this machine into a database. */
export async function wearableRow(name: string, { db }: OpenDatabase): Promise<Row> {
  const fake = await startOura({ clock: () => NOW });
  try {
    for (let ago = 0; ago < DAYS; ago++) fake.put(wholeDay(addDays(TODAY, -ago)));
    const provider = ouraAt(fake, { clock: () => NOW });
    const made = await link(fake, provider);
    const requests = fake.asked.length;
    const queue = errandQueue(db, { now: NOW }, [provider]);
    const userId = await createPerson(db, { timezone: ZONE });
    const owner = { userId, provider: provider.id, kind: "wearable" } as const;
    const subject = await storeMade(db, queue.sealer, owner, made, NOW);
    const began = performance.now();
    await queue.enqueue(db, [errandJob({ kind: "connection-sync", userId, subject }, NOW)]);
    await queue.run();
    const took = performance.now() - began;
    const days = await db.$count(biometricReadings, eq(biometricReadings.userId, userId));
    if (days !== DAYS) throw new Error(`${days} days were stored`);
    const asked = fake.asked.slice(requests);
    const bare = await askAlone(fake, readTokens(made.credentials).accessToken, asked);
    return [
      `two years of a ring's days from an Oura on this machine, ${asked.length} requests, ${name} (the requests alone, each read, ${time(bare)})`,
      `${time(took)}, ${(took / bare).toFixed(1)} times the requests`,
      "under 10 s",
      met(took < GOAL_MS),
    ];
  } finally {
    await fake.stop();
  }
}

async function link(fake: FakeOura, provider: WearableProvider): Promise<NewConnection> {
  const request = { attemptId: randomUUID(), userId: randomUUID(), mends: null, now: NOW };
  const offer = await provider.beginLink(request);
  if (offer.kind !== "address") throw new Error("expected an address");
  const answer = (await fake.oauth.consent(offer.url)).search.slice(1);
  const outcome = await provider.readLink(offer.secret, { ...request, answer });
  const [made] = outcome.kind === "linked" ? outcome.connections : [];
  if (made === undefined) throw new Error("not linked");
  return made;
}

/** The same requests once more, four side by side as the coach asks. @returns milliseconds */
async function askAlone(fake: FakeOura, token: string, asked: FakeOura["asked"]): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < asked.length; at += READ_KINDS.length) {
    const those = asked.slice(at, at + READ_KINDS.length);
    await Promise.all(
      those.map(async ({ path, query }) => {
        const headers = { authorization: `Bearer ${token}` };
        await (await fetch(`${fake.baseUrl}${path}?${query}`, { headers })).json();
      }),
    );
  }
  return performance.now() - began;
}

/** With the series that Oura tells of a night and a day, which are most of what it sends. */
function wholeDay(date: LocalDate): OuraDay {
  const said = {
    date,
    sleepScore: 81,
    sleepMinutes: 432,
    restingHeartRateBpm: 52,
    hrvMs: 48,
    steps: 8200,
    activityKcal: 410,
    stressLevel: 12,
  };
  const { sleep = [], daily_activity = [], ...rest } = ouraDayOf(said, ZONE);
  const series = (items: number, interval: number) => ({
    interval,
    items: Array.from({ length: items }, (_, index) => 40 + ((index * 7) % 30)),
    timestamp: `${date}T00:00:00+01:00`,
  });
  const nightly = {
    heart_rate: series(100, 300),
    hrv: series(100, 300),
    movement_30_sec: "1".repeat(900),
    sleep_phase_5_min: "4".repeat(90),
  };
  const daily = { met: series(1440, 60), class_5_min: "1".repeat(288) };
  return {
    ...rest,
    sleep: sleep.map((document) => ({ ...document, ...nightly })),
    daily_activity: daily_activity.map((document) => ({ ...document, ...daily })),
  };
}
