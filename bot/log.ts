import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pgError } from "../db/errors.ts";

/** Where our own source files lie, as stacks name it: by path or by address. */
const root = join(import.meta.dirname, "..");
const OWN_PLACES = [`${root}/`, `${pathToFileURL(root).href}/`];

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
  const place = error instanceof Error ? ownPlace(error.stack ?? "") : null;
  return {
    error: kind,
    ...(failure === null ? {} : { code: failure.code }),
    ...(place === null ? {} : { at: place }),
  };
}

/** The innermost place in our own code, `db/queries/chat.ts:42`; a library's files may lie in a `src` of its own. */
function ownPlace(stack: string): string | null {
  for (const line of stack.split("\n")) {
    if (!/^\s+at /.test(line)) continue;
    for (const folder of OWN_PLACES) {
      const at = line.indexOf(folder);
      if (at < 0) continue;
      const place = /^(?:bot|coaching|db|prompts|src)\/[\w./-]+:\d+/.exec(line.slice(at + folder.length));
      if (place !== null) return place[0];
    }
  }
  return null;
}
