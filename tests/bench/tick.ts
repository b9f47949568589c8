import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import { describeError } from "../../bot/log.ts";
import type { ServerDatabase } from "../../db/client.ts";
import { openQueue, type SlotJob } from "../../db/queue.ts";
import { runTick } from "../../src/jobs/tick.ts";
import { median } from "./measure.ts";
import { residentMb } from "./scoring.ts";

const DUE = 1_000;
const FEW = 10_000;
const MANY = 1_000_000;
const ROUNDS = 9;
/** Rows that one transaction claims, as `src/background.ts` has it on a server. */
const BATCH = 1000;
/** Ticks between two readings of memory, a million jobs; and those before the first one, which fill every cache. */
const MEMORY_TICKS = 1000;
const WARMING_TICKS = 250;

/** Most schedules are due later in the day. */
const NOW = new Date("2026-11-23T00:15:30Z");

export type TickCost = {
  readonly due: number;
  /** Milliseconds, medians. */
  readonly amongFew: number;
  readonly amongMany: number;
  /** The queue's own insert of as many jobs, in a transaction of its own. */
  readonly enqueue: number;
  readonly bare: number;
  readonly residentMb: { readonly before: number; readonly after: number; readonly jobs: number };
};

/**
 * What a tick costs with a thousand due among few and among many schedules, in turns on two databases, beside a bare
 * claim-and-update of a thousand rows by primary key and beside the queue's insert alone, and what it leaves in memory.
 */
export async function measureTick(few: ServerDatabase, many: ServerDatabase): Promise<TickCost> {
  const amongFew = await ticker(few, FEW);
  const amongMany = await ticker(many, MANY);
  try {
    for (let round = 0; round < 3; round++) for (const one of [amongFew, amongMany]) await one.tick();
    const costs = [];
    for (let round = 0; round < ROUNDS; round++) {
      costs.push({
        few: await amongFew.tick(),
        many: await amongMany.tick(),
        enqueue: await amongMany.enqueue(),
        bare: await claimBare(many.client),
      });
    }
    for (let round = 0; round < WARMING_TICKS; round++) await amongMany.tick();
    const before = residentMb();
    for (let round = 0; round < MEMORY_TICKS; round++) await amongMany.tick();
    return {
      due: DUE,
      amongFew: median(costs.map((one) => one.few)),
      amongMany: median(costs.map((one) => one.many)),
      enqueue: median(costs.map((one) => one.enqueue)),
      bare: median(costs.map((one) => one.bare)),
      residentMb: { before, after: residentMb(), jobs: MEMORY_TICKS * DUE },
    };
  } finally {
    await amongFew.stop();
    await amongMany.stop();
  }
}

/** A database with so many schedules, and ticks on it that find a thousand due. */
async function ticker(database: ServerDatabase, total: number) {
  const { client, db } = database;
  const quiet = { info() {}, warn() {}, error() {}, describe: describeError };
  await seedSchedules(client, 1, total);
  const queue = await openQueue(database, { log: quiet, supervise: false });
  const { enqueue } = queue;
  // Or the next round's jobs would be left out as queued already.
  const empty = () => client`truncate jobs.job`;
  return {
    stop: () => queue.stop(),
    async tick() {
      await makeDue(client, total);
      const started = performance.now();
      const jobs = await runTick({ db, log: quiet, clock: () => NOW, enqueue, batch: BATCH });
      const cost = performance.now() - started;
      if (jobs !== DUE) throw new Error(`expected ${DUE} jobs of a tick, found ${jobs}`);
      await empty();
      return cost;
    },
    async enqueue() {
      const jobs = someKeys(total).map(jobFor);
      const started = performance.now();
      await db.transaction((tx) => enqueue(tx, "scoring", jobs));
      const cost = performance.now() - started;
      await empty();
      return cost;
    },
  };
}

function jobFor(userId: string): SlotJob {
  return { userId, kind: "daily_scoring", localDate: "2026-11-23", dueAt: NOW.toISOString() };
}

/** Schedules without people: a tick looks at nothing else. */
async function seedSchedules(client: Sql, from: number, to: number): Promise<void> {
  await client.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`
      insert into schedules (user_id, kind, local_minute, timezone, next_local_date, next_run_at)
      select md5('schedule ' || number)::uuid, 'daily_scoring', 15, zone, '2026-11-24',
        ('2026-11-24 00:15'::timestamp at time zone zone)
      from (
        select number, (array['UTC', 'Europe/London', 'America/New_York', 'America/Los_Angeles'])[1 + number % 4] as zone
        from generate_series(${from}::int, ${to}::int) as number
      ) as made`;
  });
  await client.unsafe("vacuum analyze schedules");
}

let turn = 0;

/** A thousand keys from all over the table, others each time. */
function someKeys(total: number): string[] {
  turn += 7;
  const stride = total / DUE;
  return Array.from({ length: DUE }, (_, at) => keyOf(1 + ((turn + at * stride) % total)));
}

function keyOf(number: number): string {
  return createHash("md5").update(`schedule ${number}`).digest("hex");
}

/** Puts some rows where they are due now. */
async function makeDue(client: Sql, total: number): Promise<void> {
  await client`
    update schedules set timezone = 'UTC', next_local_date = '2026-11-23', next_run_at = '2026-11-23 00:15+00',
      last_local_date = '2026-11-22', last_run_at = '2026-11-22 00:15+00'
    where user_id = any(${someKeys(total)}::uuid[])`;
}

/** Milliseconds for claiming a thousand rows by their keys and moving them on. */
async function claimBare(client: Sql): Promise<number> {
  const ids = someKeys(MANY);
  const started = performance.now();
  await client.begin(async (sql) => {
    await sql`
      select * from schedules where user_id = any(${ids}::uuid[]) and kind = 'daily_scoring' for update skip locked`;
    await sql`
      update schedules set last_local_date = '2026-11-23', last_run_at = '2026-11-23 00:15+00',
        next_local_date = '2026-11-24', next_run_at = '2026-11-24 00:15+00'
      where user_id = any(${ids}::uuid[]) and kind = 'daily_scoring'`;
  });
  return performance.now() - started;
}
