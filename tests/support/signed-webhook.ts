import { isSigned, type SignedBy } from "../../src/integrations/wearables/signed-body.ts";
import { readFixture } from "./fixtures.ts";

const VECTORS = "webhook-signatures/vectors.json";
export const SIGNATURE_VECTORS = VECTORS;

/** A recorded delivery, and how it is judged with some of it changed. */
export function recordedDelivery(service: "oura" | "whoop", by: SignedBy) {
  const { cases, set_the_test_clock_to: second } = readFixture(VECTORS) as {
    set_the_test_clock_to: number;
    cases: Record<string, { client_secret: string; raw_body: string; headers: Record<string, string> }>;
  };
  const { client_secret: secret = "", raw_body: body = "", headers = {} } = cases[service] ?? {};
  const named = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const signedAt = named[by.signedAtHeader] ?? "";
  const signature = named[by.signatureHeader] ?? "";
  const now = new Date(second * 1000);
  type Change = {
    readonly body?: string;
    readonly signedAt?: unknown;
    readonly signature?: unknown;
    readonly secret?: string;
    readonly now?: Date;
  };
  const judge = (change: Change = {}): boolean => {
    const delivery = { body, signedAt, signature, secret, now, ...change };
    const changed = {
      ...named,
      [by.signedAtHeader]: delivery.signedAt,
      [by.signatureHeader]: delivery.signature,
    };
    return isSigned({ body: Buffer.from(delivery.body, "latin1"), headers: changed }, by, delivery);
  };
  return { body, signedAt, signature, now, judge };
}
