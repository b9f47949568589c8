import type { IncomingMessage } from "node:http";

/** Why what is sent is not taken to its end. */
export type SendProblem = "too-large" | "too-slow" | "cut-off";

export class SendError extends Error {
  readonly problem: SendProblem;

  constructor(problem: SendProblem) {
    super(`not sent to its end: ${problem}`);
    this.name = "SendError";
    this.problem = problem;
  }
}

/** How slowly somebody may send: silent for so long, and in all at this pace once the first minute is over. */
export const PACE = { idleMs: 30_000, graceMs: 60_000, bytesPerSecond: 16_384 };

/**
 * A request's body, piece by piece, as long as it comes at a pace. Whoever stops before its end may still answer it.
 *
 * @throws SendError
 */
export async function* paced(
  request: IncomingMessage,
  mostBytes: number,
  pace = PACE,
): AsyncGenerator<Uint8Array> {
  const began = performance.now();
  let bytes = 0;
  let isSlow = false;
  const look = setInterval(() => {
    const took = performance.now() - began;
    const isBehind = took > pace.graceMs && (bytes / took) * 1000 < pace.bytesPerSecond;
    if (isBehind || performance.now() - cameAt > pace.idleMs) {
      isSlow = true;
      request.destroy();
    }
  }, pace.idleMs / 4);
  look.unref();
  let cameAt = began;
  try {
    for await (const piece of request.iterator({ destroyOnReturn: false })) {
      cameAt = performance.now();
      bytes += piece.length;
      if (bytes > mostBytes) throw new SendError("too-large");
      yield piece;
      // Writing it may have taken a while, which is ours.
      cameAt = performance.now();
    }
  } catch (error) {
    if (error instanceof SendError) throw error;
    throw new SendError(isSlow ? "too-slow" : "cut-off");
  } finally {
    clearInterval(look);
  }
  if (!request.complete) throw new SendError("cut-off");
}
