import { setTimeout as delay } from "node:timers/promises";
import { and, asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect } from "vitest";
import { outboundMessage, plainText } from "../../bot/message.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { endConnection } from "../../db/queries/connections.ts";
import { createIdentity, createPerson } from "../../db/queries/people.ts";
import { type Errand, errandJob } from "../../db/queue.ts";
import { outbox } from "../../db/schema/chat.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { connections } from "../../db/schema/money.ts";
import type { NewConnection } from "../../src/integrations/provider.ts";
import type { DaySignal, WearableProvider } from "../../src/integrations/wearables/wearable-provider.ts";
import { runErrands } from "../../src/jobs/errands.ts";
import type { TestClock } from "../fakes/chat.ts";
import { allRows } from "../support/all-rows.ts";
import { type ErrandQueue, errandQueue } from "../support/errand-queue.ts";
import { storeMade } from "../support/made-connection.ts";
import type { WearableHarness, WearableWorld, WorldDay } from "./wearable-harness.ts";

/** Some days after the clocks went forward there. */
const NOW = new Date("2026-04-01T09:00:00Z");
const TIMEZONE = "Europe/Berlin";
export const TODAY: LocalDate = "2026-04-01";
const DAY_MS = 86_400_000;
/** Long enough for another sync to come to where it needs the same. */
const RENEWAL_MS = 300;

const COLUMNS = {
  sleepScore: biometricReadings.sleepScore,
  sleepMinutes: biometricReadings.sleepDurationMinutes,
  restingHeartRateBpm: biometricReadings.restingHeartRate,
  hrvMs: biometricReadings.hrv,
  steps: biometricReadings.steps,
  activityKcal: biometricReadings.activityCalories,
  stressLevel: biometricReadings.stressLevel,
} as const satisfies Record<DaySignal, unknown>;
const SIGNALS = Object.keys(COLUMNS) as readonly DaySignal[];

/** A day with everything, and a night. */
export const fullDay = (date: LocalDate, change: Partial<WorldDay> = {}): WorldDay => ({
  date,
  sleepScore: 81,
  sleepMinutes: 432,
  restingHeartRateBpm: 52,
  hrvMs: 48,
  steps: 8_200,
  activityKcal: 410,
  stressLevel: 12,
  ...change,
});

/** A person with a wearable, set up anew for each test; after each, no secret stands in a log or a table. */
export type WearableStage = {
  readonly clock: TestClock;
  readonly world: () => WearableWorld;
  readonly queue: () => ErrandQueue;
  readonly made: () => NewConnection;
  /** Links, or links anew. */
  link(): Promise<void>;
  sync(by?: WearableProvider): Promise<void>;
  /** Two syncs of the connection side by side, as two processes make them. */
  syncTwice(): Promise<void>;
  /** Syncs, and dies once so many parts are stored: what it holds is never given back. */
  syncKilledAfter(parts: number): Promise<void>;
  end(): Promise<void>;
  nextDay(days?: number): void;
  connection(): Promise<typeof connections.$inferSelect>;
  /** What is stored of the provider's days, whole rows, in order. */
  rows(): Promise<readonly (typeof biometricReadings.$inferSelect)[]>;
  /** The same, as the world says days. */
  days(): Promise<readonly WorldDay[]>;
  /** The days of the world as far as the provider has to tell of them. */
  delivered(...days: readonly WorldDay[]): readonly WorldDay[];
  /** What the person was told, messages in order. */
  told(): Promise<string>;
  /** Days that are to be scored again, in order; from now on none are. */
  takeDirty(): Promise<readonly LocalDate[]>;
};

