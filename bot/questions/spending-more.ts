import { sumUp } from "../../coaching/questions/spending-sums.ts";
import type { AskSpendingSlots } from "../../coaching/understanding/frame.ts";
import { LONGEST_ACTION } from "../message.ts";
import type { Answer } from "../question.ts";
import { type Choice, inline, say } from "../reply.ts";
import { MOST_ROWS } from "./spending-lists.ts";
import { type SpendingView, wantedIn } from "./spending-view.ts";

/** What can be shown of the payments behind a sum: the stretches before it, or each of them. */
export type SpendingMore = "picture" | "list";

/**
 * An answer with buttons for more about the same payments, before "why?".
 *
 * They hold the question itself, so that an older answer's button shows what that one was about, as it is known by then; one
 * with more words than a button holds goes without.
 */
export function withMore(
  answer: Answer,
  more: readonly SpendingMore[],
  view: SpendingView,
  slots: AskSpendingSlots,
): Answer {
  const choices = more.map((what) => choiceOf(what, view, slots)).filter(({ id }) => fits(id));
  const [reply, ...others] = answer.replies;
  if (choices.length === 0 || reply === undefined) return answer;
  const parts = [...reply.parts, say("questions/spending/more")];
  return {
    ...answer,
    replies: [{ ...reply, parts, choices: [...choices, ...(reply.choices ?? [])] }, ...others],
  };
}

function choiceOf(what: SpendingMore, view: SpendingView, slots: AskSpendingSlots): Choice {
  const id = ["spent", what, view.asked.from, view.asked.to, filterOf(slots)].join(":");
  if (what === "picture") return { id, label: "picture", standing: true };
  const { count } = sumUp(wantedIn(view, view.asked));
  return count > MOST_ROWS
    ? { id, label: "largest", facts: { count: MOST_ROWS }, standing: true }
    : { id, label: "all", facts: { count: inline(`questions/words/number-${count}`) }, standing: true };
}

function filterOf({ category, merchant }: AskSpendingSlots): string {
  if (merchant !== undefined) return `m.${merchant}`;
  return category === undefined ? "" : `c.${category}`;
}

function fits(id: string): boolean {
  return Buffer.byteLength(id) <= LONGEST_ACTION;
}

const ACTION = /^spent:(picture|list):(\d{4}-\d\d-\d\d):(\d{4}-\d\d-\d\d):(?:([cm])\.(.+))?$/su;

/** The question that such a button holds; null for one that holds none. */
export function readMore(
  action: string,
): { readonly what: SpendingMore; readonly slots: AskSpendingSlots } | null {
  const read = ACTION.exec(action);
  if (read === null) return null;
  const [, what, from = "", to = "", kind, name = ""] = read;
  const named = kind === "m" ? { merchant: name } : kind === "c" ? { category: name } : {};
  return {
    what: what === "picture" ? "picture" : "list",
    slots: { period: { from, to }, ...named },
  };
}
