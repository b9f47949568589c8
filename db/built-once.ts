import type { Database } from "./client.ts";

/** What drizzle makes of a query: its text, and how its rows are read. */
type Built = {
  readonly queryString: string;
  readonly params: unknown[];
  readonly fields: never;
  readonly customResultMapper: never;
  readonly joinsNotNullableMap: unknown;
  execute(values: Readonly<Record<string, unknown>>): Promise<unknown>;
};

/**
 * A query that every message makes, whose text is built the first time and then used again by any transaction: building
 * costs more than all else that this process does for it.
 *
 * @param build with `sql.placeholder` where values come; a condition takes its value as the driver does (an instant as
 *   ISO text)
 */
export function builtOnce<Rows>(
  build: (db: Database) => { prepare(name: string): { execute(): Promise<Rows> } },
): (db: Database, values: Readonly<Record<string, unknown>>) => Promise<Rows> {
  let built: Built | null = null;
  return (db, values) => {
    built ??= build(db).prepare("built once") as unknown as Built;
    const { queryString: sql, params, fields, customResultMapper, joinsNotNullableMap } = built;
    // Through the session, as drizzle itself does, so that what stands before it (the guard of transactions) still does.
    const query = db._.session.prepareQuery({ sql, params }, fields, "built once", true, customResultMapper);
    return Object.assign(query, { joinsNotNullableMap }).execute(values) as Promise<Rows>;
  };
}
