import { z } from "zod";
import type { RelationSeries } from "../../coaching/correlations/relations.ts";
import { dayNumber, isTimeZone } from "../../coaching/model/local-date.ts";
import { isCurrency, minorFromDecimal } from "../../coaching/model/money.ts";
import type { TransactionRow } from "../../coaching/model/rows.ts";
import { readDaily } from "./daily.ts";
import { AnalysisInputError, checked, inputError, type Problems } from "./problems.ts";

export type AnalysedRow = TransactionRow & { readonly rawDescriptor: string | null };

export type RecurringPerson = {
  readonly id: string;
  readonly transactions: readonly AnalysedRow[];
  readonly asOf: string;
};

export type DiscretionaryPerson = {
  readonly id: string;
  readonly transactions: readonly AnalysedRow[];
  readonly testFrom: string;
  readonly corrections: readonly { readonly transactionId: string; readonly isDiscretionary: boolean }[];
};

export type DailyPerson = { readonly id: string; readonly series: RelationSeries };

export type AnalysisInput =
  | { readonly task: "corr"; readonly persons: readonly DailyPerson[] }
  | { readonly task: "recurring"; readonly persons: readonly RecurringPerson[] }
  | { readonly task: "discretionary"; readonly persons: readonly DiscretionaryPerson[] };

const FORMAT = "ebc-sim/1";

const text = z.string("expected text");
const day = text.refine(isDay, "expected a calendar day, as 2026-11-23");
const rows = z.array(z.unknown(), "expected a list");

const File = z.object({
  format: z.literal(FORMAT, `expected "${FORMAT}"`),
  task: z.enum(["corr", "recurring", "discretionary"], 'expected "corr", "recurring" or "discretionary"'),
  persons: rows,
});

const Person = z.object({
  id: text.min(1, "expected a name"),
  tz: text.refine(isTimeZone, "expected an IANA name, as Europe/Berlin"),
});
const WithTransactions = z.object({ transactions: rows });
const WithDaily = z.object({ daily: rows });
const WithAsOf = z.object({ as_of: day });
const WithCorrections = z.object({ test_from: day, corrections: rows });

const Transaction = z
  .object({
    id: text.min(1, "expected a name"),
    date: day,
    ts: text.refine(isInstant, "expected an instant with its offset, as 2026-11-23T18:05:00+01:00").nullish(),
    amount: z.number("expected a number, positive when money went out"),
    currency: text.refine(isCurrency, "expected an ISO 4217 code, as EUR"),
    raw: z.string("expected text or null").nullable(),
    merchant: z.string("expected text or null").nullable(),
    pfc_detailed: z
      .string("expected a category as Plaid writes them, FOOD_AND_DRINK_COFFEE, or null")
      .nullable(),
    account: text,
    pending: z.boolean("expected true or false"),
  })
  .transform((row, context): AnalysedRow => {
    const minor = minorOrNull(row.amount, row.currency);
    if (minor === null) {
      context.addIssue({ code: "custom", path: ["amount"], message: "expected an amount that can be exact" });
    }
    return {
      id: row.id,
      accountId: row.account,
      at: new Date(row.ts ?? `${row.date}T12:00:00Z`),
      date: row.date,
      merchantName: row.merchant,
      amountMinor: minor ?? 0,
      currency: row.currency,
      category: row.pfc_detailed,
      subcategory: null,
      isDiscretionary: null,
      isRecurring: null,
      pending: row.pending,
      timeKnown: typeof row.ts === "string",
      rawDescriptor: row.raw,
    };
  });

const Correction = z.object({ tx: text, is_discretionary: z.boolean("expected true or false") });

/**
 * Reads and checks a whole file before anything is computed from it. Unknown keys are ignored.
 *
 * @throws AnalysisInputError naming every person, row and field that is not as expected, without its value
 */
export function readAnalysisInput(json: string): AnalysisInput {
  const problems: Problems = [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw new AnalysisInputError(
      `the input is no valid JSON: expected an object of format "${FORMAT}", with null for what is missing`,
    );
  }
  const file = checked(problems, "the file", File, parsed);
  if (file === null) throw inputError(problems);
  const { task } = file;
  const input = inputOf(task, file.persons, problems);
  if (input.task === "discretionary") mustBeUnique(input.persons, problems);
  if (problems.length > 0) throw inputError(problems);
  return input;
}

