import { describeRelation } from "../../bot/describe-relation.ts";
import { sundayBefore } from "../../coaching/insights/sundays.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { judgeRulesOf } from "../../db/queries/judge-rules.ts";
import { lookForRelations } from "../../db/queries/look-for-relations.ts";
import { findNotLookedAt } from "../../db/queries/looks.ts";
import { errandJob } from "../../db/queue.ts";
import type { ErrandTools } from "./errands.ts";
import type { JobContext } from "./talk.ts";

/** The person whom this process looks at, or did last; ends well in any case. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Makes the weekly looks of a person that are missing, and judges what was recommended to them by what came of it. One person after another in a process, since looks of several at once
 * would follow one another without a pause, and a reply would wait for all of them.
 */
export async function look(
  { userId }: { readonly userId: string },
  { db, clock, log }: JobContext,
): Promise<void> {
  const looking = before.then(async () => {
    const looks = await lookForRelations(db, userId, { now: clock(), describe: describeRelation });
    return { looks, retired: await judgeRulesOf(db, userId, clock()) };
  });
  before = looking.catch(() => {});
  log.info({ userId, ...(await looking) }, "looked for relations");
}

/**
 * Queues the looks of those among some people for whose last Sunday there is none, in the caller's transaction.
 *
 * @param people their local day of today
 */
export async function queueLooks(
  db: Database,
  people: readonly { readonly userId: string; readonly today: LocalDate }[],
  { enqueue, now }: { readonly enqueue: ErrandTools["enqueue"]; readonly now: Date },
): Promise<void> {
  const sundays = people.map(({ userId, today }) => ({ userId, sunday: sundayBefore(today) }));
  const found = await findNotLookedAt(db, sundays);
  await enqueue(
    db,
    "errands",
    found.map((userId) => errandJob({ kind: "look-for-relations", userId, subject: null }, now)),
  );
}
