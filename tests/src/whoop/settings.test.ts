import { expect, test } from "vitest";
import type { ProviderParts } from "../../../src/integrations/define-provider.ts";
import { wearables } from "../../../src/integrations/wearables/index.ts";
import { whoop } from "../../../src/integrations/wearables/whoop/settings.ts";

const NOW = new Date("2026-11-12T12:00:00Z");
const PUBLIC_URL = "https://coach.example.org";
const ABOUT = { publicUrl: PUBLIC_URL, hasSealer: true, canBeCalled: true, isEmbedded: true };
const GIVEN = { WHOOP_CLIENT_ID: "client-1", WHOOP_CLIENT_SECRET: "secret-1" };

function problems(
  given: Readonly<Record<string, string>>,
  about: Partial<Omit<typeof ABOUT, "publicUrl">> & { readonly publicUrl?: string | null } = {},
): string {
  const read = whoop.read(given, { ...ABOUT, ...about });
  return "problems" in read ? read.problems.join("\n") : "";
}

async function create(given: Readonly<Record<string, string>> = {}) {
  const read = whoop.read({ ...GIVEN, ...given }, ABOUT);
  if ("problems" in read) throw new Error(read.problems.join("\n"));
  const parts = {
    clock: () => NOW,
    publicUrl: PUBLIC_URL,
    words: (id: string) => id,
    openAttempt: async () => null,
  };
  return read.create(parts as unknown as ProviderParts);
}

async function offered(given: Readonly<Record<string, string>> = {}): Promise<URL> {
  const provider = await create(given);
  const offer = await provider.beginLink({ attemptId: "a", userId: "u", mends: null, now: NOW });
  if (offer.kind !== "address") throw new Error("expected an address");
  return new URL(offer.url);
}

test("the two keys and a public address are all that is needed", () => {
  expect(problems(GIVEN)).toBe("");
  expect(problems({ WHOOP_CLIENT_ID: "client-1" })).toMatch(
    /^WHOOP_CLIENT_SECRET: expected the client secret/,
  );
  expect(problems(GIVEN, { publicUrl: null })).toMatch(/^WHOOP_CLIENT_ID needs PUBLIC_URL/);
  expect(problems(GIVEN, { hasSealer: false })).toContain("WHOOP_CLIENT_ID needs COACH_SECRET_KEY");
  expect(wearables).toContain(whoop);
});

test.each([
  [{ WHOOP_CLIENT_SECRET: "hunter 2" }, /^WHOOP_CLIENT_SECRET: /],
  [{ WHOOP_CLIENT_ID: "hunter\n2" }, /^WHOOP_CLIENT_ID: /],
  [{ WHOOP_WEBHOOKS: "hunter2" }, /^WHOOP_WEBHOOKS: expected one of on, off\.$/],
  [{ WHOOP_BASE_URL: "http://whoop.example/hunter2" }, /^WHOOP_BASE_URL: expected an https address/],
  [{ WHOOP_AUTHORIZE_URL: "https://me:hunter2@whoop.example" }, /^WHOOP_AUTHORIZE_URL: /],
  [{ WHOOP_TOKEN_URL: "http://127.0.0.1.example/hunter2" }, /^WHOOP_TOKEN_URL: /],
])("what does not fit is named, never with its value: %j", (given, line) => {
  expect(problems({ ...GIVEN, ...given })).toMatch(line);
  expect(problems({ ...GIVEN, ...given })).not.toMatch(/hunter/);
});

test("given nothing else, then people sign in at WHOOP, for longer than an hour, and come back to us", async () => {
  const address = await offered();
  expect(`${address.origin}${address.pathname}`).toBe("https://api.prod.whoop.com/oauth/oauth2/auth");
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    client_id: "client-1",
    redirect_uri: `${PUBLIC_URL}/connect/whoop/back`,
    response_type: "code",
    scope: "offline read:recovery read:sleep read:profile",
    code_challenge_method: "S256",
  });
});

test("given one server for all of WHOOP's, then signing in is there too, unless it is said to be elsewhere", async () => {
  const WHOOP_BASE_URL = "http://127.0.0.1:1/";
  expect((await offered({ WHOOP_BASE_URL })).href).toMatch(/^http:\/\/127\.0\.0\.1:1\/oauth\/oauth2\/auth\?/);
  const elsewhere = { WHOOP_BASE_URL, WHOOP_AUTHORIZE_URL: "http://127.0.0.1:2/in" };
  expect((await offered(elsewhere)).href).toMatch(/^http:\/\/127\.0\.0\.1:2\/in\?/);
});

test("given that WHOOP was told where to call, then it is asked less often; what it tells is heard either way", async () => {
  const [called, alone] = [await create({ WHOOP_WEBHOOKS: "on" }), await create()];
  expect([called.pollEveryMs, alone.pollEveryMs]).toEqual([6 * 3_600_000, 3_600_000]);
  for (const { routes } of [called, alone]) {
    expect(routes(async () => {}).map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /connect/whoop/back",
      "POST /webhooks/whoop",
    ]);
  }
});
