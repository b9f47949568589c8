import { and, between, eq, sql } from "drizzle-orm";
import { type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import { minorFromDecimal } from "../../coaching/model/money.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import { defaultScoreContext, type LinkedAccounts } from "../../coaching/scores/context.ts";
import { type DayScores, scoreDays } from "../../coaching/scores/day-scores.ts";
import type { ScoreResult } from "../../coaching/scores/score.ts";
import type { Database } from "../client.ts";
import { dailyBalanceScores } from "../schema/coaching.ts";
import { userSettings, users } from "../schema/people.ts";
import { loadDays, type PersonDays } from "./days.ts";

/** Rows written by one statement. */
const BATCH = 200;

type Period = { readonly from: LocalDate; readonly to: LocalDate };

/** Whose days are scored, with what they have set. */
type Scoree = {
  readonly userId: string;
  readonly timezone: string;
  readonly currency: string;
  readonly sleepNeedMinutes: number;
  readonly weeklyBudgetMinor: number | null;
};

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
  const { currency, weeklyBudget, timezone } = person;
  const weeklyBudgetMinor = weeklyBudget === null ? null : minorFromDecimal(weeklyBudget, currency);
  const loaded = await loadDays(db, person, period);
  const at = { today: localDateOf(now, timezone), now };
  return scoreLoadedDays(db, { ...person, weeklyBudgetMinor }, loaded, period, at);
}

/**
 * The one way from stored days to scores: each day is scored with the money at hand as it was known on that day, and
 * what will be said is stored, so that a day asked about later is explained by the same numbers.
 *
 * The balance of the accounts is that of today only. It is kept with the scores of the day on which it was the
 * newest, and of a day on which nobody asked, no balance is known.
 *
 * @param storing which of the days are stored: today always is, since its balance is known on no later day
 */
export async function scoreLoadedDays(
  db: Database,
  person: Scoree,
  loaded: PersonDays,
  period: Period,
  { today, now }: { readonly today: LocalDate; readonly now: Date },
  storing: "all" | "today" = "all",
): Promise<readonly DayScores[]> {
  const { currency } = person;
  const atHand = new Map(await moneyAtHand(db, person, period));
  if (loaded.liquidBalanceMinor === null) atHand.delete(today);
  else atHand.set(today, loaded.liquidBalanceMinor);
  const settings = {
    ...defaultScoreContext(currency),
    needMinutes: person.sleepNeedMinutes,
    weeklyBudgetMinor: person.weeklyBudgetMinor,
    accounts: linkedAccounts(loaded.accounts, currency),
  };
  const scored = scoreDays(loaded.days, period.from, period.to, (date) => ({
    ...settings,
    liquidBalanceMinor: atHand.get(date) ?? null,
  }));
  const stored = storing === "all" ? scored : scored.filter(({ date }) => date === today);
  await saveScores(db, person, stored, atHand, now);
  return scored;
}

function linkedAccounts(accounts: PersonDays["accounts"], currency: string): LinkedAccounts {
  if (accounts.length === 0) return "none";
  return accounts.some((account) => account.currency === currency) ? "own_currency" : "other_currency";
}

/** Money at hand by day, as it was kept with the scores of days past; one in an earlier currency says nothing. */
async function moneyAtHand(
  db: Database,
  { userId, currency }: Scoree,
  { from, to }: Period,
): Promise<readonly (readonly [LocalDate, number])[]> {
  const { date, details } = dailyBalanceScores;
  const found = await db
    .select({ date, minor: sql<string | null>`${details} #>> '{moneyAtHand,minor}'` })
    .from(dailyBalanceScores)
    .where(
      and(
        eq(dailyBalanceScores.userId, userId),
        between(date, from, to),
        sql`${details} #>> '{moneyAtHand,currency}' = ${currency}`,
      ),
    );
  return found.flatMap((row) => (row.minor === null ? [] : [[row.date, Number(row.minor)] as const]));
}

/** Stores scores, one row per person and day, over an earlier row of the same day. */
async function saveScores(
  db: Database,
  { userId, currency }: Scoree,
  scored: readonly DayScores[],
  atHand: ReadonlyMap<LocalDate, number>,
  now: Date,
): Promise<void> {
  for (let start = 0; start < scored.length; start += BATCH) {
    const rows = scored.slice(start, start + BATCH).map(({ date, energy, mood, financial, balance }) => ({
      userId,
      date,
      energyScore: numberOf(energy),
      moodScore: numberOf(mood),
      financialScore: numberOf(financial),
      compositeScore: numberOf(balance),
      details: { energy, mood, financial, balance, ...keptBalance(atHand.get(date), currency) },
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

/** What {@link moneyAtHand} reads back. */
function keptBalance(minor: number | undefined, currency: string) {
  return minor === undefined ? {} : { moneyAtHand: { minor, currency } };
}

function numberOf(result: ScoreResult): number | null {
  return result.kind === "scored" ? result.score : null;
}
