import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { BALANCE_PARTS, SCORE_PARTS } from "../../coaching/scores/config.ts";
import type { SummaryNote, WorthNote } from "../../coaching/summaries/note.ts";
import type { PeriodKind } from "../../coaching/summaries/period.ts";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";

/** What is stored of one person's week or month beside the means of its daily scores. */
export type PeriodSummary = {
  readonly userId: string;
  readonly kind: "weekly" | "monthly";
  /** Its first and last day. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Decimal text in the person's currency; null when not every day of it is known in full. */
  readonly totalSpending: string | null;
  readonly discretionarySpending: string | null;
  /** What changed, and its best and its hardest day. */
  readonly notes: readonly SummaryNote[];
};

const TABLES = {
  weekly: { table: sql.identifier("weekly_summary"), start: sql.identifier("week_start_date") },
  monthly: { table: sql.identifier("monthly_summary"), start: sql.identifier("month_start_date") },
} as const;

/**
 * Stores summaries of weeks and months over earlier ones: means of those daily scores that could be told, as they are
 * stored now, what was spent, and what was noted of the days (`insights`). What was said to be worth a look stays there.
 */
export async function saveSummaries(
  db: Database,
  summaries: readonly PeriodSummary[],
  now: Date,
): Promise<void> {
  for (const [kind, some] of Map.groupBy(summaries, (summary) => summary.kind)) {
    const { table, start } = TABLES[kind];
    const column = (value: (summary: PeriodSummary) => string | null) => pgArray(some.map(value));
    await db.execute(sql`
      insert into ${table} as stored (
        user_id, ${start}, avg_energy_score, avg_mood_score, avg_financial_score, total_spending,
        discretionary_spending, insights, computed_at
      )
      select period.user_id, period.first, energy, mood, financial, period.total, period.discretionary,
        period.notes, ${now}
      from unnest(
        ${column(({ userId }) => userId)}::text::uuid[], ${column(({ from }) => from)}::text::date[],
        ${column(({ to }) => to)}::text::date[], ${column(({ totalSpending }) => totalSpending)}::text::numeric[],
        ${column(({ discretionarySpending }) => discretionarySpending)}::text::numeric[],
        ${column(({ notes }) => JSON.stringify(notes))}::text::jsonb[]
      ) as period (user_id, first, last, total, discretionary, notes)
      cross join lateral (
        select avg(energy_score)::float8 as energy, avg(mood_score)::float8 as mood,
          avg(financial_score)::float8 as financial
        from daily_balance_scores
        where user_id = period.user_id and date between period.first and period.last
      ) as scored
      order by period.user_id, period.first
      on conflict (user_id, ${start}) do update set
        avg_energy_score = excluded.avg_energy_score, avg_mood_score = excluded.avg_mood_score,
        avg_financial_score = excluded.avg_financial_score, total_spending = excluded.total_spending,
        discretionary_spending = excluded.discretionary_spending,
        insights = excluded.insights || ${worthNotes(sql`stored.insights`)},
        computed_at = excluded.computed_at`);
  }
}

const changeNote = z.object({
  kind: z.literal("change"),
  of: z.string(),
  before: z.number(),
  now: z.number(),
  usualChange: z.number(),
  parts: z.array(z.object({ signal: z.enum(SCORE_PARTS), points: z.number() })),
});
const dayNote = z.object({
  kind: z.enum(["best_day", "hardest_day"]),
  date: z.string(),
  score: z.number(),
  part: z.enum(BALANCE_PARTS).nullable(),
  points: z.number(),
});
const summaryNotes = z.array(z.discriminatedUnion("kind", [changeNote, dayNote]));

const TABLE_OF = { week: TABLES.weekly, month: TABLES.monthly } as const;

/** What a night noted of a week or month, by its first day; nothing where it was not summed up yet. */
export async function loadSummaryNotes(
  db: Database,
  userId: string,
  kind: PeriodKind,
  from: LocalDate,
): Promise<readonly SummaryNote[]> {
  const { table, start } = TABLE_OF[kind];
  const [found] = rows(
    await db.execute(sql`select insights from ${table} where user_id = ${userId} and ${start} = ${from}`),
  );
  const stored = z.array(z.looseObject({ kind: z.string() })).parse(found?.insights ?? []);
  return summaryNotes.parse(stored.filter((note) => note.kind !== "worth_a_look"));
}

/** The one thing that was said to be worth a look, in place of what was said before; null for nothing. */
export async function saveWorthNote(
  db: Database,
  userId: string,
  kind: PeriodKind,
  from: LocalDate,
  note: WorthNote | null,
): Promise<void> {
  const { table, start } = TABLE_OF[kind];
  const notes = JSON.stringify(note === null ? [] : [note]);
  await db.execute(sql`
    update ${table} as stored set insights = ${otherNotes(sql`stored.insights`)} || ${notes}::text::jsonb
    where user_id = ${userId} and ${start} = ${from}
      and ${worthNotes(sql`stored.insights`)} <> ${notes}::text::jsonb`);
}

const worthNotes = (insights: SQL) => notesWhere(insights, sql`note ->> 'kind' = 'worth_a_look'`);
const otherNotes = (insights: SQL) => notesWhere(insights, sql`note ->> 'kind' <> 'worth_a_look'`);

/** Those of stored notes that are of a kind, in their order. */
function notesWhere(insights: SQL, condition: SQL): SQL {
  return sql`(
    select coalesce(jsonb_agg(note order by place), '[]'::jsonb)
    from jsonb_array_elements(${insights}) with ordinality as notes (note, place) where ${condition}
  )`;
}
