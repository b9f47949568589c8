import { crc32, deflateRawSync } from "node:zlib";

/** A file in pieces of so many bytes. */
export function inPieces(content: string | Buffer, bytes = 65_536): () => AsyncIterable<Uint8Array> {
  const all = Buffer.from(content);
  return async function* () {
    for (let from = 0; from < all.length; from += bytes) yield all.subarray(from, from + bytes);
  };
}

/** An export as a phone in California writes it. */
export function exportOf(...elements: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE HealthData [\n<!-- broken, as in iOS 16: " -->\n<!ELEMENT HealthData (ExportDate,Me)\n]>',
    '<HealthData locale="en_US">',
    ...elements,
    "</HealthData>",
  ].join("\n");
}

export function record(
  kind: string,
  source: string,
  start: string,
  end: string,
  value: string,
  { unit = "count", zone }: { readonly unit?: string; readonly zone?: string } = {},
): string {
  const type =
    kind === "SleepAnalysis" ? `HKCategoryTypeIdentifier${kind}` : `HKQuantityTypeIdentifier${kind}`;
  const inner = zone === undefined ? "" : `<MetadataEntry key="HKTimeZone" value="${zone}"/>`;
  const times = `startDate="${start} -0800" endDate="${end} -0800"`;
  return `<Record type="${type}" sourceName="${source}" unit="${unit}" ${times} value="${value}">${inner}</Record>`;
}

/** Steps on 10 November 2026. */
export function step(source: string, from: string, to: string, value: number): string {
  return record("StepCount", source, `2026-11-10 ${from}:00`, `2026-11-10 ${to}:00`, String(value));
}

/** Sleep on 10 November 2026. */
export function asleep(source: string, from: string, to: string, stage = "AsleepCore"): string {
  const value = `HKCategoryValueSleepAnalysis${stage}`;
  return record("SleepAnalysis", source, `2026-11-10 ${from}:00`, `2026-11-10 ${to}:00`, value);
}

export interface Packing {
  /** Sizes behind each file, as programs write that pack as they go. */
  readonly isBehind?: boolean;
  readonly isStored?: boolean;
  readonly flags?: number;
}

/** A zip of files by name; only what a reader from its beginning looks at, and a little of the list behind. */
export function zipOf(
  files: Readonly<Record<string, string | Buffer>>,
  { isBehind = false, isStored = false, flags = 0 }: Packing = {},
): Buffer {
  const parts = Object.entries(files).flatMap(([name, content]) => {
    const plain = Buffer.from(content);
    const packed = isStored ? plain : deflateRawSync(plain);
    const sums = Buffer.alloc(12);
    sums.writeUInt32LE(crc32(plain), 0);
    sums.writeUInt32LE(packed.length, 4);
    sums.writeUInt32LE(plain.length, 8);
    const head = Buffer.alloc(30);
    head.write("PK\x03\x04", "latin1");
    head.writeUInt16LE(flags | (isBehind ? 8 : 0), 6);
    head.writeUInt16LE(isStored ? 0 : 8, 8);
    if (!isBehind) sums.copy(head, 14);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const behind = isBehind ? [Buffer.from("PK\x07\x08", "latin1"), sums] : [];
    return [head, Buffer.from(name), packed, ...behind];
  });
  return Buffer.concat([...parts, Buffer.from("PK\x01\x02", "latin1"), Buffer.alloc(60)]);
}
