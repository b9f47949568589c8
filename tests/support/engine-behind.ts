import { randomUUID } from "node:crypto";
import type { ChatAdapter } from "../../bot/adapter.ts";
import { createDispatcher, type DispatcherOptions } from "../../bot/dispatcher.ts";
import { noErrands } from "./errands.ts";

/**
 * The real engine behind a platform's real adapter, where nobody does errands.
 *
 * The adapter's limits are kept by the outbox, which has tests of its own; here they would only take time.
 */
export function engineBehind(
  { limits: _, ...adapter }: ChatAdapter,
  { db, log, clock }: Pick<DispatcherOptions, "db" | "log" | "clock">,
  defaultTimezone = "UTC",
) {
  const dispatcher = createDispatcher({
    db,
    adapter,
    log,
    clock,
    newId: randomUUID,
    defaultTimezone,
    errands: noErrands,
  });
  return { adapter, dispatcher };
}
