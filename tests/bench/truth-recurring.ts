import { addDays, daysBetween, type LocalDate } from "../../coaching/model/local-date.ts";
import { findRecurring, type RecurringStream } from "../../coaching/recurring/streams.ts";
import { generate } from "../../coaching/sample/generate.ts";
import type { SampleStreamTruth, SampleTransaction } from "../../coaching/sample/types.ts";
import { calibrationError, type Guess } from "./calibration.ts";

/** How well the engine's streams agree with those the sample persons were made of. */
export type RecurringTruth = {
  readonly payments: Rates;
  readonly streams: Rates;
  /** Shares of the streams that were found. */
  readonly cadence: number;
  readonly nextDate: number;
  readonly active: number;
  readonly calibrationError: number;
  /** Milliseconds of the slowest person, and of all on average. */
  readonly slowest: number;
  readonly average: number;
};

type Rates = { readonly precision: number; readonly recall: number };

/** Days generated behind the last one looked at, so that what came next is known. */
const AFTERWARDS = 120;
const FROM = "2024-01-01";
const NEXT_WITHIN_DAYS = 3;

/**
 * The engine on sample persons seen on a day in the middle of their history.
 *
 * A stream counts as there from two payments on. A found one is right when most of its payments are of one true stream
 * and are at least half of that one's; each true stream is found once.
 */
export function measureRecurring(persons: number, days: number): RecurringTruth {
  const sample = generate({ seed: "truth", persons, from: FROM, days: days + AFTERWARDS });
  const asOf = addDays(FROM, days - 1);
  const tally = new Tally();
  const times: number[] = [];
  for (const [index, person] of sample.persons.entries()) {
    const start = performance.now();
    const found = findRecurring(person.transactions, { asOf });
    times.push(performance.now() - start);
    tally.add(found, sample.truth[index]?.streams ?? [], person.transactions, asOf);
  }
  return {
    ...tally.rates(),
    slowest: Math.max(...times),
    average: times.reduce((sum, value) => sum + value, 0) / times.length,
  };
}

class Tally {
  readonly #guesses: Guess[] = [];
  #truePayments = 0;
  #foundPayments = 0;
  #rightPayments = 0;
  #trueStreams = 0;
  #foundStreams = 0;
  #rightStreams = 0;
  #cadence = 0;
  #nextKnown = 0;
  #next = 0;
  #active = 0;

  add(
    found: readonly RecurringStream[],
    truth: readonly SampleStreamTruth[],
    rows: readonly SampleTransaction[],
    asOf: LocalDate,
  ): void {
    const rowOf = new Map(rows.map((row) => [row.id, row] as const));
    const dateOf = (id: string) => rowOf.get(id)?.date ?? "";
    const isSeen = (id: string) => dateOf(id) <= asOf && rowOf.get(id)?.pending === false;
    const there = truth
      .map((stream) => ({ stream, seen: stream.transactionIds.filter(isSeen) }))
      .filter(({ seen }) => seen.length >= 2);
    const streamOf = new Map(there.flatMap((one) => one.seen.map((id) => [id, one] as const)));
    this.#trueStreams += there.length;
    this.#truePayments += streamOf.size;
    const taken = new Set<SampleStreamTruth>();
    for (const one of found) {
      this.#foundStreams++;
      this.#foundPayments += one.transactionIds.length;
      this.#rightPayments += one.transactionIds.filter((id) => streamOf.has(id)).length;
      const owners = Map.groupBy(
        one.transactionIds.flatMap((id) => streamOf.get(id) ?? []),
        (owner) => owner,
      );
      const [match, shared] = [...owners].sort(([, left], [, right]) => right.length - left.length)[0] ?? [];
      const isRight =
        match !== undefined &&
        shared !== undefined &&
        shared.length > one.transactionIds.length / 2 &&
        shared.length >= match.seen.length / 2 &&
        !taken.has(match.stream);
      this.#guesses.push({ probability: one.probability, isSo: isRight });
      if (!isRight) continue;
      taken.add(match.stream);
      this.#rightStreams++;
      if (one.cadence === match.stream.cadence) this.#cadence++;
      const isOver = match.stream.endedOn !== null && match.stream.endedOn <= asOf;
      if (isOver === (one.status === "ended")) this.#active++;
      const next = match.stream.transactionIds.map(dateOf).filter((date) => date > asOf)[0];
      if (next === undefined) continue;
      this.#nextKnown++;
      if (Math.abs(daysBetween(one.nextDate, next)) <= NEXT_WITHIN_DAYS) this.#next++;
    }
  }

  rates() {
    return {
      payments: {
        precision: this.#rightPayments / this.#foundPayments,
        recall: this.#rightPayments / this.#truePayments,
      },
      streams: {
        precision: this.#rightStreams / this.#foundStreams,
        recall: this.#rightStreams / this.#trueStreams,
      },
      cadence: this.#cadence / this.#rightStreams,
      nextDate: this.#next / this.#nextKnown,
      active: this.#active / this.#rightStreams,
      calibrationError: calibrationError(this.#guesses),
    };
  }
}
