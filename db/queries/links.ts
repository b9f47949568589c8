import { createHash } from "node:crypto";
import { and, asc, desc, eq, inArray, isNotNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { linkAttempts } from "../schema/money-in.ts";

export type LinkAttempt = typeof linkAttempts.$inferSelect;
type Key = { readonly userId: string; readonly id: string };

const OPEN = ["asked", "offered"] as const;
/**
 * Attempts that can still come to something: the open ones, and those that were left while their address works, since
 * whoever goes back there and signs in is connected at the provider.
 */
const isLive = or(
  inArray(linkAttempts.state, OPEN),
  and(eq(linkAttempts.state, "left"), isNotNull(linkAttempts.secretSealed)),
);
/** How long an attempt may take to begin. */
const BEGIN_MS = 15 * 60_000;

/** Where an attempt's secret is sealed for. */
export function attemptPlace(id: string): string {
  return `link_attempts/${id}`;
}

/** How a provider's or a page's name for an attempt is stored. */
export function lookupHash(lookup: string): string {
  return createHash("sha256").update(lookup).digest("hex");
}

/**
 * Begins an attempt; an older open one with the same provider is left for it.
 *
 * @param attempt.secretSealed what the person pasted, sealed for {@link attemptPlace}; null when there is nothing yet
 */
export async function beginAttempt(
  db: Database,
  attempt: Pick<LinkAttempt, "id" | "userId" | "identityId" | "provider" | "connectionId" | "secretSealed">,
  now: Date,
): Promise<void> {
  const { userId, provider } = attempt;
  await db
    .update(linkAttempts)
    .set({
      state: "left",
      errorCode: "replaced",
      // An address that was given away works on, whatever came after it.
      secretSealed: sql`case when ${linkAttempts.lookupHash} is null then null else ${linkAttempts.secretSealed} end`,
      nextPollAt: sql`case when ${linkAttempts.lookupHash} is null then null else ${linkAttempts.nextPollAt} end`,
    })
    .where(
      and(
        eq(linkAttempts.userId, userId),
        eq(linkAttempts.provider, provider),
        inArray(linkAttempts.state, OPEN),
      ),
    );
  const expiresAt = new Date(now.getTime() + BEGIN_MS);
  await db.insert(linkAttempts).values({ ...attempt, expiresAt, nextPollAt: expiresAt, createdAt: now });
}

const CLOSED = { secretSealed: null, nextPollAt: null } as const;

export async function findAttempt(db: Database, { userId, id }: Key): Promise<LinkAttempt | null> {
  const [found] = await db
    .select()
    .from(linkAttempts)
    .where(and(eq(linkAttempts.userId, userId), eq(linkAttempts.id, id)));
  return found ?? null;
}

/** Whether an attempt can still come to something. */
export function isLiveAttempt({ state, secretSealed }: LinkAttempt): boolean {
  return state === "asked" || state === "offered" || (state === "left" && secretSealed !== null);
}

/** The person's newest attempt with a provider, in whose chat its outcome is said; `open` where one that is over is none. */
export async function newestAttempt(
  db: Database,
  userId: string,
  provider: string,
  which: "any" | "open" = "any",
): Promise<LinkAttempt | null> {
  const [found] = await db
    .select()
    .from(linkAttempts)
    .where(
      and(
        eq(linkAttempts.userId, userId),
        eq(linkAttempts.provider, provider),
        which === "open" ? inArray(linkAttempts.state, OPEN) : undefined,
      ),
    )
    .orderBy(desc(linkAttempts.createdAt), asc(linkAttempts.id))
    .limit(1);
  return found ?? null;
}

/** Attempts that can still come to something, by what a provider or a page calls them. */
export async function findAttemptsByLookup(
  db: Database,
  provider: string,
  lookup: string,
): Promise<readonly LinkAttempt[]> {
  return db
    .select()
    .from(linkAttempts)
    .where(and(eq(linkAttempts.lookupHash, lookupHash(lookup)), eq(linkAttempts.provider, provider), isLive));
}

/** The person can go on from here. @returns false when the attempt is over or was offered before */
export async function offerAttempt(
  db: Database,
  { userId, id }: Key,
  offer: Pick<LinkAttempt, "lookupHash" | "secretSealed" | "expiresAt" | "nextPollAt">,
): Promise<boolean> {
  const offered = await db
    .update(linkAttempts)
    .set({ ...offer, state: "offered" })
    .where(and(eq(linkAttempts.userId, userId), eq(linkAttempts.id, id), eq(linkAttempts.state, "asked")))
    .returning({ id: linkAttempts.id });
  return offered.length > 0;
}

/**
 * Asks again then.
 *
 * @param seen when it was to be asked as far as the caller knows: told otherwise meanwhile, it stays at that
 */
export async function putOffPoll(
  db: Database,
  { userId, id }: Key,
  nextPollAt: Date,
  seen?: Date | null,
): Promise<void> {
  const isAsSeen =
    seen === undefined ? undefined : sql`${linkAttempts.nextPollAt} is not distinct from ${seen}`;
  await db
    .update(linkAttempts)
    .set({ nextPollAt })
    .where(and(eq(linkAttempts.userId, userId), eq(linkAttempts.id, id), isLive, isAsSeen));
}

/** Keeps what the person's browser brought back, sealed, beside what the attempt is asked after with; the first one holds. */
export async function keepAnswer(
  db: Database,
  { userId, id }: Key,
  { seen, answered }: { readonly seen: string; readonly answered: string },
): Promise<void> {
  await db
    .update(linkAttempts)
    .set({ secretSealed: answered })
    .where(
      and(eq(linkAttempts.userId, userId), eq(linkAttempts.id, id), eq(linkAttempts.secretSealed, seen)),
    );
}

/** The person left before the end; its address works on. @returns false when that was known, or the attempt is over */
export async function leaveAttempt(db: Database, { userId, id }: Key): Promise<boolean> {
  const left = await db
    .update(linkAttempts)
    .set({ state: "left", errorCode: null })
    .where(and(eq(linkAttempts.userId, userId), eq(linkAttempts.id, id), inArray(linkAttempts.state, OPEN)))
    .returning({ id: linkAttempts.id });
  return left.length > 0;
}

/** Ends the attempts to mend a connection that is over. */
export async function endMending(
  db: Database,
  { userId, connectionId }: { readonly userId: string; readonly connectionId: string },
): Promise<void> {
  await db
    .update(linkAttempts)
    .set({ state: "left", errorCode: "ended", ...CLOSED })
    .where(and(eq(linkAttempts.userId, userId), eq(linkAttempts.connectionId, connectionId), isLive));
}

/** Ends an attempt, once; its secret goes. @returns false when it was over before */
export async function endAttempt(
  db: Database,
  { userId, id }: Key,
  end: {
    readonly state: "finished" | "left" | "failed";
    readonly errorCode: string | null;
  },
): Promise<boolean> {
  const ended = await db
    .update(linkAttempts)
    .set({ ...end, ...CLOSED })
    .where(and(eq(linkAttempts.userId, userId), eq(linkAttempts.id, id), isLive))
    .returning({ id: linkAttempts.id });
  return ended.length > 0;
}

/** Takes attempts that are to be asked after, each put off until `lease`; no two callers get the same one. */
export async function claimDueAttempts(
  db: Database,
  now: Date,
  { lease, limit }: { readonly lease: Date; readonly limit: number },
): Promise<readonly Key[]> {
  const due = await db
    .select({ userId: linkAttempts.userId, id: linkAttempts.id })
    .from(linkAttempts)
    .where(lte(linkAttempts.nextPollAt, now))
    .orderBy(asc(linkAttempts.nextPollAt))
    .limit(limit)
    .for("update", { skipLocked: true });
  if (due.length > 0) {
    await db
      .update(linkAttempts)
      .set({ nextPollAt: lease })
      .where(
        and(
          inArray(
            linkAttempts.userId,
            due.map(({ userId }) => userId),
          ),
          inArray(
            linkAttempts.id,
            due.map(({ id }) => id),
          ),
        ),
      );
  }
  return due;
}
