import { sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { rows } from "../../db/results.ts";

/** Everything that stands in the tables, as text. */
export async function allRows(db: Database): Promise<string> {
  const tables = rows(await db.execute(sql`select tablename from pg_tables where schemaname = 'public'`));
  const each = tables.map(({ tablename }) => `select to_jsonb(t)::text as row from "${tablename}" t`);
  const found = rows(await db.execute(sql.raw(each.join(" union all "))));
  return found.map(({ row }) => String(row)).join("\n");
}
