import { render } from "../../../prompts/index.ts";
import type { BotLog } from "../../log.ts";
import { plainText } from "../../message.ts";
import { describeFailure } from "./failure.ts";
import type { TelegramApi } from "./outgoing.ts";

/** The commands in the menu beside the text field, in its order. */
const MENU = [
  "checkin",
  "today",
  "week",
  "month",
  "nudge",
  "sleep",
  "body",
  "insights",
  "why",
  "why_quiet",
  "rests",
  "transactions",
  "accounts",
  "devices",
  "connect",
  "import",
  "budget",
  "subscriptions",
  "park",
  "parked",
  "plan",
  "plans",
  "undo",
  "settings",
  "reminder",
  "timezone",
  "currency",
  "pause",
  "resume",
  "quiet",
  "mute",
  "unmute",
  "trials",
  "tone",
  "words",
  "sample",
  "own",
  "privacy",
  "about",
  "help",
] as const;

/** The menu as Telegram takes it. */
export function menuCommands(): readonly { readonly command: string; readonly description: string }[] {
  return MENU.map((command) => {
    const section = command.replaceAll("_", "-");
    return { command, description: plainText(render(`commands/${section}`)) };
  });
}

/**
 * Tells Telegram the bot's commands and what it says of itself before somebody starts it.
 *
 * None of it is needed to talk, so what fails is left as it was.
 */
export async function introduce(api: TelegramApi, log: BotLog): Promise<void> {
  const calls = {
    commands: () => api.setMyCommands(menuCommands(), { scope: { type: "all_private_chats" } }),
    description: () => api.setMyDescription(plainText(render("telegram/description"))),
    "short description": () => api.setMyShortDescription(plainText(render("telegram/short-description"))),
  };
  for (const [what, call] of Object.entries(calls)) {
    try {
      await call();
    } catch (error) {
      const fields = { platform: "telegram", what, ...log.describe(describeFailure(error)) };
      log.warn(fields, "not told to Telegram");
    }
  }
}
