import { z } from "zod";
import type { ProviderEvent } from "../../provider.ts";
import { isSame, type SignedBy } from "../signed-body.ts";
import { OURA_KINDS } from "./translate.ts";

/** `x-oura-timestamp` is in seconds; the signature's digits may be of either case. */
export const OURA_SIGNATURE: SignedBy = {
  signedAtHeader: "x-oura-timestamp",
  signatureHeader: "x-oura-signature",
  encoding: "hex",
  unitMs: 1000,
};

const event = z.object({
  event_type: z.enum(["create", "update", "delete"]),
  data_type: z.enum(OURA_KINDS),
  user_id: z.string().min(1).max(500),
});

/**
 * What a signed event says in our words: something about a person changed, never what. Of what was deleted the answer
 * without it is the news.
 *
 * @param body parsed; null comes of one that is no event, or of a kind that is not read
 */
export function ouraEventOf(body: unknown): ProviderEvent | null {
  const read = event.safeParse(body);
  return read.success ? { kind: "changed", externalId: read.data.user_id } : null;
}

/**
 * What to answer when Oura asks whether an address is ours, which it does before it sends anything there.
 *
 * @param token the one we gave when we subscribed
 * @returns null where it is not the token: answer 401
 */
export function answerToChallenge(
  query: URLSearchParams,
  token: string,
): { readonly challenge: string } | null {
  const [said, challenge] = [query.get("verification_token"), query.get("challenge")];
  if (token === "" || said === null || !challenge || !isSame(said, token)) return null;
  return { challenge };
}
