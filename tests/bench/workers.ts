import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { describeError } from "../../bot/log.ts";
import type { ServerDatabase } from "../../db/client.ts";
import { openQueue } from "../../db/queue.ts";
import { rows } from "../../db/results.ts";
import { MORNING, seedMorning } from "../chaos/seed.ts";

const WORKER = fileURLToPath(new URL("../chaos/worker.ts", import.meta.url));
const PEOPLE = 12_000;

/**
 * Seconds from queueing one scheduled message for each of many people until the last is decided and queued to be sent,
 * by one worker process and by four; all run already when the jobs come.
 */
export async function measureWorkers(database: ServerDatabase) {
  await seedMorning(database.db, PEOPLE);
  await database.db.execute(sql`update schedules set enabled = false`);
  const one = await run(database, 1);
  const four = await run(database, 4);
  return { people: PEOPLE, one, four, ratio: one / four };
}

async function run(database: ServerDatabase, processes: number): Promise<number> {
  const { db, url } = database;
  await db.execute(sql`delete from decisions`);
  await db.execute(sql`delete from outbox`);
  await db.execute(sql`update conversations set flow = null, state = null`);
  const workers = await Promise.all(Array.from({ length: processes }, () => startWorker(url)));
  const log = { info() {}, warn() {}, error() {}, describe: describeError };
  const queue = await openQueue(database, { log, supervise: false });
  const people = rows(await db.execute(sql`select id::text as id from users`));
  const dueAt = "2026-11-24T07:30:00.000Z";
  const jobs = people.map(({ id }) => ({
    userId: String(id),
    kind: "checkin_reminder",
    localDate: MORNING.date,
    dueAt,
  }));
  const started = performance.now();
  await db.transaction((tx) => queue.enqueue(tx, "talk", jobs));
  for (;;) {
    const [row] = rows(await db.execute(sql`select count(*)::int as decided from decisions`));
    if (row?.decided === PEOPLE) break;
    await pause(200);
  }
  const seconds = (performance.now() - started) / 1000;
  await queue.stop();
  await Promise.all(workers.map(stop));
  return seconds;
}

async function startWorker(url: string): Promise<ChildProcess> {
  const offset = String(MORNING.from.getTime() - Date.now());
  const env = { PATH: process.env.PATH, DATABASE_URL: url, PLATFORM_URL: "", CLOCK_OFFSET_MS: offset };
  const child = spawn(process.execPath, [WORKER], { env, stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
