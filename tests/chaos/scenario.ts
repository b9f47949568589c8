import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type SQL, sql } from "drizzle-orm";
import postgres from "postgres";
import { describeError } from "../../bot/log.ts";
import { type Random, seededRandom } from "../../coaching/model/random.ts";
import { type OpenDatabase, openDatabase } from "../../db/client.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { openQueue } from "../../db/queue.ts";
import { rows } from "../../db/results.ts";
import { type Platform, startPlatform, type Unruliness } from "./platform.ts";
import { DUE_KINDS, MORNING, seedMorning } from "./seed.ts";

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));
const WORKERS = 4;
/** Kills and cuts end by then, so that what is left can come to rest. */
const UNREST_MS = 35_000;
/** A busy machine takes longer than the two minutes that a run has on a quiet one; what counts is what comes of it. */
const LONGEST_MS = 240_000;
/** What a stop may take, and some room for the connection that ends last. */
const STOP_MS = 12_000;
/** The kinds that fall due, as a list in SQL. */
const DUE = sql.raw(DUE_KINDS.map((kind) => `'${kind}'`).join(", "));
const CUTS_AT_MS = [8000, 20_000] as const;

export type Scenario = {
  readonly name: string;
  readonly people: number;
  readonly unruliness: Unruliness;
};

export type Result = {
  readonly kills: number;
  readonly disorderly: number;
  readonly cutConnections: number;
  readonly seconds: number;
  readonly database: Awaited<ReturnType<typeof countDatabase>>;
  readonly platform: Platform["answers"];
  readonly taken: ReadonlyMap<string, number>;
};

/** Plays one morning on a database of its own and counts what became of it. */
export async function play(serverUrl: string, { name, people, unruliness }: Scenario): Promise<Result> {
  const random = seededRandom(name);
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  const databaseName = `coach_chaos_${process.pid}_${Date.now()}`;
  await admin`create database ${admin(databaseName)} template template0 encoding 'UTF8'`;
  const url = new URL(serverUrl);
  url.pathname = `/${databaseName}`;
  const database = await openDatabase({ url: url.href });
  const platform = await startPlatform(unruliness, name);
  try {
    await migrateDatabase(database);
    await makeQueue(database);
    await seedMorning(database.db, people);
    const began = Date.now();
    const env = {
      PATH: process.env.PATH,
      DATABASE_URL: url.href,
      PLATFORM_URL: platform.url,
      CLOCK_OFFSET_MS: String(MORNING.from.getTime() - began),
    };
    const fleet = startFleet(env);
    let cutConnections = 0;
    const unrest = (async () => {
      const cuts = [...CUTS_AT_MS];
      while (Date.now() - began < UNREST_MS) {
        await pause(2500 + random() * 1500);
        fleet.killOne(random);
        const [cutAt] = cuts;
        if (cutAt !== undefined && Date.now() - began > cutAt) {
          cuts.shift();
          cutConnections += await cut(admin, databaseName);
        }
      }
    })();
    while (Date.now() - began < LONGEST_MS && !(await isSettled(database, people))) await pause(500);
    await unrest;
    while (Date.now() - began < LONGEST_MS && !(await isSettled(database, people))) await pause(500);
    const seconds = (Date.now() - began) / 1000;
    const disorderly = await fleet.stop();
    return {
      disorderly,
      kills: fleet.kills(),
      cutConnections,
      seconds,
      database: await countDatabase(database),
      platform: platform.answers,
      taken: platform.taken,
    };
  } finally {
    await platform.close();
    await database.close();
    await admin`drop database ${admin(databaseName)} with (force)`;
    await admin.end();
  }
}

/** Beforehand, so that no worker is killed while it makes the queue's tables: that is the migration's own test. */
async function makeQueue(database: OpenDatabase): Promise<void> {
  const log = { info() {}, warn() {}, error() {}, describe: describeError };
  const queue = await openQueue(database, { log, supervise: false });
  await queue.stop();
}

/** Worker processes of which each is started again when it is killed. */
function startFleet(env: NodeJS.ProcessEnv) {
  const workers: ChildProcess[] = [];
  let kills = 0;
  let stopping = false;
  const begin = (place: number) => {
    const child = spawn(process.execPath, [WORKER], {
      env,
      stdio: ["ignore", "ignore", process.env.CHAOS_LOG === undefined ? "ignore" : "inherit"],
    });
    workers[place] = child;
    child.once("exit", () => {
      if (!stopping) setTimeout(() => !stopping && begin(place), 500);
    });
  };
  for (let place = 0; place < WORKERS; place++) begin(place);
  return {
    kills: () => kills,
    killOne(random: Random) {
      const child = workers[Math.floor(random() * WORKERS)];
      if (child?.kill("SIGKILL") === true) kills += 1;
    },
    /** @returns how many of those that ran did not end in order within the ten seconds they have */
    async stop(): Promise<number> {
      stopping = true;
      const running = workers.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
      const ends = running.map(async (child) => {
        const ended = once(child, "exit");
        child.kill("SIGTERM");
        const inTime = await Promise.race([ended, pause(STOP_MS, null)]);
        if (inTime === null) child.kill("SIGKILL");
        return inTime?.[0] === 0;
      });
      return (await Promise.all(ends)).filter((isInOrder) => !isInOrder).length;
    },
  };
}

async function cut(admin: postgres.Sql, databaseName: string): Promise<number> {
  const cutOff = await admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${databaseName} and application_name = 'coach' and pid <> pg_backend_pid()`;
  return cutOff.length;
}

async function isSettled({ db }: OpenDatabase, people: number): Promise<boolean> {
  try {
    const [row] = rows(
      await db.execute(sql`
        select (select count(*)::int from decisions where outcome <> 'waiting') as decided,
          (select count(*)::int from schedules s where kind in (${DUE}) and (enabled or exists (
            select from decisions d where d.user_id = s.user_id and d.kind = s.kind))) as slots,
          (select count(*)::int from outbox where status = 'waiting') as waiting,
          (select count(*)::int from daily_balance_scores where date < ${MORNING.date}::date) as scored,
          (select count(*)::int from jobs.job where state < 'completed' and name <> 'failed') as jobs`),
    );
    return row?.decided === row?.slots && row?.waiting === 0 && row.scored === people && row.jobs === 0;
  } catch {
    // Its own connections are cut as well.
    return false;
  }
}

async function countDatabase({ db }: OpenDatabase) {
  const list = async (query: SQL) => rows(await db.execute(query));
  const date = sql.raw(`date '${MORNING.date}'`);
  const decisions = await list(sql`
    select c.chat_id as chat, s.kind, s.enabled, d.outcome, d.reason
    from schedules s join chat_identities c on c.user_id = s.user_id
    left join decisions d on d.user_id = s.user_id and d.kind = s.kind and d.local_date = ${date}
    where s.kind in (${DUE})`);
  const [counts] = await list(sql`
    select (select count(*)::int from decisions) as decisions,
      (select count(*)::int from daily_balance_scores where date < ${date}) as scores,
      (select count(distinct user_id)::int from daily_balance_scores where date = ${date} - 1) as scored,
      (select count(*)::int from outbox where status = 'waiting') as waiting,
      (select count(*)::int from jobs.job where state < 'completed' and name <> 'failed') as jobs,
      (select count(*)::int from jobs.job where name = 'failed') as failed,
      (select coalesce(max(retry_count), 0)::int from jobs.job) as most_tries`);
  return { decisions, counts: counts ?? {} };
}
