import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { z } from "zod";
import type { Database, DatabaseLog, OpenDatabase } from "./client.ts";
import { adapterOf, loadLibrary } from "./queue-library.ts";
import { rows } from "./results.ts";
import { SCHEDULE_KINDS } from "./schema/delivery.ts";

/**
 * The queues: `talk` says something to one person, `scoring` scores days of many at once, `errands` talks to banks and
 * reads files for one person, and what failed for good waits in `failed` for the operator.
 */
export const QUEUES = ["talk", "scoring", "errands"] as const;
export type QueueName = (typeof QUEUES)[number];
const FAILED_QUEUE = "failed";

/** What a job is about; its key is `(kind, user, local date)`. Ids and days only; `dueAt` is an ISO instant. */
export const slotJob = z.object({
  userId: z.uuid(),
  kind: z.string(),
  localDate: z.iso.date(),
  dueAt: z.iso.datetime(),
  /** The row an errand is about. */
  subject: z.uuid().optional(),
});
export type SlotJob = Readonly<z.infer<typeof slotJob>>;

/**
 * What is done for one person outside any conversation: what takes a while, or asks somebody else. `subject` names its
 * row: of `link_attempts`, `connections`, `imports`; none for `understand-money`, or the person where once is enough, and none
 * for `night-check`, `tell-trouble`, `look-for-relations` and `crisis-follow-up`.
 */
const ERRAND_KINDS = [
  "link-begin",
  "link-poll",
  "connection-sync",
  "connection-end",
  "import-look",
  "import-store",
  "understand-money",
  "night-check",
  "tell-trouble",
  "look-for-relations",
  "crisis-follow-up",
] as const;
export type ErrandKind = (typeof ERRAND_KINDS)[number];
export type Errand = {
  readonly kind: ErrandKind;
  readonly userId: string;
  readonly subject: string | null;
};

/**
 * An errand as a job. One that is queued or running already for the same subject is not queued again, but for
 * `understand-money` and `night-check` without one, which are about whatever there is.
 */
export function errandJob({ kind, userId, subject }: Errand, now: Date): SlotJob {
  const dueAt = now.toISOString();
  return { userId, kind, localDate: dueAt.slice(0, 10), dueAt, ...(subject === null ? {} : { subject }) };
}

export type Queue = {
  /** The library itself, for the one who works on jobs. */
  readonly boss: PgBoss;
  /**
   * Queues jobs in the caller's transaction: they exist when it commits, and only then. One whose key is queued or
   * running already is left out.
   */
  enqueue(db: Database, name: QueueName, jobs: readonly SlotJob[]): Promise<void>;
  /** Jobs that wait, by queue, and those that failed for good; some seconds old. */
  depths(): Promise<Readonly<Record<QueueName | "failed", number>>>;
  /** The newest jobs that failed for good, those beside them left out that cannot be read. */
  dead(): Promise<readonly SlotJob[]>;
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
/** How many failed jobs {@link Queue.dead} reads. */
const NEWEST_DEAD = 1000;
const SUPERVISE_SECONDS = { embedded: 10, postgres: 2 } as const;

/**
 * A killed process's job is missed after the heartbeat's 10 s and up to 10 s more (embedded; 2 s on a server), and comes
 * back 5 to 10 s later, 10 to 20 s the second time: within 40 s. Retried with pauses that double from there up to half an
 * hour, for 40 to 75 minutes altogether; a talk that is late by then says so in its decision.
 */
const POLICY = {
  policy: "exclusive",
  retryLimit: 9,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 1800,
  expireInSeconds: 300,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  deleteAfterSeconds: DAY_SECONDS,
  // Nothing that waits is forgotten, however long nobody ran.
  retentionSeconds: 400 * DAY_SECONDS,
  deadLetter: FAILED_QUEUE,
};

/** A long file takes its time; a provider that is away for hours is asked again by the connection's own plan. */
const ERRANDS = { expireInSeconds: 3600, retryLimit: 5 };

/**
 * The durable queue, in a schema of its own beside the tables (pg-boss makes and upgrades it under a lock).
 *
 * @see https://timgit.github.io/pg-boss
 */
export async function openQueue(database: OpenDatabase, { log, supervise }: QueueOptions): Promise<Queue> {
  const { fromDrizzle, PgBoss } = await loadLibrary();
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
    const { policy: _, ...settings } = name === "errands" ? { ...POLICY, ...ERRANDS } : POLICY;
    await boss.updateQueue(name, settings);
  }
  return {
    boss,
    async enqueue(db, name, jobs) {
      if (jobs.length === 0) return;
      await boss.insert(
        name,
        jobs.map((job) => ({ data: job, singletonKey: keyOf(job), priority: priorityOf(job) })),
        { db: fromDrizzle({ execute: async (query) => [...rows(await db.execute(query as SQL))] }, sql) },
      );
    },
    async depths() {
      const counts = new Map((await boss.getQueues()).map((one) => [one.name, one.queuedCount]));
      const of = (name: string) => counts.get(name) ?? 0;
      return {
        talk: of("talk"),
        scoring: of("scoring"),
        errands: of("errands"),
        failed: of(FAILED_QUEUE),
      };
    },
    dead: () =>
      jobsWhere(
        database.db,
        sql`name = ${FAILED_QUEUE} and state = 'created' order by created_on desc limit ${NEWEST_DEAD}`,
      ),
    stop: (timeoutMs = 10_000) => boss.stop({ graceful: true, timeout: timeoutMs, close: false }),
  };
}

