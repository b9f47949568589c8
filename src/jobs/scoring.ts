import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { isDatabaseAway } from "../../db/errors.ts";
import { clearDirtyDays, findDirtyDays, keepForNight } from "../../db/queries/dirty-days.ts";
import { scorePeople } from "../../db/queries/scores-batch.ts";
import type { SlotJob } from "../../db/queue.ts";
import type { ErrandTools } from "./errands.ts";
import { RESCORING } from "./index.ts";
import { queueLooks } from "./look.ts";
import type { JobContext } from "./talk.ts";

type ScoringContext = JobContext & {
  readonly tools: Pick<ErrandTools, "enqueue">;
};

type Taken = { readonly id: string; readonly job: SlotJob };

/**
 * Scores for many people at once the day that has just ended, and beside it the days of theirs that changed since they
 * were scored; whose last Sunday was not looked at yet has it looked at.
 *
 * All of them are one transaction, in which the marks of the scored days go too. When it fails, each person is tried in
 * a transaction of their own, so that only those fail who make it fail.
 *
 * @returns ids of the jobs that failed
 */
export async function scoreJobs(
  taken: readonly Taken[],
  context: ScoringContext,
): Promise<ReadonlySet<string>> {
  const byPerson = Map.groupBy(taken, ({ job }) => job.userId);
  try {
    return await scoreTogether(byPerson, context);
  } catch (error) {
    // Nobody would fare better alone.
    const { log } = context;
    if (isDatabaseAway(error)) {
      log.error({ people: byPerson.size, ...log.describe(error) }, "days not scored");
      return new Set(taken.map(({ id }) => id));
    }
    if (byPerson.size === 1) return refuse(taken, error, context);
    log.warn({ people: byPerson.size, ...log.describe(error) }, "scored one by one");
  }
  const failed = new Set<string>();
  for (const [userId, jobs] of byPerson) {
    try {
      for (const id of await scoreTogether(new Map([[userId, jobs]]), context)) failed.add(id);
    } catch (error) {
      for (const id of refuse(jobs, error, context)) failed.add(id);
    }
  }
  return failed;
}

async function scoreTogether(
  byPerson: ReadonlyMap<string, readonly Taken[]>,
  context: ScoringContext,
): Promise<ReadonlySet<string>> {
  if (byPerson.size === 0) return new Set();
  const now = context.clock();
  const errors = await context.db.transaction(async (tx) => {
    const dirty = await findDirtyDays(tx, [...byPerson.keys()]);
    const days = new Map<string, Set<LocalDate>>();
    for (const [userId, jobs] of byPerson) days.set(userId, endedDays(jobs));
    for (const { userId, date } of dirty) days.get(userId)?.add(date);
    const { failed, notEnded } = await scorePeople(tx, days, now);
    const left = new Set(notEnded.map(keyOf));
    await clearDirtyDays(
      tx,
      dirty.filter((day) => !failed.has(day.userId) && !left.has(keyOf(day))),
    );
    await keepForNight(tx, notEnded, now);
    await queueLooks(tx, nightsOf(byPerson), { enqueue: context.tools.enqueue, now });
    return failed;
  });
  const failed = new Set<string>();
  for (const [userId, error] of errors) {
    for (const id of refuse(byPerson.get(userId) ?? [], error, context)) failed.add(id);
  }
  return failed;
}

function keyOf({ userId, date }: { readonly userId: string; readonly date: LocalDate }): string {
  return `${userId}/${date}`;
}

/** The days that the jobs are for: a night's job scores the day before it. */
function endedDays(jobs: readonly Taken[]): Set<LocalDate> {
  return new Set(
    jobs.filter(({ job }) => job.kind !== RESCORING).map(({ job }) => addDays(job.localDate, -1)),
  );
}

/**
 * People whose night it is, with the day it began. Days that changed later lead to no look: their source may be in the
 * middle of telling a history, and a look is made once.
 */
function nightsOf(byPerson: ReadonlyMap<string, readonly Taken[]>) {
  return [...byPerson].flatMap(([userId, jobs]) => {
    const nights = jobs.filter(({ job }) => job.kind !== RESCORING).map(({ job }) => job.localDate);
    const today = nights.sort().at(-1);
    return today === undefined ? [] : [{ userId, today }];
  });
}

/** Names the jobs that failed in the log. @returns their ids */
function refuse(jobs: readonly Taken[], error: unknown, { log }: JobContext): ReadonlySet<string> {
  for (const { job } of jobs) {
    const { userId, kind, localDate } = job;
    log.error({ userId, kind, localDate, ...log.describe(error) }, "days not scored");
  }
  return new Set(jobs.map(({ id }) => id));
}
