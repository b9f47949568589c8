import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { menuCommands } from "../../bot/adapters/telegram/menu.ts";
import { strangerHome } from "../../bot/home.ts";
import type { OutboundMessage } from "../../bot/message.ts";
import { inline } from "../../bot/reply.ts";
import { MONDAY, SUNDAY } from "./days-with-maya.ts";
import { type Chapter, type Page, page, pageTake, type Take } from "./recording.ts";
import { slackCheckInForm, slackHome, slackNote } from "./slack-form.ts";
import type { Player } from "./stage.ts";

/** Stands for the folder that a file lies in. */
const FOLDER = "/var/coach";

const said = (where: string, prompt: string): Page => page(where, inline(prompt).split("\n"));

/** What people see of the coach beside their chat with it. @param slack somebody's account there */
export async function besideChats(slack: Player): Promise<Chapter> {
  const home = await slack.home();
  const entry = { id: "00000000-0000-4000-8000-000000000000", date: SUNDAY };
  const menu = menuCommands().map(({ command, description }) => `/${command}  ${description}`);
  return {
    title: "Beside the chat",
    intro: "",
    takes: [
      pageTake("Slack's home tab", [page("Slack", slackHome(home))]),
      pageTake("Slack's home tab before the first word", [page("Slack", slackHome(strangerHome()))]),
      pageTake("Slack's check-in form", [page("Slack", slackCheckInForm(null, MONDAY))]),
      pageTake("The form for a day that is past", [
        page("Slack, its first line", slackCheckInForm(entry, MONDAY).slice(2, 4)),
      ]),
      pageTake("The form sent off empty", [said("Slack", "slack/form-empty")]),
      pageTake("A covered message that is forgotten", [page("Slack, opened", slackNote("slack/gone"))]),
      pageTake("After /balance", [said("Slack, seen by whoever typed it", "slack/command")]),
      pageTake("In a group or channel", [said("Telegram", "telegram/group"), said("Slack", "slack/group")]),
      pageTake("The app is installed, or not", [
        said("In the browser", "slack/installed"),
        said("In the browser, where it failed", "slack/not-installed"),
      ]),
      pageTake("Telegram, before the first word", [
        said("Telegram, the empty chat", "telegram/description"),
        said("Telegram, the profile", "telegram/short-description"),
        page("Telegram, the menu", menu),
        said("Telegram, done with nothing ticked", "telegram/nothing-ticked"),
      ]),
      pageTake("The terminal's first and last line", [
        said("Terminal, the first start", "help/first-start"),
        said("Terminal, the first start, behind it", "help/key-made"),
        said("Terminal, the end", "help/goodbye"),
      ]),
    ],
  };
}

/**
 * A message with a file, of which the coach makes none yet.
 *
 * @param message whose words and buttons it has
 * @param compose writes it down while the file exists
 */
export async function withFile(
  message: OutboundMessage,
  compose: (chapter: Chapter) => Promise<string>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "preview-"));
  try {
    const file = join(folder, "week.csv");
    await writeFile(file, "");
    const whole = { ...message, file: { path: file, name: "week.csv" } };
    const { cover: _, ...open } = whole;
    const take: Take = {
      ...pageTake("With a file", []),
      shown: new Map([
        ["terminal", [{ message: open, inPlace: false }]],
        ["telegram", [{ message: open, inPlace: false }]],
        ["slack", [{ message: whole, inPlace: false }]],
      ]),
    };
    const composed = await compose({
      title: "Files",
      intro: "The coach sends none yet; this is how an answer would look with one.",
      takes: [take],
    });
    return composed.replaceAll(folder, FOLDER);
  } finally {
    await rm(folder, { recursive: true });
  }
}
