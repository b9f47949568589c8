import { createReceiver } from "../../bot/receiver.ts";
import type { Database } from "../../db/client.ts";
import { engineBehind } from "../support/engine-behind.ts";
import { collectLog, type LogLine, type TestClock } from "./chat.ts";
import { slackUnderTest } from "./slack-adapter.ts";
import { readBlocks, viewsOf } from "./slack-person.ts";
import type { ShownMessage } from "./slack-server.ts";

/** Slack with the real engine behind it, as a person meets it; `end` before the next test. */
export async function slackWithEngine(
  db: Database,
  clock: TestClock,
  settings?: Readonly<Record<string, string>>,
) {
  const lines: LogLine[] = [];
  const log = collectLog(lines);
  const now = () => clock.now;
  const under = await slackUnderTest({ db, log, clock: now }, settings);
  const { adapter, dispatcher } = engineBehind(under.adapter, { db, log, clock: now }, "Europe/London");
  const receiver = createReceiver({
    db,
    platform: "slack",
    handle: dispatcher.handle,
    log,
    clock: now,
    isAlone: true,
  });
  const running = adapter.run((event) => receiver.take(event));
  const { slack, person } = under;

  /** Waits until everything that was taken is answered. */
  async function settled<Result>(done: Promise<Result>): Promise<Result> {
    const result = await done;
    while (receiver.depth() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    return result;
  }

  const newest = (): ShownMessage => {
    const message = slack.shown().at(-1);
    if (message === undefined) throw new Error("nothing was said");
    return message;
  };
  /** Taps the newest button with these words, in the chat. */
  async function tap(label: string) {
    const last = person.labelled(label).at(-1);
    if (last === undefined) throw new Error(`no button "${label}" was ever offered`);
    return settled(person.tap(last));
  }
  const windows = () => viewsOf(slack, "views.open", "views.update");

  return {
    ...under,
    adapter,
    dispatcher,
    lines,
    settled,
    newest,
    tap,
    /** What the newest message says in the chat. */
    said: () => readBlocks(newest().blocks ?? []),
    say: (text: string) => settled(person.say(text)),
    /** The newest window. */
    window: () => windows().at(-1),
    /** Taps "Open" under the newest message and reads the window. */
    async opened(label = "Open") {
      const before = windows().length;
      await tap(label);
      const view = windows()[before];
      return view === undefined ? null : readBlocks(view.blocks);
    },
    async end() {
      await adapter.stop();
      await running;
      await receiver.stop(10_000);
      await under.end();
    },
  };
}
export type SlackCoach = Awaited<ReturnType<typeof slackWithEngine>>;
