import { registerHooks } from "node:module";
import type { Db } from "pg-boss";
import type { OpenDatabase } from "./client.ts";

/** What the library imports for its own connections and timetables, of which we give and need none: 25 MB. */
const UNUSED: Readonly<Record<string, string>> = {
  pg: "export default {};",
  "cron-parser": "export const CronExpressionParser = {};",
  "rrule-temporal": "export class RRuleTemporal {}",
};

/** The library without what we have no use for: `pg-boss` itself is never imported but by its types. */
export async function loadLibrary() {
  const hooks = registerHooks({
    resolve(specifier, context, nextResolve) {
      const stub = UNUSED[specifier];
      const isLibrary = context.parentURL?.includes("/node_modules/pg-boss/") === true;
      if (stub === undefined || !isLibrary) return nextResolve(specifier, context);
      return { url: `data:text/javascript,${stub}`, format: "module", shortCircuit: true };
    },
  });
  try {
    return await import("pg-boss");
  } finally {
    hooks.deregister();
  }
}

/** Lets the library speak through our own client of either database. */
export async function adapterOf(database: OpenDatabase): Promise<Db> {
  if (database.kind === "embedded") {
    const { fromPglite } = await import("pg-boss");
    return fromPglite(database.client);
  }
  const { client } = database;
  return {
    async executeSql(text, values) {
      if (values === undefined || values.length === 0) {
        // Several statements, a transaction among them: all on one connection.
        const connection = await client.reserve();
        try {
          return { rows: [...(await connection.unsafe(text).simple())].flat() };
        } catch (error) {
          // Its own BEGIN may still be open: whoever gets the connection next would be inside a failed transaction.
          await connection.unsafe("rollback").catch(() => {});
          throw error;
        } finally {
          connection.release();
        }
      }
      const parameters = values.map((value) => (value === undefined ? null : value));
      return { rows: [...(await client.unsafe(text, parameters as never[]))] };
    },
  };
}
