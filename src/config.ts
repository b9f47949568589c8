import { z } from "zod";
import { type Access, readAccess } from "../bot/access/access.ts";
import { type InboundLimits, readInboundLimits } from "../bot/access/inbound-limits.ts";
import type { ChatAdapter, PlatformId } from "../bot/adapter.ts";
import { adapters } from "../bot/adapters/index.ts";
import type { AdapterParts } from "../bot/define-adapter.ts";
import { type ConfiguredPart, readParts } from "../bot/define-part.ts";
import { isTimeZone } from "../coaching/model/local-date.ts";
import { OperatorError } from "../db/errors.ts";
import { createSealer } from "../db/sealing.ts";
import { readDatabaseSettings } from "./database-settings.ts";
import type { BankProvider, BankProviderId } from "./integrations/banks/bank-provider.ts";
import { providers } from "./integrations/banks/index.ts";
import type { ProviderParts } from "./integrations/define-provider.ts";
import { type ModelSettings, readModelSettings } from "./integrations/model/settings.ts";
import { wearables as wearableProviders } from "./integrations/wearables/index.ts";
import type { WearableProvider, WearableProviderId } from "./integrations/wearables/wearable-provider.ts";

const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
const ROLES = ["all", "bot", "worker"] as const;
const PORT = "expected a port number from 1 to 65535";
const RAW_DAYS = "expected a number of days from 30 to 90";
const UPLOAD_GB = "expected a number of gigabytes from 0.1 to 100";
const PUBLIC_ADDRESS = "expected an https address without a path, as https://coach.example.org";
const SECRET_KEYS =
  "expected 32 random bytes in base64, as `openssl rand -base64 32` prints; several separated by commas, the newest first";

/** The settings beside the database's: name in the environment and what the value must be. */
const settings = z.object({
  ROLE: z.enum(ROLES, { error: `expected one of ${ROLES.join(", ")}` }).default("all"),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `expected one of ${LOG_LEVELS.join(", ")}` }).default("info"),
  HTTP_PORT: z.coerce.number({ error: PORT }).int(PORT).min(1, PORT).max(65_535, PORT).optional(),
  HTTP_HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: z.string().refine(isPublicAddress, PUBLIC_ADDRESS).optional(),
  COACH_SECRET_KEY: z.string().refine(areSecretKeys, SECRET_KEYS).optional(),
  RAW_PAYLOAD_DAYS: z.coerce
    .number({ error: RAW_DAYS })
    .int(RAW_DAYS)
    .min(30, RAW_DAYS)
    .max(90, RAW_DAYS)
    .default(60),
  UPLOAD_MAX_GB: z.coerce.number({ error: UPLOAD_GB }).min(0.1, UPLOAD_GB).max(100, UPLOAD_GB).default(8),
  TZ: z.string().refine(isTimeZone, "expected an IANA time zone, such as Europe/Berlin").optional(),
  NO_COLOR: z.string().optional(),
});

/** A platform that is on. */
export type ConfiguredPlatform = ConfiguredPart<PlatformId, AdapterParts, ChatAdapter>;

/** A provider of bank data that is on. */
export type ConfiguredBank = ConfiguredPart<BankProviderId, ProviderParts, BankProvider>;

/** A provider of what a body did that is on. */
export type ConfiguredWearable = ConfiguredPart<WearableProviderId, ProviderParts, WearableProvider>;

export type Config = {
  /** A PostgreSQL server's address, or null for the embedded database. */
  readonly databaseUrl: string | null;
  /** Absolute path: embedded database, log, pictures. */
  readonly dataFolder: string;
  /** What this process does: talk to people (bot), speak unasked and score (worker), or all of it. */
  readonly role: (typeof ROLES)[number];
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Null: no HTTP server. */
  readonly http: { readonly port: number; readonly host: string } | null;
  /** Where the world reaches this process, without a slash at its end; null: nowhere. */
  readonly publicUrl: string | null;
  /** Master keys that the operator has given, the newest first. */
  readonly secretKeys: readonly string[];
  /** How long what banks and wearables answer is kept as it came. */
  readonly rawPayloadDays: number;
  /** The largest file that is taken by a link. */
  readonly uploadMostBytes: number;
  /** Something that is set up is handed secrets, which a master key seals. */
  readonly keepsSecrets: boolean;
  /** Who may come in. */
  readonly access: Access;
  /** How much is taken from whom at most. */
  readonly inboundLimits: InboundLimits;
  /** Chat platforms; none: the terminal. */
  readonly platforms: readonly ConfiguredPlatform[];
  /** Providers of bank data; none: files and hand entries only. */
  readonly banks: readonly ConfiguredBank[];
  /** Providers of what a body did; none: files and posts only. */
  readonly wearables: readonly ConfiguredWearable[];
  /** The language model that may say things in other words; null: none. */
  readonly model: ModelSettings | null;
  readonly color: boolean;
};

