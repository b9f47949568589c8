import { and, eq, inArray, ne } from "drizzle-orm";
import type { Database } from "../client.ts";
import { connections } from "../schema/money.ts";
import { endConnection } from "./connections.ts";
import type { TwoPeople } from "./merge-copies.ts";

/** Renewed credentials are stored before they are copied, or with the copy: those before may be spent. */
export async function lockConnections(db: Database, userId: string): Promise<void> {
  const { id } = connections;
  await db.select({ id }).from(connections).where(eq(connections.userId, userId)).orderBy(id).for("update");
}

/**
 * Ends what two people who become one have twice: of a wearable one account goes on, as a day of a source is one row and two
 * would take turns in it. It is the keeper's, but for one that works where theirs does not. What both have brought stays.
 */
export async function endDoubledWearables(
  db: Database,
  { keeperId, otherId }: TwoPeople,
  now: Date,
): Promise<void> {
  const { userId, id, provider, externalId, status, kind } = connections;
  const live = await db
    .select({ userId, id, provider, externalId, status })
    .from(connections)
    .where(and(inArray(userId, [keeperId, otherId]), eq(kind, "wearable"), ne(status, "revoked")));
  const isBetter = (one: (typeof live)[number]) =>
    2 * Number(one.status === "active") + Number(one.userId === keeperId);
  for (const same of Map.groupBy(live, (one) => one.provider).values()) {
    const [best, ...others] = same.toSorted((one, other) => isBetter(other) - isBetter(one));
    // The same account is one row once they are one.
    for (const one of others) {
      if (one.externalId !== best?.externalId) await endConnection(db, one, now);
    }
  }
}
