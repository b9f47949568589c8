import type { z } from "zod";
import type { Database } from "../db/client.ts";
import type { Sealer } from "../db/sealing.ts";
import type { ChatAdapter, PlatformId } from "./adapter.ts";
import type { BotLog } from "./log.ts";

/** What an adapter is given beside its own settings. */
export type AdapterParts = {
  readonly db: Database;
  readonly log: BotLog;
  readonly clock: () => Date;
  /** The https address at which the world reaches this process, without a slash at its end; null without one. */
  readonly publicUrl: string | null;
  /** Seals secrets that a platform hands out; null where the operator has given no master key. */
  readonly sealer: Sealer | null;
};

/** What an adapter's settings are judged beside. */
export type SettingsAbout = Pick<AdapterParts, "publicUrl"> & {
  /** The operator has given a master key. */
  readonly hasSealer: boolean;
  /** This process listens on a port, so that a platform can call it; or it talks to nobody and need not. */
  readonly canBeCalled: boolean;
};

/**
 * A chat platform as the list of adapters holds it: the settings it needs from the environment, by their names there, and
 * how it is made of them. A platform of which no setting is given is off.
 */
export type AdapterDefinition = {
  readonly id: PlatformId;
  readonly settingNames: readonly string[];
  /** Reads its settings. @returns problems, one sentence each, never with a value in it, or what makes the adapter */
  read(
    given: Readonly<Record<string, string | undefined>>,
    about: SettingsAbout,
  ): { readonly problems: readonly string[] } | { create(parts: AdapterParts): Promise<ChatAdapter> };
};

/**
 * Ties an adapter to the schema of its settings.
 *
 * @param definition.check what the settings need beside each other, as sentences
 * @param definition.create loads the platform's library only now, so that a coach without it starts lightly
 */
export function defineAdapter<Shape extends z.ZodRawShape>(definition: {
  readonly id: PlatformId;
  readonly settings: z.ZodObject<Shape>;
  check?(settings: z.infer<z.ZodObject<Shape>>, about: SettingsAbout): readonly string[];
  create(settings: z.infer<z.ZodObject<Shape>>, parts: AdapterParts): Promise<ChatAdapter>;
}): AdapterDefinition {
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