/** A job that failed as often as it may. */
export type FailedJob = {
  readonly id: string;
  /** What it is about; null where that cannot be read. */
  readonly job: SlotJob | null;
  readonly failedAt: Date;
  readonly tries: number;
};

/** What failed for good, oldest first. */
export async function listFailed({ boss }: Queue): Promise<readonly FailedJob[]> {
  const found = await boss.findJobs(FAILED_QUEUE, { queued: true, limit: 100_000 });
  return found.map(({ id, data, createdOn, sourceRetryCount }) => {
    const parsed = slotJob.safeParse(data);
    const tries = (sourceRetryCount ?? 0) + 1;
    // The server's driver gives instants as text here.
    return { id, job: parsed.success ? parsed.data : null, failedAt: new Date(createdOn), tries };
  });
}

/** Queues failed jobs again, all or those named. @returns how many */
export async function retryFailed({ boss }: Queue, ids?: readonly string[]): Promise<number> {
  let moved = 0;
  for (;;) {
    const number = await boss.redrive(FAILED_QUEUE, ids === undefined ? {} : { ids: [...ids] });
    moved += number;
    if (number === 0 || ids !== undefined) return moved;
  }
}

/**
 * Jobs that are queued, were running when their process ended or wait for the operator, for a move to another database,
 * where each is tried again.
 */
export async function unfinishedJobs(db: Database): Promise<ReadonlyMap<QueueName, readonly SlotJob[]>> {
  if (!(await isMade(db))) return new Map();
  const of = (name: QueueName) => jobsWhere(db, sql`${isUnfinished(name)} order by created_on`);
  return new Map([
    ["talk", await of("talk")],
    ["scoring", await of("scoring")],
    ["errands", await of("errands")],
  ]);
}

/** A person's errands that are not done, those included that failed; none where no queue was ever made. */
export async function unfinishedErrands(db: Database, userId: string): Promise<readonly Errand[]> {
  if (!(await isMade(db))) return [];
  const found = await jobsWhere(db, sql`${isUnfinished("errands")} and data ->> 'userId' = ${userId}`);
  return found.flatMap(({ kind, subject = null }) => {
    const known = ERRAND_KINDS.find((errand) => errand === kind);
    return known === undefined ? [] : [{ kind: known, userId, subject }];
  });
}

async function isMade(db: Database): Promise<boolean> {
  const [made] = rows(await db.execute(sql`select to_regclass('jobs.job') is not null as exists`));
  return made?.exists === true;
}

const isUnfinished = (name: QueueName) => sql`coalesce(source_name, name) = ${name} and state < 'completed'`;

async function jobsWhere(db: Database, condition: SQL): Promise<readonly SlotJob[]> {
  const found = rows(await db.execute(sql`select data::text as data from jobs.job where ${condition}`));
  return found.flatMap(({ data }) => {
    const parsed = slotJob.safeParse(JSON.parse(String(data)));
    return parsed.success ? [parsed.data] : [];
  });
}

/** `(kind, user, local date)` as one text; an errand is one for its subject, another job without a schedule for its time. */
function keyOf({ kind, userId, localDate, dueAt, subject }: SlotJob): string {
  // Never left out: the one that runs may have read what there was before the change that this one is for.
  const isAboutAll = kind === "understand-money" || kind === "night-check";
  if (isAboutAll && subject === undefined) return `${kind}/${userId}/${randomUUID()}`;
  if (ERRAND_KINDS.some((errand) => errand === kind)) return `${kind}/${userId}/${subject ?? ""}`;
  const isPlanned = SCHEDULE_KINDS.some((planned) => planned === kind);
  return `${kind}/${userId}/${isPlanned ? localDate : dueAt}`;
}

/** Everybody's weekly look comes due in the same night, and nobody waits for one: whatever else there is goes first. */
function priorityOf({ kind }: SlotJob): number {
  return kind === "look-for-relations" ? -1 : 0;
}
