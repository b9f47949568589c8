import { isMessageKind, messageKinds } from "../coaching/delivery/kinds.ts";
import { type LocalDate, weekStartOf } from "../coaching/model/local-date.ts";
import type { ChoiceSlot } from "../coaching/selection/history.ts";
import { type DecisionRow, decisionsBehind } from "../db/queries/decisions.ts";
import { saidSlots } from "../db/queries/recommendations.ts";
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

/** What rules may say under a check-in: the budget of nudges holds there too. */
export async function roomInCheckIn({ db, context }: Pick<Turn, "db" | "context">): Promise<Room> {
  const { person, today } = context;
  const from = weekStartOf(today);
  const [decided, said] = await Promise.all([
    decisionsBehind(db, person.userId, { from, today }),
    saidSlots(db, person.userId, from),
  ]);
  const { nudgesToday, nudgesThisWeek } = countNudges(decided, said, today);
  const { nudgesPerDay, nudgesPerWeek } = person.preferences;
  return nudgesToday < nudgesPerDay && nudgesThisWeek < nudgesPerWeek ? "any" : "first";
}
