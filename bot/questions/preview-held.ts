import { decide } from "../../coaching/delivery/decide.ts";
import type { MessageKind } from "../../coaching/delivery/kinds.ts";
import { writePreferences } from "../../coaching/delivery/preferences.ts";
import type { HoldReason } from "../../coaching/delivery/reasons.ts";
import type { Database } from "../../db/client.ts";
import { slotsAround } from "../../db/queries/next-slot.ts";
import type { StepContext } from "../conversation.ts";
import { loadPast, situationOf } from "../situation.ts";

/** What keeps today's message of a kind from being said; `said`: it has been, `no-time`: it has no time of its own. */
export type Held =
  | { readonly by: "said" | "no-time" }
  | { readonly by: "reason"; readonly reason: HoldReason; readonly at: Date };

/** What keeps today's message from being said, decided or as it would be decided at its time; null: nothing does. */
export async function heldToday(db: Database, kind: MessageKind, context: StepContext): Promise<Held | null> {
  const { person, now, today } = context;
  const past = await loadPast(db, person.userId, today);
  const before = past.behind.find((row) => row.kind === kind && row.localDate === today);
  if (before !== undefined && before.outcome !== "held") return { by: "said" };
  if (before !== undefined && before.reason !== null) {
    return { by: "reason", reason: before.reason, at: before.decidedAt };
  }
  const { next } = await slotsAround(db, person.userId, kind);
  if (next === null) return { by: "no-time" };
  const at = next.localDate === today && next.at > now ? next.at : now;
  const about = {
    timezone: person.timezone,
    preferences: writePreferences(person.preferences),
    crisisUntil: person.restsUntil ?? null,
    createdAt: now,
    // They are here, and look at themselves.
    isReachable: true,
    looksAtSample: false,
  };
  const verdict = decide(situationOf(about, { kind, slot: { localDate: today, at }, now: at, ...past }));
  return verdict.say === "hold" ? { by: "reason", reason: verdict.reason, at } : null;
}
