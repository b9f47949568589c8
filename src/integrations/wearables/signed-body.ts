import { createHmac, timingSafeEqual } from "node:crypto";

/** How a service signs what it tells. */
export type SignedBy = {
  /** Names of headers in small letters, as Node has them. */
  readonly signedAtHeader: string;
  readonly signatureHeader: string;
  readonly encoding: "hex" | "base64";
  /** How many milliseconds the first header counts in. */
  readonly unitMs: 1 | 1000;
};

/** What came in, as it came: signatures are made over the very bytes. */
export type SignedBody = {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, unknown>>;
};

/** Deliveries are tried again for about an hour, and may then carry the time of the first try. */
const LONGEST_MS = 2 * 3_600_000;

/**
 * Whether a body was signed with the secret: HMAC-SHA256 over the time and the bytes.
 *
 * @param secret of the client at the service; with an empty one nothing is signed
 */
export function isSigned(
  { body, headers }: SignedBody,
  { signedAtHeader, signatureHeader, encoding, unitMs }: SignedBy,
  { secret, now }: { readonly secret: string; readonly now: Date },
): boolean {
  const [signedAt, signature] = [headers[signedAtHeader], headers[signatureHeader]];
  if (secret === "" || typeof signedAt !== "string" || typeof signature !== "string") return false;
  if (!/^\d{1,16}$/.test(signedAt)) return false;
  const age = now.getTime() - Number(signedAt) * unitMs;
  if (!(Math.abs(age) <= LONGEST_MS)) return false;
  const expected = createHmac("sha256", secret).update(signedAt).update(body).digest(encoding);
  // Compared as text: a lenient decoder would take characters that it skips.
  return isSame(encoding === "hex" ? signature.toLowerCase() : signature, expected);
}

/** Compares secrets without telling by its time how much of them is right. */
export function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
