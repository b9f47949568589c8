import type { z } from "zod";

/** What the settings of a part are judged beside. */
export type SettingsAbout = {
  /** The https address at which the world reaches this process, without a slash at its end; null without one. */
  readonly publicUrl: string | null;
  /** Secrets can be kept sealed: the operator has given a master key, or the data folder has one of its own. */
  readonly hasSealer: boolean;
  /** This process listens on a port, so that a platform can call it; or it talks to nobody and need not. */
  readonly canBeCalled: boolean;
  /** The database is the embedded one: one process on one machine, mostly for one household. */
  readonly isEmbedded: boolean;
};

type Given = Readonly<Record<string, string | undefined>>;

/**
 * A part that settings switch on, as a chat platform or a provider of bank data: the settings it needs from the
 * environment, by their names there, and how it is made of them.
 */
export type PartDefinition<Id, Parts, Made> = {
  readonly id: Id;
  readonly settingNames: readonly string[];
  /** Off, it is not read. */
  isOn(given: Given, about: SettingsAbout): boolean;
  /** Reads its settings. @returns problems, one sentence each, never with a value in it, or what makes the part */
  read(given: Given, about: SettingsAbout): { readonly problems: readonly string[] } | ReadPart<Parts, Made>;
};

type ReadPart<Parts, Made> = {
  /** It is handed secrets, which are kept sealed. */
  readonly keepsSecrets: boolean;
  create(parts: Parts): Promise<Made>;
};

/** A part that is on, with its settings read. */
export type ConfiguredPart<Id, Parts, Made> = { readonly id: Id } & ReadPart<Parts, Made>;

/**
 * Ties a part to the schema of its settings.
 *
 * @param definition.isOn without it, a part of which any setting is given is on
 * @param definition.check what the settings need beside each other, as sentences
 * @param definition.secretsBy the setting by which the part is handed secrets, which need a master key; null: none are
 * @param definition.create loads the part's library only now, so that a coach without it starts lightly
 */
export function definePart<Id, Shape extends z.ZodRawShape, Parts, Made>(definition: {
  readonly id: Id;
  readonly settings: z.ZodObject<Shape>;
  isOn?(given: Given, about: SettingsAbout): boolean;
  check?(settings: z.infer<z.ZodObject<Shape>>, about: SettingsAbout): readonly string[];
  secretsBy?(settings: z.infer<z.ZodObject<Shape>>): string | null;
  create(settings: z.infer<z.ZodObject<Shape>>, parts: Parts): Promise<Made>;
}): PartDefinition<Id, Parts, Made> {
  const { id, settings, isOn, check, secretsBy, create } = definition;
  const settingNames = Object.keys(settings.shape);
  return {
    id,
    settingNames,
    isOn: isOn ?? ((given) => settingNames.some((name) => given[name] !== undefined)),
    read(given, about) {
      const parsed = settings.safeParse(given);
      if (!parsed.success) {
        return {
          problems: parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}.`),
        };
      }
      const secret = secretsBy?.(parsed.data) ?? null;
      const problems = [
        ...(check?.(parsed.data, about) ?? []),
        ...(secret !== null && !about.hasSealer
          ? [`${secret} needs COACH_SECRET_KEY: what is handed out to the coach is kept sealed with it.`]
          : []),
      ];
      if (problems.length > 0) return { problems };
      return { keepsSecrets: secret !== null, create: (parts) => create(parsed.data, parts) };
    },
  };
}

/** The parts that are on, and what is wrong with their settings. */
export function readParts<Id, Parts, Made>(
  definitions: readonly PartDefinition<Id, Parts, Made>[],
  given: Given,
  about: SettingsAbout,
): { readonly configured: readonly ConfiguredPart<Id, Parts, Made>[]; readonly problems: readonly string[] } {
  const configured: ConfiguredPart<Id, Parts, Made>[] = [];
  const problems: string[] = [];
  for (const definition of definitions) {
    if (!definition.isOn(given, about)) continue;
    const found = definition.read(given, about);
    if ("problems" in found) problems.push(...found.problems);
    else configured.push({ id: definition.id, ...found });
  }
  return { configured, problems };
}
