import { serve } from "@hono/node-server";
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import type { Database } from "../../db/client.ts";
import { OperatorError } from "../../db/errors.ts";

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

/** @throws OperatorError when the port or address cannot be taken */
export async function startHttp(
  { port, host }: { readonly port: number; readonly host: string },
  db: Database,
) {
  const app = createHttpApp(() => db.execute(sql`select 1`));
  const server = serve({ fetch: app.fetch, port, hostname: host });
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", (error: NodeJS.ErrnoException) => {
      const problem = `HTTP_PORT ${port} on HTTP_HOST ${host} cannot be listened on (${error.code}): choose others, or leave HTTP_PORT empty for no HTTP.`;
      reject(new OperatorError(problem, error));
    });
  });
  return {
    name: "http",
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
