import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";

/** A night of so many minutes, for the only person there is. */
export async function nightOf(db: Database, localDate: LocalDate, minutes: number): Promise<void> {
  const [person] = await db.select({ id: users.id }).from(users);
  await db.insert(biometricReadings).values({
    userId: person?.id ?? "",
    source: "simulated",
    localDate,
    timestamp: new Date(`${localDate}T06:00:00Z`),
    sleepDurationMinutes: minutes,
  });
}
