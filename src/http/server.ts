import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { Route } from "../../bot/adapter.ts";
import { OperatorError } from "../../db/errors.ts";

/** A tick that has not come round for so long has stopped. */
const OLDEST_TICK_MS = 3 * 60_000;

/** How long a request may take to come. */
const LONGEST_REQUEST_MS = 300_000;
/** So long its headers may take to come, of whatever path. */
const LONGEST_HEADERS_MS = 60_000;
/** How often the server looks for those that take longer. */
const LOOK_MS = 30_000;

/** How long a stop waits for answers that are under way. */
const CLOSE_MS = 1000;

export type HttpOptions = {
  /** Rejects when the database is away. */
  readonly askDatabase: () => PromiseLike<unknown>;
  readonly clock: () => Date;
  /** When the tick last came round, null before its first round; absent in a process that has none. */
  readonly lastTickAt?: (() => Date | null) | undefined;
  readonly metrics: { readonly contentType: string; read(): Promise<string> };
};

/**
 * What a machine may ask: `/healthz` (the process answers), `/readyz` (the database answers too, and the tick comes
 * round) and `/metrics` (for Prometheus).
 */
export function createHttpApp({ askDatabase, clock, lastTickAt, metrics }: HttpOptions): Hono {
  const app = new Hono();
  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.get("/readyz", async (context) => {
    try {
      await askDatabase();
    } catch {
      return context.json({ status: "database unavailable" }, 503);
    }
    const tickAt = lastTickAt?.();
    if (tickAt === null) return context.json({ status: "starting" }, 503);
    if (tickAt !== undefined && clock().getTime() - tickAt.getTime() > OLDEST_TICK_MS) {
      return context.json({ status: "tick too old" }, 503);
    }
    return context.json({ status: "ready" });
  });
  app.get("/metrics", async (context) =>
    context.body(await metrics.read(), 200, { "content-type": metrics.contentType }),
  );
  return app;
}

/**
 * Answers a platform's own paths as the platform's adapter does, which reads the raw request, and everything else as
 * `rest`. A path is matched to the letter; one that ends in an asterisk stands for all that begin with what is before it.
 */
export function routed(routes: readonly Route[], rest: RequestListener): RequestListener {
  const byPath = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  const openEnded = routes.filter(({ path }) => path.endsWith("*"));
  return (request, response) => {
    const [path = ""] = (request.url ?? "").split("?");
    const begins = (route: Route) =>
      route.method === request.method && path.startsWith(route.path.slice(0, -1));
    const route = byPath.get(`${request.method} ${path}`) ?? openEnded.find(begins);
    if (route?.takesLong !== true) cutAfter(request, LONGEST_REQUEST_MS);
    if (route === undefined) rest(request, response);
    else route.answer(request, response);
  };
}

/** Ends a request whose body has not come by then, so that nobody holds a connection by sending a byte now and then. */
function cutAfter(request: IncomingMessage, ms: number): void {
  const cut = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, ms);
  cut.unref();
  request.once("close", () => clearTimeout(cut));
}

/** @throws OperatorError when the port or address cannot be taken */
export async function startHttp(
  { port, host }: { readonly port: number; readonly host: string },
  { routes, ...options }: HttpOptions & { readonly routes: readonly Route[] },
  { headersMs = LONGEST_HEADERS_MS } = {},
) {
  const app = createHttpApp(options);
  const limits = {
    // Node's own limit would hold for what may take long as well; without it, it has none for headers either.
    requestTimeout: 0,
    headersTimeout: headersMs,
    connectionsCheckingInterval: Math.min(LOOK_MS, headersMs),
  };
  const server = createServer(limits, routed(routes, getRequestListener(app.fetch)));
  server.listen(port, host);
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", (error: NodeJS.ErrnoException) => {
      const problem = `HTTP_PORT ${port} on HTTP_HOST ${host} cannot be listened on (${error.code}): choose others, or leave HTTP_PORT empty for no HTTP.`;
      reject(new OperatorError(problem, error));
    });
  });
  return {
    name: "http",
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A connection that has asked nothing yet would be waited for without end.
      const cut = setTimeout(() => {
        server.closeAllConnections();
      }, CLOSE_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}
