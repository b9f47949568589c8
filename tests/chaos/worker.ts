import { enableCompileCache } from "node:module";
import { tmpdir } from "node:os";
import type { ChatAdapter } from "../../bot/adapter.ts";
import { loadDrizzleLean } from "../../db/lean-drizzle.ts";

// A worker process as the coach starts it, but for its clock and for a platform that answers over HTTP.
enableCompileCache();
loadDrizzleLean();
const { ChatError } = await import("../../bot/adapter.ts");
const { describeError } = await import("../../bot/log.ts");
const { plainText } = await import("../../bot/message.ts");
const { createOutbox } = await import("../../bot/outbox.ts");
const { createSender } = await import("../../bot/sender.ts");
const { openDatabase } = await import("../../db/client.ts");
const { openQueue } = await import("../../db/queue.ts");
const { startBackground } = await import("../../src/background.ts");
const { fileTools } = await import("../../src/chat-files.ts");
const { NO_COUNTS } = await import("../../src/metrics.ts");
const { deadlineIn, STOP_MS } = await import("../../src/stopping.ts");
const { openUploadFolder } = await import("../../src/uploads/folder.ts");

const { DATABASE_URL = "", PLATFORM_URL = "", CLOCK_OFFSET_MS = "0" } = process.env;
const clock = () => new Date(Date.now() + Number(CLOCK_OFFSET_MS));
const note = (level: string) => (fields: object, message: string) => {
  if (level !== "info") process.stderr.write(`${JSON.stringify({ level, message, ...fields })}\n`);
};
const log = {
  info: note("info"),
  warn: note("warn"),
  error: note("error"),
  describe: describeError,
  flush() {},
};

const adapter: ChatAdapter = {
  platform: "telegram",
  limits: { perSecond: 400, perChatPerSecond: 50, repliesReserve: 1 },
  async send(chat, { text }) {
    const kind = plainText(text).includes("How's your mood") ? "question" : "morning";
    let response: Response;
    try {
      response = await fetch(PLATFORM_URL, {
        method: "POST",
        body: JSON.stringify({ chat, kind }),
        signal: AbortSignal.timeout(1500),
      });
    } catch (cause) {
      throw new ChatError("unknown", { cause });
    }
    if (response.status === 429) {
      throw new ChatError("rate-limited", { retryAfterSeconds: Number(response.headers.get("retry-after")) });
    }
    if (response.status === 403) throw new ChatError("unreachable");
    if (!response.ok) throw new ChatError("unavailable");
    return response.text();
  },
  run: () => new Promise(() => {}),
  async sayPlainly() {},
  async stop() {},
};

const database = await openDatabase({ url: DATABASE_URL });
const { db } = database;
const outbox = createOutbox({ db, adapter, log, clock, claimMs: 8000 });
const timing = { leaseMs: 4000, renewMs: 1000, lookMs: 500 };
// Without a platform it only decides: for measuring the jobs alone.
const sender =
  PLATFORM_URL === ""
    ? null
    : createSender({ db, platform: adapter.platform, outbox, log, clock, ...timing });
const queue = await openQueue(database, { log, supervise: true });
const background = await startBackground({
  database,
  queue,
  tools: {
    enqueue: queue.enqueue,
    banks: new Map(),
    wearables: new Map(),
    sealer: null,
    files: fileTools("postgres", [], {
      deliver: () => sender?.wake(),
      stopping: undefined,
      uploads: openUploadFolder(tmpdir()),
    }),
  },
  log,
  clock,
  counts: NO_COUNTS,
  deliver: () => sender?.wake(),
});
process.stdout.write("ready\n");
process.once("SIGTERM", async () => {
  await background.stop(deadlineIn(STOP_MS, true));
  await sender?.stop();
  await database.close();
});
