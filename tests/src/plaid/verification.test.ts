import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { expect, test } from "vitest";
import { verify } from "../../../src/integrations/banks/plaid/verification.ts";
import { createSigningKey, signatureOf } from "../../fakes/plaid-signature.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { oneByteChanges } from "../../support/one-byte-changes.ts";

const NOW = new Date("2026-11-12T12:00:00Z");
const BODY = JSON.stringify(
  { webhook_type: "ITEM", webhook_code: "LOGIN_REPAIRED", item_id: "item-1" },
  null,
  2,
);
const KEY = createSigningKey("kid-1");

const publicKeys = new Map<object, KeyObject>();
function publicKeyOf(jwk: object): KeyObject {
  const key = publicKeys.get(jwk) ?? createPublicKey({ key: jwk as never, format: "jwk" });
  publicKeys.set(jwk, key);
  return key;
}

function judge(
  token: unknown,
  body: string | Buffer = BODY,
  { now = NOW, jwk = KEY.jwk }: { readonly now?: Date; readonly jwk?: object } = {},
) {
  const keys = new Map([[(jwk as { kid: string }).kid, publicKeyOf(jwk)]]);
  return verify(token, Buffer.from(body), { now, findKey: async (kid) => keys.get(kid) ?? "forged" });
}

type Vector = {
  readonly webhook_verification_key_get_response: { readonly key: { readonly kid: string } };
  readonly raw_body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly must_reject: Readonly<Record<string, string | number>>;
};

const vectors = "webhook-signatures/vectors.json";

test.skipIf(!hasFixture(vectors))(
  "given the recorded signature, then it is Plaid's, and its counterfeits are not",
  async () => {
    const { cases, set_the_test_clock_to: second } = readFixture(vectors) as {
      set_the_test_clock_to: number;
      cases: { plaid: Vector };
    };
    const { plaid } = cases;
    const token = String(plaid.headers["Plaid-Verification"]);
    const about = { now: new Date(second * 1000), jwk: plaid.webhook_verification_key_get_response.key };
    expect(await judge(token, plaid.raw_body, about)).toBe("genuine");
    expect(await judge(plaid.must_reject.alg_HS256, plaid.raw_body, about)).toBe("forged");
    expect(await judge(token, String(plaid.must_reject.body_reserialised), about)).toBe("forged");
    const late = new Date((second + Number(plaid.must_reject.older_than_seconds)) * 1000);
    expect(await judge(token, plaid.raw_body, { ...about, now: late })).toBe("forged");
    for (const changed of oneByteChanges(token)) {
      if ((await judge(changed, plaid.raw_body, about)) !== "forged") expect.unreachable(`taken: ${changed}`);
    }
    for (const changed of oneByteChanges(plaid.raw_body)) {
      if ((await judge(token, Buffer.from(changed, "latin1"), about)) !== "forged")
        expect.unreachable(`taken: ${changed}`);
    }
  },
  60_000,
);

test("given any one byte changed, taken away or put in, in the body or the header, then it is refused", async () => {
  const token = signatureOf(BODY, KEY, { now: NOW });
  expect(await judge(token)).toBe("genuine");
  let tried = 0;
  for (const changed of oneByteChanges(token)) {
    tried += 1;
    if ((await judge(changed)) !== "forged") expect.unreachable(`taken: ${changed}`);
  }
  for (const changed of oneByteChanges(BODY)) {
    tried += 1;
    if ((await judge(token, Buffer.from(changed, "latin1"))) !== "forged")
      expect.unreachable(`taken: ${changed}`);
  }
  expect(tried).toBeGreaterThan(90_000);
}, 60_000);

test("given a signature in another spelling of the same bytes, then it is refused", async () => {
  const token = signatureOf(BODY, KEY, { now: NOW });
  expect(await judge(`${token}=`)).toBe("forged");
  expect(await judge(` ${token}`)).toBe("forged");
  expect(await judge(`${token}.`)).toBe("forged");
  expect(await judge([token, token])).toBe("forged");
  const [head = "", said = "", signature = ""] = token.split(".");
  // The last letter holds two bits that mean nothing.
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = alphabet[alphabet.indexOf(signature.slice(-1)) + 1];
  expect(await judge(`${head}.${said}.${signature.slice(0, -1)}${last}`)).toBe("forged");
});

