import { DateTime, IANAZone } from "luxon";
import type { OpenFile } from "../../files/file-item.ts";
import { ByteSource } from "./byte-source.ts";
import { readExportXml } from "./export-xml.ts";
import { unzipExport, ZIP_START } from "./unzip.ts";

/** Whatever stands before the export in its archive. */
const MOST_BYTES = 16 * 1024 ** 3;
const OFFSET = /([+-]\d{2}):?(\d{2})$/;

/** The zone was found: what follows need not be read. */
class Found extends Error {
  readonly offset: string;

  constructor(offset: string) {
    super("found");
    this.offset = offset;
  }
}

/**
 * The zone that an export is of, where nobody has said whose it is: the machine's, where the phone's clock fits to it in summer
 * or winter, else the offset of that clock, as "-08:00". The machine's where the file names no time.
 *
 * @throws RefusedUploadError where it cannot be read
 */
export async function phoneZone(open: OpenFile, machine: string): Promise<string> {
  const offset = await firstOffset(open);
  if (offset === null) return machine;
  const [hours = "0", minutes = "0"] = offset.split(":");
  const east = Number(hours) * 60 + Math.sign(Number(`${hours}1`)) * Number(minutes);
  const year = DateTime.utc().year;
  const fits = [1, 7].some((month) => IANAZone.create(machine).offset(Date.UTC(year, month - 1)) === east);
  return fits ? machine : offset;
}

async function firstOffset(open: OpenFile): Promise<string | null> {
  const source = new ByteSource(open());
  const look = (attributes: Readonly<Record<string, string>>) => {
    const [, hours, minutes] = OFFSET.exec(attributes.startDate ?? "") ?? [];
    if (hours !== undefined && minutes !== undefined) throw new Found(`${hours}:${minutes}`);
  };
  try {
    const isZip = (await source.peek(ZIP_START.length)).equals(ZIP_START);
    const bytes = isZip ? unzipExport(source, MOST_BYTES) : pieces(source);
    await readExportXml(bytes, { record: look, summary() {} });
    return null;
  } catch (error) {
    if (error instanceof Found) return error.offset;
    throw error;
  } finally {
    await source.close();
  }
}

async function* pieces(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let bytes = await source.some(); bytes !== null; bytes = await source.some()) yield bytes;
}
