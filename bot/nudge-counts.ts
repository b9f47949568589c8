import { reasonOfCaps } from "../coaching/delivery/decide.ts";
import { isMessageKind, type MessageKind, messageKinds } from "../coaching/delivery/kinds.ts";
import type { Preferences } from "../coaching/delivery/preferences.ts";
import type { HoldReason } from "../coaching/delivery/reasons.ts";
import { type LocalDate, weekStartOf } from "../coaching/model/local-date.ts";
import type { ChoiceSlot } from "../coaching/selection/history.ts";
import { type DecisionRow, decisionsBehind } from "../db/queries/decisions.ts";
import { saidSlots } from "../db/queries/recommendations.ts";
import { scheduledKinds } from "../db/queries/schedules.ts";
import type { Room } from "./choosing.ts";
import type { Turn } from "./turn.ts";

/** A local day's time at which a rule's message was said. */
export type SaidSlot = { readonly localDate: LocalDate; readonly slot: ChoiceSlot };

/** The kind of message that says what was chosen for a time of day. */
export const kindOfSlot = { morning: "morning_nudge", evening: "evening_nudge" } as const;

/**
 * How many nudges somebody has heard on a local day, and in its week from Monday on: what was said unasked, and what rules said
 * under a check-in, which comes out of the same budget.
 *
 * @param decided what was decided, see `wasSaid`
 * @param ownSlot a slot that is being decided; what was said in a check-in in its place leaves it its own reason
 */
export function countNudges(
  decided: readonly DecisionRow[],
  said: readonly SaidSlot[],
  today: LocalDate,
  ownSlot: SaidSlot | null = null,
): { readonly nudgesToday: number; readonly nudgesThisWeek: number } {
  const unasked = decided.filter(
    (row) => isMessageKind(row.kind) && messageKinds[row.kind].isNudge && wasSaid(row),
  );
  const inCheckIns = said.filter(
    ({ localDate, slot }) =>
      !(ownSlot?.localDate === localDate && ownSlot.slot === slot) &&
      !unasked.some((row) => row.localDate === localDate && row.kind === kindOfSlot[slot]),
  );
  const dates = [...unasked, ...inCheckIns].map(({ localDate }) => localDate);
  const monday = weekStartOf(today);
  return {
    nudgesToday: dates.filter((date) => date === today).length,
    nudgesThisWeek: dates.filter((date) => date >= monday && date <= today).length,
  };
}

/** What was put off was said before, also when it was held as it came back. */
export function wasSaid({ outcome, snoozedUntil }: DecisionRow): boolean {
  return outcome !== "held" || snoozedUntil !== null;
}

/** What may still be said where a message is held: money that is due passes the week's cap, and nothing else. */
export function roomBeside(reason: HoldReason, kind: MessageKind): Room | null {
  const isOfRules = Object.values(kindOfSlot).some((ofRules) => ofRules === kind);
  return reason === "weekly_cap" && isOfRules ? "due" : null;
}

/** What rules may say under a check-in. */
export function roomUnderCheckIn(...about: Parameters<typeof reasonUnderCheckIn>): Room {
  return reasonUnderCheckIn(...about) === null ? "any" : "first";
}

/**
 * What bounds what rules may say under a check-in: the budget of nudges holds there too, and a summary that is still to come
 * keeps its place in it, as it does against a message of the morning's own. Null where there is room.
 */
function reasonUnderCheckIn(
  {
    preferences,
    today,
    now,
  }: { readonly preferences: Preferences; readonly today: LocalDate; readonly now: Date },
  decided: readonly DecisionRow[],
  said: readonly SaidSlot[],
  scheduled: readonly MessageKind[],
): HoldReason | null {
  const ofToday = decided.filter(({ localDate }) => localDate === today);
  return reasonOfCaps({
    kind: "morning_nudge",
    slot: { localDate: today, at: now },
    preferences,
    isTravelling: false,
    ...countNudges(decided, said, today),
    scheduled,
    decidedToday: ofToday.map(({ kind }) => kind).filter(isMessageKind),
  });
}

/** What rules may say under a check-in of the person in a turn. */
export async function roomInCheckIn(turn: Pick<Turn, "db" | "context">): Promise<Room> {
  return (await boundInCheckIn(turn)) === null ? "any" : "first";
}

/** What bounds that; null where there is room. */
export async function boundInCheckIn({
  db,
  context,
}: Pick<Turn, "db" | "context">): Promise<HoldReason | null> {
  const { person, today, now } = context;
  const { userId, preferences } = person;
  const from = weekStartOf(today);
  const [decided, said, scheduled] = await Promise.all([
    decisionsBehind(db, userId, { from, today }),
    saidSlots(db, userId, from),
    scheduledKinds(db, userId),
  ]);
  return reasonUnderCheckIn({ preferences, today, now }, decided, said, scheduled.filter(isMessageKind));
}
