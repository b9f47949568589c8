import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** Stands between the program and its database server, and can fail as networks do. */
export type TcpProxy = {
  /** The server's address as seen through here. */
  readonly url: string;
  /** Breaks every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Lets connections through again. */
  restore(): Promise<void>;
  /**
   * Waits for the server to answer with these bytes and breaks that connection in place of passing them on.
   *
   * @param then whether new connections get through from then on
   */
  loseAnswer(bytes: string, then: "up" | "cut"): Promise<void>;
};

/** A proxy on a port of its own, closed when the test ends. */
export async function tcpProxy(serverUrl: string): Promise<TcpProxy> {
  const target = new URL(serverUrl);
  const pairs = new Set<{ readonly near: Socket; readonly far: Socket }>();
  let trap: { readonly bytes: string; readonly then: "up" | "cut"; spring(): void } | null = null;

  const server = createServer((near) => {
    const far = connect(Number(target.port || "5432"), target.hostname);
    const pair = { near, far };
    pairs.add(pair);
    const end = () => {
      near.destroy();
      far.destroy();
      pairs.delete(pair);
    };
    for (const socket of [near, far]) socket.on("error", end).on("close", end);
    near.on("data", (chunk) => far.write(chunk));
    far.on("data", (chunk) => {
      if (trap === null || !chunk.includes(trap.bytes)) {
        near.write(chunk);
        return;
      }
      const { then, spring } = trap;
      trap = null;
      if (then === "cut") {
        // All of them: a server that is gone is gone for every connection of the pool.
        server.close();
        breakAll();
      }
      end();
      spring();
    });
  });
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  const { port } = address;

  const breakAll = () => {
    for (const { near, far } of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  const cut = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    breakAll();
    await closed;
  };
  onTestFinished(async () => {
    if (server.listening) await cut();
  });

  const url = new URL(target);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    cut,
    restore: () => listen(port),
    loseAnswer: (bytes, then) =>
      new Promise((spring) => {
        trap = { bytes, then, spring };
      }),
  };
}
