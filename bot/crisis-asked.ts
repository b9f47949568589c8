import type { Memory } from "./memory.ts";
import type { Turn } from "./turn.ts";

/**
 * What is asked about a crisis: what it is (`question`), whether they can call (`act`) or are safe (`others`), at once; and how they are, the
 * day after.
 */
export type CrisisQuestion = NonNullable<Memory["crisisAsked"]>["what"];

const ASKS: readonly (readonly [RegExp, CrisisQuestion])[] = [
  [/^crisis\/question-act$/, "act"],
  [/^crisis\/question-others/, "others"],
  [/^crisis\/question/, "question"],
  [/^crisis\/follow-up$/, "follow-up"],
];
/** What is said to an answer leaves the question standing, for a second thought. */
const LEAVES_ASKED = /^crisis\/(?:(?:act-|others-)?(?:yes|bad)|heard(?:-\w+)?|thanks)$/;

/**
 * The question about a crisis that was the last thing said in a chat, after this turn. A bare "yes" or "a bit" answers it there and
 * as long as nothing else was said, and no other question before or after it.
 */
export function crisisAskedAfter({
  memory,
  messages,
  chat,
}: Pick<Turn, "memory" | "messages" | "chat">): Memory["crisisAsked"] {
  const before = memory.crisisAsked;
  const last = messages.at(-1)?.prompts ?? [];
  const [, what] = ASKS.find(([template]) => last.some((prompt) => template.test(prompt))) ?? [];
  if (what !== undefined) return { what, in: chat.identityId };
  const isElsewhere = before?.in !== chat.identityId;
  const isLeft =
    before !== null && before.what !== "follow-up" && last.some((prompt) => LEAVES_ASKED.test(prompt));
  return messages.length === 0 || isElsewhere || isLeft ? before : null;
}

/** What was asked at once where that was the last thing said in the chat that this turn is in. */
export function askedHere({
  memory: { crisisAsked },
  chat,
}: Pick<Turn, "memory" | "chat">): Exclude<CrisisQuestion, "follow-up"> | null {
  if (crisisAsked === null || crisisAsked.in !== chat.identityId) return null;
  return crisisAsked.what === "follow-up" ? null : crisisAsked.what;
}

/** Whether how they are, the day after, was the last thing asked in the chat that this turn is in. */
export function isFollowUpAsked({ memory, chat }: Pick<Turn, "memory" | "chat">): boolean {
  return memory.crisisAsked?.what === "follow-up" && memory.crisisAsked.in === chat.identityId;
}
