import { z } from "zod";
import { isSigned, type SignedBody } from "../signed-body.ts";

/** What WHOOP tells: something about a person changed, never what. */
export type WhoopEvent = {
  readonly kind: "changed" | "deleted";
  readonly of: "sleep" | "recovery";
  /** The sleep's id, of a recovery too. */
  readonly sleepId: string;
  /** WHOOP's own id of the person. */
  readonly userId: string;
};

const id = z.union([z.string().min(1), z.number()]).transform(String);
const event = z.object({ user_id: id, id, type: z.string() });

/**
 * Whether WHOOP signed it: headers `X-WHOOP-Signature-Timestamp`, in milliseconds, and `X-WHOOP-Signature`, in base64.
 *
 * @param secret of the client at WHOOP
 */
export function isFromWhoop(signed: SignedBody, secret: string, now: Date): boolean {
  return isSigned(signed, { secret, encoding: "base64", unitMs: 1, now });
}

/** What the body of a signed event says; null where it is none, or nothing to us, as a workout. */
export function readWhoopEvent(body: string): WhoopEvent | null {
  let said: unknown;
  try {
    said = JSON.parse(body);
  } catch {
    return null;
  }
  const read = event.safeParse(said);
  const [, of, change] = /^(sleep|recovery)\.(updated|deleted)$/.exec(read.data?.type ?? "") ?? [];
  if (!read.success || (of !== "sleep" && of !== "recovery")) return null;
  return {
    kind: change === "deleted" ? "deleted" : "changed",
    of,
    sleepId: read.data.id,
    userId: read.data.user_id,
  };
}
