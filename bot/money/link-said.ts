import { clockAt, listed, sentenceCase, shorten } from "../format.ts";
import { type Part, type Reply, say } from "../reply.ts";
import { providerName } from "./bank-names.ts";

/** Why a link or a sync came to nothing, as far as it is said. */
export type SaidFailure = {
  readonly code: string;
  /** What else the person may read of it, as it stands. */
  readonly shown: string | null;
};

/** Longest words of a provider that are shown. */
const LONGEST_WORDS = 300;

/**
 * How the person goes on. An address is theirs alone, so its words are not kept.
 *
 * @param wearable what they sign in to, by its name, where it is no bank
 * @param timezone of the person
 */
export function linkOffered(
  wearable: string | null,
  offer: { readonly kind: "address"; readonly url: string } | { readonly kind: "paste" },
  until: { readonly expiresAt: Date; readonly timezone: string },
  isMending: boolean,
): readonly Reply[] {
  const facts = { clock: clockAt(until.expiresAt, until.timezone) };
  if (offer.kind === "paste") return [{ parts: [say("connect/paste", facts)] }];
  const prompt = isMending ? "connect/address-again" : "connect/address";
  const part =
    wearable === null || isMending
      ? say(prompt, { ...facts, url: offer.url })
      : say("connect/address-wearable", { ...facts, url: offer.url, what: wearable });
  return [{ parts: [part], forget: true }];
}

/** What an attempt was about. */
type About = {
  /** Names that its connections have told, if any. */
  readonly banks?: readonly string[];
  /** One that was there already: whatever comes of it, it is to be found in /accounts, a wearable in /devices. */
  readonly isMending?: boolean;
  readonly isWearable?: boolean;
};

/** Where a connection that is there already shows how it stands. */
function placeOf({ isWearable = false }: About): string {
  return isWearable ? "/devices" : "/accounts";
}

/** How an attempt to link ended. */
export function linkEnded(
  provider: string,
  how: "linked" | "mended" | "expired" | { readonly failure: SaidFailure },
  about: About = {},
): readonly Reply[] {
  const { banks = [], isMending = false } = about;
  const bank = bankOf(provider, banks);
  const facts = { bank, where: placeOf(about) };
  if (how === "linked" && banks.length > 1) return [{ parts: [say("connect/linked-several", { bank })] }];
  if (how === "expired") {
    const what = providerName(provider);
    return [{ parts: [isMending ? say("connect/mend-expired", facts) : say("connect/expired", { what })] }];
  }
  if (typeof how === "string") return [{ parts: [say(`connect/${how}`, { bank })] }];
  const prompt = failedPrompt(how.failure.code, isMending);
  return [{ parts: [say(prompt, facts), ...wordsOf(how.failure)] }];
}

/** That somebody left before the end, and how long they may come back. */
export function linkLeft(
  provider: string,
  { expiresAt, timezone }: { readonly expiresAt: Date; readonly timezone: string },
  about: About,
): readonly Reply[] {
  const { banks = [], isMending = false } = about;
  const clock = clockAt(expiresAt, timezone);
  const facts = { bank: bankOf(provider, banks), clock, where: placeOf(about) };
  return [{ parts: [say(isMending ? "connect/mend-left" : "connect/left", facts)] }];
}

function bankOf(provider: string, banks: readonly string[]): string {
  return sentenceCase(banks.length > 0 ? listed(banks) : providerName(provider));
}

function failedPrompt(code: string, isMending: boolean): string {
  if (code === "not-set-up") return "connect/not-set-up";
  if (code === "unavailable" || code === "rate-limited" || code === "not-ready") {
    return isMending ? "connect/mend-away" : "connect/failed-away";
  }
  if (code === "unexpected" || code === "sealed")
    return isMending ? "connect/mend-ours" : "connect/failed-ours";
  return isMending ? "connect/mend-refused" : "connect/failed-refused";
}

/** What else the person may read of it. */
export function wordsOf({ shown }: Pick<SaidFailure, "shown">): readonly Part[] {
  return shown === null ? [] : [say("connect/words", { words: shorten(shown, LONGEST_WORDS) })];
}
