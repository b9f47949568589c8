import postgres from "postgres";

const DEFAULT_URL = "postgres://postgres@127.0.0.1:5432/postgres";

/** The PostgreSQL server to test on, and one line that says which it is or that there is none. */
export interface TestServer {
  readonly url: string | null;
  readonly line: string;
}

/**
 * Looks for a PostgreSQL server: the one asked for, which then has to answer, else one on this machine.
 *
 * @throws when the one asked for does not answer
 */
export async function findServer(askedFor: string | undefined): Promise<TestServer> {
  const url = askedFor || DEFAULT_URL;
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  const where = client.options.host.map((host, index) => `${host}:${client.options.port[index]}`).join(", ");
  try {
    await client`select 1`;
    return { url, line: `PostgreSQL at ${where}` };
  } catch (error) {
    if (askedFor) throw new Error(`TEST_DATABASE_URL is set, but ${where} does not answer`, { cause: error });
    return { url: null, line: `not on PostgreSQL: none answered at ${where}` };
  } finally {
    await client.end({ timeout: 1 });
  }
}
