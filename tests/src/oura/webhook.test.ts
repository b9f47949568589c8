import { expect, test } from "vitest";
import {
  answerToChallenge,
  isFromOura,
  readOuraEvent,
} from "../../../src/integrations/wearables/oura/webhook.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { oneByteChanges } from "../../support/one-byte-changes.ts";

const VECTORS = "webhook-signatures/vectors.json";

test.skipIf(!hasFixture(VECTORS))(
  "given the recorded signature, then it is Oura's in either case, and any one byte else is not",
  () => {
    const { cases, set_the_test_clock_to: second } = readFixture(VECTORS) as {
      set_the_test_clock_to: number;
      cases: { oura: { client_secret: string; raw_body: string; headers: Record<string, string> } };
    };
    const { client_secret: secret, raw_body: body, headers } = cases.oura;
    const signedAt = headers["x-oura-timestamp"] ?? "";
    const signature = headers["x-oura-signature"] ?? "";
    const now = new Date(second * 1000);
    const judge = (over: { body?: string; signedAt?: unknown; signature?: unknown } = {}) =>
      isFromOura(
        { signedAt, signature, ...over, body: Buffer.from(over.body ?? body, "latin1") },
        secret,
        now,
      );
    expect(judge()).toBe(true);
    expect(judge({ signature: signature.toLowerCase() })).toBe(true);
    for (const changed of oneByteChanges(body)) {
      if (judge({ body: changed })) expect.unreachable(`taken: ${changed}`);
    }
    for (const changed of oneByteChanges(signedAt)) {
      if (judge({ signedAt: changed })) expect.unreachable(`taken: ${changed}`);
    }
    for (const changed of oneByteChanges(signature)) {
      // Its digits may be written in either case.
      if (changed.toLowerCase() === signature.toLowerCase()) continue;
      if (judge({ signature: changed })) expect.unreachable(`taken: ${changed}`);
    }
    expect(judge({ signature: undefined })).toBe(false);
    expect(judge({ signedAt: undefined })).toBe(false);
    const signed = { body: Buffer.from(body), signedAt, signature };
    expect(isFromOura(signed, "", now)).toBe(false);
    expect(isFromOura(signed, secret, new Date(now.getTime() + 3 * 3_600_000))).toBe(false);
  },
  60_000,
);

test("given an event, then it is read; anything else is none", () => {
  const body = {
    event_type: "update",
    data_type: "sleep",
    object_id: "o1",
    event_time: "2026-11-10T13:50:00Z",
    user_id: "u1",
  };
  expect(readOuraEvent(JSON.stringify(body))).toEqual({
    kind: "changed",
    dataType: "sleep",
    objectId: "o1",
    userId: "u1",
  });
  expect(readOuraEvent(JSON.stringify({ ...body, event_type: "delete" }))?.kind).toBe("deleted");
  for (const odd of ["", "[]", "null", "{", JSON.stringify({ ...body, user_id: 4 })]) {
    expect(readOuraEvent(odd)).toBeNull();
  }
});

test("given Oura asks whether the address is ours, then it hears its challenge only with our token", () => {
  const ask = (query: string, token = "token-1") => answerToChallenge(new URLSearchParams(query), token);
  expect(ask("verification_token=token-1&challenge=abc")).toEqual({ challenge: "abc" });
  expect(ask("verification_token=token-2&challenge=abc")).toBeNull();
  expect(ask("challenge=abc")).toBeNull();
  expect(ask("verification_token=token-1")).toBeNull();
  expect(ask("verification_token=&challenge=abc", "")).toBeNull();
});
