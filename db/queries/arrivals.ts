import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { arrivals } from "../schema/chat.ts";

type Platform = typeof arrivals.$inferSelect.platform;

/** An event as it was stored. */
export type Arrival = Pick<typeof arrivals.$inferSelect, "eventId" | "event">;

/**
 * Stores events, claimed for the process that has them in hand.
 *
 * @returns for each, in order, whether it is new: false when it lies here already
 */
export async function storeArrivals(
  db: Database,
  platform: Platform,
  events: readonly Arrival[],
  claimedUntil: Date,
): Promise<readonly boolean[]> {
  const ids = pgArray(events.map(({ eventId }) => eventId));
  const texts = pgArray(events.map(({ event }) => JSON.stringify(event, storable)));
  const stored = rows(
    await db.execute(sql`
      insert into arrivals (platform, event_id, event, claimed_until)
      select ${platform}, event_id, event::jsonb, ${claimedUntil}
      from unnest(${ids}::text::text[], ${texts}::text::text[]) with ordinality as arrived (event_id, event, place)
      order by place
      on conflict do nothing
      returning event_id`),
  );
  const isNew = new Set(stored.map(({ event_id }) => String(event_id)));
  // Of two deliveries in one call the first is new.
  return events.map(({ eventId }) => isNew.delete(eventId));
}

/** jsonb takes neither NUL nor half a character, and an event that cannot be stored would come again and again. */
function storable(_: string, value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed().replaceAll("\0", "") : value;
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
