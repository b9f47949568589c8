import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

/**
 * Why a body is not taken.
 *
 * - `too-large`: longer than it may be, packed or unpacked, or more of it than any phone sends
 * - `too-slow`: not all here in time, or cut off
 * - `unreadable`: no JSON, or packed in a way that it does not say
 * - `packing`: packed in a way that is not taken
 * - `busy`: too much of others' is being read already
 */
export type BodyProblem = "too-large" | "too-slow" | "unreadable" | "packing" | "busy";

export class BodyError extends Error {
  readonly problem: BodyProblem;

  constructor(problem: BodyProblem) {
    super(`body not taken: ${problem}`);
    this.name = "BodyError";
    this.problem = problem;
  }
}

const MOST_BYTES = 20 * 1024 * 1024;
/** Of all bodies together that are being read, in this process. */
const MOST_IN_HAND_BYTES = 100 * 1024 * 1024;
const DEEPEST = 32;
/** A phone's value takes some twenty bytes: what is made of little else would take a hundred times its length in memory. */
const MOST_VALUES = 2_000_000;

const unzip = promisify(gunzip);

/** Hands a request's body over as it was before it was packed; it counts as in hand until the work on it is done. */
export type WithBody = <Result>(
  request: IncomingMessage,
  work: (body: Buffer) => Promise<Result>,
) => Promise<Result>;

/**
 * Reads bodies within bounds of length, packed and unpacked, of time, and of all of them together. A request that is refused is
 * left open, so that the answer arrives.
 *
 * @throws BodyError, from what is returned
 */
export function createBodyReader({
  longestMs,
  mostInHandBytes = MOST_IN_HAND_BYTES,
}: {
  readonly longestMs: number;
  readonly mostInHandBytes?: number;
}): WithBody {
  let inHand = 0;
  return async (request, work) => {
    let mine = 0;
    const count = (bytes: number) => {
      mine += bytes;
      inHand += bytes;
      if (inHand > mostInHandBytes) throw new BodyError("busy");
    };
    try {
      const isPacked = isGzip(request.headers["content-encoding"]);
      if (Number(request.headers["content-length"] ?? 0) > MOST_BYTES) throw new BodyError("too-large");
      const chunks: Buffer[] = [];
      await readAll(request, longestMs, (chunk) => {
        count(chunk.byteLength);
        if (mine > MOST_BYTES) throw new BodyError("too-large");
        chunks.push(chunk);
      });
      const body = Buffer.concat(chunks.splice(0));
      if (!isPacked) return await work(body);
      const unpacked = await unpack(body);
      count(unpacked.byteLength);
      return await work(unpacked);
    } finally {
      inHand -= mine;
    }
  };
}

function isGzip(encoding: string | undefined): boolean {
  const said = (encoding ?? "identity").trim().toLowerCase();
  if (said === "identity" || said === "") return false;
  if (said === "gzip" || said === "x-gzip") return true;
  throw new BodyError("packing");
}

/** Hands over what comes until all of it is here. */
function readAll(request: IncomingMessage, longestMs: number, take: (chunk: Buffer) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onData = (chunk: Buffer) => {
    try {
      take(chunk);
    } catch (error) {
      reject(error);
    }
  };
  const cut = () => reject(new BodyError("too-slow"));
  const timer = setTimeout(cut, longestMs);
  // Its sender may have left while it waited for its turn.
  if (request.destroyed) cut();
  request.on("data", onData).once("end", resolve).once("close", cut).once("error", cut);
  return promise.finally(() => {
    clearTimeout(timer);
    // What still comes flows on to nobody.
    request.off("data", onData).off("end", resolve).off("close", cut);
  });
}

async function unpack(body: Buffer): Promise<Buffer> {
  try {
    return await unzip(body, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    const isLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    throw new BodyError(isLarge ? "too-large" : "unreadable");
  }
}

/** JSON within bounds of depth and number of values. @throws BodyError */
export function parseJson(body: Buffer): unknown {
  lookOver(body);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new BodyError("unreadable");
  }
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\,[]{}');

/** Counts what parsing would make of it, before anything is made. */
function lookOver(body: Buffer): void {
  let depth = 0;
  let values = 0;
  let isText = false;
  for (let at = 0; at < body.length; at++) {
    const sign = body[at];
    if (isText) {
      if (sign === BACKSLASH) at++;
      else if (sign === QUOTE) isText = false;
    } else if (sign === QUOTE) isText = true;
    else if (sign === OPEN_LIST || sign === OPEN_OBJECT) {
      values++;
      if (++depth > DEEPEST) throw new BodyError("unreadable");
    } else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) depth--;
    else if (sign === COMMA) values++;
  }
  if (values > MOST_VALUES) throw new BodyError("too-large");
}
