import type { PlatformId } from "../../bot/adapter.ts";
import { type Chapter, type Page, page, type Take } from "./recording.ts";
import { slackChat, slackWindow } from "./slack-form.ts";
import type { Shown } from "./stage.ts";
import { telegramChat } from "./telegram-form.ts";
import { terminalChat } from "./terminal-form.ts";

const TERMINAL = "Terminal";
const EVERYWHERE = "Terminal; Telegram; Slack";
const OPENLY = "Slack, privacy off";
/** More rows of buttons than these are shown below their words. */
const MOST_ROWS = 2;

const INTRO = `# What people see

Every kind of message as each platform shows it, though not each of its wordings: made by \`npm run preview\` from the
real engine, a fixed clock and an invented person, Maya, whose wearable and bank are linked. Nobody edits this page; a
test fails when it is stale.

- \`[ words ]\` is a button; in the terminal an answer has a number. Bold is not shown.
- Where platforms show the same, it is shown once; without a name above it, and in a table, it is the same everywhere.
  Slack's commands begin with \`/balance\`: \`/pause 3\` is \`/balance pause 3\` there.
- On Slack a neutral line covers what could hold an amount, a shop or a mood, and a window shows the message itself to
  whoever taps its button: "Slack, opened". For those who switched privacy off it stands in the chat as it opens, or as
  "Slack, privacy off" shows it.
- "In place": the message before is changed and no new one comes. The terminal cannot do that.
`;

/** The whole page. */
export async function composePage(chapters: readonly Chapter[]): Promise<string> {
  const sections = await Promise.all(chapters.map(composeChapter));
  const anchors = sections.flatMap(({ headings }) => headings);
  const twice = anchors.find((title, index) => anchors.indexOf(title) !== index);
  if (twice !== undefined) throw new Error(`two headings "${twice}"`);
  const contents = sections.map(({ headings: [title = "", ...others] }) => {
    const links = others.map(linkTo).join(", ");
    return `- ${linkTo(title)}${links === "" ? "" : `: ${links}`}`;
  });
  return [INTRO, `${contents.join("\n")}\n`, ...sections.map(({ text }) => text)].join("\n");
}

function linkTo(title: string): string {
  const anchor = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-");
  return `[${title}](#${anchor})`;
}

/** A chapter, what is said in a few words in a table at its end; and its headings, its own title first. */
async function composeChapter({ title, intro, takes }: Chapter) {
  const parts = [`## ${title}\n`, ...(intro === "" ? [] : [`${intro}\n`])];
  const headings = [title];
  const rows: string[] = [];
  for (const take of takes) {
    const messages = await Promise.all(messagesOf(take).map(composeMessage));
    const row = rowOf(take, messages);
    if (row !== null) rows.push(row);
    else {
      headings.push(take.title);
      parts.push(composeTake(take, messages));
    }
  }
  if (rows.length > 0) parts.push(`| in a few words | the coach |\n| --- | --- |\n${rows.join("\n")}\n`);
  return { text: parts.join("\n"), headings };
}

/** One message as all platforms show it. */
type Message = { readonly forms: readonly Page[]; readonly beside: readonly string[] };

/** A take's messages, each as the platforms have it. */
function messagesOf({ shown }: Take): readonly (readonly Seen[])[] {
  const most = Math.max(0, ...[...shown.values()].map((messages) => messages.length));
  return Array.from({ length: most }, (_, index) =>
    [...shown].flatMap(([platform, messages]) => {
      const one = messages[index];
      return one === undefined ? [] : [{ platform, shown: one }];
    }),
  );
}

async function composeMessage(seen: readonly Seen[]): Promise<Message> {
  const forms = grouped((await Promise.all(seen.map(formsOf))).flat());
  const others = forms.filter(({ where }) => where !== TERMINAL && where !== OPENLY);
  const short = forms.flatMap(({ where }) => {
    const choices = where === TERMINAL || where === OPENLY ? choicesAlone(where, seen, others) : null;
    return choices === null ? [] : [{ where, choices }];
  });
  return {
    forms: forms.filter((form) => short.every(({ where }) => where !== form.where)),
    beside: [
      ...short.map(({ where, choices }) => `**${where}**: the same words, then ${choices}`),
      ...seen.flatMap(coverOf),
    ],
  };
}

