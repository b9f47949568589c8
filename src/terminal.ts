import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { InboundEvent } from "../bot/adapter.ts";
import { createTerminal } from "../bot/adapters/terminal.ts";
import { createDispatcher, type DispatcherOptions } from "../bot/dispatcher.ts";
import { plainText } from "../bot/message.ts";
import type { Phraser } from "../bot/phrasing/phraser.ts";
import type { Pictures } from "../bot/pictures/pictures.ts";
import type { OpenDatabase } from "../db/client.ts";
import { render } from "../prompts/index.ts";
import type { Config } from "./config.ts";
import { startCron } from "./cron.ts";
import { startInbox } from "./inbox.ts";
import type { Log } from "./log.ts";
import type { Counts } from "./metrics.ts";
import type { Chat } from "./platform.ts";
import type { Providers } from "./providers.ts";
import { terminalAccount } from "./terminal-account.ts";

/** How often a terminal looks for what another process, a worker, has to say to its person. */
const LOOK = "*/15 * * * * *";

export type TerminalParts = {
  readonly config: Config;
  readonly database: OpenDatabase;
  readonly log: Log;
  readonly clock: () => Date;
  readonly counts: Counts;
  readonly errands: NonNullable<DispatcherOptions["errands"]>;
  readonly providers: Pick<Providers, "banks" | "wearables" | "hearPaste">;
  readonly pictures: Pictures;
  readonly phraser: Phraser | null;
};

/** The chat in this process's terminal; `run` settles when it ends. */
export async function openTerminal({
  config,
  database,
  log,
  clock,
  counts,
  errands,
  providers,
  pictures,
  phraser,
}: TerminalParts): Promise<Chat> {
  const sender = await terminalAccount(database, config.dataFolder);
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const adapter = createTerminal({
    input: process.stdin,
    output: process.stdout,
    sender,
    timezone,
    styled: config.color && process.stdout.isTTY === true,
    goodbye: plainText(render("help/goodbye")),
    pictures,
  });
  const dispatcher = createDispatcher({
    db: database.db,
    adapter,
    log,
    clock,
    newId: randomUUID,
    defaultTimezone: timezone,
    onlySender: sender,
    access: config.access,
    errands,
    banks: [...providers.banks.keys()],
    wearables: [...providers.wearables.keys()],
    publicUrl: config.publicUrl,
    phraser,
    count: (outcome) => counts.countSend(adapter.platform, outcome),
    countCrisis: () => counts.countCrisis(adapter.platform),
  });
  /** What a stop waits for. */
  const underWay = new Set<Promise<void>>();
  const track = (work: Promise<void>) => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };
  const deliver = (takeOver = false) =>
    track(
      dispatcher.outbox
        .deliverAll(takeOver)
        .catch((error: unknown) => log.error(log.describe(error), "outbox not delivered")),
    );
  const converse = async () => {
    await deliver(true);
    await adapter.run(handle);
  };
  const handle = async (event: InboundEvent) => {
    const began = performance.now();
    await dispatcher.handle(providers.hearPaste(event));
    counts.handled(event.platform, (performance.now() - began) / 1000);
  };
  const look = startCron(LOOK, deliver, log);
  // A path means something on this machine only, and a server's worker may be on another.
  const inbox =
    database.kind === "embedded"
      ? await startInbox({
          folder: join(config.dataFolder, "inbox"),
          db: database.db,
          log,
          offer: (file, eventId) =>
            track(handle({ platform: "terminal", sender, chat: sender, eventId, kind: "file", file })),
        })
      : null;
  return {
    name: "terminal",
    deliver: () => void deliver(),
    run: () => track(converse()),
    close: () => void adapter.stop(),
    async stop() {
      await look.stop();
      await inbox?.stop();
      await adapter.stop();
      await Promise.all(underWay);
    },
  };
}
