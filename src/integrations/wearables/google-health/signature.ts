import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import { isSame } from "../signed-body.ts";

/** The header that signs a notification, in small letters as Node has it; one page of the documentation has another. */
export const SIGNATURE_HEADERS = ["x-healthapi-signature", "google-health-api-signature"] as const;

const LONGEST_SIGNATURE = 400;
/** `0x01` and the key's number, four bytes, before the signature itself. */
const PREFIX_BYTES = 5;
const TINK_VERSION = 1;
const COORDINATE_BYTES = 32;

const keyset = z.looseObject({ key: z.array(z.unknown()).max(100) });
const ecdsaKey = z.looseObject({
  keyData: z.looseObject({
    typeUrl: z.literal("type.googleapis.com/google.crypto.tink.EcdsaPublicKey"),
    value: z.string().max(1000),
  }),
  status: z.literal("ENABLED"),
  keyId: z.number().int().min(1).max(0xffff_ffff),
  outputPrefixType: z.literal("TINK"),
});

/** Public keys by their number. */
export type Keyset = ReadonlyMap<number, KeyObject>;

/** Reads a Tink keyset in JSON; keys that are off, or of another kind than ECDSA P-256 with SHA-256, are left out. */
export function readKeyset(json: unknown): Keyset {
  const keys = new Map<number, KeyObject>();
  for (const entry of keyset.safeParse(json).data?.key ?? []) {
    const read = ecdsaKey.safeParse(entry);
    if (!read.success) continue;
    const key = publicKeyOf(Buffer.from(read.data.keyData.value, "base64"));
    if (key !== null) keys.set(read.data.keyId, key);
  }
  return keys;
}

/** `unknown-key`: signed by a key that is not in the set, which may be an old one: fetch it anew before judging. */
export type Verdict = "genuine" | "forged" | "unknown-key";

/**
 * Whether Google signed exactly these bytes.
 *
 * @param signature of one of {@link SIGNATURE_HEADERS}: base64, read to the letter so that no second spelling passes
 * @param body as it came over the wire: white space counts
 */
export function verifySignature(signature: unknown, body: Buffer, keys: Keyset): Verdict {
  if (typeof signature !== "string" || signature.length > LONGEST_SIGNATURE) return "forged";
  const bytes = Buffer.from(signature, "base64");
  const isPlain = bytes.toString("base64") === signature;
  if (!isPlain || bytes.length <= PREFIX_BYTES || bytes[0] !== TINK_VERSION) return "forged";
  const key = keys.get(bytes.readUInt32BE(1));
  if (key === undefined) return "unknown-key";
  const isGenuine = verify("sha256", body, { key, dsaEncoding: "der" }, bytes.subarray(PREFIX_BYTES));
  return isGenuine ? "genuine" : "forged";
}

/** Whether the header holds the secret that was given to Google for this address, `Bearer …`. */
export function isAuthorized(header: unknown, secret: string): boolean {
  return typeof header === "string" && secret !== "" && isSame(header, secret);
}

/**
 * The key in a serialised `EcdsaPublicKey`: version (1), parameters (2: hash, curve, encoding), x (3), y (4).
 * Null for anything but P-256, SHA-256 and DER.
 */
function publicKeyOf(bytes: Buffer): KeyObject | null {
  const fields = readMessage(bytes);
  const parameters = fields?.get(2);
  const [x, y] = [coordinate(fields?.get(3)), coordinate(fields?.get(4))];
  if (!(parameters instanceof Buffer) || x === null || y === null) return null;
  const choices = readMessage(parameters);
  const isKnown = choices?.get(1) === 3 && choices.get(2) === 2 && choices.get(3) === 2;
  if (!isKnown || (fields?.get(1) ?? 0) !== 0) return null;
  try {
    return createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  } catch {
    // No point of the curve.
    return null;
  }
}

/** A number of 32 bytes, which may be written with zeros before it or without its own, as a JWK has it. */
function coordinate(field: number | Buffer | undefined): string | null {
  if (!(field instanceof Buffer)) return null;
  const spare = Math.max(0, field.length - COORDINATE_BYTES);
  if (field.subarray(0, spare).some((byte) => byte !== 0)) return null;
  const padded = Buffer.alloc(COORDINATE_BYTES);
  field.copy(padded, Math.max(0, COORDINATE_BYTES - field.length), spare);
  return padded.toString("base64url");
}

/** The fields of a protobuf message that are numbers (wire type 0) or bytes (2); null when it is broken. */
function readMessage(bytes: Buffer): ReadonlyMap<number, number | Buffer> | null {
  const fields = new Map<number, number | Buffer>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) return Number.NaN;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return Number.NaN;
  };
  while (at < bytes.length) {
    const tag = varint();
    const value = varint();
    if (Number.isNaN(tag) || Number.isNaN(value)) return null;
    const [field, wireType] = [Math.floor(tag / 8), tag % 8];
    if (wireType === 0) fields.set(field, value);
    else if (wireType === 2 && at + value <= bytes.length) {
      fields.set(field, bytes.subarray(at, at + value));
      at += value;
    } else return null;
  }
  return fields;
}
