import { serve } from "@hono/node-server";
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import type { Database } from "../../db/client.ts";

/**
 * What a probe may ask: `/healthz` (the process answers) and `/readyz` (the database answers too).
 *
 * @param askDatabase rejects when the database is away
 */
export function createHttpApp(askDatabase: () => PromiseLike<unknown>): Hono {
  const app = new Hono();
  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.get("/readyz", async (context) => {
    try {
      await askDatabase();
      return context.json({ status: "ready" });
    } catch {
      return context.json({ status: "database unavailable" }, 503);
    }
  });
  return app;
}

export async function startHttp(
  { port, host }: { readonly port: number; readonly host: string },
  db: Database,
) {
  const app = createHttpApp(() => db.execute(sql`select 1`));
  const server = serve({ fetch: app.fetch, port, hostname: host });
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", reject);
  });
  return {
    name: "http",
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
