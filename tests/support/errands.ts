import type { DispatcherOptions } from "../../bot/dispatcher.ts";

/** Errands are taken and nobody does them. */
export const noErrands: NonNullable<DispatcherOptions["errands"]> = {
  async enqueue() {},
  wake() {},
};
