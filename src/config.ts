import { z } from "zod";
import { isTimeZone } from "../coaching/model/local-date.ts";
import { OperatorError } from "../db/errors.ts";
import { readDatabaseSettings } from "./database-settings.ts";

const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
const ROLES = ["all", "bot", "worker"] as const;
const PORT = "expected a port number from 1 to 65535";

/** The settings beside the database's: name in the environment and what the value must be. */
const settings = z.object({
  ROLE: z.enum(ROLES, { error: `expected one of ${ROLES.join(", ")}` }).default("all"),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `expected one of ${LOG_LEVELS.join(", ")}` }).default("info"),
  HTTP_PORT: z.coerce.number({ error: PORT }).int(PORT).min(1, PORT).max(65_535, PORT).optional(),
  HTTP_HOST: z.string().default("127.0.0.1"),
  TZ: z.string().refine(isTimeZone, "expected an IANA time zone, such as Europe/Berlin").optional(),
  NO_COLOR: z.string().optional(),
});

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
  const problems = [...problem, ...database.problems, ...others, ...needsServer];
  if (problems.length > 0 || !parsed.success) {
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
    color: data.NO_COLOR === undefined,
  };
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
