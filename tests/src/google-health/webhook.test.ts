import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  isAuthorized,
  readKeyset,
  SIGNATURE_HEADERS,
  verifySignature,
} from "../../../src/integrations/wearables/google-health/signature.ts";
import { readNotice } from "../../../src/integrations/wearables/google-health/webhook.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";

const VECTORS = "webhook-signatures/vectors.json";
const vectors = z.object({
  cases: z.object({
    google_health: z.object({
      keyset_json: z.looseObject({
        key: z.tuple([z.looseObject({ keyData: z.looseObject({ value: z.string() }), keyId: z.number() })]),
      }),
      raw_body: z.string(),
      headers: z.object({ "X-HEALTHAPI-SIGNATURE": z.string(), Authorization: z.string() }),
    }),
  }),
});

describe.skipIf(!hasFixture(VECTORS))("the signature of the vectors", () => {
  const read = () => {
    const { keyset_json, raw_body, headers } = vectors.parse(readFixture(VECTORS)).cases.google_health;
    const named = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const signature = SIGNATURE_HEADERS.map((name) => named.get(name)).find(Boolean) ?? "";
    return {
      json: keyset_json,
      body: Buffer.from(raw_body),
      signature,
      keys: readKeyset(keyset_json),
      headers,
    };
  };

  test("given the body as it was signed, then it is genuine", () => {
    const { body, signature, keys } = read();
    expect(keys.size).toBe(1);
    expect(verifySignature(signature, body, keys)).toBe("genuine");
  });

  test("given any one byte of the body changed, added or taken away, then it is forged", () => {
    const { body, signature, keys } = read();
    const verdicts = new Set<string>();
    for (let at = 0; at < body.length; at++) {
      const changed = Buffer.from(body);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      verdicts.add(verifySignature(signature, changed, keys));
      verdicts.add(
        verifySignature(signature, Buffer.concat([body.subarray(0, at), body.subarray(at + 1)]), keys),
      );
      verdicts.add(
        verifySignature(
          signature,
          Buffer.concat([body.subarray(0, at), Buffer.from(" "), body.subarray(at)]),
          keys,
        ),
      );
    }
    expect([...verdicts]).toEqual(["forged"]);
  });

  test("given any one letter of the signature changed, then it is never genuine", () => {
    const { body, signature, keys } = read();
    for (let at = 0; at < signature.length; at++) {
      for (const letter of ["A", "b", "9", "+", "=", " ", "_"]) {
        if (signature[at] === letter) continue;
        const changed = signature.slice(0, at) + letter + signature.slice(at + 1);
        expect(verifySignature(changed, body, keys)).not.toBe("genuine");
      }
    }
  });

  test("given any one bit of the signature changed, then only the number of the key can make it unknown", () => {
    const { body, signature, keys } = read();
    const bytes = Buffer.from(signature, "base64");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const at = Math.floor(bit / 8);
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (bit % 8));
      const expected = at >= 1 && at <= 4 ? "unknown-key" : "forged";
      expect(verifySignature(changed.toString("base64"), body, keys)).toBe(expected);
    }
  });

  test.each([undefined, "", "AQ==", 42, ["x"], "A".repeat(100_000)])(
    "given %s as a signature, then it is forged",
    (signature) => {
      const { body, keys } = read();
      expect(verifySignature(signature, body, keys)).toBe("forged");
    },
  );

  test("given one more letter after the signature, or its web spelling, then it is forged", () => {
    const { body, signature, keys } = read();
    for (const other of [
      `${signature}=`,
      ` ${signature}`,
      `${signature}\n`,
      signature.replaceAll("+", "-"),
    ]) {
      expect(verifySignature(other, body, keys)).toBe("forged");
    }
  });

  test.each([
    ["turned off", { status: "DISABLED" }],
    ["without a prefix", { outputPrefixType: "RAW" }],
    ["of another number", { keyId: 7 }],
    [
      "of another kind",
      { keyData: { typeUrl: "type.googleapis.com/google.crypto.tink.HmacKey", value: "" } },
    ],
  ])("given a key that is %s, then nothing is genuine by it", (_, change) => {
    const { json, body, signature } = read();
    const keys = readKeyset({ key: [{ ...json.key[0], ...change }] });
    expect(verifySignature(signature, body, keys)).toBe("unknown-key");
  });

  test("given any one bit of the key changed, then nothing is genuine by it", () => {
    const { json, body, signature } = read();
    const [key] = json.key;
    const bytes = Buffer.from(key.keyData.value, "base64");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[Math.floor(bit / 8)] = (changed[Math.floor(bit / 8)] ?? 0) ^ (1 << (bit % 8));
      const keyData = { ...key.keyData, value: changed.toString("base64") };
      expect(verifySignature(signature, body, readKeyset({ key: [{ ...key, keyData }] }))).not.toBe(
        "genuine",
      );
    }
  });

  test("given a body signed by a key of one's own under the known number, then it is forged", () => {
    const { json, body, keys } = read();
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const prefix = Buffer.alloc(5, 1);
    prefix.writeUInt32BE(json.key[0].keyId, 1);
    const own = Buffer.concat([prefix, sign("sha256", body, privateKey)]).toString("base64");
    expect(verifySignature(own, body, keys)).toBe("forged");
  });

  test("given the secret of this address, then only its exact letters let in", () => {
    const { headers } = read();
    expect(isAuthorized(headers.Authorization, headers.Authorization)).toBe(true);
    for (const other of [headers.Authorization.slice(7), `${headers.Authorization} `, "", undefined, ["x"]]) {
      expect(isAuthorized(other, headers.Authorization)).toBe(false);
    }
    expect(isAuthorized("", "")).toBe(false);
  });
});

