import { z } from "zod";
import { attemptPlace } from "../../db/queries/links.ts";
import type { Sealer } from "../../db/sealing.ts";

/** What an attempt to link keeps sealed: what its provider is asked after it with, or what the person pasted. */
const linkSecret = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("offer"), secret: z.string(), pollEveryMs: z.number().nullable() }),
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
