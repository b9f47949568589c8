import type { InboundEvent } from "../adapter.ts";
import { accountKey } from "./access.ts";

type Account = Pick<InboundEvent, "platform" | "sender">;

/** Accounts that were turned away, in this process's memory only: nothing about a stranger is stored. */
export type Strangers = {
  /** Notes that an account was turned away. @returns whether to say so: once a day */
  turnAway(account: Account): boolean;
  /** Whether an account was turned away within a day. */
  has(account: Account): boolean;
  /** An account came in. */
  forget(account: Account): void;
};

/** After that long a stranger is told once more. */
const SILENCE_MS = 86_400_000;
/** Most accounts that are remembered; the one that was turned away the longest ago makes room. */
const MOST = 10_000;

export function createStrangers(clock: () => Date, most = MOST): Strangers {
  /** When each was told, the earliest first. */
  const told = new Map<string, number>();
  const has = (account: Account) => {
    const at = told.get(accountKey(account));
    return at !== undefined && clock().getTime() - at < SILENCE_MS;
  };
  return {
    has,
    turnAway(account) {
      if (has(account)) return false;
      const key = accountKey(account);
      told.delete(key);
      told.set(key, clock().getTime());
      for (const eldest of told.keys()) {
        if (told.size <= most) break;
        told.delete(eldest);
      }
      return true;
    },
    forget: (account) => void told.delete(accountKey(account)),
  };
}
