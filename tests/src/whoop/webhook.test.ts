import { expect, test } from "vitest";
import { isFromWhoop, readWhoopEvent } from "../../../src/integrations/wearables/whoop/webhook.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { oneByteChanges } from "../../support/one-byte-changes.ts";

const VECTORS = "webhook-signatures/vectors.json";

test.skipIf(!hasFixture(VECTORS))(
  "given the recorded signature, then it is WHOOP's, and with any one byte changed it is not",
  () => {
    const { cases, set_the_test_clock_to: second } = readFixture(VECTORS) as {
      set_the_test_clock_to: number;
      cases: { whoop: { client_secret: string; raw_body: string; headers: Record<string, string> } };
    };
    const { client_secret: secret, raw_body: body, headers } = cases.whoop;
    const signedAt = headers["X-WHOOP-Signature-Timestamp"] ?? "";
    const signature = headers["X-WHOOP-Signature"] ?? "";
    const now = new Date(second * 1000);
    const judge = (over: { body?: string; signedAt?: unknown; signature?: unknown } = {}) =>
      isFromWhoop(
        { signedAt, signature, ...over, body: Buffer.from(over.body ?? body, "latin1") },
        secret,
        now,
      );
    expect(judge()).toBe(true);
    for (const changed of oneByteChanges(body)) {
      if (judge({ body: changed })) expect.unreachable(`taken: ${changed}`);
    }
    for (const changed of oneByteChanges(signedAt)) {
      if (judge({ signedAt: changed })) expect.unreachable(`taken: ${changed}`);
    }
    for (const changed of oneByteChanges(signature)) {
      if (judge({ signature: changed })) expect.unreachable(`taken: ${changed}`);
    }
    expect(judge({ signature: ["a"] })).toBe(false);
    const late = new Date(now.getTime() + 3 * 3_600_000);
    expect(isFromWhoop({ body: Buffer.from(body), signedAt, signature }, secret, late)).toBe(false);
  },
  60_000,
);

test("given an event of sleep or recovery, then it is read; anything else is nothing to us", () => {
  const event = (type: unknown) =>
    readWhoopEvent(JSON.stringify({ user_id: 456, id: "sleep-1", type, trace_id: "t" }));
  expect(event("sleep.updated")).toEqual({ kind: "changed", of: "sleep", sleepId: "sleep-1", userId: "456" });
  expect(event("recovery.deleted")).toMatchObject({ kind: "deleted", of: "recovery" });
  for (const odd of ["workout.updated", "sleep.updated.x", "", 4, null]) expect(event(odd)).toBeNull();
  for (const odd of ["", "[]", "null", "{"]) expect(readWhoopEvent(odd)).toBeNull();
});
