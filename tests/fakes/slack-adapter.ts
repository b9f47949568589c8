import type { ChatAdapter } from "../../bot/adapter.ts";
import { SCOPES } from "../../bot/adapters/slack/permissions.ts";
import { slack as definition } from "../../bot/adapters/slack.ts";
import type { AdapterParts } from "../../bot/define-adapter.ts";
import { noPictures } from "./pictures.ts";
import { SIGNING_SECRET, serveRoutes, slackPerson } from "./slack-person.ts";
import { BOT_TOKEN, type FakeSlack, startSlack } from "./slack-server.ts";

export type SlackUnderTest = {
  readonly adapter: ChatAdapter;
  readonly slack: FakeSlack;
  /** How many requests of Slack have come so far. */
  arrived(): number;
  /** Where the adapter's routes are. */
  readonly url: string;
  readonly person: ReturnType<typeof slackPerson>;
  end(): Promise<void>;
};

/**
 * The adapter by its settings, in one workspace without others, between a fake Slack and a person; not running yet.
 *
 * @param parts.sealer for several workspaces
 */
export async function slackUnderTest(
  {
    sealer = null,
    pictures = noPictures,
    ...parts
  }: Pick<AdapterParts, "db" | "log" | "clock"> & Partial<Pick<AdapterParts, "sealer" | "pictures">>,
  settings: Readonly<Record<string, string>> = { SLACK_BOT_TOKEN: BOT_TOKEN },
): Promise<SlackUnderTest> {
  let adapter: ChatAdapter | null = null;
  const front = await serveRoutes(() => adapter);
  const slack = await startSlack(SCOPES, `${front.url}/slack/oauth_redirect`);
  const given = { SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl, ...settings };
  const about = { publicUrl: front.url, hasSealer: sealer !== null, canBeCalled: true, isEmbedded: false };
  const read = definition.read(given, about);
  if ("problems" in read) throw new Error(read.problems.join(" "));
  adapter = await read.create({ ...parts, publicUrl: front.url, sealer, pictures });
  return {
    adapter,
    slack,
    url: front.url,
    arrived: front.arrived,
    person: slackPerson(slack, front.url),
    async end() {
      await front.end();
      await slack.end();
    },
  };
}
