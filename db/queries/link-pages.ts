import { createHash } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import type { Database } from "../client.ts";
import { linkAttempts } from "../schema/money-in.ts";
import { linkAttemptPlace } from "../sealed-places.ts";
import type { Sealer } from "../sealing.ts";

/**
 * The secret of an attempt that is offered and has not run out, by the name that its page has.
 *
 * @param attempt.lookup as the provider made it; stored is its SHA-256
 * @returns null where there is no such attempt, or not any more
 * @throws SealError where it was sealed with another master key
 */
export async function readOpenAttempt(
  db: Database,
  sealer: Sealer,
  attempt: { readonly provider: string; readonly lookup: string; readonly now: Date },
): Promise<string | null> {
  const lookupHash = createHash("sha256").update(attempt.lookup).digest("hex");
  const [row] = await db
    .select({ id: linkAttempts.id, secretSealed: linkAttempts.secretSealed })
    .from(linkAttempts)
    .where(
      and(
        eq(linkAttempts.lookupHash, lookupHash),
        eq(linkAttempts.provider, attempt.provider),
        eq(linkAttempts.state, "offered"),
        gt(linkAttempts.expiresAt, attempt.now),
      ),
    )
    .limit(1);
  if (row === undefined || row.secretSealed === null) return null;
  return sealer.open(row.secretSealed, linkAttemptPlace(row));
}
