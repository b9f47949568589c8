import type { Database } from "../../db/client.ts";
import type { SlotJob } from "../../db/queue.ts";
import { storeBankEvent } from "../../src/bank-events.ts";
import type { BankProviderId } from "../../src/integrations/banks/bank-provider.ts";
import type { ProviderEvent } from "../../src/integrations/provider.ts";

/** Stores what a provider told. @returns the errands it led to, by kind and subject */
export async function bankEvent(
  db: Database,
  provider: BankProviderId,
  event: ProviderEvent,
  now: Date,
): Promise<readonly string[]> {
  const jobs: SlotJob[] = [];
  await storeBankEvent(provider, event, {
    db,
    log: { info() {} },
    clock: () => now,
    enqueue: async (_, __, some) => void jobs.push(...some),
    wake() {},
  });
  return jobs.map(({ kind, subject }) => `${kind} ${subject}`);
}
