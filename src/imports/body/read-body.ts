import { createHash } from "node:crypto";
import type { OpenFile } from "../../integrations/files/file-item.ts";
import { readAppleExport } from "../../integrations/wearables/apple/read-export.ts";
import { readAppleApart } from "./apart.ts";
import type { BodyFile, BodyFormat, ReadBodyOptions } from "./body-file.ts";
import { readDaysTable } from "./days-table.ts";

/** Who recorded is told of so many. */
const MOST_DEVICES = 3;

type Options = ReadBodyOptions & {
  /** Whether others go on in this process meanwhile, so that a long file is read beside them, in a thread of its own. */
  readonly isApart: boolean;
};

/** How each format is read: all of it before anything is kept. */
const READERS: Readonly<Record<BodyFormat, (open: OpenFile, options: Options) => Promise<BodyFile>>> = {
  "apple-health": readAppleHealth,
  "days-table": readDaysTable,
};

/**
 * Reads a whole file of days.
 *
 * @throws RefusedUploadError where it is none, or none that may be read; UnreadableFileError where it went away
 */
export async function readBodyFile(
  open: OpenFile,
  format: BodyFormat,
  options: Omit<Options, "onBytes">,
): Promise<{ readonly file: BodyFile; readonly sha256: string }> {
  const sum = createHash("sha256");
  const onBytes = (bytes: Uint8Array) => void sum.update(bytes);
  const file = await READERS[format](open, { ...options, onBytes });
  return { file, sha256: sum.digest("hex") };
}

async function readAppleHealth(open: OpenFile, { isApart, ...options }: Options): Promise<BodyFile> {
  const source = "apple_health";
  const read = isApart ? readAppleApart : readAppleHere;
  const { days, refused, sleepSources } = await read(open, options);
  const devices = sleepSources.filter(({ nights }) => nights > 0).map(({ name }) => name);
  return {
    format: "apple-health",
    source,
    days: days.map((day) => ({ ...day, source })),
    signals: ["sleepMinutes", "restingHeartRateBpm", "hrvMs", "steps", "activityKcal"],
    leftOut: refused,
    devices: devices.slice(0, MOST_DEVICES),
    question: null,
    unread: { rows: 0, doubled: 0 },
  };
}

async function readAppleHere(open: OpenFile, { zone, onProgress, onBytes }: ReadBodyOptions) {
  const pieces = open()[Symbol.asyncIterator]();
  async function* rest(): AsyncGenerator<Uint8Array> {
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
      onBytes?.(next.value);
      yield next.value;
    }
  }
  try {
    const read = await readAppleExport(rest, { zone, onProgress });
    // What stands behind the export in its archive says nothing, and belongs to the file all the same.
    for await (const _ of rest());
    return read;
  } finally {
    await pieces.return?.();
  }
}
