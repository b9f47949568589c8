import type { Sql } from "postgres";
import type { ServerDatabase } from "./client.ts";
import { loadDriver } from "./driver-repair.ts";
import { DatabaseUnavailableError, pgError } from "./errors.ts";
import { prepareStatements } from "./prepared-statements.ts";
import { guardTransactions } from "./transaction-guard.ts";

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_SECONDS = 10;
const CLOSE_TIMEOUT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 1;

// Type numbers of PostgreSQL's catalogue (pg_type.oid).
const INT8 = 20;
const JSON_TYPES = [114, 3802];
const TIME_TYPES = [1082, 1083, 1114, 1184];

/**
 * Connects to a PostgreSQL server.
 *
 * @param connections upper bound of the pool; 1 where everything has to happen on one session
 * @throws DatabaseUnavailableError when the server does not answer or does not let us in
 */
export async function openServer(url: string, connections = CONNECTIONS): Promise<ServerDatabase> {
  // Before drizzle, which would load the driver too.
  const postgres = await loadDriver();
  const { drizzle } = await import("drizzle-orm/postgres-js");
  const client = postgres(url, {
    max: connections,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    // The driver's own wait grows to 20 seconds while a server is away, and somebody waits for an answer.
    backoff: (failures) => Math.min(LONGEST_WAIT_SECONDS, 3 ** failures / 100),
    // Notices are remarks such as "schema already exists, skipping"; the driver would print them.
    onnotice: () => {},
    connection: {
      application_name: "coach",
      // Texts of instants then always end in +00, which is what drizzle's parsing relies on.
      TimeZone: "UTC",
      // Statements are prepared, but a plan that does not look at the values misses the partial indexes.
      plan_cache_mode: "force_custom_plan",
    },
    types: {
      // Counts as numbers where that is exact, as the embedded driver reads them; a bigint otherwise.
      int8: { to: INT8, from: [INT8], serialize: String, parse: wholeNumber },
    },
  });
  const db = drizzle({ client });
  restoreSerializers(client);
  prepareStatements(db);
  guardTransactions(db);
  try {
    await client`select 1`;
  } catch (error) {
    await client.end({ timeout: 0 });
    throw new DatabaseUnavailableError(unavailable(client, error), error);
  }
  return { kind: "postgres", db, client, url, close: () => client.end({ timeout: CLOSE_TIMEOUT_SECONDS }) };
}

/**
 * drizzle replaces these with functions that pass values through, after which a Date or an object in an `sql`
 * template throws on this driver only.
 *
 * @see https://github.com/drizzle-team/drizzle-orm/issues/5789
 */
function restoreSerializers(client: Sql): void {
  const { serializers } = client.options;
  for (const type of TIME_TYPES) {
    serializers[type] = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
  }
  for (const type of JSON_TYPES) {
    serializers[type] = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  }
}

function wholeNumber(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

function unavailable({ options }: Sql, error: unknown): string {
  const where = `${options.database} at ${options.host.join(", ")}`;
  const code = pgError(error)?.code ?? "no code";
  return `The database ${where} (DATABASE_URL) cannot be opened (${code}): check that the server runs and that the address, user and password are right.`;
}
