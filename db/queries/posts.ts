import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Database } from "../client.ts";
import { uploadTokens } from "../schema/body-in.ts";

/** The address that a person's phone posts to, as far as it is told. */
export type PostsAddress = { readonly createdAt: Date; readonly lastUsedAt: Date | null };

/** Null where they have none. */
export async function findPosts(db: Database, userId: string, now: Date): Promise<PostsAddress | null> {
  const { createdAt, lastUsedAt, expiresAt } = uploadTokens;
  const [found] = await db
    .select({ createdAt, lastUsedAt })
    .from(uploadTokens)
    .where(and(isTheirs(userId), or(isNull(expiresAt), gt(expiresAt, now))));
  return found ?? null;
}

/** Nothing is taken any more from whoever has the address. */
export async function endPosts(db: Database, userId: string): Promise<void> {
  await db.delete(uploadTokens).where(isTheirs(userId));
}

const isTheirs = (userId: string) => and(eq(uploadTokens.userId, userId), eq(uploadTokens.kind, "posts"));
