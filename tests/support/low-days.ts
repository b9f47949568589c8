import { addDays } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { biometricReadings, moodEntries } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import { at, TUESDAY } from "./unasked-day.ts";

/** Low check-ins on the days before the Tuesday, so that a rule speaks, and the minutes of its night. */
export async function lowDays(db: Database, lastNight: number): Promise<void> {
  const [person] = await db.select({ id: users.id }).from(users);
  const userId = person?.id ?? "";
  for (let ago = 1; ago <= 3; ago++) {
    const localDate = addDays(TUESDAY, -ago);
    await db.insert(moodEntries).values({
      userId,
      localDate,
      timestamp: at("12:00", localDate),
      updatedAt: at("12:00", localDate),
      moodScore: -4,
    });
  }
  await db.insert(biometricReadings).values({
    userId,
    source: "simulated",
    localDate: TUESDAY,
    timestamp: at("06:00"),
    sleepDurationMinutes: lastNight,
  });
}
