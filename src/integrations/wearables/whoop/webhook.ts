import { z } from "zod";
import type { ProviderEvent } from "../../provider.ts";
import type { SignedBy } from "../signed-body.ts";
import { id } from "./records.ts";

export const WHOOP_SIGNATURE: SignedBy = {
  signedAtHeader: "x-whoop-signature-timestamp",
  signatureHeader: "x-whoop-signature",
  encoding: "base64",
  unitMs: 1,
};

const event = z.object({
  user_id: id,
  type: z.string().regex(/^(?:sleep|recovery)\.(?:updated|deleted)$/),
});

/**
 * What a signed event says in our words: something about a person changed, never what. Of what was deleted the answer
 * without it is the news.
 *
 * @param body parsed; null comes of one that is no event, or of a kind that is not read, as a workout
 */
export function whoopEventOf(body: unknown): ProviderEvent | null {
  const read = event.safeParse(body);
  return read.success ? { kind: "changed", externalId: read.data.user_id } : null;
}
