import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSealer } from "../../../db/sealing.ts";
import { providers } from "../../../src/integrations/banks/index.ts";
import { plaid } from "../../../src/integrations/banks/plaid/settings.ts";
import type { ProviderParts } from "../../../src/integrations/define-provider.ts";
import { linkRequest } from "../../fakes/plaid-provider.ts";
import { type FakePlaid, KEYS, startPlaid } from "../../fakes/plaid-server.ts";

const NOW = new Date("2026-11-12T12:00:00Z");
const clock = () => NOW;
const ABOUT = { publicUrl: null, hasSealer: true, canBeCalled: true, isEmbedded: true };
const GIVEN = { PLAID_CLIENT_ID: KEYS.clientId, PLAID_SECRET: KEYS.secret };

let fake: FakePlaid;
beforeEach(async () => {
  fake = await startPlaid({ clock });
});
afterEach(() => fake.stop());

function problems(given: Readonly<Record<string, string>>): string {
  const read = plaid.read(given, ABOUT);
  return "problems" in read ? read.problems.join("\n") : "";
}

async function create(given: Readonly<Record<string, string>>, publicUrl: string | null = null) {
  const read = plaid.read(given, { ...ABOUT, publicUrl });
  if ("problems" in read) throw new Error(read.problems.join("\n"));
  const sealer = createSealer([randomBytes(32).toString("base64")]);
  return read.create({ clock, publicUrl, sealer } as ProviderParts);
}

test("the two keys are all that is needed", () => {
  expect(problems(GIVEN)).toBe("");
  expect(problems({ PLAID_CLIENT_ID: KEYS.clientId })).toMatch(/^PLAID_SECRET: expected the secret/);
  expect(problems({ PLAID_ENV: "sandbox" })).toMatch(/^PLAID_CLIENT_ID: [\s\S]*\nPLAID_SECRET: /);
  expect(providers).toContain(plaid);
});

test.each([
  [{ PLAID_SECRET: "hunter 2" }, /^PLAID_SECRET: /],
  [{ PLAID_CLIENT_ID: "hunter\n2" }, /^PLAID_CLIENT_ID: /],
  [{ PLAID_ENV: "hunter2" }, /^PLAID_ENV: expected one of production, sandbox\.$/],
  [{ PLAID_COUNTRY_CODES: "US,hunter2" }, /^PLAID_COUNTRY_CODES: expected codes out of US, CA, GB/],
  [{ PLAID_COUNTRY_CODES: "," }, /^PLAID_COUNTRY_CODES: /],
  [{ PLAID_BASE_URL: "http://plaid.example/hunter2" }, /^PLAID_BASE_URL: expected an https address/],
  [{ PLAID_BASE_URL: "http://127.0.0.1.example/hunter2" }, /^PLAID_BASE_URL: /],
  [{ PLAID_BASE_URL: "https://me:hunter2@plaid.example" }, /^PLAID_BASE_URL: /],
  [{ PLAID_BASE_URL: "https://plaid.example/?hunter2" }, /^PLAID_BASE_URL: /],
  [{ PLAID_BASE_URL: "hunter2" }, /^PLAID_BASE_URL: /],
])("what does not fit is named, never with its value: %j", (given, line) => {
  expect(problems({ ...GIVEN, ...given })).toMatch(line);
  expect(problems({ ...GIVEN, ...given })).not.toMatch(/hunter/);
});

test("an address is https, or http of this machine", () => {
  for (const PLAID_BASE_URL of [
    "https://plaid.example",
    "https://plaid.example/v1/",
    "http://127.0.0.1:4310",
    "http://localhost:4310/",
    "http://[::1]:4310",
  ]) {
    expect(problems({ ...GIVEN, PLAID_BASE_URL }), PLAID_BASE_URL).toBe("");
  }
});

test("given settings, then the provider asks there, with the keys and for the banks of those countries", async () => {
  const given = { ...GIVEN, PLAID_BASE_URL: `${fake.baseUrl}/`, PLAID_COUNTRY_CODES: "us, ca" };
  const provider = await create(given);
  expect(await provider.beginLink(linkRequest({ now: NOW }))).toMatchObject({ kind: "address" });
  expect(fake.requests[0]?.body).toMatchObject({ country_codes: ["US", "CA"] });
});

test("given no public address, then Plaid is asked more often for news than where it tells of them", async () => {
  const given = { ...GIVEN, PLAID_BASE_URL: fake.baseUrl };
  const alone = await create(given);
  const reached = await create(given, "https://coach.example.org");
  expect(alone.pollEveryMs).toBeLessThan(reached.pollEveryMs);
  const local = "http://127.0.0.1:8080";
  expect((await create(GIVEN, local)).pollEveryMs, "Plaid cannot call this machine").toBe(alone.pollEveryMs);
  expect(reached.routes(async () => {})).toMatchObject([{ method: "POST", path: "/webhooks/plaid" }]);
});
