import { join } from "node:path";
import { openHelpLines } from "../bot/help-lines-file.ts";
import { plainText } from "../bot/message.ts";
import { type Database, openDatabase } from "../db/client.ts";
import { OperatorError } from "../db/errors.ts";
import { migrateDatabase } from "../db/migrate.ts";
import { openQueue, type SlotJob } from "../db/queue.ts";
import { render } from "../prompts/index.ts";
import { type Background, startBackground } from "./background.ts";
import { fileTools } from "./chat-files.ts";
import { type Config, readConfig } from "./config.ts";
import { httpOptions } from "./http/options.ts";
import { startHttp } from "./http/server.ts";
import { type Log, openLog } from "./log.ts";
import { startMaintenance } from "./maintenance.ts";
import { createMetrics, NO_COUNTS } from "./metrics.ts";
import { openPhraser } from "./phrasing.ts";
import { startPictures } from "./pictures/pictures.ts";
import { openPlatform, type PlatformChat, type PlatformParts } from "./platform.ts";
import { postRoutes } from "./posts/route.ts";
import { startUpkeep } from "./provider-upkeep.ts";
import { openProviders } from "./providers.ts";
import { openSealer } from "./secret-key.ts";
import { deadlineIn, type Part, STOP_MS, sideBySide, stopParts } from "./stopping.ts";
import { openTerminal, type TerminalParts } from "./terminal.ts";
import { openUploadFolder } from "./uploads/folder.ts";
import { startUploadKeeper } from "./uploads/keeper.ts";
import { uploadRoutes } from "./uploads/routes.ts";

/**
 * The coach as a process: reads the settings, joins the parts, runs until the chat ends or a signal comes.
 *
 * @returns the exit code: 0 after an orderly end, 1 when it could not start
 */
export async function runCoach(argv: readonly string[]): Promise<number> {
  let config: Config;
  let log: Log;
  try {
    config = readConfig(process.env, argv);
    log = openLog(config.dataFolder, config.logLevel);
    // A file that the operator has broken stops the start, and not the first answer in a crisis.
    openHelpLines();
  } catch (error) {
    return refuse(error);
  }
  const parts: Part[] = [];
  let end: End = "error";
  try {
    end = await start(config, log, parts);
    return 0;
  } catch (error) {
    log.error(log.describe(error), "stopped by an error");
    return refuse(error);
  } finally {
    const allEnded = await stopParts(parts, deadlineIn(STOP_MS, end === "signal"), log);
    log.flush();
    // What is left behind would keep the process alive; the orderly rest has been done.
    if (!allEnded) setTimeout(() => process.exit(), 0).unref();
  }
}

type End = "chat" | "signal" | "error";

