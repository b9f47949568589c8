import type { LocalDate } from "../../../coaching/model/local-date.ts";
import type { DaySignal } from "../../../db/queries/body-in.ts";
import type { OpenFile } from "../../integrations/files/file-item.ts";
import type { DaysQuestion } from "../../integrations/wearables/csv-days/read-days.ts";
import type { WearableDay } from "../../integrations/wearables/wearable-day.ts";
import { headOf, isWorkbook, isZip } from "../other-kinds.ts";
import { type TableAnswers, tableKindOf } from "./days-table.ts";

/** Files that hold what a body did, by what they are. */
export type BodyFormat = "apple-health" | "days-table";

/** Something that was left out, by its name alone; the date is null where the day itself cannot be told. */
export type LeftOutValue = { readonly date: LocalDate | null; readonly field: string };

/** All that a file says of a person's days. */
export type BodyFile = {
  readonly format: BodyFormat;
  /** What its days are stored under. */
  readonly source: string;
  /** The oldest first, one of each. */
  readonly days: readonly WearableDay[];
  /** What such files can tell. */
  readonly signals: readonly DaySignal[];
  readonly leftOut: readonly LeftOutValue[];
  /** Who recorded it, as the file names them, the one that recorded most first. */
  readonly devices: readonly string[];
  /** What only the person can say; nothing is stored before they have. */
  readonly question: DaysQuestion | null;
  /** Rows without a day that can be read, and rows of a day that another row is of already. */
  readonly unread: { readonly rows: number; readonly doubled: number };
};

export type ReadBodyOptions = {
  /** Of the person: where the file names no zone, its days are the ones there. */
  readonly zone: string;
  /** Told now and then: how many bytes are read, and the newest day met so far. */
  readonly onProgress?: ((bytes: number, newest: LocalDate | null) => void) | undefined;
  /** Handed every piece of the file in its order, those too that say nothing of any day. */
  readonly onBytes?: ((bytes: Uint8Array) => void) | undefined;
  /** Ends the reading. */
  readonly signal?: AbortSignal | undefined;
  /** What was said of a table that it does not say itself. */
  readonly table?: TableAnswers | undefined;
};

/** The document's own name stands in the first lines of an export, with or without a document type before it. */
const EXPORT_START = /^\ufeff?\s*<[\s\S]*<?(?:!DOCTYPE\s+)?HealthData[\s>[]/;

/** What a person said a table is. */
export type TableTaken = "days" | "bank";

/**
 * What a file of days is, by its first bytes, or by the headings of its table; null for what holds none. An archive is taken for an
 * export until it is read.
 *
 * @param taken what the person said a table is that may hold both
 * @returns `unclear` where only they can say
 */
export async function bodyFormatOf(
  open: OpenFile,
  fileName: string,
  taken?: TableTaken | undefined,
): Promise<BodyFormat | "unclear" | null> {
  const head = await headOf(open);
  if (isZip(head)) return isWorkbook(fileName) ? null : "apple-health";
  if (EXPORT_START.test(Buffer.from(head).toString("utf8"))) return "apple-health";
  const table = taken === "bank" ? null : await tableKindOf(open);
  if (table === null) return null;
  return table === "days" || taken === "days" ? "days-table" : "unclear";
}
