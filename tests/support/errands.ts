import type { DispatcherOptions } from "../../bot/dispatcher.ts";
import type { ErrandTools } from "../../src/jobs/errands.ts";

/** Errands are taken and nobody does them. */
export const noErrands: NonNullable<DispatcherOptions["errands"]> = {
  async enqueue() {},
  wake() {},
};

/** What errands have where a test is about others: no bank, no key, no file. */
export const noTools: Omit<ErrandTools, "enqueue"> = {
  banks: new Map(),
  wearables: new Map(),
  sealer: null,
  files: {
    kind: "embedded",
    openFile: () => Promise.reject(new Error("no file is fetched here")),
    deliver() {},
    progressMs: 0,
  },
};
