import { checkinReminder } from "./checkin-reminder.ts";
import { dailyScoring } from "./daily-scoring.ts";
import type { Job } from "./job.ts";
import { morningNudge } from "./morning-nudge.ts";

/** Every job there is. */
export const jobs = [dailyScoring, checkinReminder, morningNudge] as const satisfies readonly Job[];
