import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Route } from "../../bot/adapter.ts";
import { routed } from "../../src/http/server.ts";

/** Serves routes for the running test, as the coach does. @param routes as they are when somebody asks @returns where */
export async function serveRoutes(routes: () => readonly Route[]): Promise<string> {
  const server = createServer((request, response) => {
    routed(routes(), (_, none) => none.writeHead(404).end())(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
