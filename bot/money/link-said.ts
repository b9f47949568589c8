import { clockAt, listed, sentenceCase, shorten } from "../format.ts";
import { type Part, type Reply, say } from "../reply.ts";
import { providerName } from "./bank-names.ts";

/** Why a link or a sync came to nothing, as far as it is said. */
export type SaidFailure = {
  readonly code: string;
  /** The provider's words for the person. */
  readonly shown: string | null;
};

/** Longest words of a provider that are shown. */
const LONGEST_WORDS = 300;

/**
 * How the person goes on. An address is theirs alone, so its words are not kept.
 *
 * @param timezone of the person
 */
export function linkOffered(
  offer: { readonly kind: "address"; readonly url: string } | { readonly kind: "paste" },
  until: { readonly expiresAt: Date; readonly timezone: string },
  isMending: boolean,
): readonly Reply[] {
  const facts = { clock: clockAt(until.expiresAt, until.timezone) };
  if (offer.kind === "paste") return [{ parts: [say("connect/paste", facts)] }];
  const prompt = isMending ? "connect/address-again" : "connect/address";
  return [{ parts: [say(prompt, { ...facts, url: offer.url })], forget: true }];
}

/**
 * How an attempt to link ended.
 *
 * @param banks names that the new connections have told, if any
 */
export function linkEnded(
  provider: string,
  how: "linked" | "mended" | "left" | "expired" | { readonly failure: SaidFailure },
  banks: readonly string[] = [],
): readonly Reply[] {
  const bank = sentenceCase(banks.length > 0 ? listed(banks) : providerName(provider));
  if (how === "linked" && banks.length > 1) return [{ parts: [say("connect/linked-several", { bank })] }];
  if (typeof how === "string") return [{ parts: [say(`connect/${how}`, { bank })] }];
  const { code } = how.failure;
  return [{ parts: [say(failedPrompt(code), { bank }), ...wordsOf(bank, how.failure)] }];
}

function failedPrompt(code: string): string {
  if (code === "not-set-up") return "connect/not-set-up";
  if (code === "unavailable" || code === "rate-limited" || code === "not-ready") return "connect/failed-away";
  return code === "unexpected" || code === "sealed" ? "connect/failed-ours" : "connect/failed-refused";
}

/** The provider's own words, where it has some for the person. */
export function wordsOf(bank: string, { shown }: Pick<SaidFailure, "shown">): readonly Part[] {
  return shown === null ? [] : [say("connect/words", { bank, words: shorten(shown, LONGEST_WORDS) })];
}
