import { setTimeout as pause } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { describeRelation } from "../../bot/describe-relation.ts";
import { describeError } from "../../bot/log.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import type { ServerDatabase } from "../../db/client.ts";
import { lookForRelations } from "../../db/queries/look-for-relations.ts";
import { openQueue } from "../../db/queue.ts";
import { insightLooks } from "../../db/schema/coaching.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { noTools } from "../support/errands.ts";
import { LAST_DAY, seedPopulation } from "./population.ts";

const PEOPLE = 300;
const DAYS = 180;
/** Weeks that have been looked at before, as many as a night would make up for. */
const LOOKS_BEFORE = 25;

/** `LAST_DAY` is a Sunday. */
const NIGHT = addDays(LAST_DAY, 1);
const NOW = new Date(`${NIGHT}T20:00:00Z`);

/**
 * The night after a Sunday for many people, by one worker from the queue on, and what one of them costs of whom nothing was
 * looked at before.
 */
export async function measureLookNight(database: ServerDatabase) {
  const { client, db } = database;
  await seedPopulation(client, PEOPLE + 1, DAYS);
  const [newcomer = "", ...people] = (await client<{ id: string }[]>`select id from users order by id`).map(
    ({ id }) => id,
  );

  const began = performance.now();
  const looks = await lookForRelations(db, newcomer, { now: NOW, describe: describeRelation });
  const history = { looks, milliseconds: performance.now() - began };

  const weekBefore = new Date(NOW.getTime() - 7 * 86_400_000);
  for (const userId of people) {
    await lookForRelations(db, userId, { now: weekBefore, describe: describeRelation, sundays: 1 });
  }
  await client`
    insert into insight_looks (user_id, look_date, from_date, config_version, results, computed_at)
    select user_id, look_date - 7 * week, from_date - 7 * week, config_version, results, computed_at
    from insight_looks cross join generate_series(1, ${LOOKS_BEFORE - 1}::int) as week
    where look_date = ${addDays(LAST_DAY, -7)}::date and user_id <> ${newcomer}::uuid`;
  await client`analyze`;

  const failures: object[] = [];
  const log = {
    info() {},
    warn: (fields: object) => void failures.push(fields),
    error: (fields: object) => void failures.push(fields),
    describe: describeError,
  };
  const queue = await openQueue(database, { log, supervise: false });
  const dueAt = NOW.toISOString();
  const jobs = people.map((userId) => ({ userId, kind: "daily_scoring", localDate: NIGHT, dueAt }));
  await db.transaction((tx) => queue.enqueue(tx, "scoring", jobs));
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  let scoring = 0;
  await startWorker({
    db,
    log,
    clock: () => NOW,
    queue,
    batch: { talk: 20, scoring: 500, errands: 8 },
    pollSeconds: 2,
    deliver() {},
    tools: { ...noTools, enqueue: queue.enqueue },
    count(name, status, number) {
      if (status !== "completed" && number > 0) failures.push({ name, status, number });
      if (name === "scoring" && scoring === 0) scoring = performance.now() - started;
    },
  });
  while ((await db.$count(insightLooks, eq(insightLooks.lookDate, LAST_DAY))) <= PEOPLE) {
    if (failures.length > 0) throw new Error(`not looked at: ${JSON.stringify(failures[0])}`);
    await pause(100);
  }
  const night = performance.now() - started;
  const cpu = process.cpuUsage(cpuBefore);
  await queue.stop();
  return {
    people: people.length,
    days: DAYS,
    scoring,
    night,
    ownMs: (cpu.user + cpu.system) / 1000,
    history,
  };
}
