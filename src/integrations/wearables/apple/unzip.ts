import { crc32, createInflateRaw } from "node:zlib";
import { RefusedUploadError } from "../refused-upload.ts";
import type { ByteSource } from "./byte-source.ts";

/** How an archive begins, and each file in it. */
export const ZIP_START = Buffer.from("PK\x03\x04", "latin1");
const DESCRIPTOR_START = Buffer.from("PK\x07\x08", "latin1");

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;
const DESCRIPTOR_FLAG = 8;
const IN_64_BITS = 0xffffffff;

/** The folders and the file are named in the language of the phone; the clinical document beside it is always `_cda`. */
const EXPORT_NAME = /^(?!__MACOSX\/|\.{1,2}\/)(?:[^/\\]+\/)?(?![^/]*_cda\.xml$)[^/\\]+\.xml$/i;
/** The workouts' routes and the hearts' curves of many years. */
const MOST_FILES = 100_000;

/** An export packs to a twentieth; a file of nothing but zeros to a thousandth. */
const MOST_TIMES = 250;
const TIMES_FROM_BYTES = 64 * 1_048_576;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  /** Packed; null where it stands behind the file. */
  readonly size: number | null;
}

/**
 * The bytes of the export.xml in an archive, unpacked as they come.
 *
 * The archive is read from its beginning, without its list at the end, so that it need not be kept. What stands behind
 * the export is not read.
 *
 * @param mostBytes how much it may unpack to
 * @throws RefusedUploadError
 */
export async function* unzipExport(source: ByteSource, mostBytes: number): AsyncGenerator<Uint8Array> {
  // Over all files: many of little worth may swell as one of them does.
  const total = { given: 0, taken: 0 };
  for (let files = 0; files < MOST_FILES; files++) {
    if (!(await source.peek(4)).equals(ZIP_START)) throw new RefusedUploadError("not-an-export");
    const entry = await readEntry(source);
    const isExport = EXPORT_NAME.test(entry.name);
    if (!isExport && entry.size !== null) {
      await source.skip(entry.size);
      continue;
    }
    let crc = 0;
    for await (const bytes of bounded(unpacked(source, entry), total, mostBytes)) {
      if (!isExport) continue;
      crc = crc32(bytes, crc);
      yield bytes;
    }
    const stated = entry.size === null ? await readDescriptor(source) : entry.crc;
    if (!isExport) continue;
    if (crc !== stated) throw new RefusedUploadError("damaged");
    return;
  }
  throw new RefusedUploadError("not-an-export");
}

async function readEntry(source: ByteSource): Promise<Entry> {
  const head = await source.exactly(30);
  const flags = head.readUInt16LE(6);
  if ((flags & ENCRYPTED_FLAG) !== 0) throw new RefusedUploadError("encrypted");
  const method = head.readUInt16LE(8);
  const name = (await source.exactly(head.readUInt16LE(26))).toString("utf8");
  const extra = await source.exactly(head.readUInt16LE(28));
  const isBehind = (flags & DESCRIPTOR_FLAG) !== 0;
  const isReadable = method === DEFLATED || (method === STORED && !isBehind);
  if (!isReadable) throw new RefusedUploadError("damaged");
  const size = head.readUInt32LE(18);
  const packed = size === IN_64_BITS ? longSizeIn(extra) : size;
  return { name, method, crc: head.readUInt32LE(14), size: isBehind ? null : packed };
}

/** Sizes beyond 4 GB: the unpacked one, then the packed one. */
function longSizeIn(extra: Buffer): number {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1 && at + 20 <= extra.length)
      return Number(extra.readBigUInt64LE(at + 12));
  }
  throw new RefusedUploadError("damaged");
}

/** What stands behind a file: its sum, then its sizes in 32 or in 64 bits. */
async function readDescriptor(source: ByteSource): Promise<number> {
  if ((await source.peek(4)).equals(DESCRIPTOR_START)) await source.skip(4);
  const seen = await source.peek(22);
  if (seen.length < 12) throw new RefusedUploadError("cut-off");
  const isLong =
    seen.subarray(12, 14).toString("latin1") !== "PK" && seen.subarray(20).toString("latin1") === "PK";
  await source.skip(isLong ? 20 : 12);
  return seen.readUInt32LE(0);
}

type Unpacked = { readonly bytes: Uint8Array; readonly taken: number };

function unpacked(source: ByteSource, { method, size }: Entry): AsyncGenerator<Unpacked> {
  return method === STORED ? stored(source, size ?? 0) : inflated(source);
}

async function* stored(source: ByteSource, size: number): AsyncGenerator<Unpacked> {
  for (let taken = 0; taken < size; ) {
    const bytes = await source.some(size - taken);
    if (bytes === null) throw new RefusedUploadError("cut-off");
    taken += bytes.length;
    yield { bytes, taken };
  }
}

async function* inflated(source: ByteSource): AsyncGenerator<Unpacked> {
  const inflate = createInflateRaw({ chunkSize: 65_536 });
  const isOver = new Promise<void>((resolve) => {
    inflate
      .once("end", resolve)
      .once("close", resolve)
      .once("error", () => resolve());
  });
  let failure: unknown = null;
  const feeding = (async () => {
    for (let fed = 0; ; ) {
      const bytes = await source.some(65_536);
      if (bytes === null) {
        inflate.end();
        return;
      }
      fed += bytes.length;
      await Promise.race([new Promise((resolve) => inflate.write(bytes, resolve)), isOver]);
      const left = fed - inflate.bytesWritten;
      if (left === 0) continue;
      // It takes nothing of what stands behind the packed bytes.
      source.unread(bytes.subarray(bytes.length - left));
      return;
    }
  })().catch((error: unknown) => {
    failure = error;
    inflate.destroy();
  });
  try {
    for await (const bytes of inflate) yield { bytes, taken: inflate.bytesWritten };
    await feeding;
  } catch (error) {
    if (failure !== null) throw failure;
    const isShort = error instanceof Error && "code" in error && error.code === "Z_BUF_ERROR";
    throw new RefusedUploadError(isShort ? "cut-off" : "damaged");
  } finally {
    inflate.destroy();
  }
}

/** Stops what unpacks to more than any export would, in all or measured by what it was packed in. @param total counts on */
async function* bounded(
  parts: AsyncIterable<Unpacked>,
  total: { given: number; taken: number },
  mostBytes: number,
): AsyncGenerator<Uint8Array> {
  const takenBefore = total.taken;
  for await (const { bytes, taken } of parts) {
    total.given += bytes.length;
    total.taken = takenBefore + taken;
    const isSwollen = total.given > TIMES_FROM_BYTES && total.given > MOST_TIMES * total.taken;
    if (total.given > mostBytes || isSwollen) throw new RefusedUploadError("bomb");
    yield bytes;
  }
}
