/** What went wrong in the database: its SQLSTATE, and the constraint that refused, where there is one. */
export interface DatabaseFailure {
  /** SQLSTATE, as `23505` (unique) or `23514` (check); a driver's own code such as `CONNECTION_CLOSED` otherwise. */
  readonly code: string;
  readonly constraint: string | null;
}

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
    if (code === null) continue;
    return { code, constraint: textIn(at, "constraint_name") ?? textIn(at, "constraint") };
  }
  return null;
}

function textIn(value: object, key: string): string | null {
  const found: unknown = Reflect.get(value, key);
  return typeof found === "string" && found !== "" ? found : null;
}

/** Another process holds the data folder of the embedded database. The message is for the operator as it is. */
export class DatabaseInUseError extends Error {
  readonly folder: string;

  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another coach: stop that one first, or set DATABASE_URL to a PostgreSQL server, which several may share.`,
    );
    this.name = "DatabaseInUseError";
    this.folder = folder;
  }
}

/** The database could not be opened. The message is for the operator as it is, and holds no password. */
export class DatabaseUnavailableError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = "DatabaseUnavailableError";
  }
}

/** Code inside a transaction used the database itself instead of the transaction it was handed. */
export class OutsideTransactionError extends Error {
  constructor() {
    super(
      "a query went to the database while a transaction on it is open: use the transaction that was handed in (the embedded database would wait for itself for ever)",
    );
    this.name = "OutsideTransactionError";
  }
}
