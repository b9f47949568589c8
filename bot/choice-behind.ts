import type { Candidate } from "../coaching/selection/choose.ts";
import type { Database } from "../db/client.ts";
import { findDecision } from "../db/queries/decisions.ts";
import { findEvent } from "../db/queries/events.ts";
import type { StoredRecommendation } from "../db/queries/recommendations.ts";
import { readCandidates } from "./choosing.ts";

/** Noted in the event log when the morning message was said, with its local date and what it was chosen from. */
export const MORNING_EVENT = "morning_said";

/** Noted in the event log when something was chosen and left out at random, with its message and what it was chosen from. */
export const WITHHELD_EVENT = "recommendation_withheld";

/** What something that was left out at random was chosen from. Nothing where it was not noted. */
export async function candidatesWithheld(
  db: Database,
  userId: string,
  recommendationId: string,
): Promise<readonly Candidate[]> {
  const noted = await findEvent(db, userId, WITHHELD_EVENT, { recommendationId });
  return readCandidates(noted?.candidates);
}

/**
 * What a message was chosen from. A morning's stands with the note that it was said, as that is mostly under a check-in, before
 * its time comes; an evening's with its decision. Nothing where it was not noted.
 */
export async function candidatesBehind(
  db: Database,
  { id, userId, localDate, slot }: Pick<StoredRecommendation, "id" | "userId" | "localDate" | "slot">,
): Promise<readonly Candidate[]> {
  if (slot === "morning") {
    const said = await findEvent(db, userId, MORNING_EVENT, { recommendationId: id });
    return readCandidates(said?.candidates);
  }
  const decision = await findDecision(db, { userId, kind: "evening_nudge", localDate });
  return decision?.candidates ?? [];
}
