import type { Timing } from "../../bot/limiter.ts";

/** A clock that moves only when it is told to. */
export type VirtualTime = Timing & {
  /** Lets this much time pass, waking sleepers in order and letting each do its work. */
  advance(milliseconds: number): Promise<void>;
};

export function createVirtualTime(): VirtualTime {
  let now = 0;
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((wake) => {
        if (signal?.aborted) return wake();
        sleepers.push({ at: now + milliseconds, wake });
        signal?.addEventListener("abort", () => wake());
      }),
    async advance(milliseconds) {
      const end = now + milliseconds;
      for (await settle(); ; await settle()) {
        const at = Math.min(end, ...sleepers.map((sleeper) => sleeper.at));
        const due = sleepers.filter((sleeper) => sleeper.at <= at);
        if (due.length === 0) break;
        now = at;
        sleepers = sleepers.filter((sleeper) => sleeper.at > at);
        for (const { wake } of due) wake();
      }
      now = end;
    },
  };
}
