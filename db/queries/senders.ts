import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { rows } from "../results.ts";
import { platformSenders } from "../schema/delivery.ts";

export type Lease = {
  readonly isHeld: boolean;
  /** How long the lease of another one still holds; 0 when it is held. */
  readonly freeInMs: number;
  /** How long the platform still wants silence. */
  readonly pausedMs: number;
};

/**
 * Takes or renews the right to send for a platform, by the database's clock: processes need not agree on the time.
 *
 * @param isAlone no other process can have it: taken whoever holds it, as after a crash on the embedded database
 */
export async function takeLease(
  db: Database,
  platform: string,
  {
    holder,
    leaseMs,
    isAlone,
  }: { readonly holder: string; readonly leaseMs: number; readonly isAlone: boolean },
): Promise<Lease> {
  const until = sql`now() + ${leaseMs}::int * interval '1 millisecond'`;
  const isFree = sql`${platformSenders.leasedUntil} <= now() or ${platformSenders.holder} = ${holder}`;
  const taken = await db
    .insert(platformSenders)
    .values({ platform, holder, leasedUntil: until })
    .onConflictDoUpdate({
      target: platformSenders.platform,
      set: { holder, leasedUntil: until },
      setWhere: isAlone ? sql`true` : isFree,
    })
    .returning({ platform: platformSenders.platform });
  const left = (column: "leased_until" | "paused_until") =>
    sql`(greatest(0, extract(epoch from ${sql.raw(column)} - now())) * 1000)::float8`;
  const [row] = rows(
    await db.execute(sql`
      select ${left("leased_until")} as leased, ${left("paused_until")} as paused
      from platform_senders where platform = ${platform}`),
  );
  const isHeld = taken.length > 0;
  return { isHeld, freeInMs: isHeld ? 0 : Number(row?.leased ?? 0), pausedMs: Number(row?.paused ?? 0) };
}

/** Hands the right over: whoever asks next has it. */
export async function releaseLease(db: Database, platform: string, holder: string): Promise<void> {
  await db
    .update(platformSenders)
    .set({ leasedUntil: sql`now()` })
    .where(and(eq(platformSenders.platform, platform), eq(platformSenders.holder, holder)));
}

/** Notes for all processes that a platform wants silence. */
export async function notePause(db: Database, platform: string, seconds: number): Promise<void> {
  const until = sql`now() + ${seconds}::float8 * interval '1 second'`;
  await db
    .insert(platformSenders)
    // Nobody holds it by that: the lease is over at once.
    .values({ platform, holder: randomUUID(), leasedUntil: sql`now()`, pausedUntil: until })
    .onConflictDoUpdate({
      target: platformSenders.platform,
      set: { pausedUntil: sql`greatest(${platformSenders.pausedUntil}, excluded.paused_until)` },
    });
}
