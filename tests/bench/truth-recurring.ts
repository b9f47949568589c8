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
  const times: number[] = [];
  const compared = sample.persons.map(({ transactions }, index) => {
    const start = performance.now();
    const found = findRecurring(transactions, { asOf });
    times.push(performance.now() - start);
    return compare(found, sample.truth[index]?.streams ?? [], transactions, asOf);
  });
  const matches = compared.flatMap((one) => one.matches);
  const right = matches.filter(({ isRight }) => isRight);
  const nextKnown = right.filter(({ nextOff }) => nextOff !== null);
  const sum = (of: (one: Compared) => number) => compared.reduce((total, one) => total + of(one), 0);
  const rightPayments = sum((one) => one.rightPayments);
  return {
    payments: {
      precision: rightPayments / sum((one) => one.foundPayments),
      recall: rightPayments / sum((one) => one.truePayments),
    },
    streams: {
      precision: right.length / matches.length,
      recall: right.length / sum((one) => one.trueStreams),
    },
    cadence: right.filter(({ isCadence }) => isCadence).length / right.length,
    nextDate:
      nextKnown.filter(({ nextOff }) => Number(nextOff) <= NEXT_WITHIN_DAYS).length / nextKnown.length,
    active: right.filter(({ isStatus }) => isStatus).length / right.length,
    calibrationError: calibrationError(
      matches.map(({ probability, isRight }): Guess => ({ probability, isSo: isRight })),
    ),
    slowest: Math.max(...times),
    average: times.reduce((total, time) => total + time, 0) / times.length,
  };
}

/** One found stream beside the true one it is of. */
type Match = {
  readonly probability: number;
  readonly isRight: boolean;
  readonly isCadence: boolean;
  readonly isStatus: boolean;
  /** Days between the next date that was told and the real one; null where nothing came any more. */
  readonly nextOff: number | null;
};

type Compared = {
  readonly truePayments: number;
  readonly foundPayments: number;
  readonly rightPayments: number;
  readonly trueStreams: number;
  readonly matches: readonly Match[];
};

function compare(
  found: readonly RecurringStream[],
  truth: readonly SampleStreamTruth[],
  rows: readonly SampleTransaction[],
  asOf: LocalDate,
): Compared {
  const rowOf = new Map(rows.map((row) => [row.id, row] as const));
  const dateOf = (id: string) => rowOf.get(id)?.date ?? "";
  const isSeen = (id: string) => dateOf(id) <= asOf && rowOf.get(id)?.pending === false;
  const there = truth
    .map((stream) => ({ stream, seen: stream.transactionIds.filter(isSeen) }))
    .filter(({ seen }) => seen.length >= 2);
  const streamOf = new Map(there.flatMap((one) => one.seen.map((id) => [id, one] as const)));
  const taken = new Set<SampleStreamTruth>();
  const matches = found.map(({ transactionIds, probability, cadence, status, nextDate }): Match => {
    const owners = Map.groupBy(
      transactionIds.flatMap((id) => streamOf.get(id) ?? []),
      (owner) => owner,
    );
    const [owner, shared] = [...owners].sort(([, left], [, right]) => right.length - left.length)[0] ?? [];
    const isMost = (shared?.length ?? 0) > transactionIds.length / 2;
    if (!owner || !isMost || (shared?.length ?? 0) < owner.seen.length / 2 || taken.has(owner.stream)) {
      return { probability, isRight: false, isCadence: false, isStatus: false, nextOff: null };
    }
    const { stream } = owner;
    taken.add(stream);
    const isOver = stream.endedOn !== null && stream.endedOn <= asOf;
    const next = stream.transactionIds.map(dateOf).find((date) => date > asOf);
    return {
      probability,
      isRight: true,
      isCadence: cadence === stream.cadence,
      isStatus: isOver === (status === "ended"),
      nextOff: next === undefined ? null : Math.abs(daysBetween(nextDate, next)),
    };
  });
  const foundIds = found.flatMap(({ transactionIds }) => transactionIds);
  return {
    truePayments: streamOf.size,
    foundPayments: foundIds.length,
    rightPayments: foundIds.filter((id) => streamOf.has(id)).length,
    trueStreams: there.length,
    matches,
  };
}
