import type { Database } from "../db/client.ts";
import { peopleAfter, rebuildPeople } from "../db/queries/rebuild.ts";

/** People whose days are rebuilt in one transaction. */
const PEOPLE = { embedded: 20, postgres: 200 } as const;

export type Rebuilt = {
  readonly people: number;
  readonly days: number;
  /** Whose days could not be scored, each with what went wrong. */
  readonly failed: readonly { readonly userId: string; readonly error: unknown }[];
};

export type RebuildOptions = {
  readonly db: Database;
  readonly kind: keyof typeof PEOPLE;
  readonly clock: () => Date;
  /** One person, or everybody in order of id after one. */
  readonly only?: string | undefined;
  readonly after?: string | undefined;
  /** Called after each transaction with what is done so far and the last person of it. */
  readonly progress: (done: Rebuilt, last: string) => void;
};

/**
 * Scores all days of everybody anew, some people a transaction. It may be cut off at any moment and begin again, from
 * the start or after the person it told of last: the same data gives the same rows.
 */
export async function rebuildScores(options: RebuildOptions): Promise<Rebuilt> {
  const { db, kind, clock, only, progress } = options;
  let after = options.after ?? null;
  let done: Rebuilt = { people: 0, days: 0, failed: [] };
  for (;;) {
    const people = only === undefined ? await peopleAfter(db, after, PEOPLE[kind]) : [only];
    const last = people.at(-1);
    if (last === undefined) return done;
    const some = await rebuildTogether(db, people, clock());
    done = {
      people: done.people + some.people,
      days: done.days + some.days,
      failed: [...done.failed, ...some.failed],
    };
    progress(done, last);
    if (only !== undefined) return done;
    after = last;
  }
}

/** All at once; where the database refuses that, one by one, so that only those fail who make it fail. */
async function rebuildTogether(db: Database, people: readonly string[], now: Date): Promise<Rebuilt> {
  try {
    const { failed, days } = await rebuildPeople(db, people, now);
    const failures = [...failed].map(([userId, error]) => ({ userId, error }));
    return { people: people.length - failures.length, days, failed: failures };
  } catch (error) {
    const [only, ...others] = people;
    if (only !== undefined && others.length === 0) {
      return { people: 0, days: 0, failed: [{ userId: only, error }] };
    }
  }
  let done: Rebuilt = { people: 0, days: 0, failed: [] };
  for (const userId of people) {
    const one = await rebuildTogether(db, [userId], now);
    done = {
      people: done.people + one.people,
      days: done.days + one.days,
      failed: [...done.failed, ...one.failed],
    };
  }
  return done;
}