export function wearableStage(harness: WearableHarness, db: Database): WearableStage {
  const clock: TestClock = { now: NOW };
  let world: WearableWorld;
  let queue: ErrandQueue;
  let made: NewConnection;
  let userId: string;
  let connectionId: string;

  beforeEach(async () => {
    clock.now = NOW;
    world = await harness.open({ clock: () => clock.now, timezone: TIMEZONE });
    queue = errandQueue(db, clock, [world.provider]);
    userId = await createPerson(db, { timezone: TIMEZONE, currency: "EUR" });
    const sender = `of-${userId}`;
    await createIdentity(db, userId, { platform: "telegram", sender, chat: sender });
  });

  afterEach(async () => {
    const held = JSON.stringify(queue.log) + (await allRows(db));
    for (const secret of world.secrets()) expect(held).not.toContain(secret);
    await world.close();
  });

  const job = (kind: Errand["kind"]) => errandJob({ kind, userId, subject: connectionId }, clock.now);
  async function run(kind: Errand["kind"]): Promise<void> {
    await queue.enqueue(db, [job(kind)]);
    await queue.run();
  }

  const stage: WearableStage = {
    clock,
    world: () => world,
    queue: () => queue,
    made: () => made,
    async link() {
      made = await world.link();
      const owner = { userId, provider: world.provider.id, kind: "wearable" } as const;
      connectionId = await storeMade(db, queue.sealer, owner, made, clock.now);
    },
    async sync(by) {
      if (by !== undefined) queue = errandQueue(db, clock, [by]);
      await run("connection-sync");
    },
    async syncTwice() {
      const { provider } = world;
      const { access } = provider;
      // What is spent is spent at once, and what comes of it takes a while to come.
      async function renew(...given: Parameters<typeof access.renew>) {
        const renewed = await access.renew(...given);
        await delay(RENEWAL_MS);
        return renewed;
      }
      const { context } = errandQueue(db, clock, [{ ...provider, access: { ...access, renew } }]);
      const both = ["one", "other"].map((id) => ({ id, job: job("connection-sync") }));
      expect(await runErrands(both, context)).toEqual(new Set());
    },
    async syncKilledAfter(parts) {
      const { provider } = world;
      await new Promise<void>((killed, reject) => {
        async function* dying(...given: Parameters<WearableProvider["sync"]>) {
          let left = parts;
          for await (const update of provider.sync(...given)) {
            if (left === 0) return await new Promise<never>(() => killed());
            left -= 1;
            yield update;
          }
          reject(new Error(`there were no more than ${parts - left} parts`));
        }
        const { context } = errandQueue(db, clock, [{ ...provider, sync: dying }]);
        runErrands([{ id: "dying", job: job("connection-sync") }], context).catch(reject);
      });
    },
    async end() {
      await endConnection(db, { userId, id: connectionId }, clock.now);
      await run("connection-end");
    },
    nextDay(days = 1) {
      clock.now = new Date(clock.now.getTime() + days * DAY_MS);
    },
    async connection() {
      const [found] = await db.select().from(connections).where(eq(connections.id, connectionId));
      if (found === undefined) throw new Error("the connection is gone");
      return found;
    },
    rows: () =>
      db
        .select()
        .from(biometricReadings)
        .where(and(eq(biometricReadings.userId, userId), eq(biometricReadings.source, world.provider.id)))
        .orderBy(asc(biometricReadings.localDate)),
    async days() {
      const found = await db
        .select({ date: biometricReadings.localDate, ...COLUMNS })
        .from(biometricReadings)
        .where(and(eq(biometricReadings.userId, userId), eq(biometricReadings.source, world.provider.id)))
        .orderBy(asc(biometricReadings.localDate));
      return found.map(({ date, ...said }) => {
        const measured = Object.entries(said).filter(([, value]) => value !== null);
        return { date, ...Object.fromEntries(measured) };
      });
    },
    delivered: (...days) =>
      days.map((day) => {
        const { signals } = world.provider.delivers;
        const kept = SIGNALS.filter((signal) => signals.includes(signal) && day[signal] !== undefined);
        return { date: day.date, ...Object.fromEntries(kept.map((signal) => [signal, day[signal]])) };
      }),
    async told() {
      const found = await db
        .select({ message: outbox.message })
        .from(outbox)
        .where(eq(outbox.userId, userId))
        .orderBy(asc(outbox.sequence));
      return found.map(({ message }) => plainText(outboundMessage.parse(message).text)).join("\n");
    },
    async takeDirty() {
      const taken = await db.delete(dirtyDays).where(eq(dirtyDays.userId, userId)).returning();
      return taken.map(({ date }) => date).sort();
    },
  };
  return stage;
}

/** `addDays`, from today. */
export const daysAgo = (days: number): LocalDate => addDays(TODAY, -days);
