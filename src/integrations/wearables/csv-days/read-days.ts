import type { HrvKind } from "../../../../coaching/model/body-sources.ts";
import type { LocalDate } from "../../../../coaching/model/local-date.ts";
import { csvRecords } from "../../files/csv-records.ts";
import { dayOf, readDate } from "../../files/dates.ts";
import type { FileQuestion, OpenFile } from "../../files/file-item.ts";
import { openText } from "../../files/text.ts";
import { plausibleDay, type SaidDay } from "../plausible-day.ts";
import { RefusedUploadError } from "../refused-upload.ts";
import type { Refusal, WearableDay } from "../wearable-day.ts";
import { readCell } from "./cells.ts";
import { DaysTally } from "./days-tally.ts";
import { type DaysLayout, findDaysLayout } from "./layout.ts";

/** Why a row gives no day. */
export type NoDayReason = "bad-date" | "same-day" | "nothing-measured";

export type DayItem =
  | {
      readonly kind: "day";
      /** Counted from 1. */
      readonly line: number;
      /** Whose it is, as the file says it; null where it holds one person's days. */
      readonly person: string | null;
      readonly day: WearableDay;
    }
  | ({ readonly kind: "refused"; readonly line: number; readonly person: string | null } & Refusal)
  | { readonly kind: "skipped"; readonly line: number; readonly reason: NoDayReason }
  | DaysQuestion;

/** What only the person can tell of a table of days. */
export type DaysQuestion =
  /** About the order of day and month: rows go on as it assumes. */
  | Extract<FileQuestion, { about: "date-order" }>
  /** Of which kind its HRV is: without it none is taken. */
  | { readonly kind: "question"; readonly about: "hrv-kind"; readonly layout: string };

export type DaysOptions = {
  /** What the days are stored under. */
  readonly source: string;
  /** Whether 03/04 is the 3rd of April. Overrules what the file looks like. */
  readonly dayFirst?: boolean | undefined;
  /** What a column is that says "HRV" alone: of a kind that nobody knows it is not taken at all. Null where that is known. */
  readonly hrvKind?: HrvKind | null | undefined;
};

/** Those of a whole study; each is remembered, to find a day that stands there twice. */
const MOST_DAYS = 500_000;

/**
 * The days of a table with a date and signals beside it, in the order of the file. The file is read twice, as its
 * columns as a whole say how they are written.
 *
 * @throws UnreadableFileError for what is no text or no table
 * @throws RefusedUploadError `no-days`, `too-much`
 */
export async function* readCsvDays(open: OpenFile, options: DaysOptions): AsyncGenerator<DayItem> {
  const text = await openText(open);
  let layout: DaysLayout | null;
  let tally: DaysTally;
  try {
    layout = findDaysLayout(text.sample, text.isWhole);
    if (layout === null) throw new RefusedUploadError("no-days");
    tally = new DaysTally(layout);
    let index = 0;
    for await (const { cells, line } of csvRecords(text.pieces, layout.delimiter)) {
      if (index++ >= layout.headRecords) tally.add(cells, line);
    }
  } finally {
    await text.close();
  }
  const question = options.dayFirst === undefined ? tally.dates.question(layout.fingerprint) : null;
  if (question?.about === "date-order") yield question;
  const isKindOpen = layout.signals.some(({ signal, hrvKind }) => signal === "hrvMs" && hrvKind === null);
  if (isKindOpen && options.hrvKind === undefined && tally.hasNumbers("hrvMs")) {
    yield { kind: "question", about: "hrv-kind", layout: layout.fingerprint };
  }
  yield* daysOf(open, layout, tally, options);
}

async function* daysOf(
  open: OpenFile,
  layout: DaysLayout,
  tally: DaysTally,
  { source, dayFirst, hrvKind }: DaysOptions,
): AsyncGenerator<DayItem> {
  const answered = dayFirst === undefined ? null : dayFirst ? "day-first" : "month-first";
  const order = answered ?? tally.dates.order ?? "day-first";
  const numberIn = tally.reader();
  const personAt = tally.person;
  const seen = new Set<string>();

  /** What a row says of a day, and the names of cells that say nothing that can be read. */
  function said(cells: readonly string[], date: LocalDate): { day: SaidDay; odd: readonly string[] } {
    const odd: string[] = [];
    const day: Record<string, number> = {};
    let kind: HrvKind | null = null;
    for (const column of layout.signals) {
      const written = readCell(cells[column.at] ?? "");
      if (written === null) continue;
      if (column.signal === "hrvMs") {
        kind = column.hrvKind ?? hrvKind ?? null;
        if (kind === null && hrvKind === null) continue;
      }
      const value = written === "odd" ? null : numberIn(column, written);
      if (value === null || (column.signal === "hrvMs" && kind === null)) odd.push(column.signal);
      else day[column.signal] = value;
    }
    return { day: { source, date, hrvKind: kind, ...day }, odd };
  }

  const text = await openText(open);
  try {
    let index = 0;
    for await (const { cells, line } of csvRecords(text.pieces, layout.delimiter)) {
      if (index++ < layout.headRecords || cells.every((cell) => cell.trim() === "")) continue;
      const written = readDate(cells[layout.date] ?? "");
      const date = written === null ? null : dayOf(written, order);
      if (date === null) {
        yield { kind: "skipped", line, reason: "bad-date" };
        continue;
      }
      const person = personAt === null ? null : (cells[personAt] ?? "").trim();
      const { day: whole, odd } = said(cells, date);
      const { day, refused } = plausibleDay(whole);
      for (const field of odd) yield { kind: "refused", line, person, date, field };
      for (const refusal of refused) yield { kind: "refused", line, person, ...refusal };
      const key = `${date} ${person ?? ""}`;
      if (day === null) {
        yield { kind: "skipped", line, reason: "nothing-measured" };
      } else if (seen.has(key)) {
        yield { kind: "skipped", line, reason: "same-day" };
      } else {
        if (seen.size >= MOST_DAYS) throw new RefusedUploadError("too-much");
        seen.add(key);
        yield { kind: "day", line, person, day };
      }
    }
  } finally {
    await text.close();
  }
}
