import type { MessageKind } from "../coaching/delivery/kinds.ts";
import { snoozeOf } from "../coaching/delivery/snooze.ts";
import { localDateOf } from "../coaching/model/local-date.ts";
import { hasEntryFor } from "../db/queries/mood-entries.ts";
import { lockSaidSlot, type SaidSlot } from "../db/queries/snoozes.ts";
import type { StepContext } from "./conversation.ts";
import { openCheckIn } from "./conversations/check-in-replies.ts";
import { isResting, restingAnswer } from "./crisis.ts";
import { clockAt, dayPhrase } from "./format.ts";
import { readSnooze, type SnoozedSlot } from "./later.ts";
import { kindName, quietWords } from "./notifications.ts";
import { type Facts, type Part, say as part, type Reply, tell } from "./reply.ts";
import { closeFlow, say, type Turn, takeAnswer } from "./turn.ts";

/**
 * A tap on "later": the message comes back two hours from now, once, on the day it was said only. What would be held
 * then for a reason that is known now is not promised.
 */
export async function snooze(turn: Turn, action: string): Promise<void> {
  const { db, chat, context } = turn;
  const slot = readSnooze(action);
  if (slot === null) return say(turn, [tell("errors/button-gone")]);
  // The slot is the owner's, and so are the settings that decide: neither is at hand in a sample.
  if (context.person.sampleName !== null) return say(turn, [tell("snooze/sample")]);
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const said = await lockSaidSlot(db, { ...slot, userId: chat.ownerId });
  if (said === null) return say(turn, [outdated(slot, context)]);
  const obstacle = obstacleOf(said, slot, context);
  if (obstacle !== null) return say(turn, [obstacle]);
  const isCheckIn = slot.kind === "checkin_reminder";
  if (isCheckIn && (await hasEntryFor(db, chat.ownerId, context.today))) {
    return say(turn, [tell("snooze/answered")]);
  }
  const { now, person } = context;
  const { timezone: zone, preferences } = person;
  const { decision, nextRunAt } = said;
  const due = { localDate: slot.localDate, at: decision.dueAt };
  const result = snoozeOf({ kind: slot.kind, slot: due, now, zone, preferences, nextRunAt });
  const clock = clockAt(result.at, zone);
  if (result.kind === "refused") {
    const quiet = quietWords(preferences.quiet);
    return say(turn, [refusal(slot.kind, result.reason, { clock, quiet, kind: kindName(slot.kind) })]);
  }
  const open = isCheckIn ? openCheckIn(turn) : null;
  const isClosed = open?.date === context.today;
  if (isClosed) closeFlow(turn);
  await takeAnswer(turn, {
    // The question goes from its message with its buttons, so that nobody answers one that is put off.
    replies: [
      { ...tell("snooze/until", { clock }), ...(isClosed ? { edits: `check-in:${open.entryId}` } : {}) },
    ],
    effects: [{ kind: "snooze", slot: { kind: slot.kind, localDate: slot.localDate }, until: result.at }],
  });
}

/** A button whose slot is not the newest one of its kind. */
function outdated({ localDate }: SnoozedSlot, { today }: StepContext): Reply {
  if (localDate >= today) return tell("errors/button-gone");
  return tell("snooze/other-day", { day: dayPhrase(localDate, today) });
}

/** What speaks against putting a slot off, before any time is looked at. */
function obstacleOf({ decision }: SaidSlot, { kind }: SnoozedSlot, context: StepContext): Reply | null {
  const { dueAt, snoozedUntil, outcome } = decision;
  const { today, person } = context;
  const saidOn = localDateOf(dueAt, person.timezone);
  if (saidOn !== today) return tell("snooze/other-day", { day: dayPhrase(saidOn, today) });
  if (snoozedUntil === null) return null;
  if (outcome === "snoozed") {
    return tell("snooze/already", { clock: clockAt(snoozedUntil, person.timezone) });
  }
  return { parts: [part("snooze/once"), insteadOf(kind)] };
}

function refusal(kind: MessageKind, reason: string, facts: Facts): Reply {
  const id = reason.replaceAll("_", "-");
  return { parts: [part(`snooze/refused-${id}`, facts), insteadOf(kind)] };
}

/** What a person can do themselves in place of a message that does not come back. */
function insteadOf(kind: MessageKind): Part {
  const id = kind.replaceAll("_", "-");
  return part(`snooze/instead-${id}`);
}
