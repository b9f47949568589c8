import { AsyncLocalStorage } from "node:async_hooks";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { OutsideTransactionError } from "./errors.ts";

/**
 * Makes any use of a database from within its own open transaction an error at once.
 *
 * The embedded database has one connection: such a query waits for the transaction, which waits for the query.
 * On a server it would run, outside the transaction, which is a bug as well, so both refuse. Two databases
 * do not guard each other.
 *
 * @param database changed in place: every query and transaction passes through its session
 */
export function guardTransactions(database: PgDatabase<PgQueryResultHKT>): void {
  const within = new AsyncLocalStorage<{ open: boolean }>();
  const refuse = () => {
    // Work that was started inside and goes on after the end still carries the mark, hence `open`.
    if (within.getStore()?.open) throw new OutsideTransactionError();
  };
  const session = database._.session;
  const prepareQuery: typeof session.prepareQuery = session.prepareQuery.bind(session);
  const transaction: typeof session.transaction = session.transaction.bind(session);

  session.prepareQuery = (...query) => {
    refuse();
    const prepared = prepareQuery(...query);
    const execute: typeof prepared.execute = prepared.execute.bind(prepared);
    // A statement may be prepared outside and executed inside.
    prepared.execute = async (...values) => {
      refuse();
      return execute(...values);
    };
    return prepared;
  };
  session.transaction = async (work, config) => {
    refuse();
    const mark = { open: true };
    try {
      return await transaction((tx) => within.run(mark, () => work(tx)), config);
    } finally {
      mark.open = false;
    }
  };
}
