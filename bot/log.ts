import { pgError } from "../db/errors.ts";

/** The operator's log as the bot uses it; pino fits. Fields are ids, counts and codes, never a person's words or data. */
export type BotLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** An error as fields that hold no data: its kind and codes, never its message. */
  describe(error: unknown): { readonly error: string; readonly code?: string; readonly at?: string };
};

/**
 * An error without its message, which may quote what a person wrote.
 *
 * @returns the kind of error, the database's code, and the innermost place in our own code
 */
export function describeError(error: unknown): { error: string; code?: string; at?: string } {
  const failure = pgError(error);
  const kind = error instanceof Error ? error.name : typeof error;
  const place =
    error instanceof Error
      ? /\/((?:bot|coaching|db|prompts|src)\/[\w./-]+:\d+)/.exec(error.stack ?? "")?.[1]
      : undefined;
  return {
    error: kind,
    ...(failure === null ? {} : { code: failure.code }),
    ...(place === undefined ? {} : { at: place }),
  };
}
