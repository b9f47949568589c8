import type { ChatAdapter } from "../../bot/adapter.ts";
import { SCOPES } from "../../bot/adapters/slack/permissions.ts";
import { slack as definition } from "../../bot/adapters/slack.ts";
import type { AdapterParts } from "../../bot/define-adapter.ts";
import { SIGNING_SECRET, serveRoutes, slackPerson } from "./slack-person.ts";
import { BOT_TOKEN, type FakeSlack, startSlack } from "./slack-server.ts";

export type SlackUnderTest = {
  readonly adapter: ChatAdapter;
  readonly slack: FakeSlack;
  readonly person: ReturnType<typeof slackPerson>;
  end(): Promise<void>;
};

/** The adapter by its settings, in one workspace, between a fake Slack and a person; not running yet. */
export async function slackUnderTest(
  parts: Omit<AdapterParts, "publicUrl" | "sealer">,
  settings: Readonly<Record<string, string>> = { SLACK_BOT_TOKEN: BOT_TOKEN },
): Promise<SlackUnderTest> {
  const slack = await startSlack(SCOPES);
  const given = { SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl, ...settings };
  const read = definition.read(given, { publicUrl: null, hasSealer: false });
  if ("problems" in read) throw new Error(read.problems.join(" "));
  const adapter = await read.create({ ...parts, publicUrl: null, sealer: null });
  const front = await serveRoutes(adapter);
  return {
    adapter,
    slack,
    person: slackPerson(slack, front.url),
    async end() {
      await front.end();
      await slack.end();
    },
  };
}
