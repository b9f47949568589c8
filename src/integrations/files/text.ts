import { isAscii } from "node:buffer";
import { TextDecoder } from "node:util";
import { guessEncoding, markedEncoding } from "./encoding.ts";
import { type OpenFile, UnreadableFileError } from "./file-item.ts";

/** Bytes are looked at in pieces of this size, however they arrive: the same file is always read the same way. */
export const BLOCK_BYTES = 65_536;

/** Steers a terminal or turns the reading direction around; no bank means it, and PostgreSQL refuses some of it. */
export const UNPRINTED = /[[\p{Cc}\p{Bidi_Control}]--[\t\n\r]]/gv;

/** How many blocks are looked at before the first row is handed out. */
export const SAMPLE_BLOCKS = 4;

/** The beginning of a file, and the whole of it. */
export interface FileText {
  /** The first {@link SAMPLE_BLOCKS} blocks; `isWhole` when there is no more. */
  readonly sample: string;
  readonly isWhole: boolean;
  /** The text from the beginning, the sample with it; once only. Lines end in a line feed. */
  readonly pieces: AsyncIterable<string>;
  /** Closes the file, whether it was read or not. */
  close(): Promise<void>;
}

/**
 * Opens a file as text: encoding found, byte order mark and control characters gone, every kind of line end a line
 * feed.
 *
 * @throws UnreadableFileError `empty`, or `not-text` for a file that is something else (a PDF, a workbook, an archive)
 */
export async function openText(open: OpenFile, onProgress?: (bytes: number) => void): Promise<FileText> {
  const decoded = decode(blocks(open(), onProgress));
  const read: string[] = [];
  let isWhole = false;
  while (read.length < SAMPLE_BLOCKS && !isWhole) {
    const next = await decoded.next();
    if (next.done === true) isWhole = true;
    else read.push(next.value);
  }
  const sample = read.join("");
  if (sample.trim() === "") {
    await decoded.return(undefined);
    throw new UnreadableFileError("empty");
  }
  const close = async () => {
    await decoded.return(undefined);
  };
  return { sample, isWhole, pieces: follow(sample, decoded), close };
}

async function* follow(sample: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield sample;
  yield* rest;
}

async function* blocks(
  chunks: AsyncIterable<Uint8Array>,
  onProgress?: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let block = new Uint8Array(BLOCK_BYTES);
  let filled = 0;
  let total = 0;
  for await (const chunk of chunks) {
    let from = 0;
    while (from < chunk.length) {
      const part = chunk.subarray(from, from + BLOCK_BYTES - filled);
      block.set(part, filled);
      filled += part.length;
      from += part.length;
      if (filled < BLOCK_BYTES) continue;
      total += filled;
      onProgress?.(total);
      yield block;
      block = new Uint8Array(BLOCK_BYTES);
      filled = 0;
    }
  }
  onProgress?.(total + filled);
  if (filled > 0) yield block.subarray(0, filled);
}

async function* decode(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let isFirst = true;
  let endsInReturn = false;
  const lineFeeds = (text: string): string => {
    let out = endsInReturn ? `\r${text}` : text;
    out = out.replace(UNPRINTED, "");
    // Whether a carriage return at the end has a line feed behind it is known with the next piece.
    endsInReturn = out.endsWith("\r");
    if (endsInReturn) out = out.slice(0, -1);
    return out.includes("\r") ? out.replace(/\r\n?/g, "\n") : out;
  };
  for await (const block of source) {
    let bytes = block;
    if (isFirst) {
      isFirst = false;
      refuseOtherKinds(bytes);
      const marked = markedEncoding(bytes);
      if (marked !== null) {
        decoder = new TextDecoder(marked.encoding, { ignoreBOM: true });
        bytes = bytes.subarray(marked.skip);
      } else if (hasZeros(bytes)) {
        throw new UnreadableFileError("not-text");
      }
    }
    // As long as all is ASCII nothing has to be decided, and a long file may show its first umlaut late.
    if (decoder === null && !isAscii(bytes)) decoder = new TextDecoder(guessEncoding(bytes));
    const text =
      decoder === null ? Buffer.from(bytes).toString("latin1") : decoder.decode(bytes, { stream: true });
    yield lineFeeds(text);
  }
  const last = lineFeeds(decoder?.decode() ?? "");
  yield endsInReturn ? `${last}\n` : last;
}

/** Whether zero bytes stand among others, as in no text; some banks fill up the end of a file with them. */
function hasZeros(bytes: Uint8Array): boolean {
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  return bytes.subarray(0, Math.min(end, 4000)).filter((byte) => byte === 0).length > 4;
}

const MAGIC = [
  "%PDF",
  "PK\u0003\u0004",
  "\u00d0\u00cf\u0011\u00e0",
  "\u001f\u008b",
  "\u0089PNG",
  "GIF8",
  "{\\rtf",
];

function refuseOtherKinds(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, 8)).toString("latin1");
  if (MAGIC.some((magic) => start.startsWith(magic))) throw new UnreadableFileError("not-text");
}

/** The text by lines, without their ends. Lines longer than `longest` characters are refused. */
export async function* linesOf(pieces: AsyncIterable<string>, longest = 100_000): AsyncGenerator<string> {
  let rest = "";
  let number = 0;
  for await (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      number++;
      if (line.length > longest) throw new UnreadableFileError("line-too-long", number);
      yield line;
    }
    if (rest.length > longest) throw new UnreadableFileError("line-too-long", number + 1);
  }
  if (rest !== "") yield rest;
}
