import type { z } from "zod";
import type { Database } from "../db/client.ts";
import type { Sealer } from "../db/sealing.ts";
import type { ChatAdapter, PlatformId } from "./adapter.ts";
import { definePart, type PartDefinition } from "./define-part.ts";
import type { BotLog } from "./log.ts";
import type { Pictures } from "./pictures/pictures.ts";

/** What an adapter is given beside its own settings. */
export type AdapterParts = {
  readonly db: Database;
  readonly log: BotLog;
  readonly clock: () => Date;
  /** The https address at which the world reaches this process, without a slash at its end; null without one. */
  readonly publicUrl: string | null;
  /** Seals secrets that a platform hands out; null where nothing that is set up keeps any. */
  readonly sealer: Sealer | null;
  /** Draws what messages show. */
  readonly pictures: Pictures;
};

/** A chat platform as the list of adapters holds it; one of which no setting is given is off. */
export type AdapterDefinition = PartDefinition<PlatformId, AdapterParts, ChatAdapter>;

/** Ties an adapter to the schema of its settings, see {@link definePart}. */
export function defineAdapter<Shape extends z.ZodRawShape>(
  definition: Parameters<typeof definePart<PlatformId, Shape, AdapterParts, ChatAdapter>>[0],
): AdapterDefinition {
  return definePart(definition);
}
