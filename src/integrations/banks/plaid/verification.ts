import { createHash, timingSafeEqual, verify as verifySignature } from "node:crypto";
import { z } from "zod";
import type { FindKey } from "./keyring.ts";

/** The header that signs a webhook, in small letters as Node has it. */
export const SIGNATURE_HEADER = "plaid-verification";

const OLDEST_SECONDS = 5 * 60;
/** What two clocks may differ by. */
const SKEW_SECONDS = 60;
const LONGEST_TOKEN = 4096;
/** P-256: two numbers of 32 bytes. */
const SIGNATURE_BYTES = 64;

const header = z.looseObject({
  // Pinned: a token that names its own way of being checked could name none.
  alg: z.literal("ES256"),
  kid: z.string().min(1).max(200),
  // Says that something must be understood that is not understood here.
  crit: z.never().optional(),
});
const payload = z.looseObject({
  iat: z.number(),
  request_body_sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** `unknown`: it cannot be told now whether Plaid said it, so it should come again. */
export type Verdict = "genuine" | "forged" | "unknown";

/**
 * Whether Plaid signed exactly these bytes, no more than five minutes ago.
 *
 * @param token of {@link SIGNATURE_HEADER}: a JWT, read to the letter so that no second spelling of one passes
 * @param body as it came over the wire: white space counts
 * @param findKey asked only for a token whose body and time fit
 */
export async function verify(
  token: unknown,
  body: Buffer,
  { now, findKey }: { readonly now: Date; readonly findKey: FindKey },
): Promise<Verdict> {
  if (typeof token !== "string" || token.length > LONGEST_TOKEN) return "forged";
  const parts = token.split(".");
  const [head, said, signature] = parts.map(bytesOf);
  if (parts.length !== 3 || !head || !said || signature?.length !== SIGNATURE_BYTES) return "forged";
  const readHeader = header.safeParse(jsonOf(head));
  const readPayload = payload.safeParse(jsonOf(said));
  if (!readHeader.success || !readPayload.success) return "forged";
  const age = now.getTime() / 1000 - readPayload.data.iat;
  if (!(age <= OLDEST_SECONDS && age >= -SKEW_SECONDS)) return "forged";
  const hash = createHash("sha256").update(body).digest();
  if (!timingSafeEqual(hash, Buffer.from(readPayload.data.request_body_sha256, "hex"))) return "forged";
  const key = await findKey(readHeader.data.kid);
  if (typeof key === "string") return key;
  const signed = Buffer.from(`${parts[0]}.${parts[1]}`);
  const isGenuine = verifySignature("sha256", signed, { key, dsaEncoding: "ieee-p1363" }, signature);
  return isGenuine ? "genuine" : "forged";
}

/** Base64url in its one spelling. */
function bytesOf(part: string): Buffer | null {
  const bytes = Buffer.from(part, "base64url");
  return bytes.toString("base64url") === part ? bytes : null;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
}
