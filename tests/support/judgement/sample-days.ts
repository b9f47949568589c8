import { standingOf } from "../../../coaching/budgets/standing.ts";
import type { DayRecord } from "../../../coaching/model/days.ts";
import { addDays, eachDay, instantOfWallTime, type LocalDate } from "../../../coaching/model/local-date.ts";
import { seededRandom } from "../../../coaching/model/random.ts";
import type { TransactionRow } from "../../../coaching/model/rows.ts";
import { buildDays } from "../../../coaching/model/series.ts";
import { plansThatFire } from "../../../coaching/plans/fires.ts";
import { buildLedger } from "../../../coaching/questions/spending-ledger.ts";
import type { Evidence, Rule } from "../../../coaching/rules/rule.ts";
import { simulatePerson } from "../../../coaching/sample/generate.ts";
import { morningOf } from "../../../coaching/sample/readings.ts";
import type { SamplePerson, SampleReading } from "../../../coaching/sample/types.ts";
import { firstDayBehind, rowsFrom, type ScoreRows } from "../../../coaching/scores/score-rows.ts";
import { type FoundDay, type FoundDays, minutesToAnswer } from "./found-days.ts";
import { isSilent, type Life } from "./life.ts";
import { drawOwn, liquidAt, type Own } from "./own-money.ts";
import { Looked, Recurs } from "./slow-findings.ts";

const EVENING_MINUTE = 18 * 60;
const LAST_MINUTE = 24 * 60 - 1;
/** Who has not answered by then is told of the morning without. */
const WAITED_MINUTES = 30;
const NEED_MINUTES = 480;
/** Their device and bank tell so much of the time before they came. */
const DAYS_BEFORE = 120;

/** How often, in days, it is worked out what recurs, and relations are looked at; in life: 1 and 7. */
export type Rhythm = { readonly recurringDays: number; readonly lookDays: number };

export type WhoAndWhen = {
  readonly seed: string;
  readonly id: string;
  readonly from: LocalDate;
  readonly days: number;
};

/**
 * What every rule finds on each day of an invented person: by their rows as they are known at that moment of the morning and of
 * the evening, streams, budgets, balances and plans of their own, and relations by their own looks.
 *
 * Whether they are asked or not, they check in on the days on which the generator has them do so, and never in a silence.
 */
export function sampleDays(
  { seed, id, from, days }: WhoAndWhen,
  { silences, reminderMinute }: Pick<Life, "silences" | "reminderMinute">,
  rules: readonly Rule[],
  rhythm: Rhythm,
): FoundDays {
  const first = addDays(from, -DAYS_BEFORE);
  const { person } = simulatePerson({ seed, id, name: id, from: first, days: DAYS_BEFORE + days });
  const { timezone: zone, currency, readings, transactions, accounts, to } = person;
  const rows: Rows = {
    zone,
    currency,
    readings,
    moodEntries: person.moodEntries.filter(({ date, at }) => date >= from && !isSilent(silences, at)),
    transactions,
    accounts: accounts.map((account) => ({ id: account.id, syncedThrough: to })),
  };
  const whole = new Map(buildDays({ ...rows, from: first, to }).map((day) => [day.date, day]));
  const random = seededRandom(`${seed}/${id}/days`);
  const before = [...whole.values()].filter(({ date }) => date < from);
  const own = drawOwn(random, currency, before);
  const looked = new Looked(rows, rhythm.lookDays);
  const recurs = new Recurs(person, rhythm.recurringDays);
  const found = (slot: "morning" | "evening", evidence: Evidence) =>
    rules.flatMap((rule) => (rule.slots.includes(slot) ? rule.evaluate(evidence) : []));

  return new Map(
    eachDay(from, to).map((date): [LocalDate, FoundDay] => {
      const minutesAfterQuestion = minutesToAnswer(random());
      const recurring = recurs.on(date);
      const ground: Ground = {
        person,
        rows,
        own,
        date,
        relations: looked.by(date),
        recurring,
        transactions: recurs.marked(),
        answeredAt: instantOfWallTime(zone, date, reminderMinute).getTime() + minutesAfterQuestion * 60_000,
      };
      const morning = evidenceAt(
        ground,
        reminderMinute + Math.min(WAITED_MINUTES, minutesAfterQuestion),
        null,
      );
      const evening = evidenceAt(ground, EVENING_MINUTE, morning.days);
      const mood = whole.get(date)?.mood ?? null;
      const day: FoundDay = {
        morning: found("morning", morning),
        evening: found("evening", evening),
        knowsNight: morning.days.at(-1)?.sleepMinutes != null,
        checkIn: mood === null ? null : { mood, minutesAfterQuestion },
        spentMinor: whole.get(date)?.spentDiscretionaryMinor ?? null,
      };
      return [date, day];
    }),
  );
}

type Rows = Omit<ScoreRows, "readings"> & { readonly readings: readonly SampleReading[] };

/** Everything that one day's evidence is made from. */
type Ground = {
  readonly person: SamplePerson;
  readonly rows: Rows;
  readonly own: Own;
  readonly date: LocalDate;
  readonly relations: Evidence["relations"];
  readonly recurring: NonNullable<Evidence["recurring"]>;
  /** With what recurs by then. */
  readonly transactions: readonly TransactionRow[];
  /** When the day's check-in is answered, on a day with one; ms. */
  readonly answeredAt: number;
};

/** @param mornings the days as the morning knew them, of which by evening nothing but the last has changed; null in the morning */
function evidenceAt(ground: Ground, minute: number, mornings: readonly DayRecord[] | null): Evidence {
  const { person, rows, own, date, relations, recurring, answeredAt } = ground;
  const { zone, currency } = rows;
  const now = instantOfWallTime(zone, date, Math.min(minute, LAST_MINUTE));
  const yesterday = addDays(date, -1);
  const start = firstDayBehind(date);
  const payments = ground.transactions.filter(
    (row) => row.date >= start && row.date <= date && row.at <= now,
  );
  const all: ScoreRows = {
    ...rows,
    readings: rows.readings
      .filter((reading) => reading.date <= date && reading.arrivedAt <= now)
      .map((reading) => (mornings === null && reading.date === date ? morningOf(reading) : reading)),
    moodEntries: rows.moodEntries.filter(
      (entry) => entry.date < date || (entry.date === date && answeredAt <= now.getTime()),
    ),
    transactions: payments,
    accounts: rows.accounts.map((account) => ({ ...account, syncedThrough: yesterday })),
  };
  const known = rowsFrom(all, start);
  const [last] = mornings === null ? [] : buildDays({ ...known, from: date, to: date });
  const days =
    mornings === null || last === undefined
      ? buildDays({ ...known, from: start, to: date })
      : [...mornings.slice(0, -1), last];
  const { streams } = recurring;
  const standingGround = {
    items: own.budgets.length === 0 ? [] : buildLedger(payments, { currency, zone }).items,
    streams,
    known: { first: person.from, through: yesterday },
    isByHand: false,
    today: date,
  };
  return {
    today: date,
    currency,
    zone,
    needMinutes: NEED_MINUTES,
    payments,
    days,
    relations,
    recurring,
    budgets: own.budgets.map((budget) => standingOf(budget, standingGround)),
    liquidMinor: own.tellsBalance ? liquidAt(person, now) : null,
    // What was looked for and not found keeps one rule still; here it may speak as with somebody new.
    notFound: [],
    plansThatFire: plansThatFire(own.plans, {
      today: date,
      minute,
      days,
      payments,
      needMinutes: NEED_MINUTES,
    }),
  };
}
