import { and, between, desc, eq, inArray, sql } from "drizzle-orm";
import { eachDay, type LocalDate } from "../../coaching/model/local-date.ts";
import { isLinked } from "../../coaching/money/hand-account.ts";
import type { DayRange } from "../../coaching/questions/asked-period.ts";
import { scorableDays, scoreRows } from "../../coaching/scores/score-rows.ts";
import { firstDayOfHistory } from "../../coaching/summaries/means.ts";
import type { SummaryNote } from "../../coaching/summaries/note.ts";
import { notesOf } from "../../coaching/summaries/notes.ts";
import { periodBefore } from "../../coaching/summaries/period.ts";
import type { Database } from "../client.ts";
import { correlationInsights, signalAnomalies } from "../schema/coaching.ts";
import { loadDays } from "./days.ts";
import { loadScoreHistories } from "./score-history.ts";
import { contextsOf, loadMoneyAtHand, type Scoree } from "./scores-people.ts";
import { storedScores } from "./scores-summaries.ts";

/** What a night would note of some days, from what is known now: for days that go on, and such as are no whole week or month. */
export async function notesNow(
  db: Database,
  person: Scoree,
  period: DayRange,
): Promise<readonly SummaryNote[]> {
  const { userId, currency } = person;
  const before = periodBefore(period);
  const span = { from: before.from, to: period.to };
  const [loaded, kept, histories] = await Promise.all([
    loadDays(db, person, span),
    loadMoneyAtHand(db, [{ userId, currency, ...span }]),
    loadScoreHistories(db, [{ userId, from: firstDayOfHistory(period.from), to: period.to }]),
  ]);
  const { rows } = loaded;
  const contexts = contextsOf(person, loaded.accounts.filter(isLinked), kept.get(userId) ?? new Map());
  const scoresOf = ({ from, to }: DayRange) => scoreRows(rows, eachDay(from, to), contexts);
  const stored = new Map(histories.get(userId));
  // A day that goes on has no scores yet, and those of a day that changed may wait to be made anew.
  for (const day of scoresOf(period)) stored.set(day.date, storedScores(day));
  const index = scorableDays(rows, [period.to]).asOf(period.to);
  return notesOf({ period, before, index, stored, scoresOf });
}

/** The signal that lay furthest outside its usual range on one of some days; of equal ones the latest. */
export async function furthestAnomaly(
  db: Database,
  userId: string,
  { from, to }: DayRange,
): Promise<{ readonly signal: string; readonly date: LocalDate } | null> {
  const { signal, localDate, z } = signalAnomalies;
  const [found] = await db
    .select({ signal, date: localDate })
    .from(signalAnomalies)
    .where(and(eq(signalAnomalies.userId, userId), between(localDate, from, to)))
    .orderBy(desc(sql`abs(${z})`), desc(localDate), signal)
    .limit(1);
  return found ?? null;
}

/** A relation that was established by a look within some days, the strongest; null without one. */
export async function establishedIn(
  db: Database,
  userId: string,
  { from, to }: DayRange,
): Promise<{ readonly type: string; readonly subject: string } | null> {
  const { signalType: type, subject, state, establishedOn, correlationStrength } = correlationInsights;
  const [found] = await db
    .select({ type, subject })
    .from(correlationInsights)
    .where(
      and(
        eq(correlationInsights.userId, userId),
        inArray(state, ["established", "replicated"]),
        between(establishedOn, from, to),
      ),
    )
    .orderBy(desc(sql`abs(${correlationStrength})`), type, subject)
    .limit(1);
  return found ?? null;
}
