import { expect, test } from "vitest";
import { OURA_SIGNATURE } from "../../../src/integrations/wearables/oura/webhook.ts";
import { WHOOP_SIGNATURE } from "../../../src/integrations/wearables/whoop/webhook.ts";
import { hasFixture } from "../../support/fixtures.ts";
import { oneByteChanges } from "../../support/one-byte-changes.ts";
import { recordedDelivery, SIGNATURE_VECTORS } from "../../support/signed-webhook.ts";

test.skipIf(!hasFixture(SIGNATURE_VECTORS)).each([
  // Oura's digits may be written in either case.
  ["oura", OURA_SIGNATURE, (text: string) => text.toLowerCase()],
  ["whoop", WHOOP_SIGNATURE, (text: string) => text],
] as const)(
  "given the recorded signature of %s, then it is theirs, and with any one byte changed it is not",
  (service, by, written) => {
    const { body, signedAt, signature, now, judge } = recordedDelivery(service, by);
    expect(judge()).toBe(true);
    expect(judge({ signature: written(signature) })).toBe(true);
    for (const changed of oneByteChanges(body)) {
      if (judge({ body: changed })) expect.unreachable(`taken: ${changed}`);
    }
    for (const changed of oneByteChanges(signedAt)) {
      if (judge({ signedAt: changed })) expect.unreachable(`taken: ${changed}`);
    }
    for (const changed of oneByteChanges(signature)) {
      if (written(changed) === written(signature)) continue;
      if (judge({ signature: changed })) expect.unreachable(`taken: ${changed}`);
    }
    for (const odd of [undefined, ["a"], [signature]]) expect(judge({ signature: odd })).toBe(false);
    for (const odd of [undefined, [signedAt]]) expect(judge({ signedAt: odd })).toBe(false);
    expect(judge({ secret: "" })).toBe(false);
    for (const hours of [-3, 3]) {
      expect(judge({ now: new Date(now.getTime() + hours * 3_600_000) })).toBe(false);
    }
  },
  60_000,
);
