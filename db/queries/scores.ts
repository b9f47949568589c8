import { eachDay, type LocalDate } from "../../coaching/model/local-date.ts";
import { isLinked } from "../../coaching/money/hand-account.ts";
import type { DayScores } from "../../coaching/scores/day-scores.ts";
import { scoreRows } from "../../coaching/scores/score-rows.ts";
import type { Database } from "../client.ts";
import { loadDays, type PersonDays } from "./days.ts";
import { contextsOf, loadMoneyAtHand, loadScorees, readScoree, type Scoree } from "./scores-people.ts";
import { saveScores, scoredDay } from "./scores-write.ts";

type Period = { readonly from: LocalDate; readonly to: LocalDate };

/** Scores some of a person's days from what is stored now and stores the result; the same data gives the same rows. */
export async function scorePersonDays(
  db: Database,
  userId: string,
  period: Period,
  now: Date,
): Promise<readonly DayScores[]> {
  const [stored] = await loadScorees(db, [userId]);
  if (stored === undefined) return [];
  const person = readScoree(stored, now);
  const loaded = await loadDays(db, person, period);
  return scoreLoadedDays(db, person, loaded, period, { today: person.today, now });
}

/**
 * The one way from a person's stored days to scores: each day is scored from what is known of it and the days before
 * it, with the money at hand as it was known on that day, and what will be said is stored, so that a day asked about
 * later is explained by the same numbers. `scorePeople` does the same for many people's days past.
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
  const { userId, currency } = person;
  const kept = await loadMoneyAtHand(db, [{ userId, currency, ...period }]);
  const atHand = new Map(kept.get(userId));
  if (loaded.liquidBalanceMinor === null) atHand.delete(today);
  else atHand.set(today, loaded.liquidBalanceMinor);
  const contexts = contextsOf(person, loaded.accounts.filter(isLinked), atHand);
  const scored = scoreRows(loaded.rows, eachDay(period.from, period.to), contexts);
  const stored = storing === "all" ? scored : scored.filter(({ date }) => date === today);
  const days = stored.map((scores) => scoredDay(person, scores, atHand.get(scores.date)));
  await saveScores(db, days, now);
  return scored;
}