test("given any JSON as a keyset or a notification, then nothing breaks", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (json, value) => {
      expect(readKeyset(json).size).toBe(0);
      expect(readKeyset({ key: [{ keyData: { value }, keyId: json }] }).size).toBe(0);
      readNotice(json);
      readNotice([
        { data: json },
        { data: { healthUserId: "1", dataType: "sleep", operation: "UPSERT", intervals: json } },
      ]);
    }),
  );
});

const civil = (startTime: string, endTime: string) => ({ civilIso8601TimeInterval: { startTime, endTime } });
const physical = (startTime: string, endTime: string) => ({ physicalTimeInterval: { startTime, endTime } });
const notice = (dataType: string, intervals: unknown, operation = "UPSERT", healthUserId = "77") => ({
  data: { healthUserId, dataType, operation, intervals },
});
const changesOf = (...entries: unknown[]) => {
  const read = readNotice(entries);
  if (read.kind !== "changes") return expect.fail("no changes");
  return read.changes;
};

test.skipIf(!hasFixture("google-health/authored"))(
  "given the authored notification, then the day on which the night ended is fetched",
  () => {
    expect(readNotice(readFixture("google-health/authored/webhook_sleep_upsert.json"))).toEqual({
      kind: "changes",
      changes: [{ healthUserId: "1234567890123456789", days: { from: "2026-11-10", to: "2026-11-10" } }],
    });
  },
);

test("given several notices, then each person has their days from the first to the last, and deletions count", () => {
  expect(
    changesOf(
      notice("steps", [civil("2026-11-09T08:00:00", "2026-11-09T08:01:00")]),
      notice("sleep", [civil("2026-11-04T23:00:00", "2026-11-05T07:00:00")], "DELETE"),
      notice("steps", [
        civil("2026-11-06T23:59:00", "2026-11-07T00:01:00"),
        civil("2026-11-08T10:00:00", "2026-11-08T11:00:00"),
      ]),
      notice("steps", [civil("2026-11-01T10:00:00", "2026-11-01T11:00:00")], "UPSERT", "NGL8Q2-x"),
    ),
  ).toEqual([
    { healthUserId: "77", days: { from: "2026-11-05", to: "2026-11-09" } },
    { healthUserId: "NGL8Q2-x", days: { from: "2026-11-01", to: "2026-11-01" } },
  ]);
});

test("given one notice by itself, or an interval written as ISO 8601 writes one, then it is read all the same", () => {
  const alone = notice("steps", [{ civilIso8601TimeInterval: "2026-11-09T08:00:00/2026-11-10T08:01:00" }]);
  const changes = [{ healthUserId: "77", days: { from: "2026-11-09", to: "2026-11-10" } }];
  expect(readNotice(alone)).toEqual({ kind: "changes", changes });
  expect(changesOf(alone)).toEqual(changes);
});

test("given physical times alone, then the days around them are fetched, since the zone is not known", () => {
  expect(changesOf(notice("sleep", [physical("2026-11-10T06:30:00Z", "2026-11-10T13:45:00Z")]))).toEqual([
    { healthUserId: "77", days: { from: "2026-11-09", to: "2026-11-11" } },
  ]);
});

test.each([
  ["no intervals", null],
  ["days that are none", [civil("2026-02-30T00:00:00", "2026-02-31T00:00:00"), 7, null, {}]],
  ["an interval that is no text of two times", [{ civilIso8601TimeInterval: "2026-11-09" }]],
  ["years at once", [civil("2016-01-01T00:00:00", "2026-11-10T00:00:00")]],
])("given %s, then something changed, on no day that can be told", (_, intervals) => {
  expect(changesOf(notice("steps", intervals))).toEqual([{ healthUserId: "77", days: null }]);
});

test.each([
  ["a type that is not read", notice("weight", [civil("2026-11-10T06:30:00", "2026-11-10T07:00:00")])],
  [
    "a person that is none",
    notice("steps", [civil("2026-11-10T00:00:00", "2026-11-10T01:00:00")], "UPSERT", "a/b"),
  ],
])("given %s, then nothing is fetched for it", (_, entry) => {
  expect(changesOf(entry)).toEqual([]);
});

test("given the proof of the address, then it is one; given an object of another kind, then it is unread", () => {
  expect(readNotice({ type: "verification" })).toEqual({ kind: "verification" });
  expect(readNotice({ type: "other" })).toEqual({ kind: "unread" });
  expect(readNotice(null)).toEqual({ kind: "unread" });
});
