import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type PictureOutcome, startPictures } from "../../../src/pictures/pictures.ts";
import { type DrawingThread, startThread } from "../../../src/pictures/thread.ts";
import { collectLog, type LogLine } from "../../fakes/chat.ts";
import { WEEK_CHART } from "../../fakes/pictures.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const NOW = new Date("2026-11-26T10:00:00Z");
const root = await tempFolder();
const endings: (() => Promise<void>)[] = [];
let number = 0;

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

function under(options: { readonly start?: () => DrawingThread; readonly deadlineMs?: number } = {}) {
  const folder = join(root, `pictures-${number++}`);
  const lines: LogLine[] = [];
  const outcomes: PictureOutcome[] = [];
  const pictures = startPictures({
    folder,
    log: collectLog(lines),
    clock: () => NOW,
    count: (_, outcome) => outcomes.push(outcome),
    // However busy the machine is: only where it is what is tested, a picture is late.
    deadlineMs: 30_000,
    ...options,
  });
  endings.push(() => pictures.stop({ leftMs: () => 0, isUrgent: false }));
  return { pictures, folder, lines, outcomes };
}

/** A thread of a test: what it does with each order in turn. */
function threads(...deeds: ((path: string) => ReturnType<DrawingThread["draw"]>)[]) {
  let started = 0;
  const start = (): DrawingThread => {
    started++;
    return {
      draw: async ({ path }) => (await deeds.shift()?.(path)) ?? null,
      end: async () => {},
    };
  };
  return { start, started: () => started };
}

const programOf = (source: string) => new URL(`data:text/javascript,${encodeURIComponent(source)}`);

const writes = async (path: string) => {
  await writeFile(path, "png");
  return null;
};

test("a picture is a file that only the owner of the process reads, drawn by a thread of its own", async () => {
  const { pictures, folder, outcomes } = under();
  expect(existsSync(folder)).toBe(false);
  const [one, other] = await Promise.all([pictures.render(WEEK_CHART), pictures.render(WEEK_CHART)]);
  expect((await readFile(one?.path ?? "")).subarray(1, 4).toString()).toBe("PNG");
  expect(await readFile(other?.path ?? "")).toEqual(await readFile(one?.path ?? ""));
  expect((await stat(one?.path ?? "")).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(outcomes).toEqual(["drawn", "drawn"]);
});

test("given a thread that dies in the middle, then that message goes without a picture and the next has one", async () => {
  const dying = new URL("data:text/javascript,process.exit(1)");
  const real = [() => startThread(dying), () => startThread()];
  const { pictures, lines, outcomes } = under({ start: () => (real.shift() ?? startThread)() });
  expect(await pictures.render(WEEK_CHART)).toBeNull();
  expect((await pictures.render(WEEK_CHART))?.path).toMatch(/week-[0-9a-f]{8}\.png$/);
  expect(outcomes).toEqual(["died", "drawn"]);
  expect(lines).toEqual([
    { level: "warn", fields: { picture: "week", outcome: "died" }, message: "picture not drawn" },
  ]);
});

test("given a thread that hangs, then it is given up after its time, and the next picture has a new one", async () => {
  const hanging = programOf(`
    import { parentPort } from "node:worker_threads";
    parentPort.on("message", () => { for (;;); });
    parentPort.postMessage({ kind: "ready" });
  `);
  const real = [() => startThread(hanging)];
  const { start, started } = threads(writes);
  const { pictures, outcomes } = under({ start: () => (real.shift() ?? start)(), deadlineMs: 2000 });
  expect(await pictures.render(WEEK_CHART)).toBeNull();
  expect(await pictures.render(WEEK_CHART)).not.toBeNull();
  expect([outcomes, started()]).toEqual([["late", "drawn"], 1]);
});

test("given a thread that is not ready in time, then it goes on starting, for the next picture", async () => {
  const goAhead = join(root, "go-ahead");
  let started = 0;
  const start = () => {
    started++;
    return startThread(
      programOf(`
        import { existsSync, writeFileSync } from "node:fs";
        import { parentPort } from "node:worker_threads";
        parentPort.on("message", ({ path }) => {
          writeFileSync(path, "png");
          parentPort.postMessage({ kind: "drawn" });
        });
        const waiting = setInterval(() => {
          if (!existsSync(${JSON.stringify(goAhead)})) return;
          clearInterval(waiting);
          parentPort.postMessage({ kind: "ready" });
        }, 20);
      `),
    );
  };
  const { pictures, outcomes } = under({ start, deadlineMs: 1500 });
  expect(await pictures.render(WEEK_CHART)).toBeNull();
  await writeFile(goAhead, "");
  await expect.poll(() => pictures.render(WEEK_CHART), { timeout: 15_000 }).not.toBeNull();
  expect([outcomes[0], outcomes.at(-1), started]).toEqual(["starting", "drawn", 1]);
});

test("given a chart that cannot be drawn, then a log line says its kind and nothing of it", async () => {
  const { pictures, lines } = under();
  const broken = { ...WEEK_CHART, title: "secret $12", rows: null as unknown as [] };
  expect(await pictures.render(broken)).toBeNull();
  expect(lines).toMatchObject([
    { fields: { picture: "week", outcome: "failed", error: "TypeError" }, message: "picture not drawn" },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/secret|12/);
  expect(await pictures.render(WEEK_CHART)).not.toBeNull();
});

test("pictures are drawn one after another, each by the same thread", async () => {
  const held = Promise.withResolvers<void>();
  const order: string[] = [];
  const first = async (path: string) => {
    order.push("first in");
    await held.promise;
    order.push("first out");
    return writes(path);
  };
  const second = async (path: string) => {
    order.push("second in");
    return writes(path);
  };
  const { start, started } = threads(first, second);
  const { pictures } = under({ start });
  const both = [pictures.render(WEEK_CHART), pictures.render(WEEK_CHART)];
  await expect.poll(() => order).toEqual(["first in"]);
  held.resolve();
  await Promise.all(both);
  expect(order).toEqual(["first in", "first out", "second in"]);
  expect(started()).toBe(1);
});

test("given more that wait than a person would, then the next message goes without its picture", async () => {
  const held = Promise.withResolvers<null>();
  const { start } = threads(() => held.promise);
  const { pictures, outcomes } = under({ start });
  const waiting = Array.from({ length: 50 }, () => pictures.render(WEEK_CHART));
  expect(await pictures.render(WEEK_CHART)).toBeNull();
  expect(outcomes).toEqual(["busy"]);
  held.resolve(null);
  await Promise.all(waiting);
});

test("given a folder that cannot be made, then the message goes without its picture", async () => {
  const { pictures, folder, outcomes } = under();
  await writeFile(folder, "a file");
  expect(await pictures.render(WEEK_CHART)).toBeNull();
  expect(outcomes).toEqual(["no-folder"]);
});

test("at the start pictures older than a day go, and what is none stays", async () => {
  const folder = join(root, `pictures-${number}`);
  await mkdir(folder);
  const age = { "old.png": 25, "new.png": 23, "notes.txt": 99 };
  for (const [name, hours] of Object.entries(age)) {
    await writeFile(join(folder, name), "");
    const at = new Date(NOW.getTime() - hours * 3_600_000);
    await utimes(join(folder, name), at, at);
  }
  under();
  await expect.poll(async () => (await readdir(folder)).toSorted()).toEqual(["new.png", "notes.txt"]);
});

test("after a stop nothing is drawn any more", async () => {
  const { pictures } = under();
  await pictures.stop({ leftMs: () => 0, isUrgent: false });
  expect(await pictures.render(WEEK_CHART)).toBeNull();
});
