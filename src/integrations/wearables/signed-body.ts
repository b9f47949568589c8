import { createHmac, timingSafeEqual } from "node:crypto";

/** What came in, as it came: signatures are made over the very bytes. */
export type SignedBody = {
  readonly body: Uint8Array;
  /** The header that says when it was signed, which is signed too. */
  readonly signedAt: unknown;
  readonly signature: unknown;
};

/** Deliveries are tried again for about an hour, and may then carry the time of the first try. */
const LONGEST_MS = 2 * 3_600_000;

/**
 * Whether a body was signed with the secret: HMAC-SHA256 over the time and the bytes.
 *
 * @param unitMs how many milliseconds the header counts in
 */
export function isSigned(
  { body, signedAt, signature }: SignedBody,
  by: {
    readonly secret: string;
    readonly encoding: "hex" | "base64";
    readonly unitMs: 1 | 1000;
    readonly now: Date;
  },
): boolean {
  if (by.secret === "" || typeof signedAt !== "string" || typeof signature !== "string") return false;
  if (!/^\d{1,16}$/.test(signedAt)) return false;
  const age = by.now.getTime() - Number(signedAt) * by.unitMs;
  if (!(Math.abs(age) <= LONGEST_MS)) return false;
  const expected = createHmac("sha256", by.secret).update(signedAt).update(body).digest(by.encoding);
  // Compared as text: a lenient decoder would take characters that it skips.
  return isSame(by.encoding === "hex" ? signature.toLowerCase() : signature, expected);
}

/** Compares secrets without telling by its time how much of them is right. */
export function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
