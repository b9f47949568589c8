import type { types } from "@slack/bolt";
import { type Button, type OutboundMessage, plainText, readToken } from "../../message.ts";
import { inline } from "../../reply.ts";
import { LIMITS } from "./limits.ts";
import { escapeMrkdwn, mrkdwnOf, slackCommands, splitText } from "./mrkdwn.ts";

type Block = types.KnownBlock;
type ActionsElement = types.ActionsBlock["elements"][number];

/** What one call to Slack shows: blocks, and the text that stands for them in a notification. */
export type Posting = { readonly text: string; readonly blocks: Block[] };

type Surface = "message" | "view";

/** Begin the action ids of what can be tapped; a number follows, as ids are unique in a message. */
export const ACTIONS = { tap: "tap:", pick: "pick:", choose: "choose", feedback: "feedback" } as const;

/**
 * A message as Slack shows it; a covered one as its neutral line and its buttons.
 *
 * @param surface `view` where Slack does not take what only messages have, as its own look of feedback
 * @returns one posting, more only for a text over about 140 000 characters; the buttons are in the last
 */
export function postingsOf(message: OutboundMessage, surface: Surface = "message"): readonly Posting[] {
  const { cover } = message;
  if (cover !== undefined) {
    return [
      posting([...sections(escapeMrkdwn(cover.text)), ...buttonRows(...apart(cover.buttons))], cover.text),
    ];
  }
  const controls = controlsOf(message, surface);
  const texts = sections(mrkdwnOf(message.text));
  const postings: Posting[] = [];
  const room = Math.max(1, LIMITS.blocksPerMessage - controls.length);
  for (let start = 0; start === 0 || start < texts.length; start += room) {
    const isLast = start + room >= texts.length;
    const blocks = [...texts.slice(start, start + room), ...(isLast ? controls : [])];
    postings.push(posting(blocks, plainText(message.text)));
  }
  return postings;
}

/** The whole of a message inside a modal or on the home page. */
export function contentOf(message: OutboundMessage): Block[] {
  const controls = controlsOf(message, "view");
  return [...sections(mrkdwnOf(message.text)).slice(0, LIMITS.blocksPerView - controls.length), ...controls];
}

function posting(blocks: Block[], words: string): Posting {
  return { blocks, text: splitText(escapeMrkdwn(slackCommands(words)), LIMITS.fallbackText)[0] || "…" };
}

/** Text as sections, without links made of what looks like one. */
export function sections(mrkdwn: string): Block[] {
  if (mrkdwn.trim() === "") return [];
  return splitText(mrkdwn, LIMITS.sectionText).map((text) => ({
    type: "section",
    text: { type: "mrkdwn", text, verbatim: true },
  }));
}

/** What can be tapped. Feedback has a look of its own, which a view does not know. */
function controlsOf({ buttons, many }: OutboundMessage, surface: Surface): Block[] {
  const [answers, asides] = apart(buttons);
  if (many && answers.length > 0) return [...choiceBlocks(answers), ...buttonRows([], asides, true)];
  const feedback = surface === "message" ? feedbackOf(buttons) : null;
  if (feedback === null) return buttonRows(answers, asides);
  const others = (list: readonly Button[]) => list.filter((button) => !feedback.shown.includes(button));
  return [feedback.block, ...buttonRows(others(answers), others(asides))];
}

/** The answers proper, and what stands apart from them. */
function apart(buttons: readonly Button[]): readonly [readonly Button[], readonly Button[]] {
  return [buttons.filter((button) => !button.aside), buttons.filter((button) => button.aside)];
}

/** "Helpful" and "not helpful" about one message, side by side as Slack shows them. */
function feedbackOf(buttons: readonly Button[]) {
  const find = (name: string) =>
    buttons.find(({ token }) => {
      const read = readToken(token);
      return read.kind === "standing" && read.action.startsWith(`${name}:`);
    });
  const [positive, negative] = [find("helpful"), find("not-helpful")];
  if (positive === undefined || negative === undefined) return null;
  const shape = ({ label, token }: Button) => ({ text: plain(label, LIMITS.buttonText), value: token });
  const block: Block = {
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        action_id: ACTIONS.feedback,
        positive_button: shape(positive),
        negative_button: shape(negative),
      },
    ],
  };
  return { block, shown: [positive, negative] };
}

/** Answers, then asides in a row of their own; more than a row holds go on in the next. */
export function buttonRows(
  answers: readonly Button[],
  asides: readonly Button[] = [],
  withChoose = false,
): Block[] {
  const numbered = [...answers, ...asides].map(buttonElement);
  const choose: ActionsElement[] = withChoose
    ? [
        {
          type: "button",
          action_id: ACTIONS.choose,
          style: "primary",
          text: plain(inline("slack/choose"), LIMITS.buttonText),
        },
      ]
    : [];
  const rows = [numbered.slice(0, answers.length), [...choose, ...numbered.slice(answers.length)]];
  return rows.flatMap((row) => inRows(row));
}

function inRows(elements: readonly ActionsElement[]): Block[] {
  const rows: Block[] = [];
  for (let start = 0; start < elements.length; start += LIMITS.elementsPerActions) {
    rows.push({ type: "actions", elements: elements.slice(start, start + LIMITS.elementsPerActions) });
  }
  return rows;
}

function buttonElement({ token, label }: Button, index: number): ActionsElement {
  return {
    type: "button",
    action_id: `${ACTIONS.tap}${index}`,
    text: plain(label, LIMITS.buttonText),
    value: token,
  };
}

/** Several to choose from: boxes to tick, or a list where there are more than boxes may be. */
function choiceBlocks(answers: readonly Button[]): Block[] {
  const options = answers.map(({ token, label }) => ({
    text: plain(label, LIMITS.optionText),
    value: token,
  }));
  if (options.length <= LIMITS.optionsPerCheckboxes) {
    return [{ type: "actions", elements: [{ type: "checkboxes", action_id: `${ACTIONS.pick}0`, options }] }];
  }
  const lists: ActionsElement[] = [];
  for (let start = 0; start < options.length; start += LIMITS.optionsPerSelect) {
    lists.push({
      type: "multi_static_select",
      action_id: `${ACTIONS.pick}${lists.length}`,
      options: options.slice(start, start + LIMITS.optionsPerSelect),
    });
  }
  return inRows(lists);
}

/** Words without any markup, cut where the place is too short for them, and never empty, as Slack refuses that. */
export function plain(words: string, limit: number): types.PlainTextElement {
  const shown = words.length <= limit ? words : `${words.slice(0, limit - 1).toWellFormed()}…`;
  return { type: "plain_text", text: shown.trim() === "" ? "…" : shown, emoji: false };
}
