import type { InboundEvent } from "../../bot/adapter.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { slackUnderTest } from "../fakes/slack-adapter.ts";
import type { testDatabase } from "./database.ts";

/**
 * Slack's adapter on HTTP, running.
 *
 * @param endings where each one leaves how it is ended
 */
export function slackListener(
  db: Awaited<ReturnType<typeof testDatabase>>["db"],
  endings: (() => Promise<void>)[],
) {
  /** The adapter with a list behind it, or with what a test gives. */
  return async function listening(handle?: (event: InboundEvent) => Promise<void>) {
    const lines: LogLine[] = [];
    const events: InboundEvent[] = [];
    const under = await slackUnderTest({ db, log: collectLog(lines), clock: () => new Date() });
    endings.push(under.end);
    const running = under.adapter.run(handle ?? (async (event) => void events.push(event)));
    endings.push(async () => {
      await under.adapter.stop();
      await running;
    });
    return { ...under, events, lines };
  };
}
