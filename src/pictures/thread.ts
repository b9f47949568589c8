import { Worker } from "node:worker_threads";
import type { Done, Order } from "./worker.ts";

/** Much more than a chart needs; beyond it the thread ends and not the process. */
const MOST_HEAP_MB = 192;

/** Why a picture was not drawn: its thread said so, died, or took too long. */
export type NotDrawn = { readonly outcome: "failed" | "died" | "late"; readonly error?: string };

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
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  // A process that has nothing else to do may end.
  worker.unref();
  const ended = Promise.withResolvers<NotDrawn>();
  worker.on("error", (error: unknown) =>
    ended.resolve({ outcome: "died", error: error instanceof Error ? error.name : "unknown" }),
  );
  worker.on("exit", () => ended.resolve({ outcome: "died" }));

  return {
    async draw(order, withinMs) {
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<NotDrawn>((resolve) => {
        timer = setTimeout(() => resolve({ outcome: "late" }), Math.max(0, withinMs));
      });
      const answered = new Promise<NotDrawn | null>((resolve) => {
        worker.once("message", (done: Done) =>
          resolve(done.kind === "drawn" ? null : { outcome: "failed", error: done.error }),
        );
      });
      worker.postMessage(order);
      try {
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
