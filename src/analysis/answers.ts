import { classify, learnFrom, readPurchases } from "../../coaching/discretionary/classifier.ts";
import { findRecurring } from "../../coaching/recurring/streams.ts";
import type { AnalysisInput, DiscretionaryPerson, RecurringPerson } from "./input.ts";

/** After how many corrections each person's purchases are classified. */
const CORRECTIONS_USED = [0, 10, 25, 50, 100, 150] as const;

/** What the engines say about a file's persons, in the neutral format's words. */
export function answer(input: AnalysisInput) {
  return input.task === "recurring"
    ? { streams: input.persons.flatMap(streamsOf) }
    : { runs: discretionaryRuns(input.persons) };
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
