import { z } from "zod";
import { attemptPlace } from "../../db/queries/links.ts";
import type { Sealer } from "../../db/sealing.ts";

/** What an attempt to link keeps sealed: what its provider is asked after it with, or what the person pasted. */
const linkSecret = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("offer"),
    secret: z.string(),
    pollEveryMs: z.number().nullable(),
    answer: z.string().optional(),
  }),
  z.object({ kind: z.literal("paste"), text: z.string() }),
]);
export type LinkSecret = Readonly<z.infer<typeof linkSecret>>;

export function sealLinkSecret(sealer: Sealer, attemptId: string, secret: LinkSecret): string {
  return sealer.seal(JSON.stringify(secret), attemptPlace(attemptId));
}

/** @returns null where there is none, or none that opens with the keys at hand */
export function openLinkSecret(
  sealer: Sealer | null,
  { id, secretSealed }: { readonly id: string; readonly secretSealed: string | null },
): LinkSecret | null {
  if (sealer === null || secretSealed === null) return null;
  try {
    return linkSecret.parse(JSON.parse(sealer.open(secretSealed, attemptPlace(id))));
  } catch {
    return null;
  }
}

/** The same with what the person's browser brought back. @returns null where there is nothing to add it to, or an answer already */
export function answeredSecret(
  sealer: Sealer,
  attempt: { readonly id: string; readonly secretSealed: string | null },
  answer: string,
): string | null {
  const secret = openLinkSecret(sealer, attempt);
  if (secret?.kind !== "offer" || secret.answer !== undefined) return null;
  return sealLinkSecret(sealer, attempt.id, { ...secret, answer });
}
