import type { DispatcherOptions } from "../../bot/dispatcher.ts";

/** Takes errands that nobody does, for tests of other things. */
export const noErrands: NonNullable<DispatcherOptions["errands"]> = { enqueue: async () => {}, wake() {} };
