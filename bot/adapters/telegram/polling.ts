import { createRunner, createSource, type RunnerHandle } from "@grammyjs/runner";
import type { Bot } from "grammy";
import type { Update } from "grammy/types";
import { ALLOWED_UPDATES } from "./incoming.ts";
import { callDeadline } from "./outgoing.ts";
import type { Persist } from "./persist.ts";

/** How long Telegram holds a poll open when there is nothing. */
export const POLL_SECONDS = 30;
const MOST_UPDATES = 100;
/** How long a stop waits to tell Telegram what was taken. */
const CONFIRM_MS = 2000;

/**
 * Fetches updates by long polling.
 *
 * A poll confirms the updates before it, so the next one starts only when all of them are taken: what a process that dies
 * had in hand comes again.
 *
 * @param take rejects only once the polling is being stopped
 */
export function createPolling(bot: Bot, persist: Persist, take: (update: Update) => Promise<void>) {
  let offset = 0;
  const inHand = new Set<Update>();

  const source = createSource<Update>({
    async supply(limit, signal) {
      const call = () =>
        bot.api.getUpdates(
          {
            offset,
            limit: Math.min(limit, MOST_UPDATES),
            timeout: POLL_SECONDS,
            allowed_updates: ALLOWED_UPDATES,
          },
          signal,
        );
      return (await persist(call)) ?? [];
    },
  });
  const runner: RunnerHandle = createRunner(source, {
    async handle(updates) {
      for (const update of updates) inHand.add(update);
      try {
        await Promise.all(updates.map(take));
      } finally {
        for (const update of updates) inHand.delete(update);
      }
      offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
      return MOST_UPDATES;
    },
    size: () => inHand.size,
    snapshot: () => [...inHand],
  });

  return {
    async run(): Promise<void> {
      runner.start();
      await runner.task();
    },
    async stop(): Promise<void> {
      if (!runner.isRunning()) return;
      await runner.stop();
      // So that what was taken does not come again at the next start. The database would know it, a tick would not.
      const confirmed = { offset, limit: 1, timeout: 0, allowed_updates: ALLOWED_UPDATES };
      if (offset > 0) await bot.api.getUpdates(confirmed, callDeadline(CONFIRM_MS)).catch(() => {});
    },
  };
}