test("given a token that wants to be checked in another way, then it is refused", async () => {
  const forge = (alg: string, signer: (text: string) => Buffer) => {
    const [, said] = signatureOf(BODY, KEY, { now: NOW }).split(".");
    const head = Buffer.from(JSON.stringify({ alg, kid: "kid-1", typ: "JWT" })).toString("base64url");
    return `${head}.${said}.${signer(`${head}.${said}`).toString("base64url")}`;
  };
  const publicPem = publicKeyOf(KEY.jwk).export({ format: "pem", type: "spki" });
  const { privateKey: rsa } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const ec = { key: KEY.privateKey, dsaEncoding: "ieee-p1363" } as const;
  const forged = [
    forge("none", () => Buffer.alloc(0)),
    forge("None", () => Buffer.alloc(64)),
    forge("HS256", (text) => createHmac("sha256", publicPem).update(text).digest()),
    forge("RS256", (text) => sign("sha256", Buffer.from(text), rsa)),
    forge("ES384", (text) => sign("sha384", Buffer.from(text), ec)),
    // A right signature under a wrong name, and one in the spelling of certificates.
    forge("es256", (text) => sign("sha256", Buffer.from(text), ec)),
    forge("ES256", (text) => sign("sha256", Buffer.from(text), KEY.privateKey)),
    forge("ES256", () => Buffer.alloc(64)),
  ];
  for (const token of forged) expect(await judge(token), token).toBe("forged");
  expect(await judge(forge("ES256", (text) => sign("sha256", Buffer.from(text), ec)))).toBe("genuine");
  expect(await judge(signatureOf(BODY, KEY, { now: NOW, header: { crit: ["exp"] } }))).toBe("forged");
});

test("given a key of the same name that is not Plaid's, or another name, then it is refused", async () => {
  expect(await judge(signatureOf(BODY, createSigningKey("kid-1"), { now: NOW }))).toBe("forged");
  expect(await judge(signatureOf(BODY, { ...KEY, kid: "kid-2" }, { now: NOW }))).toBe("forged");
  for (const kid of ["", 7, null, "x".repeat(300)]) {
    expect(await judge(signatureOf(BODY, KEY, { now: NOW, header: { kid } }))).toBe("forged");
  }
});

test("a signature holds for five minutes, and may come from a clock that is a little ahead", async () => {
  const token = signatureOf(BODY, KEY, { now: NOW });
  const after = (seconds: number) => judge(token, BODY, { now: new Date(NOW.getTime() + seconds * 1000) });
  expect(await after(300)).toBe("genuine");
  expect(await after(301)).toBe("forged");
  expect(await after(-60)).toBe("genuine");
  expect(await after(-61)).toBe("forged");
  for (const iat of [undefined, "1794000000", null]) {
    expect(await judge(signatureOf(BODY, KEY, { now: NOW, payload: { iat } }))).toBe("forged");
  }
});

test("given a hash that is none, then it is refused without a fault", async () => {
  for (const request_body_sha256 of [undefined, "", "00", "z".repeat(64), "0".repeat(66), 5]) {
    expect(await judge(signatureOf(BODY, KEY, { now: NOW, payload: { request_body_sha256 } }))).toBe(
      "forged",
    );
  }
});

test.each(["", ".", "..", "a.b", "a.b.c.d", "x".repeat(5000)])(
  "given %j in place of a token, then it is refused",
  async (token) => {
    expect(await judge(token)).toBe("forged");
  },
);

test("given a body of other bytes than text, then those bytes are what counts", async () => {
  const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
  const token = signatureOf(bytes as unknown as string, KEY, { now: NOW });
  expect(await judge(token, bytes)).toBe("genuine");
  expect(await judge(token, Buffer.from(bytes.toString("utf8")))).toBe("forged");
});
