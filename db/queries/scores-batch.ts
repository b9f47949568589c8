import { setImmediate } from "node:timers/promises";
import { anomaliesOn } from "../../coaching/anomalies/anomalies.ts";
import { eachDay, type LocalDate } from "../../coaching/model/local-date.ts";
import { type DayRange, earlierOf } from "../../coaching/questions/asked-period.ts";
import { firstDayBehind, scorableDays, scoreRows, scoreScorable } from "../../coaching/scores/score-rows.ts";
import type { Database } from "../client.ts";
import { saveAnomalies, type WatchedDay } from "./anomalies.ts";
import { loadManyRows, type PersonRows, spanOfDays } from "./days-batch.ts";
import { loadScoreHistories, type ScoreHistory } from "./score-history.ts";
import { contextsOf, loadMoneyAtHand, loadScorees, readScoree, type Scoree } from "./scores-people.ts";
import { firstCompared, historyBehind, type Period, periodsOf, summariesOf } from "./scores-summaries.ts";
import { type ScoredDay, saveScores, scoredDay } from "./scores-write.ts";
import { type PeriodSummary, saveSummaries } from "./summaries.ts";

/** Days that are in memory at once, in rows read or in scores made: those of some 130 people in a usual night. */
const MOST_DAYS = 20_000;
/** People scored in one go; what waits for the processor, as somebody's reply, then has its turn. */
const PEOPLE_AT_ONCE = 10;

/** Days to score, by `userId`. */
export type DaysByPerson = ReadonlyMap<string, ReadonlySet<LocalDate>>;

export type ScoredPeople = {
  /** What failed by `userId`, as for a zone that nobody knows; nothing of theirs was stored. */
  readonly failed: ReadonlyMap<string, unknown>;
  /** Days that were left out since they go on. */
  readonly notEnded: readonly { readonly userId: string; readonly date: LocalDate }[];
};

/** One person's work: the days past that are scored, and the periods that these have a part in. */
type Task = Scoree & {
  readonly dates: readonly LocalDate[];
  readonly periods: readonly Period[];
  /** The first day that is scored or that a period is held against. */
  readonly first: LocalDate;
  /** The days that are read: from the first one with a part in it to the last one looked from. */
  readonly from: LocalDate;
  readonly to: LocalDate;
};

/**
 * Scores days of many people at once and stores the same rows that `scorePersonDays` stores for each, what lay outside their usual
 * range on these days, and the summaries of the weeks and months, as far as these have ended, that the days lie in.
 *
 * Days that have not ended where the person is are left out: more will be known of them, and the balance of the
 * accounts is theirs.
 */
export async function scorePeople(db: Database, wanted: DaysByPerson, now: Date): Promise<ScoredPeople> {
  const failed = new Map<string, unknown>();
  const notEnded: { userId: string; date: LocalDate }[] = [];
  const tasks: Task[] = [];
  for (const stored of await loadScorees(db, [...wanted.keys()])) {
    const { userId } = stored;
    try {
      const person = readScoree(stored, now);
      const days = [...(wanted.get(userId) ?? [])];
      for (const date of days) if (date >= person.today) notEnded.push({ userId, date });
      const task = taskOf(person, days);
      if (task !== null) tasks.push(task);
    } catch (error) {
      failed.set(userId, error);
    }
  }
  await scoreTasks(db, chunks(tasks), now, failed);
  return { failed, notEnded };
}

function taskOf(person: Scoree & { readonly today: LocalDate }, days: readonly LocalDate[]): Task | null {
  const { today, ...scoree } = person;
  const dates = days.filter((date) => date < today).sort();
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return null;
  const periods = periodsOf(dates).filter(({ to }) => to < today);
  const compared = earlierOf(first, firstCompared(periods) ?? first);
  const to = [last, ...periods.map((period) => period.to)].sort().at(-1) ?? last;
  return { ...scoree, dates, periods, first: compared, from: firstDayBehind(compared), to };
}

function chunks(tasks: readonly Task[]): readonly (readonly Task[])[] {
  const all: Task[][] = [];
  let some: Task[] = [];
  let days = 0;
  for (const task of tasks) {
    const span = spanOfDays(task) + 2 * task.dates.length;
    if (some.length > 0 && days + span > MOST_DAYS) {
      all.push(some);
      some = [];
      days = 0;
    }
    some.push(task);
    days += span;
  }
  if (some.length > 0) all.push(some);
  return all;
}

