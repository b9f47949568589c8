import { PAIRS, type RelationSignal } from "../../coaching/correlations/family.ts";
import { inline } from "../reply.ts";
import type { Outcome } from "./amounts.ts";
import { endsOf, type Lead } from "./pattern.ts";

/** What a signal is called in the middle of a sentence, by its name in templates: `spending by choice`. */
export function endName(end: Lead | Outcome, tag = ""): string {
  return inline(`insights/name-${end}`, { tag });
}

/** The same by the signal itself. */
export function signalName(signal: RelationSignal): string {
  return endName(endOf(signal));
}

/** A signal as templates call it. */
function endOf(signal: RelationSignal): Lead | Outcome {
  const leading = PAIRS.find(({ from }) => from === signal);
  if (leading !== undefined) return endsOf(leading.type).lead;
  const following = PAIRS.find(({ to }) => to === signal);
  if (following === undefined) throw new RangeError("expected a signal that a relation is looked for of");
  return endsOf(following.type).outcome;
}
