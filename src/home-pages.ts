import type { ChatAdapter } from "../bot/adapter.ts";
import { refreshHomes } from "../bot/homes.ts";
import type { Database } from "../db/client.ts";
import { startCron } from "./cron.ts";
import type { Log } from "./log.ts";

/** When home pages follow new scores: every minute, beside the tick. */
const ROUND = "30 * * * * *";

export type HomePagesOptions = {
  readonly db: Database;
  readonly adapter: ChatAdapter;
  readonly log: Log;
  readonly clock: () => Date;
  /** Whether this process is the one that sends at present. */
  readonly isHolder: () => boolean;
};

/** Keeps the home pages of a platform that has them up to date, in the process that sends. */
export function startHomePages({ db, adapter, log, clock, isHolder }: HomePagesOptions) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const round = async () => {
    if (!isHolder()) return;
    try {
      await refreshHomes(db, adapter, clock, signal);
    } catch (error) {
      log.error({ platform: adapter.platform, ...log.describe(error) }, "home pages not refreshed");
    }
  };
  let showing = Promise.resolve();
  const task = startCron(
    ROUND,
    () => {
      showing = round();
      return showing;
    },
    log,
  );
  return {
    /** Begins no page any more, and waits for the one that is being shown. */
    async stop(): Promise<void> {
      stopping.abort();
      await task.stop();
      await showing;
    },
  };
}
