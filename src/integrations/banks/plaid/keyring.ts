import { createPublicKey, type KeyObject } from "node:crypto";
import { ProviderError } from "../../provider.ts";
import { verificationKey } from "./answers.ts";
import type { PlaidClient } from "./client.ts";
import type { Verdict } from "./verification.ts";

/** A key is asked for again so often, since Plaid may have given it up. */
const KEY_LIFE_MS = 60 * 60_000;
/** A name that is none of Plaid's keys' is believed to stay so. */
const STRANGER_LIFE_MS = 5 * 60_000;
/** Anybody can name keys, and each is a request of ours to Plaid. */
const MOST_STRANGERS_PER_MINUTE = 20;
const MOST_STRANGERS = 200;
/** Plaid waits ten seconds for an answer to a webhook. */
const LOOKUP_MS = 5000;

type Key = { readonly until: number; readonly key: KeyObject; readonly expiredAtMs: number };

/** Finds a key of Plaid's by its name; `unknown` where that cannot be told now. */
export type FindKey = (kid: string) => Promise<KeyObject | Exclude<Verdict, "genuine">>;

/** Plaid's keys by their names, each asked for once in a while. */
export function createKeyring(client: PlaidClient, clock: () => Date): FindKey {
  const keys = new Map<string, Key>();
  const strangers = new Map<string, number>();
  const asked = new Map<string, Promise<Key | null>>();
  let minute = 0;
  let strangersOfMinute = 0;

  return async function findKey(kid) {
    const now = clock().getTime();
    let key: Key | null | undefined = keys.get(kid);
    if (key === undefined || key.until <= now) {
      if ((strangers.get(kid) ?? 0) > now) return "forged";
      if (key === undefined && !asked.has(kid) && !mayAskForStranger(now)) return "unknown";
      try {
        key = await askOnce(kid, now);
      } catch (error) {
        if (error instanceof ProviderError) return "unknown";
        throw error;
      }
    }
    return key === null || key.expiredAtMs <= now ? "forged" : key.key;
  };

  function mayAskForStranger(now: number): boolean {
    const thisMinute = Math.floor(now / 60_000);
    if (thisMinute !== minute) [minute, strangersOfMinute] = [thisMinute, 0];
    strangersOfMinute += 1;
    return strangersOfMinute <= MOST_STRANGERS_PER_MINUTE;
  }

  /** Webhooks come in bunches, and all of a bunch name the same key. */
  function askOnce(kid: string, now: number): Promise<Key | null> {
    const known = asked.get(kid);
    if (known !== undefined) return known;
    const asking = ask(kid, now).finally(() => asked.delete(kid));
    asked.set(kid, asking);
    return asking;
  }

  /** @returns null where Plaid has no such key @throws ProviderError where it does not say */
  async function ask(kid: string, now: number): Promise<Key | null> {
    const found = await request(kid);
    if (found === null || found.kid !== kid) {
      keys.delete(kid);
      strangers.delete(kid);
      strangers.set(kid, now + STRANGER_LIFE_MS);
      const [oldest] = strangers.keys();
      if (strangers.size > MOST_STRANGERS && oldest !== undefined) strangers.delete(oldest);
      return null;
    }
    const { kty, crv, x, y, expired_at: expiredAt } = found;
    const key = {
      until: now + KEY_LIFE_MS,
      key: createPublicKey({ key: { kty, crv, x, y }, format: "jwk" }),
      expiredAtMs:
        expiredAt === null || expiredAt === undefined ? Number.POSITIVE_INFINITY : expiredAt * 1000,
    };
    keys.set(kid, key);
    return key;
  }

  async function request(kid: string) {
    try {
      const answer = await client.ask(
        (api, options) => api.webhookVerificationKeyGet({ key_id: kid }, options),
        verificationKey,
        { deadlineMs: LOOKUP_MS },
      );
      return answer.key;
    } catch (error) {
      if (error instanceof ProviderError && error.code === "refused") return null;
      throw error;
    }
  }
}
