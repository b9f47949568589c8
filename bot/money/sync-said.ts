import { DateTime } from "luxon";
import type { ConnectionData, ConnectionRow } from "../../db/queries/connections.ts";
import { isResting } from "../crisis.ts";
import { counted, sentenceCase } from "../format.ts";
import { type Reply, say, tell } from "../reply.ts";
import type { Turn } from "../turn.ts";
import { bankName } from "./bank-names.ts";
import { type SaidFailure, wordsOf } from "./link-said.ts";

/** What the first sync of a connection has come to so far. */
export type FirstSync =
  | { readonly kind: "waiting" }
  | { readonly kind: "complete"; readonly data: ConnectionData; readonly leftOut: number }
  | { readonly kind: "failed"; readonly failure: SaidFailure };

/** What the person hears of a connection's first sync; numbers wait while coaching rests. */
export function firstSyncSaid(
  turn: Turn,
  said: FirstSync,
  connection: Pick<ConnectionRow, "displayName" | "provider">,
): readonly Reply[] {
  const bank = sentenceCase(bankName(connection));
  if (said.kind === "waiting") return [tell("connect/waiting", { bank })];
  if (said.kind === "failed") {
    return [{ parts: [say(failedPrompt(said.failure.code), { bank }), ...wordsOf(said.failure)] }];
  }
  if (isResting(turn.chat, turn.context.now)) return [tell("connect/complete-quiet", { bank })];
  const { data, leftOut } = said;
  const accounts = counted(data.accounts, "account");
  const out = leftOut === 0 ? [] : [say("connect/left-out", { count: counted(leftOut, "row") })];
  if (data.purchases === 0 || data.firstDay === null) {
    return [{ parts: [say("connect/complete-none", { bank, accounts }), ...out] }];
  }
  const purchases = `${data.purchases.toLocaleString("en-US")} ${data.purchases === 1 ? "purchase" : "purchases"}`;
  const since = DateTime.fromISO(data.firstDay, { zone: "UTC", locale: "en" }).toFormat("LLLL yyyy");
  return [{ parts: [say("connect/complete", { purchases, since, accounts }), ...out] }];
}

function failedPrompt(code: string): string {
  if (code === "needs-login") return "connect/first-needs-login";
  return code === "revoked" ? "connect/first-over" : "connect/first-failed";
}