/** Starts the parts and waits until the chat ends or a signal comes. */
async function start(config: Config, log: Log, parts: Part[]): Promise<End> {
  const clock = () => new Date();
  const metrics = config.http === null ? null : await createMetrics();
  const counts = metrics ?? NO_COUNTS;
  const { databaseUrl, dataFolder, role } = config;
  if (databaseUrl === null && (await isFirstStart(dataFolder))) {
    const key = config.keepsSecrets && config.secretKeys.length === 0;
    const lines = [render("help/first-start"), ...(key ? [render("help/key-made")] : [])];
    process.stdout.write(`${lines.map(plainText).join(" ")}\n`);
  }
  const database = await openDatabase({ url: databaseUrl, folder: dataFolder, log });
  parts.push({ name: "database", stop: () => database.close() });
  await migrateDatabase(database);
  const sealer = await openSealer(config, (path) => log.info({ path }, "made a key that seals secrets"));
  parts.push(startMaintenance(database, config, log, clock));
  // A process that only talks to people queues errands too, for those who work on them.
  const queue = await openQueue(database, { log, supervise: role !== "bot" });
  // The background stops it with its jobs; but where a later part cannot be opened, there is no background.
  parts.push({ name: "queue", stop: ({ leftMs }) => queue.stop(leftMs()) });
  let background: Background | null = null;
  const wake = () => background?.wake();
  const errands = {
    enqueue: (tx: Database, jobs: readonly SlotJob[]) => queue.enqueue(tx, "errands", jobs),
    wake,
  };
  const { publicUrl } = config;
  const { db } = database;
  const { enqueue } = queue;
  const providers = await openProviders(config, {
    db,
    log,
    clock,
    publicUrl,
    isEmbedded: databaseUrl === null,
    sealer,
    enqueue,
    wake,
  });
  const folder = openUploadFolder(join(dataFolder, "uploads"));
  const uploads = { db, log, clock, enqueue, wake, folder, mostBytes: config.uploadMostBytes };
  const keeper = startUploadKeeper(uploads);
  parts.push({ name: "uploads", stop: async () => keeper.stop() });
  const pictures = startPictures({
    folder: join(dataFolder, "pictures"),
    log,
    clock,
    count: counts.countPicture,
  });
  parts.push(pictures);
  const chats: PlatformChat[] = [];
  parts.push(sideBySide("chats", chats));
  // Each is among them as soon as it is open, so that it is stopped when the next one cannot be.
  const phraser = await openPhraser(config.model, { db, log, clock, counts });
  const chatParts = { config, database, log, clock, counts, errands, sealer, providers, pictures, phraser };
  for await (const chat of openChats(chatParts)) chats.push(chat);
  if (role !== "bot") {
    const deliver = () => {
      for (const chat of chats) chat.deliver();
    };
    const reading = new AbortController();
    const files = fileTools(database.kind, chats, { deliver, stopping: reading.signal, uploads: folder });
    const { banks, wearables } = providers;
    const tools = { enqueue, sealer, banks, wearables, files };
    background = await startBackground({ database, log, clock, counts, deliver, queue, tools });
    parts.push(background);
    // A file of gigabytes is read for minutes; the next process reads it again.
    parts.push({ name: "reading", stop: async () => reading.abort() });
  }
  if (config.http !== null && metrics !== null) {
    const http = httpOptions({ db, clock, metrics, background });
    const called = [
      ...providers.routes,
      ...postRoutes({ db, log, clock, enqueue, wake }),
      ...uploadRoutes(uploads),
    ];
    const routes = [...chats.flatMap((chat) => chat.routes), ...(role === "worker" ? [] : called)];
    parts.push(await startHttp(config.http, { ...http, routes }));
    // Services call back at once to see whether the address is ours, so it comes after.
    if (role !== "worker") parts.push(startUpkeep([...providers.wearables.values()], log, clock));
  }
  log.info({ database: database.kind, role }, "started");
  // Until here a signal just ends the process, which may be killed at any moment; so none gets lost in between.
  const signalled = new Promise<End>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      process.once(signal, () => {
        for (const chat of chats) chat.close();
        resolve("signal");
      });
    }
  });
  if (chats.length === 0) return signalled;
  const over = Promise.all(chats.map((chat) => chat.run()));
  return Promise.race([signalled, over.then((): End => "chat")]);
}

/** The platforms that are set up; the terminal where none is and somebody is to be talked to. */
async function* openChats(parts: PlatformParts & TerminalParts): AsyncGenerator<PlatformChat> {
  const { platforms, role } = parts.config;
  for (const platform of platforms) yield await openPlatform(platform, parts);
  if (platforms.length === 0 && role !== "worker") {
    yield { ...(await openTerminal(parts)), platform: "terminal", routes: [] };
  }
}

/** Making the embedded database takes some seconds, which is worth a word before. */
async function isFirstStart(dataFolder: string): Promise<boolean> {
  const { hasDatabase } = await import("../db/embedded.ts");
  return !hasDatabase(dataFolder);
}

/** The one line an operator sees when the coach cannot go on; an unforeseen error shows its kind only. */
function refuse(error: unknown): number {
  const known = error instanceof OperatorError;
  const line = known ? error.message : plainText(render("errors/could-not-start"));
  process.stderr.write(`${line}\n`);
  return 1;
}
