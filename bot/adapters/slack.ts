import { z } from "zod";
import { type AdapterParts, defineAdapter } from "../define-adapter.ts";
import type { SettingsAbout } from "../define-part.ts";

const API_URL = "https://slack.com/api/";

const settings = z.object({
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith("xapp-", "expected an app-level token, which begins with xapp-")
    .optional(),
  SLACK_BOT_TOKEN: z.string().startsWith("xoxb-", "expected a bot token, which begins with xoxb-").optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z.string().min(16, "expected at least 16 characters that nobody can guess").optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: "expected an address, for tests only" }).optional(),
});
type Settings = z.infer<typeof settings>;

const OAUTH = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET"] as const;

/** Slack, in one workspace by its token or in several by consent, over HTTP or an open connection. */
export const slack = defineAdapter({
  id: "slack",
  settings,
  check: checkSettings,
  /** Each workspace's token. */
  secretsBy: (given) => (OAUTH.some((name) => given[name] !== undefined) ? "SLACK_CLIENT_ID" : null),
  async create(given, parts) {
    const { createSlack } = await import("./slack/adapter.ts");
    const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = "" } = given;
    const apiUrl = given.SLACK_API_URL ?? API_URL;
    return createSlack(
      {
        installing: installingOf(given, parts),
        hearing: appToken === undefined ? { kind: "http", signingSecret } : { kind: "socket", appToken },
        apiUrl: apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/`,
      },
      parts,
    );
  },
});

function checkSettings(given: Settings, { publicUrl, canBeCalled }: SettingsAbout): readonly string[] {
  const wanted = OAUTH.filter((name) => given[name] !== undefined);
  const missing = OAUTH.filter((name) => given[name] === undefined);
  const isOne = given.SLACK_BOT_TOKEN !== undefined;
  const isSeveral = wanted.length > 0;
  return [
    ...(given.SLACK_APP_TOKEN === undefined && given.SLACK_SIGNING_SECRET === undefined
      ? ["SLACK_SIGNING_SECRET is missing: without SLACK_APP_TOKEN, Slack calls the coach and signs with it."]
      : []),
    ...(given.SLACK_APP_TOKEN === undefined && publicUrl === null && !canBeCalled
      ? [
          "SLACK_SIGNING_SECRET: nothing listens for Slack: set HTTP_PORT to the port that its request URL leads to, or SLACK_APP_TOKEN for Socket Mode.",
        ]
      : []),
    ...(isOne && isSeveral
      ? [
          `SLACK_BOT_TOKEN is for one workspace and ${wanted.join(", ")} for several: expected one of the two.`,
        ]
      : []),
    ...(isOne || isSeveral
      ? []
      : [`SLACK_BOT_TOKEN is missing for one workspace, or ${OAUTH.join(", ")} for several.`]),
    ...(isSeveral && missing.length > 0
      ? [
          `${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing beside ${wanted.join(" and ")}.`,
        ]
      : []),
    ...(isSeveral && publicUrl === null
      ? ["SLACK_CLIENT_ID needs PUBLIC_URL: Slack sends whoever installs the app back there."]
      : []),
  ];
}

function installingOf(given: Settings, { publicUrl, sealer }: Pick<AdapterParts, "publicUrl" | "sealer">) {
  const { SLACK_BOT_TOKEN: botToken } = given;
  if (botToken !== undefined) return { kind: "one", botToken } as const;
  if (publicUrl === null || sealer === null) throw new Error("settings were not checked");
  const { SLACK_CLIENT_ID = "", SLACK_CLIENT_SECRET = "", SLACK_STATE_SECRET = "" } = given;
  return {
    kind: "several",
    clientId: SLACK_CLIENT_ID,
    clientSecret: SLACK_CLIENT_SECRET,
    stateSecret: SLACK_STATE_SECRET,
    publicUrl,
    sealer,
  } as const;
}
