import { expect, onTestFinished, test } from "vitest";
import { ProviderError } from "../../../src/integrations/provider.ts";
import { SCOPES } from "../../../src/integrations/wearables/google-health/scopes.ts";
import { readTokens } from "../../../src/integrations/wearables/oauth/tokens.ts";
import { type GoogleWorld, openGoogle } from "../../fakes/google-health-provider.ts";

const NOW = new Date("2026-11-12T12:00:00Z");

async function google(about: Parameters<typeof openGoogle>[1] = {}): Promise<GoogleWorld> {
  const world = await openGoogle(() => NOW, about);
  onTestFinished(world.close);
  return world;
}

/** What the link came to where it came to nothing. */
async function failed({ signIn }: GoogleWorld): Promise<ProviderError> {
  const error = await signIn().catch((thrown) => thrown);
  if (!(error instanceof ProviderError)) throw new Error("expected it to fail");
  return error;
}

test("given a person who signs in, then they go to Google for what days are read by alone, to come back to us", async () => {
  const { provider, oauth } = await google();
  const request = { attemptId: "a", userId: "u", mends: null, now: NOW };
  const offer = await provider.beginLink(request);
  const url = new URL(offer.kind === "address" ? offer.url : "");
  expect(url.origin).toBe(oauth.origin);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: "code",
    access_type: "offline",
    prompt: "consent",
    scope: Object.values(SCOPES).join(" "),
    redirect_uri: "https://coach.example.org/connect/fitbit/back",
    code_challenge_method: "S256",
  });
  expect(url.searchParams.has("include_granted_scopes")).toBe(false);
});

test("when they have signed in, then the connection goes by the name that notifications have for them", async () => {
  const world = await google();
  const { externalId, displayName, credentials } = await world.link();
  expect(externalId).toBe(world.health.person.healthUserId);
  expect(displayName).toBe(null);
  const tokens = readTokens(credentials);
  expect(tokens.scopes).toEqual(Object.values(SCOPES));
  expect(tokens.refreshToken).not.toBe(null);
});

test("given a person who has not come back, then there is nothing yet", async () => {
  const { provider } = await google();
  const request = { attemptId: "a", userId: "u", mends: null, now: NOW };
  const offer = await provider.beginLink(request);
  const secret = offer.kind === "address" ? offer.secret : "";
  expect(await provider.readLink(secret, { ...request, answer: null })).toEqual({ kind: "waiting" });
});

test.each([[[SCOPES.activity]], [[SCOPES.metrics]], [[SCOPES.sleep]]])(
  "given one tick alone, %j, then that is enough to connect",
  async (ticked) => {
    const world = await google();
    world.oauth.state.ticked = ticked;
    expect((await world.link()).externalId).toBe(world.health.person.healthUserId);
  },
);

test("given no tick at all, then nothing is connected, and the person hears that one is enough", async () => {
  const world = await google();
  world.oauth.state.ticked = [];
  const { code, shown } = await failed(world);
  expect(code).toBe("refused");
  expect(shown).toContain("one tick is enough");
  expect(world.health.asked).toEqual([]);
});

test("given a person who says no, then they hear that this is fine", async () => {
  const world = await google();
  world.oauth.state.denies = "access_denied";
  const error = await failed(world);
  expect(error).toMatchObject({ code: "refused", providerCode: "ACCESS_DENIED" });
  expect(error.shown).toContain("that's fine");
});

test("given an account without a Fitbit, then nothing is connected, and the person hears where to set one up", async () => {
  const world = await google();
  world.health.state.isUnlinked = true;
  const error = await failed(world);
  expect(error).toMatchObject({ code: "refused", providerCode: "ACCOUNT_NOT_LINKED" });
  expect(error.shown).toContain("https://fitbit.google.com/auth/signup");
});

test("given a Google that is away for a moment, then it is asked again, as a code is taken once only", async () => {
  const world = await google({
    sleep: async () => {
      world.health.state.failure = null;
    },
  });
  world.health.state.failure = { status: 503 };
  expect((await world.link()).externalId).toBe(world.health.person.healthUserId);
});

test("given a Google that stays away, then it was asked three times, and the person hears that it was that", async () => {
  const waited: number[] = [];
  const world = await google({ sleep: async (ms) => void waited.push(ms) });
  world.health.state.failure = { status: 503, body: "<html>" };
  const error = await failed(world);
  expect(error).toMatchObject({ code: "refused", providerCode: "INTERRUPTED" });
  expect(error.shown).toContain("couldn't be reached");
  expect(world.health.asked).toHaveLength(3);
  expect(waited).toEqual([1000, 3000]);
});
