import type { z } from "zod";
import { definePart, type PartDefinition } from "../../bot/define-part.ts";
import type { Database } from "../../db/client.ts";
import type { Sealer } from "../../db/sealing.ts";
import type { Log } from "../log.ts";
import type { BankProvider, BankProviderId } from "./banks/bank-provider.ts";
import type { WearableProvider, WearableProviderId } from "./wearables/wearable-provider.ts";

/** What a provider is given beside its own settings. */
export type ProviderParts = {
  readonly db: Database;
  readonly log: Log;
  readonly clock: () => Date;
  /** Where the world reaches this process, without a slash at its end; null: nowhere. */
  readonly publicUrl: string | null;
  readonly sealer: Sealer;
  /** One machine, mostly one household: whoever writes to the coach is its operator, or invited by them. */
  readonly isEmbedded: boolean;
  /** What one of its attempts is asked after with, by the name that its page has, while it is open; null for any other. */
  readonly openAttempt: (lookup: string) => Promise<string | null>;
  /** A template of `prompts`, with its facts in place. */
  readonly words: (template: string, facts?: Readonly<Record<string, string | number>>) => string;
};

/** A provider as the list holds it. Each is handed secrets, so a master key is asked for where there is none. */
export type ProviderDefinition = PartDefinition<BankProviderId, ProviderParts, BankProvider>;
export type WearableDefinition = PartDefinition<WearableProviderId, ProviderParts, WearableProvider>;

type Given<Id, Shape extends z.ZodRawShape, Provider> = Omit<
  Parameters<typeof definePart<Id, Shape, ProviderParts, Provider>>[0],
  "secretsBy"
>;

/** Ties a provider of bank data to the schema of its settings, see {@link definePart}. */
export function defineProvider<Shape extends z.ZodRawShape>(
  definition: Given<BankProviderId, Shape, BankProvider>,
): ProviderDefinition {
  return define(definition);
}

/** The same for a wearable. */
export function defineWearable<Shape extends z.ZodRawShape>(
  definition: Given<WearableProviderId, Shape, WearableProvider>,
): WearableDefinition {
  return define(definition);
}

function define<Id extends string, Shape extends z.ZodRawShape, Provider>(
  definition: Given<Id, Shape, Provider>,
): PartDefinition<Id, ProviderParts, Provider> {
  const [first = definition.id] = Object.keys(definition.settings.shape);
  return definePart({ ...definition, secretsBy: () => first });
}
