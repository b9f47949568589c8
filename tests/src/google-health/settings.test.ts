import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createSealer } from "../../../db/sealing.ts";
import type { ProviderParts } from "../../../src/integrations/define-provider.ts";
import { googleHealth } from "../../../src/integrations/wearables/google-health/settings.ts";
import { wearables } from "../../../src/integrations/wearables/index.ts";
import { openGoogle } from "../../fakes/google-health-provider.ts";

const clock = () => new Date("2026-11-12T12:00:00Z");
const PUBLIC = "https://coach.example.org";
const ABOUT = { publicUrl: PUBLIC, hasSealer: true, canBeCalled: true, isEmbedded: true };
const GIVEN = {
  GOOGLE_HEALTH_CLIENT_ID: "123-abc.apps.googleusercontent.com",
  GOOGLE_HEALTH_CLIENT_SECRET: "GOCSPX-secret-of-a-test",
};
const ADDRESSES = [
  "GOOGLE_HEALTH_BASE_URL",
  "GOOGLE_HEALTH_AUTHORIZE_URL",
  "GOOGLE_HEALTH_TOKEN_URL",
  "GOOGLE_HEALTH_REVOKE_URL",
  "GOOGLE_HEALTH_KEYSET_URL",
];

function problems(given: Readonly<Record<string, string>>, about: Partial<typeof ABOUT> = {}): string {
  const read = googleHealth.read(given, { ...ABOUT, ...about });
  return "problems" in read ? read.problems.join("\n") : "";
}

async function create(given: Readonly<Record<string, string>>) {
  const read = googleHealth.read(given, ABOUT);
  if ("problems" in read) throw new Error(read.problems.join("\n"));
  const sealer = createSealer([randomBytes(32).toString("base64")]);
  const words: ProviderParts["words"] = (template) => template;
  return read.create({ clock, publicUrl: PUBLIC, sealer, words } as ProviderParts);
}

test("the two keys are all that is needed, where people can come back to", () => {
  expect(problems(GIVEN)).toBe("");
  expect(problems({ GOOGLE_HEALTH_CLIENT_ID: "123" })).toMatch(/^GOOGLE_HEALTH_CLIENT_SECRET: expected/);
  expect(problems({ GOOGLE_HEALTH_WEBHOOK_SECRET: "0123456789abcdef" })).toMatch(
    /^GOOGLE_HEALTH_CLIENT_ID: [\s\S]*\nGOOGLE_HEALTH_CLIENT_SECRET: /,
  );
  expect(wearables).toContain(googleHealth);
});

test("given nowhere that people could come back to, or no key to seal with, then that is said", () => {
  const nowhere = googleHealth.read(GIVEN, { ...ABOUT, publicUrl: null });
  expect("problems" in nowhere && nowhere.problems).toEqual([
    "GOOGLE_HEALTH_CLIENT_ID needs PUBLIC_URL: people come back there after signing in at Google.",
  ]);
  expect(problems(GIVEN, { hasSealer: false })).toContain("COACH_SECRET_KEY");
});

test.each([
  [{ GOOGLE_HEALTH_CLIENT_SECRET: "hunter 2" }, /^GOOGLE_HEALTH_CLIENT_SECRET: /],
  [{ GOOGLE_HEALTH_CLIENT_ID: "hunter\n2" }, /^GOOGLE_HEALTH_CLIENT_ID: /],
  [{ GOOGLE_HEALTH_WEBHOOK_SECRET: "hunter" }, /^GOOGLE_HEALTH_WEBHOOK_SECRET: /],
  [{ GOOGLE_HEALTH_WEBHOOK_SECRET: "Basic hunter2-hunter2" }, /^GOOGLE_HEALTH_WEBHOOK_SECRET: /],
  ...ADDRESSES.map((name) => [
    { [name]: "http://health.example/hunter2" },
    new RegExp(`^${name}: expected an https`),
  ]),
  ...ADDRESSES.map((name) => [{ [name]: "https://me:hunter2@health.example" }, new RegExp(`^${name}: `)]),
] as [Record<string, string>, RegExp][])(
  "what does not fit is named, never with its value: %j",
  (given, line) => {
    expect(problems({ ...GIVEN, ...given })).toMatch(line);
    expect(problems({ ...GIVEN, ...given })).not.toMatch(/hunter/);
  },
);

test("every setting stands in its own page", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/google-health.md"), "utf8");
  for (const name of googleHealth.settingNames) expect(page).toContain(`\`${name}\``);
});

test("given none of the addresses, then people sign in at Google itself", async () => {
  const { beginLink } = await create(GIVEN);
  const offer = await beginLink({ attemptId: "a", userId: "u", mends: null, now: clock() });
  expect(offer.kind === "address" && offer.url).toMatch(
    /^https:\/\/accounts\.google\.com\/o\/oauth2\/v2\/auth\?[^ ]*client_id=123-abc/,
  );
});

test("given other addresses, then everything is asked there", async () => {
  const google = await openGoogle(clock);
  onTestFinished(google.close);
  const { authorizeUrl, tokenUrl, revocation, clientId, clientSecret } = google.oauth.facts();
  const provider = await create({
    GOOGLE_HEALTH_CLIENT_ID: clientId,
    GOOGLE_HEALTH_CLIENT_SECRET: clientSecret,
    GOOGLE_HEALTH_BASE_URL: `${google.health.baseUrl}/`,
    GOOGLE_HEALTH_AUTHORIZE_URL: authorizeUrl,
    GOOGLE_HEALTH_TOKEN_URL: tokenUrl,
    GOOGLE_HEALTH_REVOKE_URL: revocation.url,
    GOOGLE_HEALTH_KEYSET_URL: google.health.keysetUrl,
  });
  const request = { attemptId: "a", userId: "u", mends: null, now: clock() };
  const offer = await provider.beginLink(request);
  if (offer.kind !== "address") return expect.fail("no address");
  const back = await google.oauth.consent(offer.url);
  const outcome = await provider.readLink(offer.secret, { ...request, answer: back.search.slice(1) });
  const [connection] = outcome.kind === "linked" ? outcome.connections : [];
  if (connection === undefined) return expect.fail("not linked");
  expect(connection.externalId).toBe(google.health.person.healthUserId);
  await provider.disconnect({ ...connection, cursor: null });
  expect(google.oauth.isAllowed()).toBe(false);
});

test.each(["0123456789abcdef", "Bearer 0123456789abcdef"])(
  "given the secret %j, then Google may tell what is new, and is asked less often",
  async (secret) => {
    const told = await create({ ...GIVEN, GOOGLE_HEALTH_WEBHOOK_SECRET: secret });
    expect(told.routes(async () => {}).map(({ path }) => path)).toContain("/webhooks/google-health");
    expect(told.pollEveryMs).toBeGreaterThan((await create(GIVEN)).pollEveryMs);
  },
);
