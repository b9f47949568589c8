import { postingsOf } from "../../bot/adapters/slack/blocks.ts";
import { readMrkdwn } from "../../bot/adapters/slack/mrkdwn.ts";
import { uploadOf } from "../../bot/adapters/slack/send.ts";
import { formView, homeView, noteWindow } from "../../bot/adapters/slack/views.ts";
import { messageWindow } from "../../bot/adapters/slack/windows.ts";
import type { HomePage } from "../../bot/home.ts";
import { type OutboundMessage, readToken } from "../../bot/message.ts";
import { render } from "../../prompts/index.ts";

/** The blocks of a message, window or page, whatever they are in. */
type Block = ReturnType<typeof postingsOf>[number]["blocks"][number];
type Element = Extract<Block, { readonly type: "actions" }>["elements"][number];

/** What stands in the chat, the cover where a message has one. */
export function slackChat(message: OutboundMessage): readonly string[] {
  const { cover, picture, file } = message;
  if (cover !== undefined || (picture === undefined && file === undefined)) {
    return postingsOf(message).flatMap(({ blocks }) => linesOf(blocks));
  }
  const { name, comment, altText } = uploadOf(message);
  const attached = altText === null ? `(file: ${name})` : `(picture: ${name}; alt text: ${altText})`;
  const below = postingsOf({ ...message, text: [] }).flatMap(({ blocks }) => linesOf(blocks));
  return [attached, ...shownWords(comment), ...(message.buttons.length === 0 ? [] : below)];
}

/** What opens behind a cover's button: the message in full, or the check-in form (null). */
export function slackWindow(message: OutboundMessage): readonly string[] | null {
  const [open] = message.cover?.buttons ?? [];
  const read = readToken(open?.token ?? "");
  if (read.kind === "standing" && read.action.startsWith("check-in:")) return null;
  return linesOf(messageWindow([message]).blocks);
}

/** The check-in form, of today or of a day that is past. */
export function slackCheckInForm(entry: Parameters<typeof formView>[0], today: string): readonly string[] {
  const { title, submit, close, blocks } = formView(entry, today);
  return [title.text, "", ...linesOf(blocks), "", `[ ${close?.text} ] [ ${submit?.text} ]`];
}

/** A window that says one thing. */
export function slackNote(prompt: string): readonly string[] {
  return linesOf(noteWindow(render(prompt)).blocks);
}

export function slackHome(page: HomePage): readonly string[] {
  return linesOf(homeView(page).blocks);
}

function linesOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap(blockLines);
}

function blockLines(block: Block): readonly string[] {
  switch (block.type) {
    case "section":
      return shownWords(block.text?.text ?? "");
    case "header":
      return [block.text.text, ""];
    case "divider":
      return ["---"];
    case "actions":
      return elementLines(block.elements);
    case "context_actions":
      return block.elements.flatMap((element) =>
        element.type === "feedback_buttons"
          ? [`[ 👍 ${element.positive_button.text.text} ] [ 👎 ${element.negative_button.text.text} ]`]
          : [],
      );
    case "input":
      return ["", block.label.text, ...inputLines(block.element)];
    default:
      throw new Error(`no text form for a block "${block.type}"`);
  }
}

function elementLines(elements: readonly Element[]): readonly string[] {
  const buttons = elements.flatMap((element) =>
    element.type === "button" ? [`[ ${element.text.text} ]`] : [],
  );
  const others = elements.flatMap((element) => {
    if (element.type === "button") return [];
    if (element.type === "checkboxes") return element.options.map(({ text }) => `☐ ${text.text}`);
    throw new Error(`no text form for an element "${element.type}"`);
  });
  return [...others, ...(buttons.length === 0 ? [] : [buttons.join(" ")])];
}

function inputLines(element: Extract<Block, { readonly type: "input" }>["element"]): readonly string[] {
  switch (element.type) {
    case "radio_buttons":
      return element.options.map(({ text }) => `○ ${text.text}`);
    case "checkboxes":
      return element.options.map(({ text }) => `☐ ${text.text}`);
    case "plain_text_input":
      return ["(a field for text)"];
    default:
      throw new Error(`no text form for an input "${element.type}"`);
  }
}

/** Slack's markup as it is read: without the signs of styles, which words of ours never hold. */
function shownWords(mrkdwn: string): readonly string[] {
  const plain = mrkdwn.replace(/[*\u200b]/g, "").replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "");
  return readMrkdwn(plain).split("\n");
}
