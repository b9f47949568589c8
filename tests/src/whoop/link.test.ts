import { expect, test } from "vitest";
import type { ProviderError } from "../../../src/integrations/provider.ts";
import { readTokens } from "../../../src/integrations/wearables/oauth/tokens.ts";
import { NOW, whoopForTest } from "./world.ts";

const SCOPES = ["offline", "read:recovery", "read:sleep", "read:profile"];

const without = (scope: string) => SCOPES.filter((one) => one !== scope);
const failing = (link: () => Promise<unknown>): Promise<ProviderError> =>
  link().then(
    () => {
      throw new Error("expected it to fail");
    },
    (error) => error,
  );

test("when they have signed in, then the connection goes by the number that webhooks have for them, and lasts", async () => {
  const { link, fake } = await whoopForTest();
  const { externalId, displayName, credentials } = await link();
  expect({ externalId, displayName }).toEqual({ externalId: String(fake.userId), displayName: null });
  expect(readTokens(credentials)).toMatchObject({ scopes: SCOPES, refreshToken: expect.any(String) });
  expect(credentials).not.toMatch(/Some|Body|somebody/);
});

test("when a token is renewed, then what was allowed stays, though WHOOP tells only of what was asked for then", async () => {
  const { link, provider, fake } = await whoopForTest();
  fake.oauth.state.ticked = without("read:recovery");
  const renewed = await provider.access.renew((await link()).credentials, NOW);
  expect(readTokens(renewed).scopes).toEqual(without("read:recovery"));
});

test("given a person who says no, then they hear that this is fine", async () => {
  const { link, fake } = await whoopForTest();
  fake.oauth.state.denies = "access_denied";
  const error = await failing(link);
  expect(error).toMatchObject({ code: "refused", providerCode: "ACCESS_DENIED" });
  expect(error.shown).toContain("that's fine");
});

test.each([
  ["read:sleep", "NOTHING_ALLOWED", "didn't let me see your sleep"],
  ["read:profile", "NO_IDENTITY", "didn't let me see your profile"],
])(
  "given that %s was not allowed, then nothing is connected, and the person hears why",
  async (scope, code, words) => {
    const { link, fake } = await whoopForTest();
    fake.oauth.state.ticked = without(scope);
    const error = await failing(link);
    expect(error).toMatchObject({ code: "refused", providerCode: code });
    expect(error.shown).toContain(words);
    expect(fake.asked).toEqual([]);
  },
);

test("given a WHOOP that is away for a moment, then it is asked again, as a code is taken once only", async () => {
  const world = await whoopForTest({
    sleep: async () => {
      world.fake.state.failure = null;
    },
  });
  world.fake.state.failure = { status: 503 };
  expect((await world.link()).externalId).toBe(String(world.fake.userId));
});

test("given a WHOOP that stays away, then it was asked three times, and the person hears that they have to begin anew", async () => {
  const waited: number[] = [];
  const { link, fake } = await whoopForTest({ sleep: async (ms) => void waited.push(ms) });
  fake.state.failure = { status: 429 };
  const error = await failing(link);
  expect(error).toMatchObject({ code: "refused", providerCode: "INTERRUPTED" });
  expect(error.shown).toContain("couldn't be reached");
  expect(fake.asked).toHaveLength(3);
  expect(waited).toEqual([1000, 3000]);
});

test("given an account whose membership has ended, then nothing is connected, and the person hears so", async () => {
  const { link, fake } = await whoopForTest();
  fake.state.withheld.add("profile");
  const error = await failing(link);
  expect(error).toMatchObject({ code: "refused", providerCode: "MEMBERSHIP_LAPSED" });
  expect(error.shown).toContain("hands nothing over");
});
