import type { RelationSignal } from "../../coaching/correlations/family.ts";
import { findRelations } from "../../coaching/correlations/relations.ts";
import { classify, learnFrom, readPurchases } from "../../coaching/discretionary/classifier.ts";
import { findRecurring } from "../../coaching/recurring/streams.ts";
import type { AnalysisInput, DailyPerson, DiscretionaryPerson, RecurringPerson } from "./input.ts";

/** After how many corrections each person's purchases are classified. */
const CORRECTIONS_USED = [0, 10, 25, 50, 100, 150] as const;

/**
 * What the engines say about a file's persons, in the neutral format's words.
 *
 * @param q of relations: the largest share of false findings among those that are shown
 */
export function answer(input: AnalysisInput, { q }: { readonly q: number }) {
  switch (input.task) {
    case "corr":
      return { predictions: input.persons.flatMap((person) => relationsOf(person, q)) };
    case "recurring":
      return { streams: input.persons.flatMap(streamsOf) };
    case "discretionary":
      return { runs: discretionaryRuns(input.persons) };
  }
}

/** What the neutral format calls the signals. */
const FIELDS: Readonly<Record<RelationSignal, string>> = {
  sleepMinutes: "sleep_min",
  hrvMs: "hrv",
  restingHeartRateBpm: "rhr",
  stressLevel: "stress",
  mood: "mood",
  energySelf: "energy",
  steps: "steps",
  activityKcal: "active_kcal",
  spentDiscretionaryMinor: "disc_spend",
  impulseCount: "impulse_n",
};

/** Every pair and lag that was tested; of a pair that is shown, the surest lag is. */
function relationsOf({ id, series }: DailyPerson, mostQ: number) {
  return findRelations(series).flatMap(({ pair, lags, found }) =>
    lags.flatMap(({ lag, test }) =>
      test.kind === "untested" || found === null
        ? []
        : [
            {
              person: id,
              from: FIELDS[pair.from],
              to: FIELDS[pair.to],
              lag,
              strength: test.r,
              p: test.p,
              q: found.q,
              n: test.pairs,
              shown: lag === found.lag && found.q <= mostQ,
            },
          ],
    ),
  );
}

function streamsOf({ id, transactions, asOf }: RecurringPerson) {
  return findRecurring(transactions, { asOf }).map((stream) => ({
    person: id,
    tx_ids: stream.transactionIds,
    probability: stream.probability,
    cadence: stream.cadence,
    next_date: stream.nextDate,
    active: stream.status !== "ended",
  }));
}

function discretionaryRuns(persons: readonly DiscretionaryPerson[]) {
  const read = persons.map((person) => ({
    ...person,
    purchases: readPurchases(person.transactions),
    tested: person.transactions.filter(({ date }) => date >= person.testFrom),
  }));
  return CORRECTIONS_USED.map((used) => ({
    corrections_used: used,
    scores: Object.fromEntries(
      read.flatMap(({ purchases, corrections, tested }) => {
        const learned = learnFrom(purchases, corrections.slice(0, used));
        return tested.map(({ id }) => [id, classify(purchases, learned, id).probability] as const);
      }),
    ),
  }));
}
