import type { LocalDate } from "../../../../coaching/model/local-date.ts";
import { RefusedUploadError } from "../refused-upload.ts";
import { ByteSource } from "./byte-source.ts";
import { AppleCollector, type AppleDays } from "./collect.ts";
import { readExportXml } from "./export-xml.ts";
import { unzipExport, ZIP_START } from "./unzip.ts";

export type { AppleDays } from "./collect.ts";

export interface AppleExportOptions {
  /** The person's IANA zone: where a record names no zone of its own, its day is the one there. */
  readonly zone: string;
  /** Whose nights to prefer, as {@link AppleDays.sleepSources} names them; without it, whoever has the most. */
  readonly sleepSource?: string | undefined;
  /** The most bytes of XML; 16 GB without it. */
  readonly mostBytes?: number | undefined;
  /** Told every few megabytes: bytes of the file read, and the newest day met so far. */
  readonly onProgress?: ((bytes: number, newest: LocalDate | null) => void) | undefined;
}

const MOST_BYTES = 16 * 1024 ** 3;
const PROGRESS_BYTES = 4 * 1_048_576;

/**
 * The days in an export of Apple Health, from `export.zip` or the `export.xml` in it, read once from its beginning.
 *
 * What is held is the days and a few bytes for each stretch of ten minutes, not the file.
 *
 * @throws RefusedUploadError where it is none, or none that a phone made
 * @throws RangeError for a zone that is none
 */
export async function readAppleExport(
  open: () => AsyncIterable<Uint8Array>,
  { zone, sleepSource, mostBytes = MOST_BYTES, onProgress }: AppleExportOptions,
): Promise<AppleDays> {
  const collector = new AppleCollector(zone);
  const tell = (bytes: number) => onProgress?.(bytes, collector.newest);
  const source = new ByteSource(told(open(), tell));
  try {
    const isZip = (await source.peek(ZIP_START.length)).equals(ZIP_START);
    await readExportXml(isZip ? unzipExport(source, mostBytes) : plain(source, mostBytes), collector);
  } finally {
    await source.close();
  }
  return collector.finish(sleepSource);
}

async function* plain(source: ByteSource, mostBytes: number): AsyncGenerator<Uint8Array> {
  let given = 0;
  for (let bytes = await source.some(); bytes !== null; bytes = await source.some()) {
    given += bytes.length;
    if (given > mostBytes) throw new RefusedUploadError("bomb");
    yield bytes;
  }
}

async function* told(bytes: AsyncIterable<Uint8Array>, tell: (bytes: number) => void) {
  let read = 0;
  let said = 0;
  for await (const chunk of bytes) {
    yield chunk;
    read += chunk.length;
    if (read - said < PROGRESS_BYTES) continue;
    said = read;
    tell(read);
  }
  tell(read);
}
