import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A key that signs notifications, as Google has some. */
export type SigningKey = { readonly keyId: number; readonly privateKey: KeyObject; readonly entry: object };

/** A key with its entry in a Tink keyset: an `EcdsaPublicKey` of P-256, SHA-256 and DER, serialised. */
export function createSigningKey(keyId: number): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  // Google writes a coordinate with a zero before it.
  const coordinate = (tag: number, value: string) =>
    Buffer.concat([Buffer.from([tag, 33, 0]), Buffer.from(value, "base64url")]);
  const parameters = Buffer.from([0x12, 6, 8, 3, 16, 2, 24, 2]);
  const value = Buffer.concat([parameters, coordinate(0x1a, x), coordinate(0x22, y)]).toString("base64");
  const keyData = {
    typeUrl: "type.googleapis.com/google.crypto.tink.EcdsaPublicKey",
    value,
    keyMaterialType: "ASYMMETRIC_PUBLIC",
  };
  return { keyId, privateKey, entry: { keyData, status: "ENABLED", keyId, outputPrefixType: "TINK" } };
}

/** As Google's address gives them out. */
export function keysetOf(keys: readonly SigningKey[]): object {
  return { primaryKeyId: keys.at(-1)?.keyId, key: keys.map(({ entry }) => entry) };
}

/** The header that signs a body. */
export function signatureOf(body: string, { keyId, privateKey }: SigningKey): string {
  const prefix = Buffer.alloc(5, 1);
  prefix.writeUInt32BE(keyId, 1);
  return Buffer.concat([prefix, sign("sha256", Buffer.from(body), privateKey)]).toString("base64");
}
