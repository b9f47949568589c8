import { readdir } from "node:fs/promises";
import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";

/**
 * Every table of the schema, a referenced table before those that refer to it.
 *
 * Read from the schema folder, so that a new table cannot be forgotten where all of them matter: moving to
 * another database, exporting, erasing.
 */
export async function schemaTables(): Promise<readonly PgTable[]> {
  const folder = new URL("./schema/", import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith(".ts")).sort();
  const found = new Set<PgTable>();
  for (const file of files) {
    const exported: Record<string, unknown> = await import(new URL(file, folder).href);
    for (const value of Object.values(exported)) if (is(value, PgTable)) found.add(value);
  }
  return parentsFirst([...found]);
}

/** The tables a table refers to; itself left out. */
function referencedTables(table: PgTable): readonly PgTable[] {
  return getTableConfig(table)
    .foreignKeys.map((key) => key.reference().foreignTable)
    .filter((parent) => parent !== table);
}

function parentsFirst(tables: readonly PgTable[]): readonly PgTable[] {
  const ordered = new Set<PgTable>();
  while (ordered.size < tables.length) {
    const next = tables.filter(
      (table) => !ordered.has(table) && referencedTables(table).every((parent) => ordered.has(parent)),
    );
    if (next.length === 0) throw new Error("tables that refer to each other in a circle have no order");
    for (const table of next) ordered.add(table);
  }
  return [...ordered];
}
