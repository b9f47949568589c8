import type { HrvKind } from "../../../coaching/model/body-sources.ts";
import type { LocalDate } from "../../../coaching/model/local-date.ts";
import { DAY_SIGNALS } from "../../../db/queries/body-in.ts";
import { sampleRecords } from "../../integrations/files/csv-records.ts";
import { type OpenFile, UnreadableFileError } from "../../integrations/files/file-item.ts";
import { meaningOf } from "../../integrations/files/headings.ts";
import { openText } from "../../integrations/files/text.ts";
import { findDaysLayout } from "../../integrations/wearables/csv-days/layout.ts";
import { type DaysQuestion, readCsvDays } from "../../integrations/wearables/csv-days/read-days.ts";
import { RefusedUploadError } from "../../integrations/wearables/refused-upload.ts";
import type { WearableDay } from "../../integrations/wearables/wearable-day.ts";
import type { BodyFile, LeftOutValue, ReadBodyOptions } from "./body-file.ts";

/** What a person says of a table of days that does not say it itself. */
export type TableAnswers = {
  readonly dayFirst?: boolean | undefined;
  /** Null where its HRV is to stay out. */
  readonly hrvKind?: HrvKind | null | undefined;
  /** Whose rows, as the table names them, where it holds several people. */
  readonly participant?: string | undefined;
  /** What its days are stored under. */
  readonly source?: string | undefined;
};

/** What days are stored under that nobody has named. */
const UNNAMED = "csv";

/** What else a table may be: with a column of money beside the days, only its person can tell. */
export async function tableKindOf(open: OpenFile): Promise<"days" | "unclear" | null> {
  try {
    const text = await openText(open);
    await text.close();
    const layout = findDaysLayout(text.sample, text.isWhole);
    if (layout === null) return null;
    const heads = sampleRecords(text.sample, layout.delimiter, text.isWhole);
    const headings = heads[layout.headRecords - 1]?.cells ?? [];
    return headings.some(isMoney) ? "unclear" : "days";
  } catch (error) {
    // Told by whoever reads it.
    if (error instanceof UnreadableFileError) return null;
    throw error;
  }
}

function isMoney(heading: string): boolean {
  const role = meaningOf(heading)?.role;
  return role === "amount" || role === "debit" || role === "credit";
}

/**
 * Reads a table of days of one person.
 *
 * @throws RefusedUploadError `several-people` where nobody has said whose rows are meant
 */
export async function readDaysTable(
  open: OpenFile,
  { onBytes, signal, table = {} }: ReadBodyOptions,
): Promise<BodyFile> {
  const { dayFirst, hrvKind, participant, source = UNNAMED } = table;
  const days = new Map<LocalDate, WearableDay>();
  const people = new Set<string | null>();
  const leftOut: LeftOutValue[] = [];
  const unread = { rows: 0, doubled: 0 };
  let question: DaysQuestion | null = null;
  const isTheirs = (person: string | null) => participant === undefined || person === participant;
  for await (const item of readCsvDays(open, { source, dayFirst, hrvKind })) {
    signal?.throwIfAborted();
    if (item.kind === "question") question ??= item;
    else if (item.kind === "skipped") {
      if (item.reason === "bad-date") unread.rows++;
      if (item.reason === "same-day") unread.doubled++;
    } else {
      const { kind, person } = item;
      if (kind === "day") people.add(person);
      if (!isTheirs(person)) continue;
      if (kind === "day") days.set(item.day.date, item.day);
      else leftOut.push({ date: item.date, field: item.field });
    }
  }
  // The table is read more than once, and is one file all the same.
  for await (const bytes of open()) onBytes?.(bytes);
  if (people.size > 1 && participant === undefined) throw new RefusedUploadError("several-people");
  const signals = DAY_SIGNALS.filter((one) => [...days.values()].some((day) => day[one] !== null));
  return {
    format: "days-table",
    source,
    days: [...days.values()].sort((one, other) => (one.date < other.date ? -1 : 1)),
    // Of a signal that no row has, it says nothing: what is known of it from elsewhere stays.
    signals,
    leftOut,
    devices: [],
    question,
    unread,
  };
}
