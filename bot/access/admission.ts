import type { InboundEvent } from "../adapter.ts";
import { type Access, accountKey } from "./access.ts";
import { readCode, type SaidCode } from "./one-time-code.ts";

/** By which ways an account that nobody knows may come in. */
export type Ways = {
  /** With nothing to show. */
  readonly isWelcome: boolean;
  /** As the first one on a coach that nobody has claimed. */
  readonly byClaim: boolean;
  readonly byInvite: boolean;
};

/**
 * By which ways an account may come in. A link code is one always: it shows that somebody inside wants the account to be
 * theirs. Whoever sits at the machine's own terminal is let in always.
 */
export function waysIn(access: Access, account: Pick<InboundEvent, "platform" | "sender">): Ways {
  const isListed = access.kind === "list" && access.accounts.has(accountKey(account));
  const isInvite = access.kind === "invite";
  return {
    isWelcome: access.kind === "open" || account.platform === "terminal" || isListed,
    byClaim: isInvite,
    byInvite: isInvite,
  };
}

/** Whether somebody only looks at the chat: that claims no coach, and no answer is waited for. */
export function isLook(event: InboundEvent): boolean {
  return event.kind === "open" && event.isLook === true;
}

/** The code that an event carries: typed as the whole message, or in a deep link. */
export function shownCode(event: InboundEvent): SaidCode | null {
  if (event.kind === "text") return readCode(event.text);
  return event.kind === "open" && event.payload !== undefined ? readCode(event.payload) : null;
}
