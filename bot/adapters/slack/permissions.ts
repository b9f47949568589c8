/** What the app listens to and asks for; `slack-manifest.yaml` says the same to Slack, and a test compares the two. */
export const EVENTS = [
  "app_home_opened",
  "app_mention",
  "app_uninstalled",
  "message",
  "tokens_revoked",
] as const;
export const COMMANDS = ["/balance"] as const;
export const SHORTCUTS = ["check_in"] as const;

/** What an event or surface needs beside the methods below. */
const SCOPES_TO_HEAR: readonly string[] = [
  // Direct messages.
  "im:history",
  "app_mentions:read",
  // The slash command and the shortcut.
  "commands",
  // The Messages tab as an agent's, with prompts to tap.
  "assistant:write",
  // Files that a person sends.
  "files:read",
];

/** The scope of each of Slack's methods that is called, null where none is needed. */
export const SCOPE_OF_METHOD: Readonly<Record<string, string | null>> = {
  "auth.test": null,
  "chat.postEphemeral": "chat:write",
  "chat.postMessage": "chat:write",
  "chat.update": "chat:write",
  "conversations.open": "im:write",
  filesUploadV2: "files:write",
  "users.info": "users:read",
  "views.open": null,
  "views.publish": null,
  "views.update": null,
};

/** Every scope the app asks for at its installation. */
export const SCOPES: readonly string[] = [
  ...new Set([...SCOPES_TO_HEAR, ...Object.values(SCOPE_OF_METHOD).filter((scope) => scope !== null)]),
].sort();
