import { sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { decimalFromMinor } from "../../coaching/model/money.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import type { DayScores } from "../../coaching/scores/day-scores.ts";
import type { ScoreResult } from "../../coaching/scores/score.ts";
import type { Database } from "../client.ts";
import { pgArray } from "../results.ts";

/** Days written by one statement. */
const BATCH = 5000;

/** A row of `daily_balance_scores` to be written. */
export type ScoredDay = {
  readonly userId: string;
  readonly date: LocalDate;
  readonly energy: number | null;
  readonly mood: number | null;
  readonly financial: number | null;
  readonly composite: number | null;
  /** As decimal text. */
  readonly moneyAtHand: string | null;
  readonly moneyAtHandCurrency: string | null;
};

/**
 * One day's scores of one person as a row.
 *
 * @param moneyAtHand the balance that the day was scored with, which is known on no other day and read back from the
 *   row when the day is scored again
 */
export function scoredDay(
  { userId, currency }: { readonly userId: string; readonly currency: string },
  { date, energy, mood, financial, balance }: DayScores,
  moneyAtHand: number | undefined,
): ScoredDay {
  const isKnown = moneyAtHand !== undefined;
  return {
    userId,
    date,
    energy: numberOf(energy),
    mood: numberOf(mood),
    financial: numberOf(financial),
    composite: numberOf(balance),
    moneyAtHand: isKnown ? decimalFromMinor(moneyAtHand, currency) : null,
    moneyAtHandCurrency: isKnown ? currency : null,
  };
}

/** Stores scores, one row per person and day, over an earlier row of the same day. */
export async function saveScores(db: Database, days: readonly ScoredDay[], now: Date): Promise<void> {
  // Always in one order, so that two who write the same days wait for each other and do not lock each other out.
  const sorted = [...days].sort(byPersonAndDay);
  for (let start = 0; start < sorted.length; start += BATCH) {
    await saveBatch(db, sorted.slice(start, start + BATCH), now);
  }
}

async function saveBatch(db: Database, days: readonly ScoredDay[], now: Date): Promise<void> {
  const column = (value: (day: ScoredDay) => string | number | null) => pgArray(days.map(value));
  await db.execute(sql`
    insert into daily_balance_scores (
      user_id, date, energy_score, mood_score, financial_score, composite_score,
      money_at_hand, money_at_hand_currency, config_version, computed_at
    )
    select scored.user_id, scored.date, energy, mood, financial, composite, money, currency,
      ${SCORE_CONFIG.version}, ${now}
    from unnest(
      ${column(({ userId }) => userId)}::text::uuid[], ${column(({ date }) => date)}::text::date[],
      ${column(({ energy }) => energy)}::text::int[], ${column(({ mood }) => mood)}::text::int[],
      ${column(({ financial }) => financial)}::text::int[], ${column(({ composite }) => composite)}::text::int[],
      ${column(({ moneyAtHand }) => moneyAtHand)}::text::numeric[],
      ${column(({ moneyAtHandCurrency }) => moneyAtHandCurrency)}::text::text[]
    ) as scored (user_id, date, energy, mood, financial, composite, money, currency)
    on conflict (user_id, date) do update set
      energy_score = excluded.energy_score, mood_score = excluded.mood_score,
      financial_score = excluded.financial_score, composite_score = excluded.composite_score,
      money_at_hand = excluded.money_at_hand, money_at_hand_currency = excluded.money_at_hand_currency, config_version = excluded.config_version, computed_at = excluded.computed_at`);
}

/** The one order in which days are written. */
export function byPersonAndDay(
  left: Pick<ScoredDay, "userId" | "date">,
  right: Pick<ScoredDay, "userId" | "date">,
): number {
  if (left.userId !== right.userId) return left.userId < right.userId ? -1 : 1;
  return left.date < right.date ? -1 : 1;
}

function numberOf(result: ScoreResult): number | null {
  return result.kind === "scored" ? result.score : null;
}
