import { createServer } from "node:http";
import { loadDrizzleLean } from "../../db/lean-drizzle.ts";

// The coach on Telegram as the process starts it, but without Telegram's limits, which would be all that is measured.
loadDrizzleLean();
const { createTelegram } = await import("../../bot/adapters/telegram/adapter.ts");
const { INBOUND_LIMITS } = await import("../../bot/access/inbound-limits.ts");
const { describeError } = await import("../../bot/log.ts");
const { openDatabase } = await import("../../db/client.ts");
const { routed } = await import("../../src/http/server.ts");
const { NO_COUNTS } = await import("../../src/metrics.ts");
const { openPlatform } = await import("../../src/platform.ts");
const { deadlineIn, STOP_MS } = await import("../../src/stopping.ts");

const { PORT = "", API_ROOT = "", TOKEN = "", SECRET = "", DATABASE_URL = "" } = process.env;
const note = (fields: object, message: string) =>
  process.stderr.write(`${JSON.stringify({ message, ...fields })}\n`);
const log = { info() {}, warn: note, error: note, describe: describeError, flush() {} };
// One account writes as fast as it is answered.
const unlimited = { events: 1_000_000, seconds: 1 };
const inboundLimits = { ...INBOUND_LIMITS, account: unlimited, overall: unlimited };
const database = await openDatabase({ url: DATABASE_URL });
const publicUrl = `http://127.0.0.1:${PORT}`;
const webhook = { publicUrl, secret: SECRET };
const chat = await openPlatform(
  {
    id: "telegram",
    async create({ clock, pictures }) {
      const { limits: _, ...adapter } = createTelegram({
        token: TOKEN,
        apiRoot: API_ROOT,
        webhook,
        log,
        clock,
        pictures,
      });
      return adapter;
    },
  },
  {
    config: { role: "all", publicUrl, access: { kind: "open" }, inboundLimits },
    database,
    log,
    clock: () => new Date(),
    counts: NO_COUNTS,
    sealer: null,
    providers: { banks: new Map(), wearables: new Map(), hearPaste: (event) => event },
    errands: { enqueue: async () => {}, wake: () => {} },
    pictures: { render: async () => null },
    phraser: null,
  },
);
const server = createServer(routed(chat.routes, (_, response) => response.writeHead(404).end()));
server.listen(Number(PORT), "127.0.0.1", () => void chat.run());
process.once("SIGTERM", async () => {
  await chat.stop(deadlineIn(STOP_MS, true));
  server.closeAllConnections();
  server.close();
  await database.close();
});
