import { type ModuleSource, registerHooks } from "node:module";

const CONNECTION_MODULE = /\/node_modules\/postgres\/src\/connection\.js$/;

/** A place in the driver's source and what belongs there. */
type Repair = { readonly found: string; readonly better: string };

/**
 * What postgres.js 3.4.9 gets wrong when a connection breaks:
 *
 * 1. it writes the rollback of an open transaction to a socket that is gone, which ends the process;
 * 2. it keeps what it could not send, after which that connection never sends anything again;
 * 3. it forgets a query that came between the error and the close, for which somebody then waits for ever;
 * 4. it takes a query that has failed for one under way, so that closing waits for it in vain;
 * 5. its own first query on a new connection fails in nobody's hands, which ends the process.
 *
 * @see https://github.com/porsager/postgres/issues/1208 and https://github.com/porsager/postgres/pull/1168
 */
const REPAIRS: readonly Repair[] = [
  {
    found: "    if (stream)\n      return queryError(q,",
    better:
      "    if (socket === null) {\n      queryError(q, Errors.connection('CONNECTION_CLOSED', options))\n      return true\n    }\n\n$&",
  },
  { found: "    clearImmediate(nextWriteTimer)\n", better: "$&    chunk = nextWriteTimer = null\n" },
  // The semicolon because the driver writes none, and a line that starts with a bracket would go on the one before.
  { found: "!hadError && (query || sent.length)", better: ";(query || sent.length)" },
  { found: "    closedTime = performance.now()\n", better: "    query = null\n$&" },
  { found: "return fetchArrayTypes()", better: "$&.catch(() => {})" },
];

/** The driver's source with the repairs; a place that another release words differently stays as it is. */
function repairDriver(source: string): string {
  return REPAIRS.reduce((text, { found, better }) => text.replaceAll(found, better), source);
}

/** Whether a source has every place that needs repair, as the release that these were written for. */
export function fitsDriver(source: string): boolean {
  return REPAIRS.every(({ found }) => source.includes(found));
}

/** Loads the PostgreSQL driver, repaired unless it was loaded before. */
export async function loadDriver() {
  const hooks = registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (!CONNECTION_MODULE.test(url)) return loaded;
      return { ...loaded, source: repairDriver(textOf(loaded.source)) };
    },
  });
  try {
    const { default: postgres } = await import("postgres");
    return postgres;
  } finally {
    hooks.deregister();
  }
}

function textOf(source: ModuleSource | undefined): string {
  if (source === undefined) throw new TypeError("expected the driver's source");
  return typeof source === "string" ? source : new TextDecoder().decode(source);
}
