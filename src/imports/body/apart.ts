import { Worker } from "node:worker_threads";
import type { LocalDate } from "../../../coaching/model/local-date.ts";
import type { OpenFile } from "../../integrations/files/file-item.ts";
import type { AppleDays } from "../../integrations/wearables/apple/read-export.ts";
import { type RefusedCode, RefusedUploadError } from "../../integrations/wearables/refused-upload.ts";
import type { ReadBodyOptions } from "./body-file.ts";

/** What the reading thread is told. */
export type ForReader = { readonly kind: "bytes"; readonly bytes: Uint8Array } | { readonly kind: "end" };

/** What it tells; after `enough` it reads no more of the file. */
export type FromReader =
  | { readonly kind: "taken" }
  | { readonly kind: "enough" }
  | { readonly kind: "progress"; readonly bytes: number; readonly newest: LocalDate | null }
  | { readonly kind: "read"; readonly read: AppleDays }
  | { readonly kind: "refused"; readonly code: RefusedCode };

/** Handed over at once, and how many of them may wait there. */
const PIECE_BYTES = 65_536;
const MOST_AHEAD = 16;

/**
 * What a reader may hold, in MB. Parsing leaves little behind and throws much away: with the usual room for what is young it
 * would take 100 MB more, and is no faster. What is kept of a long life takes a fifth of the rest.
 */
const LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 128 };

let before: Promise<unknown> = Promise.resolve();

/**
 * Reads an export of Apple Health in a thread of its own, so that whoever talks goes on meanwhile; one after another, so that
 * two of them take no more memory than one.
 *
 * @throws RefusedUploadError; `too-much` also for one that outgrows the thread
 */
export function readAppleApart(
  open: OpenFile,
  options: ReadBodyOptions,
  limits = LIMITS,
): Promise<AppleDays> {
  const read = before.then(() => readNow(open, options, limits));
  before = read.catch(() => {});
  return read;
}

async function readNow(
  open: OpenFile,
  { zone, onProgress, onBytes, signal }: ReadBodyOptions,
  resourceLimits: typeof LIMITS,
): Promise<AppleDays> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL("./apart-worker.ts", import.meta.url), {
    workerData: { zone },
    resourceLimits,
  });
  const { promise: outcome, resolve, reject } = Promise.withResolvers<AppleDays>();
  // Whoever feeds it hears of a failure at the end.
  outcome.catch(() => {});
  let ahead = 0;
  let isEnough = false;
  let isFailed = false;
  let wake = () => {};
  const fail = (error: unknown) => {
    isFailed = true;
    reject(error);
    wake();
  };
  worker.on("message", (message: FromReader) => {
    if (message.kind === "progress") onProgress?.(message.bytes, message.newest);
    else if (message.kind === "taken") ahead--;
    else if (message.kind === "enough") isEnough = true;
    else if (message.kind === "read") resolve(message.read);
    else fail(new RefusedUploadError(message.code));
    wake();
  });
  worker.once("error", (error) => fail(isOutOfMemory(error) ? new RefusedUploadError("too-much") : error));
  worker.once("exit", () => fail(signal?.reason ?? new Error("the reading thread ended early")));
  const stop = () => void worker.terminate();
  signal?.addEventListener("abort", stop);
  try {
    for await (const chunk of open()) {
      onBytes?.(chunk);
      for (let at = 0; at < chunk.length && !isEnough; at += PIECE_BYTES) {
        while (ahead >= MOST_AHEAD && !isEnough && !isFailed) {
          await new Promise<void>((room) => {
            wake = room;
          });
        }
        // A copy, since the file may be asked for its bytes again.
        const bytes = new Uint8Array(chunk.subarray(at, at + PIECE_BYTES));
        ahead++;
        worker.postMessage({ kind: "bytes", bytes } satisfies ForReader, [bytes.buffer]);
      }
      if (isFailed) break;
    }
    worker.postMessage({ kind: "end" } satisfies ForReader);
    return await outcome;
  } finally {
    signal?.removeEventListener("abort", stop);
    await worker.terminate();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
