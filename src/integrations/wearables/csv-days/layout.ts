import { createHash } from "node:crypto";
import { BODY_SIGNALS, type BodySignal } from "../../../../coaching/model/body-signals.ts";
import type { HrvKind } from "../../../../coaching/model/body-sources.ts";
import { type CsvRecord, sampleRecords } from "../../files/csv-records.ts";
import { plainHeading } from "../../files/headings.ts";
import { type DayMeaning, dayMeaningOf, isFitbitStress, type Unit } from "./headings.ts";

export type SignalColumn = {
  readonly signal: BodySignal;
  readonly at: number;
  readonly unit: Unit | null;
  readonly hrvKind: HrvKind | null;
};

/** Where in a table of days stands what. */
export type DaysLayout = {
  readonly delimiter: string;
  /** Records before the first day: what stands above the headings, and the headings. */
  readonly headRecords: number;
  readonly date: number;
  /** A column that may say whose day it is; `isNamed` where its heading alone proves it. */
  readonly person: { readonly at: number; readonly isNamed: boolean } | null;
  readonly signals: readonly SignalColumn[];
  /** The same for all tables with these headings. */
  readonly fingerprint: string;
};

const DELIMITERS = [",", ";", "\t", "|"];
const MOST_HEAD = 20;
const SAMPLE = 60_000;

/** The layout with the most signals; null where there is no date with a signal beside it. */
export function findDaysLayout(sample: string, isWhole: boolean): DaysLayout | null {
  const start = sample.slice(0, SAMPLE);
  let best: DaysLayout | null = null;
  for (const delimiter of DELIMITERS) {
    const records = sampleRecords(start, delimiter, isWhole && start.length === sample.length);
    for (const [index, record] of records.slice(0, MOST_HEAD).entries()) {
      const found = layOut(record, index, delimiter);
      if (found !== null && found.signals.length > (best?.signals.length ?? 0)) best = found;
    }
  }
  return best;
}

function layOut({ cells }: CsvRecord, index: number, delimiter: string): DaysLayout | null {
  const isFitbit = isFitbitStress(cells);
  const columns = cells.flatMap((cell, at) => {
    const meaning = dayMeaningOf(cell);
    return meaning === null || (isFitbit && meaning.role === "stressLevel") ? [] : [{ at, meaning }];
  });
  const best = (role: DayMeaning["role"]) =>
    columns
      .filter(({ meaning }) => meaning.role === role)
      .sort((one, other) => one.meaning.rank - other.meaning.rank || one.at - other.at)[0];
  const date = best("date");
  const signals = BODY_SIGNALS.flatMap((signal): readonly SignalColumn[] => {
    const column = best(signal);
    if (column === undefined || !("unit" in column.meaning)) return [];
    const { unit, hrvKind } = column.meaning;
    return [{ signal, at: column.at, unit, hrvKind }];
  });
  if (date === undefined || signals.length === 0) return null;
  const person = best("person");
  const headings = createHash("sha256").update(cells.map(plainHeading).join("\n"));
  return {
    delimiter,
    headRecords: index + 1,
    date: date.at,
    person: person === undefined ? null : { at: person.at, isNamed: person.meaning.rank === 0 },
    signals,
    fingerprint: `days-${headings.digest("hex").slice(0, 16)}`,
  };
}
