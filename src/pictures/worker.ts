import { writeFile } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import type { Chart } from "../../bot/pictures/chart.ts";
import { createDrawer } from "./drawer.ts";

/** What the thread is asked, one at a time: a chart, and where its picture is to be. */
export type Order = { readonly chart: Chart; readonly path: string };

/** What it says: once that it can draw, then how each order ended; of a failure its kind alone, as a message may quote what is drawn. */
export type Said = { readonly kind: "ready" | "drawn" } | { readonly kind: "failed"; readonly error: string };

// The thread that draws. What it loads weighs some 100 MB, which the process has only while this runs.
const drawer = await createDrawer();

parentPort?.on("message", ({ chart, path }: Order) => {
  void draw(chart, path).then((said) => parentPort?.postMessage(said));
});
parentPort?.postMessage({ kind: "ready" } satisfies Said);

async function draw(chart: Chart, path: string): Promise<Said> {
  try {
    await writeFile(path, drawer.png(chart), { mode: 0o600, flag: "wx" });
    return { kind: "drawn" };
  } catch (error) {
    return { kind: "failed", error: error instanceof Error ? error.name : typeof error };
  }
}
