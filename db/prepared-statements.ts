import type { Database } from "./client.ts";

/** Statements with more parameters than this are lists of varying length, each a statement of its own. */
const MOST_PARAMETERS = 40;

/** What drizzle's session for postgres.js offers: a statement is prepared once it has a name, whatever it is. */
type Session = {
  prepareQuery(
    query: { readonly params: readonly unknown[] },
    fields: unknown,
    name?: string,
    ...rest: unknown[]
  ): unknown;
};

const prepares = new WeakSet<Session>();

/**
 * Has every statement prepared on its connection the first time, so that later ones take one round trip in place of two and
 * are not parsed again. Drizzle does so only for those that are named one by one.
 *
 * For all databases on a server in this process, as the sessions of transactions are made by drizzle itself.
 */
export function prepareStatements(db: Database): void {
  const session: unknown = Reflect.get(db, "session");
  const prototype = Object.getPrototypeOf(session) as Session;
  if (prepares.has(prototype)) return;
  prepares.add(prototype);
  const prepareQuery = prototype.prepareQuery;
  prototype.prepareQuery = function prepared(query, fields, name, ...rest) {
    const isPrepared = query.params.length <= MOST_PARAMETERS;
    return prepareQuery.call(this, query, fields, name ?? (isPrepared ? "prepared" : undefined), ...rest);
  };
}
