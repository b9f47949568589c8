import { sql } from "drizzle-orm";
import { dateOfDayNumber, type LocalDate } from "../../coaching/model/local-date.ts";
import type { StoredScores } from "../../coaching/summaries/note.ts";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { numbers } from "./days-batch.ts";

/** Whose scores of which days. */
export type HistoryWanted = { readonly userId: string; readonly from: LocalDate; readonly to: LocalDate };

export type ScoreHistory = ReadonlyMap<LocalDate, StoredScores>;

/** Scores of days past as they are stored, by `userId`; who has none is left out. */
export async function loadScoreHistories(
  db: Database,
  wanted: readonly HistoryWanted[],
): Promise<ReadonlyMap<string, ScoreHistory>> {
  if (wanted.length === 0) return new Map();
  const column = (value: (person: HistoryWanted) => string) => pgArray(wanted.map(value));
  const found = rows(
    await db.execute(sql`
      select person.user_id::text as user_id, scored.* from unnest(
        ${column(({ userId }) => userId)}::text::uuid[], ${column(({ from }) => from)}::text::date[],
        ${column(({ to }) => to)}::text::date[]
      ) as person (user_id, first, last)
      cross join lateral (
        select array_agg(date - date '1970-01-01')::text as days, array_agg(energy_score)::text as energy,
          array_agg(mood_score)::text as mood, array_agg(financial_score)::text as financial,
          array_agg(composite_score)::text as balance
        from daily_balance_scores
        where user_id = person.user_id and date between person.first and person.last
      ) as scored
      where scored.days is not null`),
  );
  return new Map(
    found.map((row) => {
      const [energy, mood, financial, balance] = [row.energy, row.mood, row.financial, row.balance].map(
        numbers,
      );
      const days = numbers(row.days).map((day, at) => {
        const scores = {
          energy: energy?.[at] ?? null,
          mood: mood?.[at] ?? null,
          financial: financial?.[at] ?? null,
          balance: balance?.[at] ?? null,
        };
        return [dateOfDayNumber(day ?? 0), scores] as const;
      });
      return [String(row.user_id), new Map(days)];
    }),
  );
}