/** While this process computes some people's scores, the database writes those before and reads the rows of the next. */
async function scoreTasks(
  db: Database,
  parts: readonly (readonly Task[])[],
  now: Date,
  failed: Map<string, unknown>,
): Promise<void> {
  let ahead = loadTasks(db, parts[0] ?? []);
  let saved = Promise.resolve();
  try {
    for (const [at, tasks] of parts.entries()) {
      const loaded = await ahead;
      const next = parts[at + 1];
      if (next !== undefined) ahead = loadTasks(db, next);
      const made = await scoreLoaded(tasks, loaded, failed);
      await saved;
      saved = save(db, made, now);
    }
    await saved;
  } finally {
    // When one fails, nobody waits for the others any more, and each fails in the same broken transaction.
    await Promise.allSettled([ahead, saved]);
  }
}

type Loaded = {
  readonly rows: ReadonlyMap<string, PersonRows>;
  readonly atHand: ReadonlyMap<string, ReadonlyMap<LocalDate, number>>;
  readonly histories: ReadonlyMap<string, ScoreHistory>;
};

async function loadTasks(db: Database, tasks: readonly Task[]): Promise<Loaded> {
  if (tasks.length === 0) return { rows: new Map(), atHand: new Map(), histories: new Map() };
  const [rows, atHand, histories] = await Promise.all([
    loadManyRows(db, tasks),
    loadMoneyAtHand(
      db,
      tasks.map(({ userId, currency, first, to }) => ({ userId, currency, from: first, to })),
    ),
    loadScoreHistories(
      db,
      tasks.flatMap(({ userId, periods }) => historyBehind(userId, periods) ?? []),
    ),
  ]);
  return { rows, atHand, histories };
}

/** What was made of some people's rows and is to be stored. */
type Made = {
  readonly days: readonly ScoredDay[];
  readonly watched: readonly WatchedDay[];
  readonly summaries: readonly PeriodSummary[];
};

async function save(db: Database, { days, watched, summaries }: Made, now: Date): Promise<void> {
  await saveScores(db, days, now);
  await saveAnomalies(db, watched, now);
  await saveSummaries(db, summaries, now);
}

async function scoreLoaded(
  tasks: readonly Task[],
  { rows, atHand, histories }: Loaded,
  failed: Map<string, unknown>,
): Promise<Made> {
  const days: ScoredDay[] = [];
  const watched: WatchedDay[] = [];
  const summaries: PeriodSummary[] = [];
  for (const [at, task] of tasks.entries()) {
    if (at % PEOPLE_AT_ONCE === 0) await setImmediate();
    const known = rows.get(task.userId);
    if (known === undefined) continue;
    try {
      const stored = histories.get(task.userId) ?? new Map();
      const scored = scoreTask(task, known, atHand.get(task.userId) ?? new Map(), stored);
      days.push(...scored.days);
      watched.push(...scored.watched);
      summaries.push(...scored.summaries);
    } catch (error) {
      failed.set(task.userId, error);
    }
  }
  return { days, watched, summaries };
}

function scoreTask(
  task: Task,
  rows: PersonRows,
  atHand: ReadonlyMap<LocalDate, number>,
  stored: ScoreHistory,
): Made {
  const { userId, currency, dates, periods } = task;
  const days = scorableDays(rows, [...dates, ...periods.map(({ to }) => to)]);
  const contexts = contextsOf(task, rows.accounts, atHand);
  const scored = scoreScorable(days, dates, contexts);
  const scoresOf = ({ from, to }: DayRange) => scoreRows(rows, eachDay(from, to), contexts);
  return {
    days: scored.map((scores) => scoredDay(task, scores, atHand.get(scores.date))),
    watched: dates.map((date) => {
      const known = { index: days.asOf(date), currency, choices: days.choicesOf(date) };
      return { userId, date, anomalies: anomaliesOn(known, date, { isOver: true }) };
    }),
    summaries: summariesOf(task, periods, { days, stored, rescored: scored, scoresOf }),
  };
}
