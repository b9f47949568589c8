import type { Situation } from "../coaching/delivery/decide.ts";
import { isMessageKind } from "../coaching/delivery/kinds.ts";
import { readPreferences } from "../coaching/delivery/preferences.ts";
import { addDays, type LocalDate, localDateOf, weekStartOf } from "../coaching/model/local-date.ts";
import { CHOICE_SLOTS } from "../coaching/selection/history.ts";
import type { Database } from "../db/client.ts";
import type { UnaskedPerson } from "../db/queries/chat-rows.ts";
import { type DecisionRow, decisionsBehind, loadStanding, type Standing } from "../db/queries/decisions.ts";
import { saidSlots } from "../db/queries/recommendations.ts";
import { countNudges, kindOfSlot, type SaidSlot, wasSaid } from "./nudge-counts.ts";

/** Noted in the event log when the coach took its leave of someone who does not answer. */
export const GOODBYE_EVENT = "goodbye_said";

/** How far back silence and caps look: the longest rhythm of the back-off, and more. */
const LOOK_BACK_DAYS = 100;

/** What was decided before, and how the person has stood to it. */
export type Past = {
  readonly behind: readonly DecisionRow[];
  readonly standing: Standing;
  /** Times of day of this week at which a rule spoke, under a check-in too. */
  readonly saidByRules: readonly SaidSlot[];
};

export async function loadPast(db: Database, userId: string, today: LocalDate): Promise<Past> {
  const [behind, standing, saidByRules] = await Promise.all([
    decisionsBehind(db, userId, { from: addDays(today, -LOOK_BACK_DAYS), today }),
    loadStanding(db, userId, GOODBYE_EVENT),
    saidSlots(db, userId, weekStartOf(today)),
  ]);
  return { behind, standing, saidByRules };
}

/** What a decision looks at, from what is stored of a person. */
export function situationOf(
  person: Pick<
    UnaskedPerson,
    "timezone" | "preferences" | "crisisUntil" | "createdAt" | "isReachable" | "looksAtSample"
  >,
  { kind, slot, now, behind, standing, saidByRules }: Pick<Situation, "kind" | "slot" | "now"> & Past,
): Situation {
  const today = slot.localDate;
  // A slot that comes back counts once, so its first time does not use up its own room.
  const said = behind.filter((row) => wasSaid(row) && (row.kind !== kind || row.localDate !== today));
  const heardAt = standing.heardAt ?? person.createdAt;
  const unanswered = said.filter((row) => saidAt(row) > heardAt);
  const ownSlot = CHOICE_SLOTS.find((one) => kindOfSlot[one] === kind);
  const own = ownSlot === undefined ? null : { localDate: today, slot: ownSlot };
  return {
    kind,
    slot,
    now,
    zone: person.timezone,
    preferences: readPreferences(person.preferences),
    restsUntil: person.crisisUntil,
    looksAtSample: person.looksAtSample,
    isReachable: person.isReachable,
    isTravelling: standing.movedAt !== null && localDateOf(standing.movedAt, person.timezone) === today,
    ...countNudges(said, saidByRules, today, own),
    silence: {
      lastHeardAt: heardAt,
      unansweredInARow: unanswered.length,
      lastSentDate: said.at(-1)?.localDate ?? null,
      goodbyeSaid: standing.eventAt !== null && standing.eventAt > heardAt,
    },
    scheduled: standing.scheduled.filter(isMessageKind),
    decidedToday: behind
      .filter((row) => row.localDate === today)
      .map((row) => row.kind)
      .filter(isMessageKind),
  };
}

function saidAt({ outcome, dueAt, decidedAt }: DecisionRow): Date {
  return outcome === "held" ? dueAt : decidedAt;
}