/** The choices under a message where another form shows its words; null where it has to be shown whole. */
function choicesAlone(
  where: typeof TERMINAL | typeof OPENLY,
  seen: readonly Seen[],
  others: readonly Page[],
): string | null {
  const found = seen.find(({ platform }) => platform === (where === TERMINAL ? "terminal" : "slack"));
  if (found === undefined) return null;
  const { cover: _, ...message } = found.shown.message;
  const show = where === TERMINAL ? terminalChat : slackChat;
  const words = show({ ...message, buttons: [] });
  const choices = show(message).slice(words.length);
  const isSaid = others.some(({ lines }) => signsOf(lines).startsWith(signsOf(words)));
  if (choices.length === 0 || choices.length > MOST_ROWS || !isSaid) return null;
  return choices.map((row) => `\`${row.trim()}\``).join(" ");
}

/** What is compared: space, line breaks and how commands are written apart. */
function signsOf(lines: readonly string[]): string {
  return lines
    .join(" ")
    .replace(/\/balance (?=[a-z_])/g, "/")
    .replace(/^coach|\s/g, "");
}

/** A row for a take of few words that is the same everywhere and has nothing to tap; null for any other. */
function rowOf({ title, words, note }: Take, messages: readonly Message[]): string | null {
  const [only, ...others] = messages;
  const [form, ...more] = only?.forms ?? [];
  if (only === undefined || form === undefined || others.length > 0 || more.length > 0) return null;
  const isPlain = only.beside.length === 0 && form.where === EVERYWHERE && note === null;
  if (!isPlain || form.lines.length > 3 || form.lines.some((line) => line.startsWith("["))) return null;
  const said = form.lines.join(" ").replace(/[|<*]|(?<!\w)_|_(?!\w)/g, "\\$&");
  return `| ${title}${words === null ? "" : `: ${words}`} | ${said} |`;
}

function composeTake({ title, note, words, pages }: Take, messages: readonly Message[]): string {
  const before = [note, words === null ? null : `You: ${words}`].filter((part) => part !== null);
  const head = [`### ${title}`, ...(before.length > 0 ? [before.join(" ")] : [])].join("\n");
  const parts = messages.map(({ forms, beside }) =>
    [...forms.map(blockOf), beside.join("  \n")].filter((part) => part !== "").join("\n"),
  );
  if (pages.length > 0) parts.push(pages.map(blockOf).join("\n"));
  return `${[head, ...parts].join("\n\n")}\n`;
}

type Seen = { readonly platform: PlatformId; readonly shown: Shown };

/** The ways in which a message is seen, but for its cover. */
async function formsOf({ platform, shown }: Seen): Promise<readonly Page[]> {
  const { message } = shown;
  if (platform === "terminal") return [{ where: TERMINAL, lines: terminalChat(message) }];
  if (platform === "telegram") {
    return [page(`Telegram${placeOf(shown)}`, await telegramChat(message))];
  }
  const { cover, ...open } = message;
  const inChat = slackChat(open);
  if (cover === undefined) return [page(`Slack${placeOf(shown)}`, inChat)];
  const opened = slackWindow(message);
  return [...(opened === null ? [] : [page("Slack, opened", opened)]), page(OPENLY, inChat)];
}

/** What stands in Slack in place of a message. */
function coverOf({ shown }: Seen): readonly string[] {
  const { message } = shown;
  if (message.cover === undefined) return [];
  const [words, ...buttons] = slackChat(message);
  const form = slackWindow(message) === null ? ", which opens the check-in form" : "";
  return [`**Slack${placeOf(shown)}**: ${words} ${buttons.map((row) => `\`${row}\``).join(" ")}${form}`];
}

function placeOf({ inPlace }: Shown): string {
  return inPlace ? " (in place)" : "";
}

/** What looks the same is one form. */
function grouped(forms: readonly Page[]): readonly Page[] {
  const groups = Map.groupBy(forms, ({ lines }) => signsOf(lines));
  return [...groups.values()].map((same) => {
    const places = same.map(({ where }) => where).filter((where) => same.length === 1 || where !== OPENLY);
    // A terminal's margin is its own.
    const shown = same.find(({ where }) => where !== TERMINAL) ?? same[0];
    return { where: places.join("; "), lines: shown?.lines ?? [] };
  });
}

function blockOf({ where, lines }: Page): string {
  const label = where === EVERYWHERE ? "" : `**${where}**\n`;
  return `${label}\`\`\`text\n${lines.join("\n")}\n\`\`\``;
}
