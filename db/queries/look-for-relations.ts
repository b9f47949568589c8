import { setImmediate } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { daysOfLook, isWorthALook } from "../../coaching/insights/days-of-look.ts";
import { lookAt } from "../../coaching/insights/look-at.ts";
import { sundaysNotLookedAt, windowsOf } from "../../coaching/insights/sundays.ts";
import { localDateOf } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { users } from "../schema/people.ts";
import { loadDays } from "./days.ts";
import { type DescribeRelation, keepRelations, type Owner } from "./keep-relations.ts";
import { lookedSundays, saveLook } from "./looks.ts";

export type LookOptions = {
  readonly now: Date;
  readonly describe: DescribeRelation;
  /** How many of the newest Sundays may be looked at; the usual number when left out. */
  readonly sundays?: number;
};

/**
 * Looks at a person's data once for every Sunday that has ended and was not looked at, each time as it was known at the
 * end of that day, and brings the relations to where all looks put them.
 *
 * A look is stored when it is made and never again, so whoever is killed in between goes on with the next one, and of two at
 * once both stand by the one that came first. Where nothing is missing, nothing is written.
 *
 * @returns how many looks were made
 */
export async function lookForRelations(db: Database, userId: string, options: LookOptions): Promise<number> {
  const [person] = await db
    .select({ userId: users.id, timezone: users.timezone, currency: users.currency })
    .from(users)
    .where(eq(users.id, userId));
  if (person === undefined) return 0;
  const made = await makeMissingLooks(db, person, options);
  await db.transaction((tx) => keepRelations(tx, person, options.describe));
  return made;
}

async function makeMissingLooks(db: Database, person: Owner, { now, sundays }: LookOptions): Promise<number> {
  const { userId, timezone } = person;
  const looked = await lookedSundays(db, userId);
  const missing = sundaysNotLookedAt(localDateOf(now, timezone), looked, sundays);
  const period = windowsOf(missing);
  if (period === null) return 0;
  const { rows } = await loadDays(db, person, period);
  let made = 0;
  for (const sunday of missing) {
    if (!isWorthALook(rows, sunday)) continue;
    // Whatever waits for the processor, as somebody's reply, has its turn between two looks.
    await setImmediate();
    await saveLook(db, userId, lookAt(daysOfLook(rows, sunday), sunday), now);
    made++;
  }
  return made;
}
