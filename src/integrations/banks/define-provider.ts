import type { z } from "zod";
import type { SettingsAbout } from "../../../bot/define-adapter.ts";
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
};

/** A provider as the list holds it; one of which no setting is given is off. */
export type ProviderDefinition = {
  readonly id: BankProviderId;
  readonly settingNames: readonly string[];
  /** Reads its settings. @returns problems, one sentence each, never with a value in it, or what makes the provider */
  read(
    given: Readonly<Record<string, string | undefined>>,
    about: SettingsAbout,
  ): { readonly problems: readonly string[] } | { create(parts: ProviderParts): Promise<BankProvider> };
};

/**
 * Ties a provider to the schema of its settings.
 *
 * @param definition.check what the settings need beside each other, as sentences
 * @param definition.create loads the provider's library only now, so that a coach without it starts lightly
 */
export function defineProvider<Shape extends z.ZodRawShape>(definition: {
  readonly id: BankProviderId;
  readonly settings: z.ZodObject<Shape>;
  check?(settings: z.infer<z.ZodObject<Shape>>, about: SettingsAbout): readonly string[];
  create(settings: z.infer<z.ZodObject<Shape>>, parts: ProviderParts): Promise<BankProvider>;
}): ProviderDefinition {
  const { id, settings, check, create } = definition;
  return {
    id,
    settingNames: Object.keys(settings.shape),
    read(given, about) {
      const parsed = settings.safeParse(given);
      if (!parsed.success) {
        return {
          problems: parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}.`),
        };
      }
      const problems = check?.(parsed.data, about) ?? [];
      return problems.length > 0 ? { problems } : { create: (parts) => create(parsed.data, parts) };
    },
  };
}
