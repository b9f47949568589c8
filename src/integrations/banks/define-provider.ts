import type { z } from "zod";
import { definePart, type PartDefinition } from "../../../bot/define-part.ts";
import type { Database } from "../../../db/client.ts";
import type { Sealer } from "../../../db/sealing.ts";
import type { Log } from "../../log.ts";
import type { BankProvider, BankProviderId } from "./bank-provider.ts";

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

/** Ties a provider to the schema of its settings, see {@link definePart}. */
export function defineProvider<Shape extends z.ZodRawShape>(
  definition: Omit<
    Parameters<typeof definePart<BankProviderId, Shape, ProviderParts, BankProvider>>[0],
    "secretsBy"
  >,
): ProviderDefinition {
  const [first = definition.id] = Object.keys(definition.settings.shape);
  return definePart({ ...definition, secretsBy: () => first });
}
