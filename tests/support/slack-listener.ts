import { expect, onTestFinished } from "vitest";
import type { InboundEvent } from "../../bot/adapter.ts";
import type { Database } from "../../db/client.ts";
import { arrivals, inbox } from "../../db/schema/chat.ts";
import { users } from "../../db/schema/people.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { slackUnderTest } from "../fakes/slack-adapter.ts";

/** What runs Slack's adapter on HTTP until the test is over, with a list behind it, or with what a test gives. */
export function slackListener(db: Database) {
  return async function listening(handle?: (event: InboundEvent) => Promise<void>) {
    const lines: LogLine[] = [];
    const events: InboundEvent[] = [];
    const under = await slackUnderTest({ db, log: collectLog(lines), clock: () => new Date() });
    onTestFinished(under.end);
    const running = under.adapter.run(handle ?? (async (event) => void events.push(event)));
    onTestFinished(async () => {
      await under.adapter.stop();
      await running;
    });
    return { ...under, events, lines };
  };
}

export async function nothingTouched(db: Database): Promise<void> {
  expect([await db.$count(arrivals), await db.$count(inbox), await db.$count(users)]).toEqual([0, 0, 0]);
}
