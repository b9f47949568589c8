import { createModelPhraser } from "../bot/phrasing/model-phraser.ts";
import type { Phraser } from "../bot/phrasing/phraser.ts";
import type { Database } from "../db/client.ts";
import type { Config } from "./config.ts";
import { createChatModel } from "./integrations/model/chat-model.ts";
import type { Log } from "./log.ts";
import type { Counts } from "./metrics.ts";

/** What puts messages into other words; null where no language model is set up. */
export async function openPhraser(
  settings: Config["model"],
  parts: { readonly db: Database; readonly log: Log; readonly clock: () => Date; readonly counts: Counts },
): Promise<Phraser | null> {
  if (settings === null) return null;
  const { db, log, clock, counts } = parts;
  const model = await createChatModel(settings);
  const { callsPerDay } = settings;
  return createModelPhraser({ db, log, clock, model, callsPerDay, count: counts.countPhrasing });
}
