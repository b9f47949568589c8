import { randomUUID } from "node:crypto";
import { asc, sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { recordDecision } from "../../db/queries/decisions.ts";
import { createPerson } from "../../db/queries/people.ts";
import {
  type Errand,
  errandJob,
  listFailed,
  openQueue,
  retryFailed,
  type SlotJob,
  unfinishedJobs,
} from "../../db/queue.ts";
import { rows } from "../../db/results.ts";
import { decisions } from "../../db/schema/delivery.ts";
import { sweep } from "../../src/jobs/sweep.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const database = await testDatabase();
const { db } = database;
const lines: LogLine[] = [];
const queue = await openQueue(database, { log: collectLog(lines), supervise: false });
afterAll(() => queue.stop());
beforeEach(async () => {
  lines.length = 0;
  await queue.boss.deleteAllJobs();
});

const POLICY = {
  expireInSeconds: 300,
  heartbeatSeconds: 10,
  retryLimit: 9,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 1800,
  deadLetter: "failed",
};

const job = (localDate: string, userId: string = randomUUID()): SlotJob => ({
  userId,
  kind: "morning_nudge",
  localDate,
  dueAt: "2026-11-23T07:30:00.000Z",
});

const fetchAll = () => queue.boss.fetch<SlotJob>("talk", { batchSize: 100 });

test("given a transaction that commits, then its jobs are there; given one that is taken back, then they are not", async () => {
  const kept = job("2026-11-23");
  await db.transaction((tx) => queue.enqueue(tx, "talk", [kept]));
  await db
    .transaction(async (tx) => {
      await queue.enqueue(tx, "talk", [job("2026-11-24")]);
      throw new Error("taken back");
    })
    .catch(() => {});
  expect((await fetchAll()).map(({ data }) => data)).toEqual([kept]);
});

test("given the same person, kind and day twice, then there is one job while it waits or runs", async () => {
  const one = job("2026-11-23");
  await db.transaction((tx) => queue.enqueue(tx, "talk", [one, one, job("2026-11-24", one.userId)]));
  await db.transaction((tx) => queue.enqueue(tx, "talk", [one]));
  const taken = await fetchAll();
  expect(taken.map(({ data }) => data.localDate).sort()).toEqual(["2026-11-23", "2026-11-24"]);
  await db.transaction((tx) => queue.enqueue(tx, "talk", [one]));
  expect(await fetchAll()).toEqual([]);
});

test("given an errand for a connection twice, or for a person's trouble twice, then there is one; to understand money or to check nights again while that is under way, then two", async () => {
  const now = new Date("2026-11-23T07:30:00Z");
  const userId = randomUUID();
  const subject = randomUUID();
  const sync = errandJob({ kind: "connection-sync", userId, subject }, now);
  const about = (kind: Errand["kind"]) => errandJob({ kind, userId, subject: null }, now);
  const all = [sync, about("tell-trouble"), about("understand-money"), about("night-check")];
  await db.transaction((tx) => queue.enqueue(tx, "errands", all));
  const fetch = () => queue.boss.fetch<SlotJob>("errands", { batchSize: 10 });
  expect(await fetch()).toHaveLength(4);
  await db.transaction((tx) => queue.enqueue(tx, "errands", all));
  expect((await fetch()).map(({ data }) => data.kind).sort()).toEqual(["night-check", "understand-money"]);
});

test("given jobs by the thousand, then one call queues them", async () => {
  const many = Array.from({ length: 3000 }, () => job("2026-11-23"));
  await db.transaction((tx) => queue.enqueue(tx, "scoring", many));
  expect(await queue.boss.findJobs("scoring", { queued: true, limit: 5000 })).toHaveLength(3000);
});

test("given a job that fails for good, then it waits for the operator, and can be run again", async () => {
  const one = job("2026-11-23");
  await db.transaction((tx) => queue.enqueue(tx, "talk", [one]));
  const [taken] = await fetchAll();
  await db.execute(sql`update jobs.job set retry_count = retry_limit where id = ${taken?.id}::uuid`);
  await queue.boss.fail("talk", taken?.id ?? "");
  const [failed, ...others] = await listFailed(queue);
  expect(failed).toMatchObject({ job: one, tries: POLICY.retryLimit + 1 });
  expect(Math.abs(Date.now() - Number(failed?.failedAt))).toBeLessThan(3_600_000);
  expect(others).toEqual([]);
  expect(await retryFailed(queue)).toBe(1);
  expect(await listFailed(queue)).toEqual([]);
  expect((await fetchAll()).map(({ data }) => data)).toEqual([one]);
});

test("given several jobs that failed for good, then those that are named run again, and what cannot be read is listed", async () => {
  const [one, two] = [job("2026-11-23"), job("2026-11-24")];
  await db.transaction((tx) => queue.enqueue(tx, "talk", [one, two]));
  await queue.boss.send("talk", { nothing: "of ours" });
  await db.execute(sql`update jobs.job set retry_count = retry_limit`);
  for (const { id } of await fetchAll()) await queue.boss.fail("talk", id);
  const failed = await listFailed(queue);
  const days = failed.map(({ job }) => job?.localDate ?? null);
  expect(new Set(days)).toEqual(new Set(["2026-11-23", "2026-11-24", null]));
  const wanted = failed.filter(({ job }) => job?.localDate === "2026-11-24").map(({ id }) => id);
  expect(await retryFailed(queue, wanted)).toBe(1);
  expect((await fetchAll()).map(({ data }) => data)).toEqual([two]);
  expect(await listFailed(queue)).toHaveLength(2);
});

test("a queue's jobs are given up after a time, tried again with growing pauses and then kept for the operator", async () => {
  for (const name of ["talk", "scoring"]) expect(await queue.boss.getQueue(name)).toMatchObject(POLICY);
});

test("given a process that is killed twice with the same job, then the job comes back soon each time", async () => {
  await db.transaction((tx) => queue.enqueue(tx, "talk", [job("2026-11-23")]));
  for (const time of ["first", "second"]) {
    expect(await fetchAll(), time).toHaveLength(1);
    expect(await fetchAll(), time).toEqual([]);
    await db.execute(sql`update jobs.job set heartbeat_on = now() - interval '11 seconds'`);
    // As when the next look at the queue has come.
    await db.execute(sql`update jobs.queue set monitor_on = null, monitor_claim_on = null`);
    await queue.boss.supervise("talk");
    const [back] = rows(
      await db.execute(
        sql`select state::text as state, extract(epoch from start_after - now())::float8 as seconds from jobs.job`,
      ),
    );
    expect(back?.state, time).toBe("retry");
    // Beside the heartbeat's 10 s and 10 s until the next look: within a minute altogether.
    expect(Number(back?.seconds), time).toBeLessThanOrEqual(30);
    expect(Number(back?.seconds), time).toBeGreaterThan(0);
    await db.execute(sql`update jobs.job set start_after = now()`);
  }
});

test("given jobs whose processes died each time, then their slots are held as failed, and what was decided stays", async () => {
  const userId = await createPerson(db, { timezone: "UTC" });
  const jobs = [job("2026-11-22", userId), job("2026-11-23", userId), job("2026-11-23")];
  const sent = { userId, kind: "morning_nudge", localDate: "2026-11-22", dueAt: new Date() } as const;
  await recordDecision(db, sent, { outcome: "waiting" }, new Date());
  await db.transaction((tx) => queue.enqueue(tx, "talk", jobs));
  await db.transaction((tx) =>
    queue.enqueue(tx, "scoring", [{ ...job("2026-11-23", userId), kind: "rescoring" }]),
  );
  await db.execute(sql`update jobs.job set retry_count = retry_limit`);
  for (const name of ["talk", "scoring"] as const) {
    for (const { id } of await queue.boss.fetch(name, { batchSize: 100 })) await queue.boss.fail(name, id);
  }
  const log = collectLog(lines);
  const settle = () => sweep({ db, log, clock: () => new Date(), dead: queue.dead });
  await settle();
  await settle();
  expect(
    await db
      .select({ localDate: decisions.localDate, outcome: decisions.outcome, reason: decisions.reason })
      .from(decisions)
      .orderBy(asc(decisions.localDate)),
  ).toEqual([
    { localDate: "2026-11-22", outcome: "waiting", reason: null },
    { localDate: "2026-11-23", outcome: "held", reason: "failed" },
  ]);
  expect(lines).toEqual([]);
});

test("given jobs that wait, run and have failed for good, then a move takes all of them to their queues", async () => {
  const jobs = [job("2026-11-21"), job("2026-11-22"), job("2026-11-23")];
  const [dead, running, waiting] = jobs;
  for (const one of jobs) await db.transaction((tx) => queue.enqueue(tx, "talk", [one]));
  const [first] = await queue.boss.fetch("talk");
  await db.execute(sql`update jobs.job set retry_count = retry_limit where id = ${first?.id}::uuid`);
  await queue.boss.fail("talk", first?.id ?? "");
  await queue.boss.fetch("talk");
  const found = await unfinishedJobs(db);
  expect(new Set(found.get("talk"))).toEqual(new Set([dead, running, waiting]));
  expect(found.get("scoring")).toEqual([]);
});

test("given two processes that open the queue at once, then both can", async () => {
  const other = await openQueue(database, { log: collectLog(lines), supervise: false });
  await other.stop();
  expect(lines.filter(({ level }) => level === "error")).toEqual([]);
});

test("given a block of statements that fails in its own transaction, then nobody after it is inside that one", async () => {
  const block = () => queue.boss.getDb().executeSql("BEGIN; select 1 / 0; COMMIT");
  await Promise.all(Array.from({ length: 12 }, () => block().catch(() => {})));
  const later = Array.from({ length: 12 }, async () => {
    const [row] = rows(await db.execute(sql`select 1 as one`));
    return row?.one;
  });
  expect(await Promise.all(later)).toEqual(Array.from({ length: 12 }, () => 1));
  await db.transaction((tx) => queue.enqueue(tx, "talk", [job("2026-11-23")]));
  expect(await fetchAll()).toHaveLength(1);
});

test("given days that changed while others are scored again, then another job is queued for them", async () => {
  const again = (dueAt: string) => ({ ...job("2026-11-23", ada), kind: "rescoring", dueAt });
  const ada = randomUUID();
  await db.transaction((tx) => queue.enqueue(tx, "scoring", [again("2026-11-23T08:00:00.000Z")]));
  expect(await queue.boss.fetch("scoring")).toHaveLength(1);
  await db.transaction((tx) => queue.enqueue(tx, "scoring", [again("2026-11-23T08:01:00.000Z")]));
  expect(await queue.boss.fetch("scoring")).toHaveLength(1);
});

test("given everybody's weekly looks, then an errand that somebody waits for goes before them", async () => {
  const now = new Date("2026-11-23T07:30:00Z");
  const looks = Array.from({ length: 3 }, () =>
    errandJob({ kind: "look-for-relations", userId: randomUUID(), subject: null }, now),
  );
  const link = errandJob({ kind: "link-begin", userId: randomUUID(), subject: randomUUID() }, now);
  await db.transaction((tx) => queue.enqueue(tx, "errands", looks));
  await db.transaction((tx) => queue.enqueue(tx, "errands", [link, ...looks]));
  const fetch = (batchSize: number) => queue.boss.fetch<SlotJob>("errands", { batchSize });
  expect((await fetch(1)).map(({ data }) => data)).toEqual([link]);
  expect((await fetch(10)).map(({ data }) => data.kind)).toEqual(looks.map(({ kind }) => kind));
});
