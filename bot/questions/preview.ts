import { isPausedAt } from "../../coaching/delivery/preferences.ts";
import type { HoldReason } from "../../coaching/delivery/reasons.ts";
import type { Database } from "../../db/client.ts";
import { loadDays } from "../../db/queries/days.ts";
import { hasEvent } from "../../db/queries/events.ts";
import { MORNING_EVENT } from "../choice-behind.ts";
import { chooseNow, fits, noteOf } from "../choosing.ts";
import type { StepContext } from "../conversation.ts";
import { boundInCheckIn } from "../nudge-counts.ts";
import type { Answer } from "../question.ts";
import { explainChosen, wordFinding } from "../recommending.ts";
import { type Part, say } from "../reply.ts";
import { composeMorning } from "./morning.ts";
import { type Held, heldToday } from "./preview-held.ts";
import { reasonWords } from "./why-quiet.ts";

/**
 * The day's morning message shown on request, and nothing stored by it; what keeps it from being said stands over it. Says so
 * plainly when there is nothing to say.
 */
export async function previewMorning(db: Database, context: StepContext): Promise<Answer> {
  const { heading, composed } = await morningAhead(db, context);
  const { parts, said, explanation, wish } = composed;
  if (parts.length === 0) return { replies: [{ parts: [heading, say("morning/nothing")] }] };
  const why = said === null ? [] : [{ id: "why", standing: true }];
  const choices = [...why, ...(wish?.choices ?? [])];
  return { replies: [{ parts: [heading, ...parts], choices }], explanation };
}

async function morningAhead(db: Database, context: StepContext) {
  const { person, now, today } = context;
  const { userId, sampleName, reminderTime, preferences } = person;
  const compose = (room: "any" | "first") => composeMorning(db, context, { room, joinsTrials: false });
  const all = await compose("any");
  if (sampleName !== null) return { heading: say("morning/preview-sample"), composed: all };
  if (await hasEvent(db, userId, MORNING_EVENT, { date: today }))
    return { heading: say("morning/preview-said"), composed: all };
  if (reminderTime === null) return { heading: say("morning/preview-unscheduled"), composed: all };
  if (isPausedAt(preferences, now))
    return { heading: heldHeading("morning/preview-held", "paused", now, context), composed: all };
  const asSent = say("morning/preview", { time: reminderTime.slice(0, 5) });
  const bound = all.said === null ? null : await boundInCheckIn({ db, context });
  if (bound === null) return { heading: asSent, composed: all };
  // Without room what goes first is said all the same.
  const first = await compose("first");
  if (first.said !== null) return { heading: asSent, composed: first };
  return { heading: heldHeading("morning/preview-held", bound, now, context), composed: all };
}

/** The same of the day's evening message. */
export async function previewEvening(db: Database, context: StepContext): Promise<Answer> {
  const { person, today } = context;
  const loaded = await loadDays(db, person, { from: today, to: today });
  const chosen = await chooseNow(db, loaded, context, { slot: "evening", room: "any", joinsTrials: false });
  const held = person.sampleName === null ? await heldToday(db, "evening_nudge", context) : null;
  if (chosen.outcome === "hold") {
    // Where there is nothing to say, nothing keeps it back; that it has no time is so all the same.
    const heading = eveningHeading(held?.by === "reason" ? null : held, context);
    return { replies: [{ parts: [heading, say("morning/nothing")] }] };
  }
  const goesAnyway = held?.by === "reason" && held.reason === "weekly_cap" && fits(chosen.finding, "due");
  const heading = eveningHeading(goesAnyway ? null : held, context);
  const recommended = await wordFinding(db, chosen.finding, context);
  const choices = [{ id: "why", standing: true }];
  const explanation = explainChosen(recommended, noteOf(chosen), context);
  return { replies: [{ parts: [heading, recommended.message], choices }], explanation };
}

function eveningHeading(held: Held | null, context: StepContext): Part {
  const { sampleName, reminderTime } = context.person;
  if (sampleName !== null) return say("morning/preview-sample");
  if (held === null) return say("morning/preview-evening");
  if (held.by === "said") return say("morning/preview-evening-said");
  if (held.by === "reason") return heldHeading("morning/preview-evening-held", held.reason, held.at, context);
  if (reminderTime === null) return say("morning/preview-unscheduled");
  return say("morning/preview-evening-none", { time: reminderTime.slice(0, 5) });
}

function heldHeading(prompt: string, reason: HoldReason, at: Date, { person }: StepContext): Part {
  return say(prompt, { why: reasonWords(reason, at, person.preferences, person.timezone) });
}
