import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A key that signs webhooks, as Plaid has some. */
export type SigningKey = {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** As `/webhook_verification_key/get` tells it. */
  readonly jwk: Readonly<Record<string, unknown>>;
};

export function createSigningKey(
  kid: string,
  { expiredAt = null }: { readonly expiredAt?: number | null } = {},
) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x, y } = publicKey.export({ format: "jwk" });
  return {
    kid,
    privateKey,
    jwk: {
      alg: "ES256",
      kty: "EC",
      crv: "P-256",
      use: "sig",
      kid,
      x,
      y,
      created_at: 1,
      expired_at: expiredAt,
    },
  } satisfies SigningKey;
}

/** A `Plaid-Verification` header for a body; what is `said` otherwise takes the place of what should be. */
export function signatureOf(
  body: string,
  key: Pick<SigningKey, "kid" | "privateKey">,
  {
    now,
    header = {},
    payload = {},
  }: { readonly now: Date; readonly header?: object; readonly payload?: object },
): string {
  const text = [
    { alg: "ES256", kid: key.kid, typ: "JWT", ...header },
    {
      iat: Math.floor(now.getTime() / 1000),
      request_body_sha256: createHash("sha256").update(body).digest("hex"),
      ...payload,
    },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const signature = sign("sha256", Buffer.from(text), { key: key.privateKey, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}
