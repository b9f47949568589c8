import {
  type DayItem,
  type DaysOptions,
  readCsvDays,
} from "../../src/integrations/wearables/csv-days/read-days.ts";

/** All that a table of days says. */
export async function readDays(
  file: string | Uint8Array,
  options: Partial<DaysOptions> = {},
): Promise<readonly DayItem[]> {
  const bytes = typeof file === "string" ? Buffer.from(file) : file;
  async function* open() {
    yield bytes;
  }
  const items: DayItem[] = [];
  for await (const item of readCsvDays(open, { source: "file", ...options })) items.push(item);
  return items;
}
