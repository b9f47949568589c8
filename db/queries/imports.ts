import { and, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { fileLayouts, type IMPORT_STATES, imports } from "../schema/money-in.ts";
import { users } from "../schema/people.ts";

export type ImportState = (typeof IMPORT_STATES)[number];
export type ImportRow = Omit<typeof imports.$inferSelect, "userId">;

/** Notes that a file arrived, or is imported by command. */
export async function recordImport(
  db: Database,
  userId: string,
  row: Pick<ImportRow, "id" | "identityId" | "reference" | "fileName" | "bytes" | "state">,
  now: Date,
): Promise<void> {
  await db.insert(imports).values({ ...row, userId, createdAt: now, updatedAt: now });
}

export async function findImport(db: Database, userId: string, id: string): Promise<ImportRow | null> {
  const [found] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.userId, userId), eq(imports.id, id)));
  return found ?? null;
}

/**
 * Changes an import that is in one of some states.
 *
 * @returns false when it is in another by now, so that nothing happens twice
 */
export async function changeImport(
  db: Database,
  userId: string,
  id: string,
  from: readonly ImportState[],
  change: Partial<
    Pick<ImportRow, "kind" | "state" | "sha256" | "accountId" | "options" | "counts" | "errorCode">
  >,
  now: Date,
): Promise<boolean> {
  const changed = await db
    .update(imports)
    .set({ ...change, updatedAt: now })
    .where(and(eq(imports.userId, userId), eq(imports.id, id), inArray(imports.state, [...from])))
    .returning({ id: imports.id });
  return changed.length > 0;
}

/** The last import of the same bytes that was stored and not taken back. */
export async function findStoredFile(
  db: Database,
  userId: string,
  sha256: string,
): Promise<ImportRow | null> {
  const [found] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.userId, userId), eq(imports.sha256, sha256), eq(imports.state, "stored")))
    .orderBy(desc(imports.updatedAt))
    .limit(1);
  return found ?? null;
}

/** The last file that was stored by command and not taken back. */
export async function findLastByCommand(db: Database, userId: string): Promise<ImportRow | null> {
  const [found] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.userId, userId), isNull(imports.identityId), eq(imports.state, "stored")))
    .orderBy(desc(imports.updatedAt))
    .limit(1);
  return found ?? null;
}

/** An import by command of the same bytes that was cut off while it stored days. */
export async function findUnfinished(
  db: Database,
  userId: string,
  sha256: string,
): Promise<ImportRow | null> {
  const [found] = await db
    .select()
    .from(imports)
    .where(
      and(
        eq(imports.userId, userId),
        isNull(imports.identityId),
        eq(imports.kind, "body"),
        eq(imports.state, "storing"),
        eq(imports.sha256, sha256),
      ),
    )
    .limit(1);
  return found ?? null;
}

/** The account that the last stored file of a source went into; a source is a layout with the account it names. */
export async function findSourceAccount(
  db: Database,
  userId: string,
  source: string,
): Promise<string | null> {
  const [found] = await db
    .select({ accountId: imports.accountId })
    .from(imports)
    .where(
      and(
        eq(imports.userId, userId),
        eq(imports.state, "stored"),
        isNotNull(imports.accountId),
        sql`${imports.options} ->> 'source' = ${source}`,
      ),
    )
    .orderBy(desc(imports.updatedAt))
    .limit(1);
  return found?.accountId ?? null;
}

/** The newest import of the file at each of some places. */
export async function findImportsAt(
  db: Database,
  references: readonly string[],
): Promise<ReadonlyMap<string, { readonly state: ImportState; readonly createdAt: Date }>> {
  if (references.length === 0) return new Map();
  const found = await db
    .select({ reference: imports.reference, state: imports.state, createdAt: imports.createdAt })
    .from(imports)
    .where(inArray(imports.reference, [...references]))
    .orderBy(imports.createdAt);
  return new Map(found.map(({ reference, ...latest }) => [reference, latest]));
}

/** What a person answered about files of one layout; undefined where they were not asked. */
export type LayoutAnswers = {
  readonly dayFirst?: boolean | undefined;
  readonly positiveMeans?: "spent" | "received" | undefined;
};

export async function findLayoutAnswers(
  db: Database,
  userId: string,
  layout: string,
): Promise<LayoutAnswers> {
  const [found] = await db
    .select({ dayFirst: fileLayouts.dayFirst, positiveMeans: fileLayouts.positiveMeans })
    .from(fileLayouts)
    .where(and(eq(fileLayouts.userId, userId), eq(fileLayouts.layout, layout)));
  return { dayFirst: found?.dayFirst ?? undefined, positiveMeans: found?.positiveMeans ?? undefined };
}

/** Remembers answers for the next file of the layout; what is not given stays. */
export async function saveLayoutAnswers(
  db: Database,
  userId: string,
  layout: string,
  { dayFirst, positiveMeans }: LayoutAnswers,
  now: Date,
): Promise<void> {
  const set = {
    ...(dayFirst === undefined ? {} : { dayFirst }),
    ...(positiveMeans === undefined ? {} : { positiveMeans }),
    saidAt: now,
  };
  await db
    .insert(fileLayouts)
    .values({ userId, layout, ...set })
    .onConflictDoUpdate({ target: [fileLayouts.userId, fileLayouts.layout], set });
}

/** The people that a word names, by id or e-mail address, or all of them; samples are nobody. At most two are looked up. */
export async function findPeopleCalled(db: Database, called: string | null): Promise<readonly string[]> {
  const isCalled =
    called === null
      ? undefined
      : sql`(${users.id}::text = ${called} or lower(${users.email}) = lower(${called}))`;
  const found = await db
    .select({ id: users.id })
    .from(users)
    .where(and(isNull(users.sampleOf), isCalled))
    .limit(2);
  return found.map(({ id }) => id);
}

/** Where a person is and what they count in; null when they are gone. */
export async function findHome(
  db: Database,
  userId: string,
): Promise<{ readonly timezone: string; readonly currency: string } | null> {
  const [found] = await db
    .select({ timezone: users.timezone, currency: users.currency })
    .from(users)
    .where(eq(users.id, userId));
  return found ?? null;
}
