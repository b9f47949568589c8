import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { BotLog } from "../../bot/log.ts";
import type { Chart, ChartKind } from "../../bot/pictures/chart.ts";
import type { Pictures } from "../../bot/pictures/pictures.ts";
import type { Part } from "../stopping.ts";
import { type DrawingThread, type NotDrawn, startThread } from "./thread.ts";

/** A message does not wait longer for its picture, the thread's start included. */
const DEADLINE_MS = 5000;
/** More pictures than this do not wait: their messages go without. */
const MOST_WAITING = 50;
/** The thread's memory is given back when nobody has wanted a picture for so long. */
const IDLE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A terminal's pictures stay to be looked at, and others are left by a process that died. */
const KEPT_MS = 24 * HOUR_MS;

/** How an attempt to draw ended, for the operator. */
export type PictureOutcome = "drawn" | NotDrawn["outcome"] | "busy" | "no-folder";

export type PicturesOptions = {
  /** Made with the first picture, for the owner of the process alone. */
  readonly folder: string;
  readonly log: BotLog;
  readonly clock: () => Date;
  readonly count?: (kind: ChartKind, outcome: PictureOutcome) => void;
  readonly deadlineMs?: number;
  readonly idleMs?: number;
  /** Another thread than the real one, for tests. */
  readonly start?: () => DrawingThread;
};

/**
 * Draws pictures in a thread of its own, which is started by the first one, so that a start of the coach loads nothing of it and
 * no event waits while a picture is drawn. A thread that died, hangs or failed is given up, and the next picture has a new one.
 *
 * Files older than a day are removed at the start and every hour.
 */
export function startPictures(options: PicturesOptions): Pictures & Part {
  const { folder, log, clock, count = () => {}, deadlineMs = DEADLINE_MS, idleMs = IDLE_MS } = options;
  const { start = startThread } = options;
  let thread: DrawingThread | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let isStopped = false;

  const sweep = () =>
    removeOlder(folder, new Date(clock().getTime() - KEPT_MS)).catch((error: unknown) =>
      log.warn(log.describe(error), "old pictures not removed"),
    );
  void sweep();
  const sweeping = setInterval(sweep, HOUR_MS).unref();

  async function endThread(): Promise<void> {
    clearTimeout(idle);
    const ending = thread;
    thread = null;
    await ending?.end();
  }

  async function draw(chart: Chart, path: string, leftMs: number): Promise<NotDrawn | null> {
    clearTimeout(idle);
    thread ??= start();
    const failure = await thread.draw({ chart, path }, leftMs);
    // One that hangs is in the way, and one that failed may have been left in any state; one that starts is there for the next.
    if (failure !== null && failure.outcome !== "starting") await endThread();
    else idle = setTimeout(() => void endThread(), idleMs).unref();
    return failure;
  }

  function without(chart: Chart, outcome: PictureOutcome, fields: object = {}): null {
    count(chart.kind, outcome);
    log.warn({ picture: chart.kind, outcome, ...fields }, "picture not drawn");
    return null;
  }

  return {
    name: "pictures",
    async render(chart) {
      if (isStopped || waiting >= MOST_WAITING) return without(chart, "busy");
      const path = join(folder, `${chart.kind}-${randomUUID().slice(0, 8)}.png`);
      const end = performance.now() + deadlineMs;
      waiting++;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const turn = last.then(() => draw(chart, path, end - performance.now()));
        last = turn.catch(() => {});
        const failure = await turn;
        if (failure === null) {
          count(chart.kind, "drawn");
          return { path };
        }
        await rm(path, { force: true });
        return without(chart, failure.outcome, failure.error === undefined ? {} : { error: failure.error });
      } catch (error) {
        return without(chart, "no-folder", log.describe(error));
      } finally {
        waiting--;
      }
    },
    async stop() {
      isStopped = true;
      clearInterval(sweeping);
      await endThread();
    },
  };
}

async function removeOlder(folder: string, than: Date): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.endsWith(".png"))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && found.mtime <= than) await rm(path, { force: true });
  }
}
