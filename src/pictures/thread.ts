import { Worker } from "node:worker_threads";
import type { Order, Said } from "./worker.ts";

/**
 * More than a chart needs; beyond the first the thread ends and not the process. Without the second it collects so rarely that 500
 * pictures weigh 100 MB more.
 */
const HEAP = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 } as const;

/** A thread that is not ready by then never will be. */
const START_MS = 60_000;

/** Why a picture was not drawn: its thread said so, died, took too long, or is not ready yet, as on a busy machine. */
export type NotDrawn = {
  readonly outcome: "failed" | "died" | "late" | "starting";
  readonly error?: string;
};

/** One thread that draws pictures, one after another. */
export type DrawingThread = {
  /** Never rejects. @returns null once the picture is there */
  draw(order: Order, withinMs: number): Promise<NotDrawn | null>;
  /** Ends it, whatever it does, and gives its memory back. */
  end(): Promise<void>;
};

/** @param program the thread's program; another one for tests alone */
export function startThread(program = new URL("./worker.ts", import.meta.url)): DrawingThread {
  const worker = new Worker(program, {
    // It needs no setting, and no secret. What a library prints must not come into somebody's chat.
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: HEAP,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  // A process that has nothing else to do may end.
  worker.unref();
  const startedAt = performance.now();
  const ready = Promise.withResolvers<null>();
  const ended = Promise.withResolvers<NotDrawn>();
  let isReady = false;
  worker.once("message", () => {
    isReady = true;
    ready.resolve(null);
  });
  worker.on("error", (error: unknown) =>
    ended.resolve({ outcome: "died", error: error instanceof Error ? error.name : "unknown" }),
  );
  worker.on("exit", () => ended.resolve({ outcome: "died" }));

  return {
    async draw(order, withinMs) {
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<NotDrawn>((resolve) => {
        const outcome = () => (isReady || performance.now() - startedAt > START_MS ? "late" : "starting");
        timer = setTimeout(() => resolve({ outcome: outcome() }), Math.max(0, withinMs));
      });
      try {
        const hindered = await Promise.race([ready.promise, ended.promise, tooLate]);
        if (hindered !== null) return hindered;
        const answered = new Promise<NotDrawn | null>((resolve) => {
          worker.once("message", (said: Said) =>
            resolve(said.kind === "failed" ? { outcome: "failed", error: said.error } : null),
          );
        });
        worker.postMessage(order);
        return await Promise.race([answered, ended.promise, tooLate]);
      } finally {
        clearTimeout(timer);
      }
    },
    async end() {
      await worker.terminate();
    },
  };
}
