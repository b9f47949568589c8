import type { BodyData } from "../../db/queries/body-data.ts";
import type { ConnectionRow } from "../../db/queries/connections.ts";
import { isResting } from "../crisis.ts";
import { counted, monthName, sentenceCase } from "../format.ts";
import { bankName } from "../money/bank-names.ts";
import { type SaidFailure, wordsOf } from "../money/link-said.ts";
import { type Part, type Reply, say, tell } from "../reply.ts";
import type { Turn } from "../turn.ts";

/** What the first sync of a wearable has come to so far. */
export type FirstBodySync =
  | { readonly kind: "begun" | "complete"; readonly data: BodyData; readonly lacks: SaidFailure | null }
  | { readonly kind: "failed"; readonly failure: SaidFailure };

/** What the person hears of a wearable's first sync; numbers wait while coaching rests. */
export function bodySyncSaid(
  turn: Turn,
  said: FirstBodySync,
  connection: Pick<ConnectionRow, "displayName" | "provider">,
): readonly Reply[] {
  const device = sentenceCase(bankName(connection));
  if (said.kind === "failed") {
    return [{ parts: [say(failedPrompt(said.failure.code), { device }), ...wordsOf(said.failure)] }];
  }
  if (isResting(turn.chat, turn.context.now)) {
    return said.kind === "begun" ? [] : [tell("devices/complete-quiet", { device })];
  }
  return [
    { parts: [foundPart(said.kind, said.data, device), ...(said.lacks === null ? [] : wordsOf(said.lacks))] },
  ];
}

function foundPart(kind: "begun" | "complete", data: BodyData, device: string): Part {
  const { nights, firstNight, days, firstDay } = data;
  if (firstNight !== null) {
    const facts = { device, nights: counted(nights, "night"), since: monthName(firstNight) };
    return say(kind === "begun" ? "devices/begun" : "devices/complete", facts);
  }
  if (firstDay !== null) {
    return say("devices/complete-no-nights", {
      device,
      days: counted(days, "day"),
      since: monthName(firstDay),
    });
  }
  return say("devices/complete-none", { device });
}

function failedPrompt(code: string): string {
  if (code === "needs-login") return "devices/first-needs-login";
  return code === "revoked" ? "devices/first-over" : "devices/first-failed";
}
