import type { Log } from "./log.ts";

/** How long a stop lets run what runs; container hosts kill a little later. */
export const STOP_MS = 10_000;
/** Kept for closing the database, whatever the parts before it took. */
const LAST_MS = 1500;

/** How much time a part has to come to its end. */
export type Deadline = {
  /** What is left of it, at least 0. */
  leftMs(): number;
  /** The operator or the machine wants the process gone: what can wait for the next start does. */
  readonly isUrgent: boolean;
};

/** Something that was started and is stopped in the opposite order. */
export type Part = { readonly name: string; stop(deadline: Deadline): Promise<void> };

/**
 * Parts that do not need each other as one: stopped side by side, so that one that takes long uses up no other's time.
 *
 * @param parts as they are when the stop comes: more may be added until then
 */
export function sideBySide(name: string, parts: readonly Part[]): Part {
  return {
    name,
    async stop(deadline) {
      const endings = await Promise.allSettled(parts.map((part) => part.stop(deadline)));
      for (const ending of endings) if (ending.status === "rejected") throw ending.reason;
    },
  };
}

/** @param withinMs counted from now */
export function deadlineIn(withinMs: number, isUrgent: boolean): Deadline {
  const end = performance.now() + withinMs;
  return { leftMs: () => Math.max(0, end - performance.now()), isUrgent };
}

/**
 * Stops parts, the last started first, all of them within one deadline: one that does not come to its end is left
 * behind and the next one is stopped, so that the database, which was first, is always closed.
 *
 * @returns whether all came to their end
 */
export async function stopParts(
  parts: readonly Part[],
  deadline: Deadline,
  log: Pick<Log, "error" | "warn" | "describe">,
): Promise<boolean> {
  let allEnded = true;
  for (const [behind, part] of parts.toReversed().entries()) {
    const isLast = behind === parts.length - 1;
    const patience = Math.max(0, deadline.leftMs() - (isLast ? 0 : LAST_MS));
    try {
      if (await endsWithin(part.stop(deadline), patience)) continue;
      log.warn({ part: part.name }, "not stopped in time");
    } catch (error) {
      log.error({ part: part.name, ...log.describe(error) }, "not stopped cleanly");
    }
    allEnded = false;
  }
  return allEnded;
}

async function endsWithin(ending: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeIsUp = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([ending.then(() => true), timeIsUp]);
  } finally {
    clearTimeout(timer);
    // What it still throws once nobody waits must not end the process in the middle of the others.
    ending.catch(() => {});
  }
}
