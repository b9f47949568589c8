import { setTimeout as delay } from "node:timers/promises";
import { startCron } from "./cron.ts";
import type { WearableProvider } from "./integrations/wearables/wearable-provider.ts";
import { failureOf } from "./jobs/provider-errand.ts";
import type { Log } from "./log.ts";
import type { Part } from "./stopping.ts";

/** Rounds are an hour apart, so that one which failed is not a day late. */
const ROUNDS = "41 * * * *";
const DAILY_MS = 23 * 3_600_000;
/** How long a stop waits for a round that is under way. */
const CLOSE_MS = 1000;

type Kept = Pick<WearableProvider, "id" | "upkeep">;
type UpkeepLog = Pick<Log, "info" | "warn" | "describe">;

/**
 * What services want done daily so that they go on telling us of news. Each process with routes does it, as their services
 * call back while they are asked; done by two at once, it does no harm.
 *
 * @returns a round: does what was not done in this process for a day, or failed
 */
export function createUpkeep(providers: readonly Kept[], log: UpkeepLog, clock: () => Date) {
  const doneAt = new Map<string, number>();
  return async function round(): Promise<void> {
    for (const provider of providers) {
      const now = clock().getTime();
      if (provider.upkeep === undefined || now - (doneAt.get(provider.id) ?? 0) < DAILY_MS) continue;
      try {
        await provider.upkeep();
        doneAt.set(provider.id, now);
        log.info({ provider: provider.id }, "upkeep done");
      } catch (error) {
        const { code, providerCode } = failureOf(error);
        const about = { provider: provider.id, reason: code, providerCode };
        log.warn({ ...about, ...log.describe(error) }, "upkeep not done");
      }
    }
  };
}

/** Has it done at once and then daily. */
export function startUpkeep(
  providers: readonly Kept[],
  log: UpkeepLog & Parameters<typeof startCron>[2],
  clock: () => Date,
): Part {
  const round = createUpkeep(providers, log, clock);
  let running = round();
  const task = startCron(
    ROUNDS,
    async () => {
      running = running.then(round);
      await running;
    },
    log,
  );
  return {
    name: "provider upkeep",
    async stop() {
      await task.stop();
      const isOver = await Promise.race([running.then(() => true), delay(CLOSE_MS, false, { ref: false })]);
      if (!isOver) throw new Error("a service has not answered yet");
    },
  };
}
