import { readCsv } from "./csv.ts";
import { type FileItem, type OpenFile, type ReadOptions, UnreadableFileError } from "./file-item.ts";
import { readMt940 } from "./mt940.ts";
import { readOfx } from "./ofx.ts";
import { readQif } from "./qif.ts";
import { type FileText, openText } from "./text.ts";

/**
 * Reads a bank's file: CSV in any layout, OFX or QFX, QIF, MT940. Its kind is found by what is in it.
 *
 * Reads as far as rows are asked for and keeps one sample and one block in memory, however long the file.
 *
 * @param open the file's bytes from the beginning; see {@link OpenFile}
 * @returns rows and what is left out in the order of the file; questions as soon as they are known
 * @throws UnreadableFileError when nothing, or not all of it, can be read: then nothing of it may be kept
 */
export async function* readFile(open: OpenFile, options: ReadOptions = {}): AsyncGenerator<FileItem> {
  const text = await openText(open, options.onProgress);
  try {
    yield* itemsOf(text, open, options);
  } finally {
    await text.close();
  }
}

function itemsOf(text: FileText, open: OpenFile, options: ReadOptions): AsyncIterable<FileItem> {
  const format = kindOf(text);
  // A table has a layout, which is known once its headings are read; each of the others is written in one way.
  if (format !== "csv") options.onKind?.({ format, layout: format });
  switch (format) {
    case "ofx":
      return readOfx(text.pieces, options.currency ?? null);
    case "qif":
      return readQif(text, open, options);
    case "mt940":
      return readMt940(text.pieces, options.currency ?? null);
    case "csv":
      return readCsv(text, open, options);
  }
}

function kindOf({ sample }: FileText): "ofx" | "qif" | "mt940" | "csv" {
  const start = sample.slice(0, 20_000);
  if (/<OFX[\s>]/i.test(start) || /^\s*OFXHEADER\s*:/i.test(start)) return "ofx";
  if (/^\s*!(type|account|option|clear)\b/i.test(start)) return "qif";
  if (/^(\{1:|:20:|:25:|:940:)/m.test(start) && /^:6[01][FM]?:/m.test(sample)) return "mt940";
  // A table does not begin like JSON, XML or a page of the bank's.
  if (/^\s*[[{<]/.test(start)) throw new UnreadableFileError("no-transactions");
  return "csv";
}
