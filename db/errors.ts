/** What went wrong in the database: its code, and the constraint that refused, where there is one. */
export interface DatabaseFailure {
  /** SQLSTATE, as `23505` (unique) or `23514` (check); where the server is not reached, `ECONNREFUSED` or such. */
  readonly code: string;
  readonly constraint: string | null;
}

// Classes that start with a letter are few; without them `EPERM` and other codes of the system would fit.
const SQLSTATE = /^([0-9][0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/;
const NOT_REACHED =
  /^(CONNECT_TIMEOUT|CONNECTION_\w+|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE)$/;

/**
 * Reads a failed query's error the same way whichever driver threw it.
 *
 * drizzle wraps the driver's error, and the drivers name the constraint differently. Log this rather than the
 * error itself: drizzle writes the parameters, which are a person's answers, into its message.
 *
 * @returns null when the error did not come from the database
 */
export function pgError(error: unknown): DatabaseFailure | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = textIn(at, "code");
    if (code === null || !(SQLSTATE.test(code) || NOT_REACHED.test(code))) continue;
    return { code, constraint: textIn(at, "constraint_name") ?? textIn(at, "constraint") };
  }
  return null;
}

/**
 * Whether the database itself is in trouble (not reached, stopped, disk full) rather than the query: the person
 * is then asked to try again later, and nothing unconfirmed was kept.
 */
export function isDatabaseAway(error: unknown): boolean {
  const code = pgError(error)?.code;
  return code !== undefined && (NOT_REACHED.test(code) || /^(08|53|57P|58)/.test(code));
}

function textIn(value: object, key: string): string | null {
  const found: unknown = Reflect.get(value, key);
  return typeof found === "string" && found !== "" ? found : null;
}

/** Something only the operator can put right; the message says what and how, and is printed as it is. */
export class OperatorError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = new.target.name;
  }
}

/** Another process holds the data folder of the embedded database. */
export class DatabaseInUseError extends OperatorError {
  readonly folder: string;

  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another coach: stop that one first, or set DATABASE_URL to a PostgreSQL server, which several may share.`,
    );
    this.folder = folder;
  }
}

/** The database could not be opened. The message holds no password. */
export class DatabaseUnavailableError extends OperatorError {}

/** Code inside a transaction used the database itself instead of the transaction it was handed. */
export class OutsideTransactionError extends Error {
  constructor() {
    super(
      "a query went to the database while a transaction on it is open: use the transaction that was handed in (the embedded database would wait for itself for ever)",
    );
    this.name = "OutsideTransactionError";
  }
}
