import { writeFile } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import type { Chart } from "../../bot/pictures/chart.ts";
import { createDrawer } from "./drawer.ts";

/** What the thread is asked, one at a time: a chart, and where its picture is to be. */
export type Order = { readonly chart: Chart; readonly path: string };

/** What it answers; of a failure its kind alone, since a message may quote what is drawn. */
export type Done = { readonly kind: "drawn" } | { readonly kind: "failed"; readonly error: string };

// The thread that draws. What it loads weighs some 100 MB, which the process has only while this runs.
const drawer = createDrawer();
// Whoever orders a picture hears of it; before the first order nobody does.
drawer.catch(() => {});

parentPort?.on("message", ({ chart, path }: Order) => {
  void draw(chart, path).then((done) => parentPort?.postMessage(done));
});

async function draw(chart: Chart, path: string): Promise<Done> {
  try {
    await writeFile(path, (await drawer).png(chart), { mode: 0o600, flag: "wx" });
    return { kind: "drawn" };
  } catch (error) {
    return { kind: "failed", error: error instanceof Error ? error.name : typeof error };
  }
}
