import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Route } from "../../bot/adapter.ts";
import { routed } from "../../src/http/server.ts";

/** Routes on a port of this machine, until the test is over. @returns the address, without a slash at its end */
export async function routesOnAPort(routes: readonly Route[]): Promise<string> {
  const server = createServer(routed(routes, (_, response) => void response.writeHead(404).end()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
