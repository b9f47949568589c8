import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { firstDayBehind } from "../../coaching/scores/score-rows.ts";
import type { ServerDatabase } from "../../db/client.ts";
import { rebuildPeople } from "../../db/queries/rebuild.ts";
import { scoreJobs } from "../../src/jobs/scoring.ts";
import { LAST_DAY, seedPopulation } from "./population.ts";

const PEOPLE = 10_000;
/** People of one job batch, as `src/background.ts` takes them on a server. */
const BATCH = 500;
/** People whose days are rebuilt: all of them would take minutes. */
const REBUILT = 500;
const REBUILT_AT_ONCE = 100;
/** Batches without the bare reading beside them, once before memory is read for the first time and once after. */
const MEMORY_BATCHES = 8;

const NIGHT = addDays(LAST_DAY, 1);
const NOW = new Date(`${NIGHT}T20:00:00Z`);

/** A piece of work beside the bare reading of the same rows, in milliseconds. */
export type Beside = { readonly work: number; readonly bare: number; readonly ratio: number };

export type ScoringCost = {
  readonly people: number;
  readonly rows: number;
  readonly seedMs: number;
  readonly night: Beside;
  readonly rebuild: Beside & { readonly days: number; readonly insert: number };
  /** Resident memory before some more batches and after them, MB. */
  readonly residentMb: { readonly before: number; readonly after: number; readonly jobs: number };
};

/**
 * What a night's run and a rebuild cost beside the bare SELECT of the rows that they read, through the same driver.
 *
 * Batch by batch, in turns and in changing order, so that both meet the same caches and the same noise.
 */
export async function measureScoring(database: ServerDatabase): Promise<ScoringCost> {
  const { client, db } = database;
  const started = performance.now();
  await seedPopulation(client, PEOPLE);
  const seedMs = performance.now() - started;
  const ids = (await client<{ id: string }[]>`select id from users order by id`).map(({ id }) => id);
  const failures: object[] = [];
  const log = {
    info() {},
    warn: (fields: object) => failures.push(fields),
    error: (fields: object) => failures.push(fields),
    describe: (error: unknown) => ({ error: String(error) }),
  };
  const jobsOf = (some: readonly string[]) =>
    some.map((userId) => ({
      id: userId,
      job: { userId, kind: "daily_scoring", localDate: NIGHT, dueAt: NOW.toISOString() },
    }));
  const score = (some: readonly string[]) =>
    scoreJobs(jobsOf(some), { db, log, clock: () => NOW, tools: { async enqueue() {} } });

  let rowsRead = 0;
  const night = { work: 0, bare: 0 };
  for (const [at, some] of batches(ids, BATCH).entries()) {
    const read = async () => {
      rowsRead += await readBare(database, some, firstDayBehind(LAST_DAY));
    };
    const run = async () => {
      await score(some);
    };
    const [bare, work] = await inTurns(read, run, at % 2 === 0);
    // The first one compiles the code of both.
    if (at > 0) {
      night.work += work;
      night.bare += bare;
    }
  }
  for (const some of batches(ids, BATCH).slice(0, MEMORY_BATCHES)) await score(some);
  const before = residentMb();
  for (const some of batches(ids, BATCH).slice(0, MEMORY_BATCHES)) await score(some);
  const after = residentMb();

  const first = addDays(LAST_DAY, -89);
  const rebuild = { work: 0, bare: 0, days: 0, insert: 0 };
  for (const [at, some] of batches(ids.slice(0, REBUILT), REBUILT_AT_ONCE).entries()) {
    const read = async () => {
      await readBare(database, some, firstDayBehind(first));
    };
    const run = async () => {
      const { days, failed } = await rebuildPeople(db, some, NOW);
      rebuild.days += days;
      failures.push(...[...failed.values()].map((error) => ({ error: String(error) })));
    };
    const [bare, work] = await inTurns(read, run, at % 2 === 0);
    rebuild.work += work;
    rebuild.bare += bare;
    rebuild.insert += await insertBare(database, some);
  }
  if (failures.length > 0) throw new Error(`not scored: ${JSON.stringify(failures[0])}`);
  return {
    people: ids.length,
    rows: rowsRead,
    seedMs,
    night: { ...night, ratio: night.work / night.bare },
    rebuild: { ...rebuild, ratio: rebuild.work / rebuild.bare },
    residentMb: { before, after, jobs: MEMORY_BATCHES * BATCH },
  };
}

/** The rows that the scores of some people's last day are made from, as the driver gives them. @returns how many */
async function readBare({ client }: ServerDatabase, userIds: readonly string[], from: LocalDate) {
  const ids = [...userIds];
  const readings = await client`
    select user_id, source, local_date, sleep_score, sleep_duration_minutes, resting_heart_rate, hrv, steps, stress_level
    from biometric_readings where user_id = any(${ids}::uuid[]) and local_date between ${from} and ${LAST_DAY}`;
  const entries = await client`
    select user_id, local_date, mood_score, energy_level_self_reported
    from mood_entries where user_id = any(${ids}::uuid[]) and local_date between ${from} and ${LAST_DAY}`;
  const payments = await client`
    select user_id, id, local_date, "timestamp", time_known, merchant_name, amount, currency, category, subcategory,
      is_discretionary, is_recurring
    from transactions where user_id = any(${ids}::uuid[]) and local_date between ${from} and ${LAST_DAY}`;
  const people = await client`
    select users.id, timezone, currency, sleep_need_minutes, weekly_budget
    from users join user_settings on user_settings.user_id = users.id where users.id = any(${ids}::uuid[])`;
  const linked = await client`
    select user_id, id, currency, synced_through from accounts where user_id = any(${ids}::uuid[])`;
  return readings.length + entries.length + payments.length + people.length + linked.length;
}

/** Milliseconds for writing the rows that a rebuild has made once more, within the database and without computing. */
async function insertBare({ client }: ServerDatabase, userIds: readonly string[]): Promise<number> {
  await client`
    create unlogged table made as select user_id, date, energy_score, mood_score, financial_score, composite_score,
      money_at_hand, money_at_hand_currency, config_version, computed_at
    from daily_balance_scores where user_id = any(${[...userIds]}::uuid[])`;
  await client`delete from daily_balance_scores where user_id = any(${[...userIds]}::uuid[])`;
  const started = performance.now();
  await client`
    insert into daily_balance_scores (
      user_id, date, energy_score, mood_score, financial_score, composite_score,
      money_at_hand, money_at_hand_currency, config_version, computed_at
    )
    select user_id, date, energy_score, mood_score, financial_score, composite_score,
      money_at_hand, money_at_hand_currency, config_version, computed_at
    from made`;
  const milliseconds = performance.now() - started;
  await client`drop table made`;
  return milliseconds;
}

async function inTurns(
  left: () => Promise<void>,
  right: () => Promise<void>,
  isLeftFirst: boolean,
): Promise<readonly [left: number, right: number]> {
  const timed = async (work: () => Promise<void>) => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
  if (isLeftFirst) return [await timed(left), await timed(right)];
  const later = await timed(right);
  return [await timed(left), later];
}

function batches(ids: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, at) =>
    ids.slice(at * size, (at + 1) * size),
  );
}

export function residentMb(): number {
  return process.memoryUsage.rss() / 2 ** 20;
}
