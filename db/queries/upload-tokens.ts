import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Database } from "../client.ts";
import { uploadTokens } from "../schema/body-in.ts";
import { users } from "../schema/people.ts";

/** A way in for what a phone knows; of its token there is the hash alone. */
export type UploadToken = typeof uploadTokens.$inferSelect;
type UploadKind = UploadToken["kind"];
type Key = Pick<UploadToken, "userId" | "id">;

/** What a token looks like: 32 random bytes in base64url. Anything else is none, and nobody needs to be asked for it. */
export const UPLOAD_TOKEN = /^[\w-]{43}$/;

/**
 * Makes a way in; the person's earlier ones of its kind are over.
 *
 * @param made.identityId the chat that asked for it
 * @param made.expiresAt null where it holds until another takes its place
 * @returns the token, which is to be said once and is kept nowhere
 */
export async function makeUploadToken(
  db: Database,
  made: Pick<UploadToken, "userId" | "identityId" | "kind" | "expiresAt">,
  now: Date,
): Promise<string> {
  await revokeUploadTokens(db, made.userId, made.kind);
  const token = randomBytes(32).toString("base64url");
  await db.insert(uploadTokens).values({ ...made, tokenHash: hashOf(token), createdAt: now });
  return token;
}

/**
 * Whose way in a token is; null for one that is none, of another kind, replaced or out of date.
 *
 * It is found by its hash, which nobody can come nearer to by the time that an answer takes.
 */
export async function findUploadToken(
  db: Database,
  token: string,
  kind: UploadKind,
  now: Date,
): Promise<UploadToken | null> {
  if (!UPLOAD_TOKEN.test(token)) return null;
  const [found] = await db
    .select()
    .from(uploadTokens)
    .where(and(eq(uploadTokens.tokenHash, hashOf(token)), eq(uploadTokens.kind, kind), isOpen(now)));
  return found ?? null;
}

/**
 * Notes that a way in is being used, in the transaction that takes what came by it, so that nothing comes by one that is over.
 *
 * @returns false where it is over since it was found
 */
export async function useUploadToken(db: Database, { userId, id }: Key, now: Date): Promise<boolean> {
  const used = await db
    .update(uploadTokens)
    .set({ lastUsedAt: now })
    .where(and(eq(uploadTokens.userId, userId), eq(uploadTokens.id, id), isOpen(now)))
    .returning({ id: uploadTokens.id });
  return used.length > 0;
}

/**
 * The same with its person's time zone, and nobody changes it meanwhile; in the transaction that takes what came by it, with the
 * person's chats locked before. Null where it is over since it was found.
 */
export async function lockUploadToken(
  db: Database,
  { userId, id }: Key,
  now: Date,
): Promise<(UploadToken & { readonly timezone: string }) | null> {
  const [found] = await db
    .select({ token: uploadTokens, timezone: users.timezone })
    .from(uploadTokens)
    .innerJoin(users, eq(users.id, uploadTokens.userId))
    .where(and(eq(uploadTokens.userId, userId), eq(uploadTokens.id, id), isOpen(now)))
    .for("update", { of: uploadTokens });
  return found === undefined ? null : { ...found.token, timezone: found.timezone };
}

/** A person's open ways in of a kind, the newest first; several only where two people have become one. */
export async function listUploadTokens(
  db: Database,
  userId: string,
  kind: UploadKind,
  now: Date,
): Promise<readonly UploadToken[]> {
  const found = await db
    .select()
    .from(uploadTokens)
    .where(and(eq(uploadTokens.userId, userId), eq(uploadTokens.kind, kind), isOpen(now)));
  return found.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
}

/** Ends one way in, as a link whose file is complete. @returns false where it was over */
export async function dropUploadToken(db: Database, { userId, id }: Key): Promise<boolean> {
  const gone = await db
    .delete(uploadTokens)
    .where(and(eq(uploadTokens.userId, userId), eq(uploadTokens.id, id)))
    .returning({ id: uploadTokens.id });
  return gone.length > 0;
}

/** Ends a person's ways in of a kind. @returns how many there were */
export async function revokeUploadTokens(db: Database, userId: string, kind: UploadKind): Promise<number> {
  const gone = await db
    .delete(uploadTokens)
    .where(and(eq(uploadTokens.userId, userId), eq(uploadTokens.kind, kind)))
    .returning({ id: uploadTokens.id });
  return gone.length;
}

function isOpen(now: Date) {
  return or(isNull(uploadTokens.expiresAt), gt(uploadTokens.expiresAt, now));
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
