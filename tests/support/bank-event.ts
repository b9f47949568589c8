import type { Database } from "../../db/client.ts";
import type { SlotJob } from "../../db/queue.ts";
import { createSealer } from "../../db/sealing.ts";
import type { ProviderEvent } from "../../src/integrations/provider.ts";
import { storeProviderEvent } from "../../src/provider-events.ts";

/** Stores what a provider told. @returns the errands it led to, by kind and subject */
export async function bankEvent(
  db: Database,
  provider: string,
  event: ProviderEvent,
  now: Date,
): Promise<readonly string[]> {
  const jobs: SlotJob[] = [];
  await storeProviderEvent(provider, event, {
    db,
    log: { info() {} },
    sealer: createSealer([Buffer.alloc(32, 7).toString("base64")]),
    clock: () => now,
    enqueue: async (_, __, some) => void jobs.push(...some),
    wake() {},
  });
  return jobs.map(({ kind, subject }) => `${kind} ${subject}`);
}
