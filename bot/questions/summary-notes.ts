import { weekdayOf } from "../../coaching/model/local-date.ts";
import { formatMoney } from "../../coaching/model/money.ts";
import { type AskedPeriod, isWholeMonth, lengthOf } from "../../coaching/questions/asked-period.ts";
import type { DayScores } from "../../coaching/scores/day-scores.ts";
import { daysApart } from "../../coaching/summaries/days-apart.ts";
import type { ChangeNote, DayNote, SummaryNote } from "../../coaching/summaries/note.ts";
import { kindOfPeriod, periodBefore } from "../../coaching/summaries/period.ts";
import type { Database } from "../../db/client.ts";
import { storedScores } from "../../db/queries/scores-summaries.ts";
import { loadSummaryNotes } from "../../db/queries/summaries.ts";
import { notesNow } from "../../db/queries/summary-notes.ts";
import type { StepContext } from "../conversation.ts";
import { dayName, duration, listed, sentenceCase, signed, spaced, weekdayName } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { missingText } from "./contributors.ts";
import { nameOf } from "./score-periods.ts";

/** Shorter periods are told without; longer ones than a month are of several seasons. */
const FEWEST_DAYS = 4;
const MOST_DAYS = 31;
/** Parts of a change that are named, of which the others are what is left. */
const MOST_PARTS = 3;

/**
 * What changed, as it was noted when the week or month was summed up, else as it is now; and which days stood apart, by the
 * scores that the answer tells and shows: what came late changes a day's usual, and no night scores all days after it anew.
 *
 * @param days scores of the days asked about
 */
export async function loadNotes(
  db: Database,
  asked: AskedPeriod,
  days: readonly DayScores[],
  { person, today }: StepContext,
): Promise<readonly SummaryNote[]> {
  if (asked.days < FEWEST_DAYS || asked.days > MOST_DAYS) return [];
  const kind = asked.to < today ? kindOfPeriod(asked) : null;
  const noted = kind === null ? [] : await loadSummaryNotes(db, person.userId, kind, asked.from);
  const notes = noted.length > 0 ? noted : await notesNow(db, person, asked);
  const scores = new Map(days.map((day) => [day.date, storedScores(day)]));
  return [...notes.filter(({ kind: of }) => of === "change"), ...daysApart(scores, asked)];
}

/** The changes, a line each, and the best and the hardest day in one. */
export function noteParts(
  notes: readonly SummaryNote[],
  asked: AskedPeriod,
  context: StepContext,
): readonly Part[] {
  const changes = notes.filter((note) => note.kind === "change");
  return [...changes.flatMap((note) => changePart(note, asked, context)), ...dayParts(notes, asked, context)];
}

/** What "why?" adds: when a change is named. */
export function whyNotes(notes: readonly SummaryNote[]): readonly Part[] {
  const parts = notes.some(({ kind }) => kind === "change")
    ? [say("questions/summary-notes/why-changes")]
    : [];
  return notes.some(({ kind }) => kind === "best_day")
    ? [...parts, say("questions/summary-notes/why-days")]
    : parts;
}

function changePart(note: ChangeNote, asked: AskedPeriod, context: StepContext): readonly Part[] {
  const { before, now, of, parts } = note;
  const than = thanWords(asked);
  const isMore = now > before;
  const score = scoreName(of);
  if (score === null) {
    const id = of.replaceAll("_", "-");
    const facts = { name: inline(`questions/summary-notes/name-${id}`), than };
    const change = readChange(of, Math.abs(now - before), context);
    return [
      say(isMore ? "questions/summary-notes/more" : "questions/summary-notes/less", { ...facts, change }),
    ];
  }
  const facts = { name: sentenceCase(nameOf(score)), change: Math.abs(Math.round(now - before)), than };
  // A mood has no parts.
  if (score === "mood" || parts.length === 0) {
    return [say(isMore ? "questions/summary-notes/higher" : "questions/summary-notes/lower", facts)];
  }
  const made = { ...facts, parts: partWords(parts, score === "balance") };
  return [say(isMore ? "questions/summary-notes/higher-by" : "questions/summary-notes/lower-by", made)];
}

function partWords(parts: ChangeNote["parts"], isBalance: boolean): string {
  const named = parts.length > MOST_PARTS + 1 ? parts.slice(0, MOST_PARTS) : parts;
  const rest = parts.slice(named.length).reduce((sum, { points }) => sum + points, 0);
  const words = named.map(({ signal, points }) => {
    const name = isBalance && isScoreName(signal) ? nameOf(signal) : missingText(signal);
    return `${name} ${signed(points)}`;
  });
  return listed(
    rest === 0 ? words : [...words, inline("questions/summary-notes/rest", { points: signed(rest) })],
  );
}

function isScoreName(signal: string): signal is "energy" | "mood" | "financial" {
  return signal === "energy" || signal === "mood" || signal === "financial";
}

function scoreName(of: string) {
  const [, name] = /^(energy|mood|financial|balance)_score$/.exec(of) ?? [];
  return name === "energy" || name === "mood" || name === "financial" || name === "balance" ? name : null;
}

/** `in the week before`, `in the month before`, `in the 10 days before`. */
function thanWords(asked: AskedPeriod): string {
  const before = periodBefore(asked);
  if (isWholeMonth(before)) return inline("questions/summary-notes/month-before");
  const days = lengthOf(before);
  return days === 7
    ? inline("questions/summary-notes/week-before")
    : inline("questions/summary-notes/days-before", { days });
}

/** A change in its signal's unit. */
function readChange(of: string, change: number, { person }: StepContext): string {
  switch (of) {
    case "sleep_minutes":
      return duration(change);
    case "hrv":
      return `${Math.round(change)} ms`;
    case "resting_heart_rate":
      return `${Math.round(change)} bpm`;
    case "spend_discretionary":
      return formatMoney({ minor: Math.round(change), currency: person.currency }, { whole: change >= 1000 });
    case "impulse_count":
      return spaced(change * 7);
    case "steps":
      return Math.round(change).toLocaleString("en-US");
    default:
      return inline("questions/summary-notes/points", { points: Math.round(change) });
  }
}

function dayParts(
  notes: readonly SummaryNote[],
  asked: AskedPeriod,
  { today }: StepContext,
): readonly Part[] {
  const days = notes.filter((note) => note.kind !== "change");
  const best = days.find(({ kind }) => kind === "best_day");
  const hardest = days.find(({ kind }) => kind === "hardest_day");
  if (best === undefined || hardest === undefined) return [];
  const words = (note: DayNote) =>
    dayWords(note, asked.days <= 7 ? weekdayName(weekdayOf(note.date)) : dayName(note.date, today));
  return [say("questions/summary-notes/days-apart", { best: words(best), hardest: words(hardest) })];
}

/** `Wednesday, 70 (energy +6)`. */
function dayWords({ score, part, points }: DayNote, day: string): string {
  if (part === null) return inline("questions/summary-notes/day", { day, score });
  return inline("questions/summary-notes/day-with", {
    day,
    score,
    part: nameOf(part),
    points: signed(points),
  });
}
