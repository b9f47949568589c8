import { addDays, type LocalDate } from "../model/local-date.ts";
import { drawUnlinked, openAccounts, settleBalances } from "./accounts.ts";
import { type BankLine, compare, drawBankLines, transactionTruth } from "./bank.ts";
import { type CalendarDay, type CalendarOptions, drawCalendar } from "./calendar.ts";
import { drawDeliveries } from "./deliveries.ts";
import { createStreams } from "./draws.ts";
import { drawIncome } from "./income.ts";
import { drawMinds, drawMoodEntries, type MoodScript } from "./mood.ts";
import { drawTraits, type Traits } from "./persons.ts";
import { drawReadings, morningOf } from "./readings.ts";
import { drawRecurring } from "./recurring.ts";
import { type BodyScript, drawBody } from "./sleep-body.ts";
import { drawSpending, type ScriptedVisit } from "./spending.ts";
import { drawTransfers } from "./transfers.ts";
import type { SamplePerson, SampleTransaction, SampleTruth, SampleUnlinked } from "./types.ts";

/** What is fixed beforehand on top of chance, by day index. */
export type Script = BodyScript & {
  readonly faces: MoodScript;
  readonly visits: readonly ScriptedVisit[];
};

const NO_SCRIPT: Script = {
  sleepMinutes: new Map(),
  wakeMinute: new Map(),
  faces: new Map(),
  visits: [],
};

/** Everything one run of one person hangs on. */
export type SamplePlan = {
  readonly seed: string;
  readonly id: string;
  readonly name: string;
  readonly from: LocalDate;
  readonly days: number;
  /** Traits that are set by hand; the rest is drawn. */
  readonly traits?: Partial<Traits>;
  readonly calendar?: CalendarOptions;
  readonly script?: Script;
  /** The last day is seen at 08:30: no check-in, no steps, and of its money only what is scripted. */
  readonly lastDayJustBegun?: boolean;
};

export type SampleRun = { readonly person: SamplePerson; readonly truth: SampleTruth };

/**
 * A population of invented persons: what their devices, banks and check-ins would say, and beside it what is
 * so about them.
 *
 * The same arguments give the same bytes. Each person, and each purpose of a person, draws from a stream of
 * its own: the first three of ten persons are the first three of twenty.
 *
 * @param options.days length of each person's history, from `from` on
 */
export function generate(options: {
  readonly seed: string;
  readonly persons: number;
  readonly from: LocalDate;
  readonly days: number;
}): { persons: readonly SamplePerson[]; truth: readonly SampleTruth[] } {
  const { seed, from, days } = options;
  const runs = Array.from({ length: options.persons }, (_, index) => {
    const id = `p${String(index).padStart(4, "0")}`;
    return simulatePerson({ seed, id, name: `Sample ${index + 1}`, from, days });
  });
  return { persons: runs.map(({ person }) => person), truth: runs.map(({ truth }) => truth) };
}

/** One person from a plan: calendar, then body, then mood, then money, then what is seen of them. */
export function simulatePerson(plan: SamplePlan): SampleRun {
  const { seed, id, name, from, script = NO_SCRIPT } = plan;
  const streams = createStreams(seed, id);
  const traits = { ...drawTraits(streams), ...plan.traits };
  const calendar = drawCalendar(streams, traits, from, plan.days, plan.calendar);
  const { days } = calendar;
  const body = drawBody(streams, traits, days, script);
  const minds = drawMinds(streams, traits, days, body, script.faces);
  const { readings, deviceChangedAt } = drawReadings(streams, traits, days, body, minds, script);

  const income = drawIncome(streams, traits, days);
  const spending = drawSpending(streams, traits, days, body, minds, income.paydayWeek, script.visits);
  const recurring = drawRecurring(streams, traits, days);
  const flows = [...income.movements, ...spending, ...recurring.flatMap(({ movements }) => movements)];
  const movements = [...flows, ...drawTransfers(streams, traits, days, flows)].filter(
    ({ day, scripted }) => !plan.lastDayJustBegun || scripted || day < plan.days - 1,
  );

  const accounts = openAccounts(seed, id, streams, traits);
  const unlinked = drawUnlinked(streams, traits, days, accounts);
  const allLines = drawBankLines(streams, traits, calendar, accounts, movements);
  const lines = allLines.filter(({ posted }) => !isUnlinked(posted.row, unlinked));
  const to = addDays(from, plan.days - 1);
  const asOf = plan.lastDayJustBegun ? momentOf(days, 510) : momentOf(days, 1440);
  const seen = lines.map((line) => ({ line, row: rowAt(line, asOf) }));
  const idOf = new Map(seen.map(({ line, row }) => [line.movement.key, row.id]));
  return {
    person: {
      id,
      name,
      timezone: traits.timezone,
      currency: traits.currency,
      stays: calendar.stays,
      from,
      to,
      asOf,
      accounts: settleBalances(
        accounts,
        allLines.map(({ posted }) => posted.row),
      ),
      unlinked,
      readings: readings
        .filter(({ arrivedAt }) => arrivedAt <= asOf)
        .map((reading) => (plan.lastDayJustBegun && reading.date === to ? morningOf(reading) : reading)),
      moodEntries: drawMoodEntries(streams, traits, days, body, minds, script.faces).filter(
        ({ date }) => !plan.lastDayJustBegun || date < to,
      ),
      transactions: seen.map(({ row }) => row).sort(compare),
      deliveries: drawDeliveries(streams, readings, lines),
    },
    truth: {
      personId: id,
      links: traits.links,
      sleepNeedMinutes: traits.sleepNeedMinutes,
      workPattern: traits.work,
      payPattern: traits.pay,
      episodes: calendar.episodes,
      steps: calendar.steps,
      deviceChangedOn: deviceChangedAt === null ? null : addDays(from, deviceChangedAt),
      streams: recurring.map(({ movements, truth }) => ({
        ...truth,
        transactionIds: movements.flatMap(({ key }) => idOf.get(key) ?? []),
      })),
      transactions: new Map(
        seen.map(({ line, row }) => [row.id, transactionTruth(line.movement, idOf)] as const),
      ),
      strain: body.map(({ strain }) => strain),
      recovery: body.map(({ recovery }) => recovery),
    },
  };
}

function isUnlinked({ accountId, date }: SampleTransaction, unlinked: readonly SampleUnlinked[]): boolean {
  return unlinked.some((gap) => gap.accountId === accountId && gap.from <= date && date <= gap.to);
}

/** What the bank shows of a line at a moment: the pending row until the posted one is there. */
function rowAt({ pending, posted }: BankLine, asOf: Date): SampleTransaction {
  return pending !== null && posted.arrivedAt > asOf ? pending.row : posted.row;
}

/** Minute 1440 of the last day is the first of the next. */
function momentOf(days: readonly CalendarDay[], minute: number): Date {
  const clock = days.at(-1)?.clock;
  if (!clock) return new Date(0);
  return minute < 1440 ? clock.at(minute) : new Date(clock.at(1439).getTime() + 60_000);
}
