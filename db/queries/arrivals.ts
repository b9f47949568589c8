import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { arrivals } from "../schema/chat.ts";

type Platform = typeof arrivals.$inferSelect.platform;

/** An event as it was stored. */
export type Arrival = Pick<typeof arrivals.$inferSelect, "eventId" | "event">;

/**
 * Stores an event, claimed for the process that has it in hand.
 *
 * @returns false when it lies here already
 */
export async function storeArrival(
  db: Database,
  arrival: Arrival & { readonly platform: Platform; readonly claimedUntil: Date },
): Promise<boolean> {
  const stored = await db
    .insert(arrivals)
    .values(arrival)
    .onConflictDoNothing()
    .returning({ id: arrivals.eventId });
  return stored.length > 0;
}

/** Takes over events whose process has let its claim run out, the oldest first. */
export async function takeOverArrivals(
  db: Database,
  platform: Platform,
  { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<readonly Arrival[]> {
  return db.transaction(async (tx) => {
    const found = await tx
      .select({ eventId: arrivals.eventId, event: arrivals.event })
      .from(arrivals)
      .where(and(eq(arrivals.platform, platform), lte(arrivals.claimedUntil, now)))
      .orderBy(asc(arrivals.sequence))
      .limit(limit)
      .for("update", { skipLocked: true });
    await tx
      .update(arrivals)
      .set({ claimedUntil: until })
      .where(areArrivals(platform, idsOf(found)));
    return found;
  });
}

/** Goes on holding events that wait for their turn. */
export async function renewArrivals(
  db: Database,
  platform: Platform,
  eventIds: readonly string[],
  until: Date,
): Promise<void> {
  if (eventIds.length === 0) return;
  await db.update(arrivals).set({ claimedUntil: until }).where(areArrivals(platform, eventIds));
}

/** Lets go of claims, so that whoever looks next takes the events over. @param eventIds all of the platform without it */
export async function releaseArrivals(
  db: Database,
  platform: Platform,
  now: Date,
  eventIds?: readonly string[],
): Promise<void> {
  await db
    .update(arrivals)
    .set({ claimedUntil: now })
    .where(eventIds === undefined ? eq(arrivals.platform, platform) : areArrivals(platform, eventIds));
}

/** Forgets events that could not be answered; those that were go in `recordEvent`. */
export async function dropArrivals(
  db: Database,
  platform: Platform,
  eventIds: readonly string[],
): Promise<void> {
  if (eventIds.length === 0) return;
  await db.delete(arrivals).where(areArrivals(platform, eventIds));
}

const idsOf = (found: readonly Arrival[]) => found.map(({ eventId }) => eventId);

const areArrivals = (platform: Platform, eventIds: readonly string[]) =>
  eventIds.length === 0
    ? sql`false`
    : and(eq(arrivals.platform, platform), inArray(arrivals.eventId, [...eventIds]));
