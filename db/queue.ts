import { type SQL, sql } from "drizzle-orm";
import type { Db, PgBoss } from "pg-boss";
import type { Database, DatabaseLog, OpenDatabase } from "./client.ts";
import { rows } from "./results.ts";

/**
 * The queues: `talk` says something to one person, `scoring` scores days of many at once, and what failed for good
 * waits in `failed` for the operator.
 */
export const QUEUES = ["talk", "scoring"] as const;
export type QueueName = (typeof QUEUES)[number];
export const FAILED_QUEUE = "failed";

/** What a job is about; its key is `(kind, user, local date)`. Ids and days only. */
export type SlotJob = {
  readonly userId: string;
  readonly kind: string;
  readonly localDate: string;
  /** ISO instant at which it was due. */
  readonly dueAt: string;
};

export type Queue = {
  /** The library itself, for the one who works on jobs. */
  readonly boss: PgBoss;
  /**
   * Queues jobs in the caller's transaction: they exist when it commits, and only then. One whose key is queued or
   * running already is left out.
   */
  enqueue(db: Database, name: QueueName, jobs: readonly SlotJob[]): Promise<void>;
  /** Lets what runs finish, up to this long, and gives the rest back. */
  stop(timeoutMs?: number): Promise<void>;
};

export type QueueOptions = {
  readonly log: DatabaseLog & {
    error(fields: object, message: string): void;
    describe(error: unknown): object;
  };
  /** Looks after the queues beside working on them: brings back what a killed process had, clears old jobs. */
  readonly supervise: boolean;
};

const DAY_SECONDS = 86_400;
/** A process that has not said for so long that it still works on a job has died. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = { embedded: 30, postgres: 2 } as const;

/** Retried with growing pauses over some hours; a talk's own window ends before that, and says so when it is late. */
const POLICY = {
  policy: "exclusive",
  retryLimit: 6,
  retryDelay: 10,
  retryBackoff: true,
  retryDelayMax: 1800,
  expireInSeconds: 300,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  deleteAfterSeconds: DAY_SECONDS,
  retentionSeconds: 14 * DAY_SECONDS,
  deadLetter: FAILED_QUEUE,
};

/**
 * The durable queue, in a schema of its own beside the tables (pg-boss makes and upgrades it under a lock).
 *
 * @see https://timgit.github.io/pg-boss
 */
export async function openQueue(database: OpenDatabase, { log, supervise }: QueueOptions): Promise<Queue> {
  const { fromDrizzle, PgBoss } = await import("pg-boss");
  const seconds = SUPERVISE_SECONDS[database.kind];
  const boss = new PgBoss({
    db: await adapterOf(database),
    backend: database.kind === "embedded" ? "pglite" : "postgres",
    schema: "jobs",
    schedule: false,
    supervise,
    superviseIntervalSeconds: seconds,
    monitorIntervalSeconds: seconds,
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  // Its messages may quote a statement with its values; a code and a place are enough.
  boss.on("error", (error) => log.error(log.describe(error), "queue error"));
  boss.on("warning", ({ data }) => log.warn({ queue: Reflect.get(data, "name") ?? null }, "queue warning"));
  await boss.start();
  await boss.createQueue(FAILED_QUEUE, {
    retentionSeconds: 90 * DAY_SECONDS,
    deleteAfterSeconds: DAY_SECONDS,
  });
  for (const name of QUEUES) {
    await boss.createQueue(name, POLICY);
    const { policy: _, ...settings } = POLICY;
    await boss.updateQueue(name, settings);
  }
  return {
    boss,
    async enqueue(db, name, jobs) {
      if (jobs.length === 0) return;
      await boss.insert(
        name,
        jobs.map((job) => ({ data: job, singletonKey: keyOf(job) })),
        { db: fromDrizzle({ execute: async (query) => [...rows(await db.execute(query as SQL))] }, sql) },
      );
    },
    stop: (timeoutMs = 10_000) => boss.stop({ graceful: true, timeout: timeoutMs, close: false }),
  };
}

/** `(kind, user, local date)` as one text. */
export function keyOf({ kind, userId, localDate }: SlotJob): string {
  return `${kind}/${userId}/${localDate}`;
}

async function adapterOf(database: OpenDatabase): Promise<Db> {
  if (database.kind === "embedded") {
    const { fromPglite } = await import("pg-boss");
    return fromPglite(database.client);
  }
  const { client } = database;
  return {
    async executeSql(text, values) {
      if (values === undefined || values.length === 0) {
        // Several statements, a transaction among them: all on one connection.
        const connection = await client.reserve();
        try {
          return { rows: [...(await connection.unsafe(text).simple())].flat() };
        } finally {
          connection.release();
        }
      }
      const parameters = values.map((value) => (value === undefined ? null : value));
      return { rows: [...(await client.unsafe(text, parameters as never[]))] };
    },
  };
}