function inputOf(
  task: AnalysisInput["task"],
  persons: readonly unknown[],
  problems: Problems,
): AnalysisInput {
  switch (task) {
    case "corr":
      return { task, persons: readPersons(persons, problems, readDays) };
    case "recurring":
      return { task, persons: readPersons(persons, problems, withTransactions(readRecurring)) };
    case "discretionary":
      return { task, persons: readPersons(persons, problems, withTransactions(readDiscretionary)) };
  }
}

type Read<P> = (json: unknown, id: string, problems: Problems) => P | null;
type ReadRows<P> = (
  json: unknown,
  id: string,
  transactions: readonly AnalysedRow[],
  problems: Problems,
) => P | null;

const withTransactions =
  <P>(read: ReadRows<P>): Read<P> =>
  (json, id, problems) => {
    const own = checked(problems, `person "${id}"`, WithTransactions, json);
    if (own === null) return null;
    return read(json, id, readTransactions(`person "${id}"`, own.transactions, problems), problems);
  };

const readDays: Read<DailyPerson> = (json, id, problems) => {
  const own = checked(problems, `person "${id}"`, WithDaily, json);
  return own === null ? null : { id, series: readDaily(`person "${id}"`, own.daily, day, problems) };
};

function readPersons<P>(list: readonly unknown[], problems: Problems, read: Read<P>): P[] {
  const seen = new Set<string>();
  return list.flatMap((json, index) => {
    const person = checked(problems, `person ${nameOf(json) ?? index + 1}`, Person, json);
    if (person === null) return [];
    const where = `person "${person.id}"`;
    if (seen.has(person.id)) problems.push(`${where}: its id comes twice; expected each person once`);
    seen.add(person.id);
    return read(json, person.id, problems) ?? [];
  });
}

function readTransactions(where: string, list: readonly unknown[], problems: Problems): AnalysedRow[] {
  const ids = new Set<string>();
  return list.flatMap((json, index) => {
    const place = `${where}, transactions row ${index + 1}`;
    const row = checked(problems, place, Transaction, json);
    if (row === null) return [];
    if (ids.has(row.id)) problems.push(`${place}, id: comes twice; expected an id of its own`);
    ids.add(row.id);
    return [row];
  });
}

const readRecurring: ReadRows<RecurringPerson> = (json, id, transactions, problems) => {
  const own = checked(problems, `person "${id}"`, WithAsOf, json);
  return own === null ? null : { id, transactions, asOf: own.as_of };
};

/** Scores are told by transaction alone, so that no two persons of a file may share an id. */
function mustBeUnique(persons: readonly DiscretionaryPerson[], problems: Problems): void {
  const ownerOf = new Map<string, string>();
  for (const { id, transactions } of persons) {
    for (const [index, row] of transactions.entries()) {
      const owner = ownerOf.get(row.id);
      if (owner !== undefined && owner !== id) {
        const place = `person "${id}", transactions row ${index + 1}, id`;
        problems.push(`${place}: person "${owner}" has the same; expected ids that no two persons share`);
      }
      ownerOf.set(row.id, id);
    }
  }
}

const readDiscretionary: ReadRows<DiscretionaryPerson> = (json, id, transactions, problems) => {
  const own = checked(problems, `person "${id}"`, WithCorrections, json);
  if (own === null) return null;
  const known = new Set(transactions.map((row) => row.id));
  const corrections = own.corrections.flatMap((item, index) => {
    const place = `person "${id}", corrections row ${index + 1}`;
    const correction = checked(problems, place, Correction, item);
    if (correction === null) return [];
    if (!known.has(correction.tx)) problems.push(`${place}, tx: expected the id of one of the transactions`);
    return [{ transactionId: correction.tx, isDiscretionary: correction.is_discretionary }];
  });
  return { id, transactions, testFrom: own.test_from, corrections };
};

function nameOf(json: unknown): string | null {
  const parsed = z.object({ id: z.string() }).safeParse(json);
  return parsed.success ? `"${parsed.data.id}"` : null;
}

function minorOrNull(amount: number, currency: string): number | null {
  try {
    return minorFromDecimal(amount, currency);
  } catch {
    return null;
  }
}

function isInstant(stamp: string): boolean {
  return /(?:Z|[+-]\d\d:?\d\d)$/u.test(stamp) && !Number.isNaN(Date.parse(stamp));
}

function isDay(date: string): boolean {
  try {
    return Number.isFinite(dayNumber(date));
  } catch {
    return false;
  }
}
