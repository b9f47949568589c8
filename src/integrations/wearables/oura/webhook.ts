import { z } from "zod";
import { isSame, isSigned, type SignedBody } from "../signed-body.ts";

/** What Oura tells: something about a person changed, never what. */
export type OuraEvent = {
  readonly kind: "changed" | "deleted";
  /** `sleep`, `daily_sleep`, …; those that are none of ours too. */
  readonly dataType: string;
  readonly objectId: string;
  /** Oura's own id of the person. */
  readonly userId: string;
};

const event = z.object({
  event_type: z.enum(["create", "update", "delete"]),
  data_type: z.string().min(1),
  object_id: z.string().min(1),
  user_id: z.string().min(1),
});

/**
 * Whether Oura signed it: headers `x-oura-timestamp`, in seconds, and `x-oura-signature`, in hexadecimal digits of either
 * case.
 *
 * @param secret of the client at Oura
 */
export function isFromOura(signed: SignedBody, secret: string, now: Date): boolean {
  return isSigned(signed, { secret, encoding: "hex", unitMs: 1000, now });
}

/** What the body of a signed event says; null where it is none. */
export function readOuraEvent(body: string): OuraEvent | null {
  let said: unknown;
  try {
    said = JSON.parse(body);
  } catch {
    return null;
  }
  const read = event.safeParse(said);
  if (!read.success) return null;
  const { event_type, data_type, object_id, user_id } = read.data;
  return {
    kind: event_type === "delete" ? "deleted" : "changed",
    dataType: data_type,
    objectId: object_id,
    userId: user_id,
  };
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
