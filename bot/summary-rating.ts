import { z } from "zod";
import type { MessageKind } from "../coaching/delivery/kinds.ts";
import type { LocalDate } from "../coaching/model/local-date.ts";
import type { StepContext } from "./conversation.ts";
import { kindName } from "./notifications.ts";
import type { Answer } from "./question.ts";
import { inline, type Reply, say, tell } from "./reply.ts";

/** Noted in the event log with which summary it was and what was answered; the last row holds. */
const SUMMARY_ANSWERED_EVENT = "summary_answered";

type Summary = {
  readonly kind: Extract<MessageKind, "weekly_summary" | "monthly_summary">;
  readonly localDate: LocalDate;
};
const summary = z.object({ kind: z.enum(["weekly_summary", "monthly_summary"]), localDate: z.iso.date() });

/** A summary said unasked, with what can be thought of it: that belongs to this one, however much later it is tapped. */
export function withRating(reply: Reply, { kind, localDate }: Summary): Reply {
  const choices = ["helpful", "not-helpful"].map((label) => ({
    id: `summary-${label}:${kind}:${localDate}`,
    label,
    standing: true,
  }));
  return {
    ...reply,
    parts: [...reply.parts, say("summary-rating/buttons")],
    choices: [...(reply.choices ?? []), ...choices],
  };
}

/**
 * A tap under a summary. It is no rule and has nothing to rest: who does not find it helpful is told how it is switched off.
 *
 * @param name the part of the token before its colon
 * @returns null for a button that is not {@link withRating}'s
 */
export function answerRating(
  name: string,
  said: { readonly kind: string; readonly localDate: string },
  { person }: Pick<StepContext, "person">,
): Answer | null {
  const read = summary.safeParse(said);
  const isHelpful = name === "summary-helpful";
  if (!read.success || (!isHelpful && name !== "summary-not-helpful")) return null;
  // It was said to the owner, who is not at hand in a sample.
  if (person.sampleName !== null) return { replies: [tell("snooze/sample")] };
  const { kind, localDate } = read.data;
  const facts = { kind: kindName(kind), word: inline(`kinds/${kind.replaceAll("_", "-")}-word`) };
  const reply = isHelpful ? tell("summary-rating/helpful") : tell("summary-rating/not-helpful", facts);
  const answer = isHelpful ? "helpful" : "not_helpful";
  return {
    replies: [reply],
    effects: [{ kind: "log", event: SUMMARY_ANSWERED_EVENT, metadata: { kind, date: localDate, answer } }],
  };
}
