import { type SamplePersonName, samplePersons } from "../coaching/sample/demo.ts";
import { sampleDay } from "../db/queries/sample-day.ts";
import { shownCode } from "./access/admission.ts";
import type { InboundEvent } from "./adapter.ts";
import { findCommand } from "./commands.ts";
import { isResting } from "./crisis.ts";
import { crisisIn } from "./crisis-in.ts";
import { cleanText, readCommand } from "./inbound-text.ts";
import { matchOffers } from "./matching.ts";
import { readToken } from "./message.ts";
import { type Turn, takeStep } from "./turn.ts";

/**
 * A sample person's days end on the day they were made: one of an earlier day is made anew before an event is answered.
 *
 * Not before a crisis, nor while coaching rests: help comes first, what is said to it belongs to the conversation that asked, and
 * no day is shown then. Nor for whoever leaves, or goes over to another sample.
 *
 * @returns whom to make anew; null for nobody
 */
export async function staleSample(turn: Turn, event: InboundEvent): Promise<SamplePersonName | null> {
  const { db, chat, context } = turn;
  const { sampleName, userId, timezone } = context.person;
  const name = samplePersons.find((known) => known === sampleName);
  if (name === undefined || isResting(chat, context.now) || crisisIn(event) !== null) return null;
  if (changesPerson(turn, event)) return null;
  return (await sampleDay(db, userId, timezone)) === context.today ? null : name;
}

/** A command that leads out of the sample, or into another one. */
function changesPerson({ context }: Turn, event: InboundEvent): boolean {
  const command = event.kind === "text" ? readCommand(cleanText(event.text)) : null;
  const outcome = command === null ? null : findCommand(command.name)?.run(command.argument, context);
  return (outcome?.effects ?? []).some(({ kind }) => kind === "enter-sample" || kind === "leave-sample");
}

export async function renewSample(turn: Turn, name: SamplePersonName): Promise<void> {
  const { timezone } = turn.context.person;
  await takeStep(turn, null, {
    replies: [],
    effects: [{ kind: "enter-sample", name, timezone }],
    next: null,
  });
}

/**
 * Whether an event says nothing but what belongs to the days before: it opens the chat, or answers a question of theirs. Then there
 * is nothing to be done with it in the new days, and their own first question follows.
 */
export function answersOldQuestion({ memory }: Turn, event: InboundEvent): boolean {
  switch (event.kind) {
    case "open":
      return shownCode(event) === null;
    case "tap":
      return isQuestion(event.token);
    case "choices":
      return true;
    case "text":
      return matchOffers(cleanText(event.text), memory.offers)?.some(isQuestion) ?? false;
    default:
      return false;
  }
}

function isQuestion(token: string): boolean {
  return readToken(token).kind === "question";
}
