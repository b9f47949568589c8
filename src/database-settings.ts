import { resolve } from "node:path";

/** Where the database is; `problems` says in one sentence each what is wrong with the settings. */
export interface DatabaseSettings {
  /** The data folder, as an absolute path. */
  readonly folder: string;
  /** A PostgreSQL server's address, or null for the embedded database in the folder. */
  readonly url: string | null;
  readonly problems: readonly string[];
}

const EXAMPLE = "postgres://user:password@host:5432/coach";

/** Reads DATA_FOLDER (default ./data) and DATABASE_URL. Sentences never repeat the address: it holds a password. */
export function readDatabaseSettings(env: Readonly<Record<string, string | undefined>>): DatabaseSettings {
  const folder = resolve(env.DATA_FOLDER?.trim() || "data");
  const url = env.DATABASE_URL?.trim() || null;
  const problem = url === null ? null : problemWith(url);
  return { folder, url, problems: problem === null ? [] : [problem] };
}

function problemWith(url: string): string | null {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url) ?? [];
  if (scheme === undefined) return `DATABASE_URL is not an address: expected ${EXAMPLE}.`;
  if (!/^postgres(ql)?$/i.test(scheme)) {
    return `DATABASE_URL starts with ${scheme}://: expected postgres://, as ${EXAMPLE}.`;
  }
  // Several hosts, separated by commas, are fine for the driver but not for URL.
  if (!URL.canParse(url.replace(/,[^/?]*/, ""))) {
    return `DATABASE_URL cannot be read: expected ${EXAMPLE}, with /, #, ? or @ in the password written as %2F, %23, %3F or %40.`;
  }
  return null;
}