/**
 * The settings from the environment; an empty one counts as unset. `--role=worker` on the command line wins over ROLE.
 *
 * @throws OperatorError naming every problem at once, never a value: it may be a secret
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  argv: readonly string[] = [],
): Config {
  const { role, problem } = readArguments(argv);
  const given = Object.fromEntries(
    Object.entries({ ...environment, ...(role === undefined ? {} : { ROLE: role }) }).filter(
      ([, value]) => (value ?? "").trim() !== "",
    ),
  );
  const database = readDatabaseSettings(given);
  const parsed = settings.safeParse(given);
  const others = parsed.error?.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}.`) ?? [];
  const needsServer =
    database.url === null && parsed.data !== undefined && parsed.data.ROLE !== "all"
      ? [
          "ROLE: the embedded database belongs to one process: expected all, or DATABASE_URL set to a PostgreSQL server.",
        ]
      : [];
  const publicUrl = parsed.data?.PUBLIC_URL?.replace(/\/$/, "") ?? null;
  const needsPort =
    publicUrl !== null && parsed.data?.HTTP_PORT === undefined
      ? ["PUBLIC_URL: nothing listens: set HTTP_PORT to the port that the address leads to."]
      : [];
  const about = {
    publicUrl,
    // A key that does not fit is named already, and the data folder of an embedded database has one of its own.
    hasSealer: given.COACH_SECRET_KEY !== undefined || database.url === null,
    // A port that does not fit is named already.
    canBeCalled: given.HTTP_PORT !== undefined || parsed.data?.ROLE === "worker",
    isEmbedded: database.url === null,
  };
  const platforms = readParts(adapters, given, about);
  const banks = readParts(providers, given, about);
  const wearables = readParts(wearableProviders, given, about);
  const languageModel = readModelSettings(given);
  const renamed =
    given.SECRET_KEY === undefined
      ? []
      : ["SECRET_KEY: its name is COACH_SECRET_KEY now: give the same value by that name."];
  const access = readAccess(given);
  const inbound = readInboundLimits(given);
  const problems = [
    ...problem,
    ...database.problems,
    ...others,
    ...renamed,
    ...needsServer,
    ...needsPort,
    ...("problems" in access ? access.problems : []),
    ...("problems" in inbound ? inbound.problems : []),
    ...platforms.problems,
    ...banks.problems,
    ...wearables.problems,
    ...languageModel.problems,
  ];
  if (problems.length > 0 || !parsed.success || "problems" in access || "problems" in inbound) {
    throw new OperatorError(
      ["Some settings do not fit:", ...problems.map((problem) => `  ${problem}`)].join("\n"),
    );
  }
  const { data } = parsed;
  return {
    databaseUrl: database.url,
    dataFolder: database.folder,
    role: data.ROLE,
    logLevel: data.LOG_LEVEL,
    http: data.HTTP_PORT === undefined ? null : { port: data.HTTP_PORT, host: data.HTTP_HOST },
    publicUrl,
    secretKeys: data.COACH_SECRET_KEY === undefined ? [] : keysIn(data.COACH_SECRET_KEY),
    rawPayloadDays: data.RAW_PAYLOAD_DAYS,
    uploadMostBytes: Math.floor(data.UPLOAD_MAX_GB * 2 ** 30),
    keepsSecrets: [...platforms.configured, ...banks.configured, ...wearables.configured].some(
      (part) => part.keepsSecrets,
    ),
    access: access.access,
    inboundLimits: inbound.limits,
    platforms: platforms.configured,
    banks: banks.configured,
    wearables: wearables.configured,
    model: languageModel.model,
    color: data.NO_COLOR === undefined,
  };
}

/** Plain http is for one machine talking to itself. */
function isPublicAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname, search, hash, username } = new URL(address);
  const isSafe = protocol === "https:" || (protocol === "http:" && hostname === "127.0.0.1");
  return isSafe && pathname === "/" && search === "" && hash === "" && username === "";
}

const keysIn = (keys: string) => keys.split(",").map((key) => key.trim());

function areSecretKeys(keys: string): boolean {
  try {
    createSealer(keysIn(keys));
    return true;
  } catch {
    return false;
  }
}

/** The one argument there is. */
function readArguments(argv: readonly string[]): {
  readonly role?: string;
  readonly problem: readonly string[];
} {
  const [first, ...others] = argv;
  if (first === undefined) return { problem: [] };
  const role = /^--role=(\w*)$/.exec(first)?.[1];
  if (role === undefined || others.length > 0) {
    return { problem: [`Arguments: expected none, or --role=${ROLES.join(", --role=")}.`] };
  }
  return { role, problem: [] };
}
