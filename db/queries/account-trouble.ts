import { and, eq, sql } from "drizzle-orm";
import { accounts, connections } from "../schema/money.ts";

/** A warning that stays until somebody mends the connection, though it works for now. */
export const EXPIRES_SOON = "expires-soon";

/** What is wrong with a connection, as people are told. */
export type Trouble = "needs-login" | "failing" | "over" | "expires-soon";

type Connection = {
  readonly status: (typeof connections.$inferSelect)["status"] | null;
  readonly lastErrorCode: string | null;
};

/** @returns null where nothing is wrong, or there is no connection */
export function troubleOf({ status, lastErrorCode }: Connection): Trouble | null {
  if (status === "needs_login") return "needs-login";
  if (status === "error") return "failing";
  if (status === "revoked") return "over";
  return lastErrorCode === EXPIRES_SOON ? EXPIRES_SOON : null;
}

/** What is read of an account's connection, joined by {@link isConnectionOf}. */
export const connectionColumns = {
  status: connections.status,
  lastErrorCode: connections.lastErrorCode,
  /** The person has ended it: nothing more will come. */
  isEnded: sql<boolean>`coalesce(${connections.status} = 'revoked' and ${connections.credentialsSealed} is null, false)`,
};

export const isConnectionOf = and(
  eq(connections.userId, accounts.userId),
  eq(connections.id, accounts.connectionId),
);

/**
 * The accounts that days are known by: an account whose connection the person has ended leaves no later day unknown, as long
 * as they have another one.
 */
export function stillCounting<Row extends { readonly isEnded: boolean }>(
  rows: readonly Row[],
): readonly Row[] {
  const counting = rows.filter(({ isEnded }) => !isEnded);
  return counting.length === 0 ? rows : counting;
}
