import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { onTestFinished } from "vitest";
import type { Database } from "../../db/client.ts";
import { createPerson } from "../../db/queries/people.ts";
import { makeUploadToken } from "../../db/queries/upload-tokens.ts";
import type { SlotJob } from "../../db/queue.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { startHttp } from "../../src/http/server.ts";
import { postRoutes } from "../../src/posts/route.ts";
import { collectLog, type LogLine, type TestClock } from "../fakes/chat.ts";
import { freePort } from "./free-port.ts";

/** The coach's own HTTP server with the routes that phones post to. */
export type PhoneServer = {
  readonly url: string;
  readonly clock: TestClock;
  readonly log: LogLine[];
  /** What storing wanted done. */
  readonly jobs: SlotJob[];
};

export async function phoneServer(
  db: Database,
  {
    now = new Date("2026-11-12T12:00:00Z"),
    longestMs = 10_000,
    enqueue = async () => {},
  }: PhoneServerOptions = {},
): Promise<PhoneServer> {
  const clock = { now };
  const log: LogLine[] = [];
  const jobs: SlotJob[] = [];
  const port = await freePort();
  const routes = postRoutes(
    {
      db,
      log: { ...collectLog(log), flush() {} },
      clock: () => clock.now,
      async enqueue(_, __, some) {
        await enqueue();
        jobs.push(...some);
      },
      wake() {},
    },
    { longestMs },
  );
  const server = await startHttp(
    { port, host: "127.0.0.1" },
    {
      askDatabase: () => Promise.resolve(),
      clock: () => clock.now,
      metrics: { contentType: "text/plain", read: () => Promise.resolve("") },
      routes,
    },
  );
  onTestFinished(() => server.stop());
  return { url: `http://127.0.0.1:${port}`, clock, log, jobs };
}

type PhoneServerOptions = {
  readonly now?: Date;
  readonly longestMs?: number;
  /** Before a job is queued, in the transaction that stores. */
  readonly enqueue?: () => Promise<void>;
};

/** A person, and the phone that posts for them. */
export type Phone = {
  readonly userId: string;
  readonly token: string;
  send(body: unknown, init?: RequestInit): Promise<{ readonly status: number; readonly said: unknown }>;
  /** What of a person's days is stored, in order, without what it was read out of. */
  days(): Promise<readonly Stored[]>;
  rows(): Promise<readonly (typeof biometricReadings.$inferSelect)[]>;
  /** Days that are to be scored again. */
  dirty(): Promise<readonly string[]>;
};

/** A day in short: what is null is left out. */
export type Stored = { readonly source: string; readonly date: string; readonly [signal: string]: unknown };

/** @param timezone of the person, who may be elsewhere than the phone */
export async function phone(
  db: Database,
  { url, clock }: Pick<PhoneServer, "url" | "clock">,
  timezone = "America/Los_Angeles",
): Promise<Phone> {
  const userId = await createPerson(db, { timezone, currency: "USD" });
  const made = { userId, identityId: randomUUID(), kind: "posts", expiresAt: null } as const;
  const token = await makeUploadToken(db, made, clock.now);
  const rows = () =>
    db
      .select()
      .from(biometricReadings)
      .where(eq(biometricReadings.userId, userId))
      .orderBy(asc(biometricReadings.localDate), asc(biometricReadings.source));
  return {
    userId,
    token,
    async send(body, init = {}) {
      const text = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
      const answer = await fetch(`${url}/body/${token}`, { method: "POST", body: text, ...init });
      const said = await answer.text();
      const isJson = answer.headers.get("content-type") === "application/json";
      return { status: answer.status, said: isJson ? JSON.parse(said) : said };
    },
    rows,
    async days() {
      return (await rows()).map((row) => {
        const { source, localDate: date } = row;
        const values = {
          sleepMinutes: row.sleepDurationMinutes,
          restingHeartRateBpm: row.restingHeartRate,
          hrvMs: row.hrv,
          hrvKind: row.hrvKind,
          steps: row.steps,
          activityKcal: row.activityCalories,
        };
        const said = Object.entries(values).filter(([, value]) => value !== null);
        return { source, date, ...Object.fromEntries(said) };
      });
    },
    async dirty() {
      const found = await db.select().from(dirtyDays).where(eq(dirtyDays.userId, userId));
      return found.map(({ date }) => date).sort();
    },
  };
}

/** A post of Health Auto Export with one metric. */
export function metric(name: string, units: string, ...data: readonly unknown[]) {
  return { data: { metrics: [{ name, units, data }] } };
}

/** Steps by the minute on a day in Los Angeles, `"08:00"`. */
export function stepsOn(date: string, ...samples: readonly (readonly [time: string, qty: number])[]) {
  const data = samples.map(([time, qty]) => ({ date: `${date} ${time}:00 -0800`, qty }));
  return metric("step_count", "count", ...data);
}

/** Asleep from one time to another, each as the phone writes it: `"2026-11-09 22:00:00 -0800"`. */
export function asleep(...stretches: readonly (readonly [from: string, to: string])[]) {
  const data = stretches.map(([startDate, endDate]) => ({
    startDate,
    endDate,
    qty: 1,
    value: "Core",
    source: "Watch",
  }));
  return metric("sleep_analysis", "hr", ...data);
}
