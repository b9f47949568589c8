import { and, asc, eq, gt, isNotNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Database } from "./client.ts";
import { credentialsPlace } from "./queries/connections.ts";
import { installationPlace } from "./queries/installations.ts";
import { attemptPlace } from "./queries/links.ts";
import { affected } from "./results.ts";
import { slackInstallations } from "./schema/access.ts";
import { connections } from "./schema/money.ts";
import { linkAttempts } from "./schema/money-in.ts";
import type { Sealer } from "./sealing.ts";

/** Rows that are read at a time. */
const PAGE_ROWS = 1000;

/** A column with sealed texts. */
type SealedColumn = {
  readonly table: PgTable;
  readonly name: string;
  readonly column: PgColumn;
  /** Tells the row from the others of its table. */
  readonly key: SQL<string>;
  /** What `placeOf` is made of, in its order. */
  readonly parts: readonly PgColumn[];
  placeOf(parts: readonly string[]): string;
};

/** Every column with sealed texts; a test compares them with the schema. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    table: slackInstallations,
    name: "slack_installations",
    column: slackInstallations.sealed,
    key: sql`${slackInstallations.enterpriseId} || '/' || ${slackInstallations.teamId}`,
    parts: [slackInstallations.enterpriseId, slackInstallations.teamId],
    placeOf: ([enterpriseId = "", teamId = ""]) => installationPlace({ enterpriseId, teamId }),
  },
  {
    table: connections,
    name: "connections",
    column: connections.credentialsSealed,
    key: sql`${connections.userId} || '/' || ${connections.id}`,
    parts: [connections.provider, connections.externalId],
    placeOf: ([provider = "", externalId = ""]) => credentialsPlace({ provider, externalId }),
  },
  {
    table: linkAttempts,
    name: "link_attempts",
    column: linkAttempts.secretSealed,
    key: sql`${linkAttempts.userId} || '/' || ${linkAttempts.id}`,
    parts: [linkAttempts.id],
    placeOf: ([id = ""]) => attemptPlace(id),
  },
];

/** What sealing anew came to, per table. */
export type Resealed = {
  readonly table: string;
  readonly sealed: number;
  /** Texts that none of the keys opens: they stay as they are. */
  readonly unopened: number;
};

/**
 * Seals every secret with the newest key that another one has sealed, so that old keys can go. Runs beside coaches that
 * know both keys: a text that one of them replaces meanwhile stays theirs, and is sealed with the newest key already.
 */
export async function resealAll(db: Database, sealer: Sealer): Promise<readonly Resealed[]> {
  const done: Resealed[] = [];
  for (const column of SEALED_COLUMNS) done.push(await resealColumn(db, sealer, column));
  return done;
}

async function resealColumn(db: Database, sealer: Sealer, sealed: SealedColumn): Promise<Resealed> {
  const { table, name, column, key, parts, placeOf } = sealed;
  const counts = { sealed: 0, unopened: 0 };
  const isOlder = sql`not starts_with(${column}, ${sealer.newestPrefix})`;
  const order = sql<string>`(${key}) collate "C"`;
  const texts = sql`json_build_array(${sql.join([...parts], sql`, `)})::text`;
  for (let after = ""; ; ) {
    const page = await db
      .select({ key: order, parts: sql<string>`${texts}`, text: column })
      .from(table)
      .where(and(isNotNull(column), isOlder, gt(order, after)))
      .orderBy(asc(order))
      .limit(PAGE_ROWS);
    for (const row of page) {
      const old = String(row.text);
      const place = placeOf(JSON.parse(row.parts));
      const opened = openOrNull(sealer, old, place);
      if (opened === null) counts.unopened += 1;
      else {
        const fresh = sealer.seal(opened, place);
        const changed = await db.execute(
          sql`update ${table} set ${sql.identifier(column.name)} = ${fresh} where ${eq(key, row.key)} and ${eq(column, old)}`,
        );
        counts.sealed += affected(changed);
      }
    }
    const last = page.at(-1);
    if (last === undefined) return { table: name, ...counts };
    after = last.key;
  }
}

function openOrNull(sealer: Sealer, text: string, place: string): string | null {
  try {
    return sealer.open(text, place);
  } catch {
    return null;
  }
}
