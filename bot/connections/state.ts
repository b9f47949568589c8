import { localDateOf } from "../../coaching/model/local-date.ts";
import { EXPIRES_SOON } from "../../db/queries/account-trouble.ts";
import type { ConnectionRow } from "../../db/queries/connections.ts";
import type { StepContext } from "../conversation.ts";
import { clockAt, dayPhrase, shorten } from "../format.ts";
import { bankName } from "../money/bank-names.ts";
import { type Choice, inline, type Part, say } from "../reply.ts";

/** The longest words of a provider's own that are shown. */
const LONGEST_WORDS = 300;

/** What is wrong with a connection, as the template of `accounts` that says it; null where nothing is. */
export function troubleOf(connection: ConnectionRow) {
  const { status, lastErrorCode } = connection;
  if (status === "needs_login") return "needs-login";
  if (status === "error" && lastErrorCode === "not-set-up") return "not-set-up";
  if (status === "error") return canMend(connection) ? "failing" : "away";
  return lastErrorCode === EXPIRES_SOON ? "expires-soon" : null;
}

/** Whether signing in again may help: a provider that is only away comes back by itself. */
function canMend({ status, lastErrorCode }: ConnectionRow): boolean {
  if (status === "needs_login" || lastErrorCode === EXPIRES_SOON) return true;
  return status === "error" && (lastErrorCode === "sealed" || lastErrorCode === "refused");
}

/** What the provider itself wants to be read of it. */
export function providerWords({ lastErrorMessage }: ConnectionRow): readonly Part[] {
  if (lastErrorMessage === null) return [];
  return [say("accounts/words", { words: shorten(lastErrorMessage, LONGEST_WORDS) })];
}

/** An instant as the person's clock shows it, "today at 08:10". */
export function momentOf(
  prompt: "accounts/at" | "accounts/as-of",
  at: Date,
  { person, today }: StepContext,
): string {
  const { timezone } = person;
  return inline(prompt, {
    day: dayPhrase(localDateOf(at, timezone), today),
    clock: clockAt(at, timezone),
  });
}

/** Which buttons a connection is told by. */
export type ConnectionFamily = "bank" | "device";

/** The buttons under a connection; their words are in `accounts/buttons`. */
export function connectionButtons(family: ConnectionFamily, connection: ConnectionRow): readonly Choice[] {
  const button = (what: string, label: string): Choice => ({
    id: `${family}:${what}:${connection.id}`,
    label,
    facts: { bank: bankName(connection) },
    standing: true,
  });
  if (connection.status === "revoked") return [button("mend", "again"), button("ask-erase", "erase")];
  const end = button("ask-end", "end");
  return canMend(connection) ? [button("mend", "mend"), end] : [end];
}
