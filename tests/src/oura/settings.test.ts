import { randomBytes } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { createSealer } from "../../../db/sealing.ts";
import type { ProviderParts } from "../../../src/integrations/define-provider.ts";
import { wearables } from "../../../src/integrations/wearables/index.ts";
import { oura } from "../../../src/integrations/wearables/oura/settings.ts";
import { isAllowed, ouraSignIn } from "../../../src/integrations/wearables/oura/sign-in.ts";
import { startOura } from "../../fakes/oura-server.ts";

const NOW = new Date("2026-11-12T12:00:00Z");
const PUBLIC_URL = "https://coach.example.org";
const ABOUT = { publicUrl: PUBLIC_URL, hasSealer: true, canBeCalled: true, isEmbedded: true };
const GIVEN = { OURA_CLIENT_ID: "client-1", OURA_CLIENT_SECRET: "secret-1" };

function problems(given: Readonly<Record<string, string>>, about: Partial<typeof ABOUT> = {}): string {
  const read = oura.read(given, { ...ABOUT, ...about });
  return "problems" in read ? read.problems.join("\n") : "";
}

async function create(given: Readonly<Record<string, string>>, publicUrl = PUBLIC_URL) {
  const read = oura.read({ ...GIVEN, ...given }, { ...ABOUT, publicUrl });
  if ("problems" in read) throw new Error(read.problems.join("\n"));
  const sealer = createSealer([randomBytes(32).toString("base64")]);
  const parts = {
    clock: () => NOW,
    publicUrl,
    sealer,
    words: (id: string) => id,
    openAttempt: async () => null,
  };
  return read.create(parts as unknown as ProviderParts);
}

async function offered(given: Readonly<Record<string, string>>): Promise<URL> {
  const provider = await create(given);
  const offer = await provider.beginLink({ attemptId: "a", userId: "u", mends: null, now: NOW });
  if (offer.kind !== "address") throw new Error("expected an address");
  return new URL(offer.url);
}

test("the two keys and a public address are all that is needed", () => {
  expect(problems(GIVEN)).toBe("");
  expect(problems({ OURA_CLIENT_ID: "client-1" })).toMatch(/^OURA_CLIENT_SECRET: expected the client secret/);
  const { publicUrl: _, ...rest } = ABOUT;
  const read = oura.read(GIVEN, { ...rest, publicUrl: null });
  expect("problems" in read && read.problems).toEqual([
    expect.stringMatching(/^OURA_CLIENT_ID needs PUBLIC_URL/),
  ]);
  expect(problems(GIVEN, { hasSealer: false })).toContain("OURA_CLIENT_ID needs COACH_SECRET_KEY");
  expect(wearables).toContain(oura);
});

test.each([
  [{ OURA_CLIENT_SECRET: "hunter 2" }, /^OURA_CLIENT_SECRET: /],
  [{ OURA_CLIENT_ID: "hunter\n2" }, /^OURA_CLIENT_ID: /],
  [{ OURA_PORTAL: "hunter2" }, /^OURA_PORTAL: expected one of developer, cloud\.$/],
  [{ OURA_BASE_URL: "http://oura.example/hunter2" }, /^OURA_BASE_URL: expected an https address/],
  [{ OURA_AUTHORIZE_URL: "https://me:hunter2@oura.example" }, /^OURA_AUTHORIZE_URL: /],
  [{ OURA_TOKEN_URL: "http://127.0.0.1.example/hunter2" }, /^OURA_TOKEN_URL: /],
  [{ OURA_REVOKE_URL: "https://oura.example/?hunter2" }, /^OURA_REVOKE_URL: /],
])("what does not fit is named, never with its value: %j", (given, line) => {
  expect(problems({ ...GIVEN, ...given })).toMatch(line);
  expect(problems({ ...GIVEN, ...given })).not.toMatch(/hunter/);
});

test("given nothing else, then people sign in where applications are registered now, by the names of scopes there", async () => {
  const address = await offered({});
  expect(`${address.origin}${address.pathname}`).toBe(
    "https://moi.ouraring.com/oauth/v2/ext/oauth-authorize",
  );
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    client_id: "client-1",
    redirect_uri: `${PUBLIC_URL}/connect/oura/back`,
    response_type: "code",
    scope: "extapi:personal extapi:daily extapi:stress",
  });
});

test("given the older site, then its addresses and its names", async () => {
  const address = await offered({ OURA_PORTAL: "cloud" });
  expect(`${address.origin}${address.pathname}`).toBe("https://cloud.ouraring.com/oauth/authorize");
  expect(address.searchParams.get("scope")).toBe("personal daily");
  const { tokenUrl, revocation } = ouraSignIn({ clientId: "c", clientSecret: "s", portal: "cloud" });
  expect(tokenUrl).toBe("https://api.ouraring.com/oauth/token");
  expect(revocation).toEqual({ kind: "query", url: "https://api.ouraring.com/oauth/revoke" });
});

test("given one server for all of Oura's, then signing in is there too, unless it is said to be elsewhere", () => {
  const about = { clientId: "c", clientSecret: "s", baseUrl: "http://127.0.0.1:1" };
  expect(ouraSignIn(about)).toMatchObject({
    authorizeUrl: "http://127.0.0.1:1/oauth/authorize",
    tokenUrl: "http://127.0.0.1:1/oauth/token",
    revocation: { kind: "query", url: "http://127.0.0.1:1/oauth/revoke" },
    scopes: ["personal", "daily"],
  });
  const addresses = { tokenUrl: "http://127.0.0.1:2/token" };
  expect(ouraSignIn({ ...about, portal: "developer", addresses })).toMatchObject({
    authorizeUrl: "http://127.0.0.1:1/oauth/authorize",
    tokenUrl: "http://127.0.0.1:2/token",
    revocation: { kind: "token" },
    scopes: ["extapi:personal", "extapi:daily", "extapi:stress"],
  });
});

test("what was allowed is known by either of its names", () => {
  expect(isAllowed("daily", null)).toBe(true);
  expect(isAllowed("daily", ["extapi:personal", "extapi:daily"])).toBe(true);
  expect(isAllowed("daily", ["daily"])).toBe(true);
  expect(isAllowed("daily", ["extapi:personal", "daily_readiness"])).toBe(false);
});

test("given an address that Oura can call, then it tells of news, and else it is asked more often", async () => {
  const fake = await startOura({ clock: () => NOW });
  onTestFinished(fake.stop);
  const called = await create({});
  const alone = await create({}, "http://127.0.0.1:8080");
  expect(alone.pollEveryMs).toBeLessThan(called.pollEveryMs);
  const pathsOf = ({ routes }: typeof called) =>
    routes(async () => {}).map(({ method, path }) => `${method} ${path}`);
  const back = "GET /connect/oura/back";
  expect(pathsOf(called)).toEqual([back, "POST /webhooks/oura", "GET /webhooks/oura"]);
  expect(pathsOf(alone)).toEqual([back]);
  expect(alone.upkeep).toBeUndefined();
  // A server of tests may call this machine.
  const tested = await create({ OURA_BASE_URL: fake.baseUrl }, "http://127.0.0.1:8080");
  expect(tested.upkeep).toBeDefined();
});
