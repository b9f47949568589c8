import { sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { readDepths } from "../../db/queries/depths.ts";
import type { Background } from "../background.ts";
import type { Metrics } from "../metrics.ts";
import type { HttpOptions } from "./server.ts";

/** What the HTTP server asks of the other parts. */
export function httpOptions({
  db,
  clock,
  metrics,
  background,
}: {
  readonly db: Database;
  readonly clock: () => Date;
  readonly metrics: Metrics;
  /** Null in a process that only talks to people. */
  readonly background: Background | null;
}): HttpOptions {
  const depths = async () => ({
    ...(await readDepths(db, clock())),
    waiting: (await background?.depths()) ?? null,
  });
  return {
    askDatabase: () => db.execute(sql`select 1`),
    clock,
    ...(background === null ? {} : { lastTickAt: background.lastTickAt }),
    metrics: {
      contentType: metrics.contentType,
      // A database that is away leaves the depths as they were: the counters are still worth reading.
      read: async () => metrics.read(await depths().catch(() => null)),
    },
  };
}
