import { sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import type { DayScores } from "../../coaching/scores/day-scores.ts";
import type { ScoreResult } from "../../coaching/scores/score.ts";
import type { Database } from "../client.ts";
import { pgArray } from "../results.ts";

/** Days written by one statement: some megabytes of details. */
const BATCH = 1000;

/** Stands between the details of two days; JSON never holds it. */
const SEPARATOR = "\u001e";

/** One day's scores of one person, and what they were made with that is known on no other day. */
export type ScoredDay = {
  readonly userId: string;
  readonly scores: DayScores;
  readonly moneyAtHand: { readonly minor: number; readonly currency: string } | null;
};

/** Stores scores, one row per person and day, over an earlier row of the same day. */
export async function saveScores(db: Database, days: readonly ScoredDay[], now: Date): Promise<void> {
  // Always in one order, so that two who write the same days wait for each other and do not lock each other out.
  const sorted = [...days].sort(byKey);
  for (let start = 0; start < sorted.length; start += BATCH) {
    await saveBatch(db, sorted.slice(start, start + BATCH), now);
  }
}

async function saveBatch(db: Database, days: readonly ScoredDay[], now: Date): Promise<void> {
  const column = (value: (day: ScoredDay) => string | number | null) => pgArray(days.map(value));
  const score = (of: "energy" | "mood" | "financial" | "balance") =>
    column(({ scores }) => numberOf(scores[of]));
  await db.execute(sql`
    insert into daily_balance_scores (
      user_id, date, energy_score, mood_score, financial_score, composite_score, details, config_version, computed_at
    )
    select scored.user_id, scored.date, energy, mood, financial, composite, details::jsonb,
      ${SCORE_CONFIG.version}, ${now}
    from unnest(
      ${column(({ userId }) => userId)}::text::uuid[], ${column(({ scores }) => scores.date)}::text::date[],
      ${score("energy")}::text::int[], ${score("mood")}::text::int[], ${score("financial")}::text::int[],
      ${score("balance")}::text::int[], string_to_array(${days.map(detailsOf).join(SEPARATOR)}::text, ${SEPARATOR})
    ) as scored (user_id, date, energy, mood, financial, composite, details)
    on conflict (user_id, date) do update set
      energy_score = excluded.energy_score, mood_score = excluded.mood_score,
      financial_score = excluded.financial_score, composite_score = excluded.composite_score,
      details = excluded.details, config_version = excluded.config_version, computed_at = excluded.computed_at`);
}

/** Money at hand is read back from here when the day is scored again. */
function detailsOf({ scores, moneyAtHand }: ScoredDay): string {
  const { energy, mood, financial, balance } = scores;
  return JSON.stringify({
    energy,
    mood,
    financial,
    balance,
    ...(moneyAtHand === null ? {} : { moneyAtHand }),
  });
}

function byKey(left: ScoredDay, right: ScoredDay): number {
  const key = ({ userId, scores }: ScoredDay): readonly [string, LocalDate] => [userId, scores.date];
  const [leftUser, leftDate] = key(left);
  const [rightUser, rightDate] = key(right);
  if (leftUser !== rightUser) return leftUser < rightUser ? -1 : 1;
  return leftDate < rightDate ? -1 : 1;
}

function numberOf(result: ScoreResult): number | null {
  return result.kind === "scored" ? result.score : null;
}
