import { eq, sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { minorFromDecimal } from "../../coaching/model/money.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import { defaultScoreContext, type ScoreContext } from "../../coaching/scores/context.ts";
import { type DayScores, scoreDays } from "../../coaching/scores/day-scores.ts";
import type { ScoreResult } from "../../coaching/scores/score.ts";
import type { Database } from "../client.ts";
import { dailyBalanceScores } from "../schema/coaching.ts";
import { userSettings, users } from "../schema/people.ts";
import { loadDays, type PersonDays } from "./days.ts";

/** Rows written by one statement. */
const BATCH = 200;

type Period = { readonly from: LocalDate; readonly to: LocalDate };

/** Scores some of a person's days from what is stored now and stores the result; the same data gives the same rows. */
export async function scorePersonDays(
  db: Database,
  userId: string,
  period: Period,
  now: Date,
): Promise<readonly DayScores[]> {
  const [person] = await db
    .select({
      userId: users.id,
      timezone: users.timezone,
      currency: users.currency,
      sleepNeedMinutes: userSettings.sleepNeedMinutes,
      weeklyBudget: userSettings.weeklyBudget,
    })
    .from(users)
    .innerJoin(userSettings, eq(userSettings.userId, users.id))
    .where(eq(users.id, userId));
  if (person === undefined) return [];
  const { currency, weeklyBudget } = person;
  const weeklyBudgetMinor = weeklyBudget === null ? null : minorFromDecimal(weeklyBudget, currency);
  const loaded = await loadDays(db, person, period);
  const scored = scoreDays(loaded.days, period.from, period.to, {
    ...defaultScoreContext(currency),
    needMinutes: person.sleepNeedMinutes,
    weeklyBudgetMinor,
  });
  await saveScores(db, userId, scored, now);
  return scored;
}

/**
 * What the scores of a day may look at beside the days: settings, and for today the balance of the accounts.
 *
 * Of a past day no balance is known; today's would be a look ahead.
 */
export function scoreContextOf(
  person: {
    readonly currency: string;
    readonly sleepNeedMinutes: number;
    readonly weeklyBudgetMinor: number | null;
  },
  loaded: PersonDays,
  isToday: boolean,
): ScoreContext {
  return {
    ...defaultScoreContext(person.currency),
    needMinutes: person.sleepNeedMinutes,
    weeklyBudgetMinor: person.weeklyBudgetMinor,
    liquidBalanceMinor: isToday ? loaded.liquidBalanceMinor : null,
  };
}

/** Stores scores, one row per person and day, over an earlier row of the same day. */
export async function saveScores(
  db: Database,
  userId: string,
  scored: readonly DayScores[],
  now: Date,
): Promise<void> {
  for (let start = 0; start < scored.length; start += BATCH) {
    const rows = scored.slice(start, start + BATCH).map((day) => ({
      userId,
      date: day.date,
      energyScore: numberOf(day.energy),
      moodScore: numberOf(day.mood),
      financialScore: numberOf(day.financial),
      compositeScore: numberOf(day.balance),
      details: { energy: day.energy, mood: day.mood, financial: day.financial, balance: day.balance },
      configVersion: SCORE_CONFIG.version,
      computedAt: now,
    }));
    await db
      .insert(dailyBalanceScores)
      .values(rows)
      .onConflictDoUpdate({
        target: [dailyBalanceScores.userId, dailyBalanceScores.date],
        set: {
          energyScore: sql`excluded.energy_score`,
          moodScore: sql`excluded.mood_score`,
          financialScore: sql`excluded.financial_score`,
          compositeScore: sql`excluded.composite_score`,
          details: sql`excluded.details`,
          configVersion: sql`excluded.config_version`,
          computedAt: sql`excluded.computed_at`,
        },
      });
  }
}

function numberOf(result: ScoreResult): number | null {
  return result.kind === "scored" ? result.score : null;
}
