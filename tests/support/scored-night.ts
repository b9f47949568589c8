import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import type { SlotJob } from "../../db/queue.ts";
import { dailyBalanceScores } from "../../db/schema/coaching.ts";
import { scoreJobs } from "../../src/jobs/scoring.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";

/** The night after Sunday 22 November 2026, all over the world. */
export const NIGHT = new Date("2026-11-23T14:00:00Z");
export const YESTERDAY = "2026-11-22";

/** What scores people as the jobs of a night do. @returns what was logged and queued, and those whose job failed */
export function nightOn(db: Database) {
  return async (
    userIds: readonly string[],
    kind = "daily_scoring",
    localDate: LocalDate = "2026-11-23",
    now: Date = NIGHT,
  ) => {
    const lines: LogLine[] = [];
    const queued: SlotJob[] = [];
    const jobs = userIds.map((userId) => ({
      id: randomUUID(),
      job: { userId, kind, localDate, dueAt: NIGHT.toISOString() },
    }));
    const failed = await scoreJobs(jobs, {
      db,
      log: collectLog(lines),
      clock: () => now,
      tools: { enqueue: async (_, __, some) => void queued.push(...some) },
    });
    return { lines, queued, failed: jobs.filter(({ id }) => failed.has(id)).map((one) => one.job.userId) };
  };
}

/** Everything stored of a person's scored days but what differs from one writing to the next. */
export async function storedDays(db: Database, userId: string) {
  const { date, energyScore, moodScore, financialScore, compositeScore, moneyAtHand, configVersion } =
    dailyBalanceScores;
  return db
    .select({ date, energyScore, moodScore, financialScore, compositeScore, moneyAtHand, configVersion })
    .from(dailyBalanceScores)
    .where(eq(dailyBalanceScores.userId, userId))
    .orderBy(asc(date));
}
