import type { DayRecord } from "../../coaching/model/days.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { type DayRange, laterOf, lengthOf, overlapOf } from "../../coaching/questions/asked-period.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import type { DayScores } from "../../coaching/scores/day-scores.ts";
import type { ScoreResult } from "../../coaching/scores/score.ts";
import type { Database } from "../../db/client.ts";
import { firstKnownDate } from "../../db/queries/body.ts";
import { loadDays, type PersonDays } from "../../db/queries/days.ts";
import { scoreLoadedDays } from "../../db/queries/scores.ts";
import type { StepContext } from "../conversation.ts";
import { counted, dayName } from "../format.ts";
import { type Part, say } from "../reply.ts";
import { missingText } from "./contributors.ts";
import type { SCORES } from "./today.ts";

/** Some of a person's days with their scores, as far as anything is known of them. */
export type ScoredDays = {
  readonly range: DayRange;
  /** One per day of the range, in order. */
  readonly days: readonly DayScores[];
  readonly records: readonly DayRecord[];
  readonly loaded: PersonDays;
};

/** What was found for some days; `nothing` when all of them lie before the first thing known. */
export type ScoredDaysFinding =
  | ({ readonly kind: "scored" } & ScoredDays)
  | { readonly kind: "nothing"; readonly first: LocalDate | null };

/** Up to so many days are told one by one, so each is stored as it is said. */
const TOLD_SINGLY = 2;

/** Scores days anew from what is stored now. Days before the first thing known are left out. */
export async function loadScoredDays(
  db: Database,
  asked: DayRange,
  context: StepContext,
): Promise<ScoredDaysFinding> {
  const { person, today } = context;
  const first = await firstKnownDate(db, person.userId);
  const range = first === null ? null : overlapOf(asked, { from: first, to: laterOf(today, asked.to) });
  if (range === null) return { kind: "nothing", first };
  const loaded = await loadDays(db, person, range);
  const storing = lengthOf(range) <= TOLD_SINGLY ? "all" : "today";
  const days = await scoreLoadedDays(db, person, loaded, range, context, storing);
  const records = loaded.days.filter(({ date }) => date >= range.from && date <= range.to);
  return { kind: "scored", range, days, records, loaded };
}

/** What is said when nothing is known of the days asked about. */
export function nothingKnown(first: LocalDate | null, today: LocalDate): Part {
  return first === null
    ? say("questions/score/nothing-yet")
    : say("questions/score/begins", { first: dayName(first, today) });
}

/** What one score of one day rests on. */
export function explainScore(
  name: (typeof SCORES)[number],
  result: ScoreResult,
  today: LocalDate,
): readonly Part[] {
  if (result.kind === "unscored") return [];
  const why = say(`today/why-${name}`, {
    days: name === "financial" ? result.n : counted(result.n, "day"),
    window: SCORE_CONFIG.fullConfidenceDays,
    from: dayName(result.from, today),
    share: Math.round(result.coverage * 100),
    confidence: result.confidenceWord,
  });
  return [why, ...missingParts(result)];
}

export function missingParts(result: ScoreResult): readonly Part[] {
  const missing = result.missing.map(({ signal }) => missingText(signal));
  return missing.length === 0 ? [] : [say("today/why-missing", { missing: missing.join(", ") })];
}
