import { daysOfLook, isWorthALook } from "../../../coaching/insights/days-of-look.ts";
import { evidenceOf, promoted } from "../../../coaching/insights/evidence.ts";
import type { Look } from "../../../coaching/insights/look.ts";
import { lookAt } from "../../../coaching/insights/look-at.ts";
import { standingsOf } from "../../../coaching/insights/standing.ts";
import { sundayBefore } from "../../../coaching/insights/sundays.ts";
import { daysBetween, type LocalDate } from "../../../coaching/model/local-date.ts";
import type { TransactionRow } from "../../../coaching/model/rows.ts";
import { streamSignals } from "../../../coaching/recurring/signals.ts";
import { findRecurring } from "../../../coaching/recurring/streams.ts";
import type { Evidence, KnownRelation } from "../../../coaching/rules/rule.ts";
import type { SamplePerson } from "../../../coaching/sample/types.ts";
import type { ScoreRows } from "../../../coaching/scores/score-rows.ts";

/** What recurs, worked out now and then of the rows that were there by then. */
export class Recurs {
  readonly #person: Pick<SamplePerson, "transactions" | "from">;
  readonly #everyDays: number;
  #on: LocalDate | null = null;
  #streams: NonNullable<Evidence["recurring"]>["streams"] = [];
  #marked: readonly TransactionRow[] = [];

  constructor(person: Pick<SamplePerson, "transactions" | "from">, everyDays: number) {
    this.#person = person;
    this.#everyDays = everyDays;
  }

  on(date: LocalDate): NonNullable<Evidence["recurring"]> {
    const { transactions, from } = this.#person;
    if (this.#on === null || daysBetween(this.#on, date) >= this.#everyDays) {
      this.#on = date;
      const rows = transactions.filter((row) => row.date < date);
      this.#streams = findRecurring(rows, { asOf: date }).map((stream) => ({ ...stream, name: stream.key }));
      const recurringIds = new Set(this.#streams.flatMap(({ transactionIds }) => transactionIds));
      this.#marked = transactions.map((row) => ({ ...row, isRecurring: recurringIds.has(row.id) }));
    }
    return {
      streams: this.#streams,
      signals: streamSignals(this.#streams, { asOf: date, historyFrom: from }),
    };
  }

  /** The person's transactions, with what recurs of them by what was found last. */
  marked(): readonly TransactionRow[] {
    return this.#marked;
  }
}

/** Relations as they stand by the looks so far. */
export class Looked {
  readonly #rows: ScoreRows;
  readonly #everyDays: number;
  readonly #looks: Look[] = [];
  #found: readonly KnownRelation[] = [];

  constructor(rows: ScoreRows, everyDays: number) {
    this.#rows = rows;
    this.#everyDays = everyDays;
  }

  by(date: LocalDate): readonly KnownRelation[] {
    const sunday = sundayBefore(date);
    const last = this.#looks.at(-1)?.date;
    if (last !== undefined && daysBetween(last, sunday) < this.#everyDays) return this.#found;
    if (!isWorthALook(this.#rows, sunday)) return this.#found;
    const days = daysOfLook(this.#rows, sunday);
    const look = lookAt(days, sunday);
    this.#looks.push(look);
    this.#found = standingsOf(this.#looks).flatMap((standing): KnownRelation[] => {
      if (standing.state !== "established") return [];
      const evidence = evidenceOf(standing, days, sunday);
      const { type, subject, found, since } = promoted(standing, evidence);
      if (found === null) return [];
      const { r, lag, n } = found;
      const { from, results } = look;
      const { effect } = evidence;
      const lookedFor = results.length;
      return [{ type, subject, strength: r, lag, n, from, to: sunday, since, lookedFor, effect }];
    });
    return this.#found;
  }
}
