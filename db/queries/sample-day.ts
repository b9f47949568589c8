import { eq } from "drizzle-orm";
import { type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { users } from "../schema/people.ts";

/** The local day on which a sample person was made, which is the last of their days; null for nobody's. */
export async function sampleDay(db: Database, sampleUserId: string, zone: string): Promise<LocalDate | null> {
  const [row] = await db.select({ at: users.createdAt }).from(users).where(eq(users.id, sampleUserId));
  return row === undefined ? null : localDateOf(row.at, zone);
}
