import { describe, expect, onTestFinished, test, vi } from "vitest";
import { isStale, readTokens, writeTokens } from "../../../src/integrations/wearables/oauth/tokens.ts";
import { NOW, oauthForTest } from "./world.ts";

const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

/** Time runs two hundred times as fast for whoever waits for an answer. */
function hurry() {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  const spy = vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => timeout(ms / 200));
  onTestFinished(() => spy.mockRestore());
  return spy;
}

describe("a new pair for an old one", () => {
  test("given a service that takes each refresh token once, then both are new and the old one is spent", async () => {
    const { oauth, server, signIn } = await oauthForTest();
    const old = await signIn();
    const fresh = await oauth.refresh(old, later(60));
    expect(server.takes(fresh.accessToken)).toBe(true);
    expect(fresh.accessToken).not.toBe(old.accessToken);
    expect(fresh.refreshToken).not.toBe(old.refreshToken);
    expect(fresh.expiresAt).toEqual(later(120));
    await expect(oauth.refresh(old, later(60))).rejects.toMatchObject({
      code: "needs-login",
      providerCode: "INVALID_GRANT",
    });
  });

  test("given a service that gives no new refresh token, then the old one is kept and works again", async () => {
    const { oauth, signIn } = await oauthForTest({ rotates: false });
    const old = await signIn();
    const fresh = await oauth.refresh(old, later(60));
    expect(fresh.refreshToken).toBe(old.refreshToken);
    expect(await oauth.refresh(fresh, later(120))).toMatchObject({ refreshToken: old.refreshToken });
  });

  test("given a service that says nothing of what was allowed, then that stays as it was", async () => {
    const { oauth, server, signIn } = await oauthForTest();
    server.state.ticked = ["daily"];
    const old = await signIn();
    server.state.tellsScopes = "never";
    expect(await oauth.refresh(old, NOW)).toMatchObject({ scopes: ["daily"] });
  });

  test("given parameters of the service's own, then they are sent with it", async () => {
    const { oauth, server, signIn } = await oauthForTest({
      facts: { refreshParameters: { scope: "offline" } },
    });
    await oauth.refresh(await signIn(), NOW);
    expect(server.asked.at(-1)?.form.get("scope")).toBe("offline");
  });

  test("given a scope that is asked for with it, then what the person allowed stays, whatever is told of that one", async () => {
    const { oauth, server, signIn } = await oauthForTest({
      facts: { refreshParameters: { scope: "offline" } },
    });
    const old = await signIn();
    server.state.narrowsScopes = true;
    expect(await oauth.refresh(old, NOW)).toMatchObject({ scopes: old.scopes });
  });

  test("given no refresh token, then only another sign-in helps and nobody is asked", async () => {
    const { oauth, server, signIn } = await oauthForTest();
    server.state.givesRefreshToken = false;
    const tokens = await signIn();
    expect(tokens.refreshToken).toBeNull();
    await expect(oauth.refresh(tokens, NOW)).rejects.toMatchObject({
      code: "needs-login",
      providerCode: "NO_REFRESH_TOKEN",
    });
    expect(server.refreshes()).toBe(0);
  });

  test.each([
    [
      { status: 429, headers: { "retry-after": "17" } },
      { code: "rate-limited", retryAfterSeconds: 17 },
    ],
    [{ status: 429 }, { code: "rate-limited", retryAfterSeconds: 60 }],
    [{ status: 500 }, { code: "unavailable", providerCode: "HTTP_500" }],
    [
      { status: 302, headers: { location: "/token" } },
      { code: "unavailable", providerCode: "HTTP_302" },
    ],
    [{ status: 400, body: { error: "temporarily_unavailable" } }, { code: "unavailable" }],
    [
      { status: 401, body: { error: "invalid_client" } },
      { code: "unavailable", providerCode: "INVALID_CLIENT" },
    ],
    [
      { status: 400, body: { error: "invalid_scope" } },
      { code: "refused", providerCode: "INVALID_SCOPE" },
    ],
    [
      { status: 403, body: "no" },
      { code: "refused", providerCode: "HTTP_403" },
    ],
    [
      { status: 200, body: { token_type: "Bearer" } },
      { code: "unavailable", providerCode: "UNREADABLE" },
    ],
    [
      { status: 200, body: "x".repeat(70_000) },
      { code: "unavailable", providerCode: "too-large" },
    ],
  ])("given the answer %j, then that is said", async (failure, said) => {
    const { oauth, server, signIn } = await oauthForTest();
    const tokens = await signIn();
    server.state.failure = failure;
    await expect(oauth.refresh(tokens, NOW)).rejects.toMatchObject(said);
  });

  test("given a service that never answers, then it is left after ten seconds", async () => {
    const { oauth, server, signIn } = await oauthForTest();
    const tokens = await signIn();
    const hurried = hurry();
    server.state.failure = "hangs";
    await expect(oauth.refresh(tokens, NOW)).rejects.toMatchObject({
      code: "unavailable",
      providerCode: "timeout",
    });
    expect(hurried).toHaveBeenCalledWith(10_000);
  });

  test("given nobody there, then it is away", async () => {
    const { oauth, server, signIn } = await oauthForTest();
    const tokens = await signIn();
    await server.close();
    await expect(oauth.refresh(tokens, NOW)).rejects.toMatchObject({
      code: "unavailable",
      providerCode: "not-reached",
    });
  });
});

describe("an end", () => {
  test.each(["token", "query", "bearer"] as const)(
    "given a service that is told by %s, then nothing is taken any more, and a second time is fine",
    async (revokes) => {
      const { oauth, server, signIn } = await oauthForTest({ facts: { revokes } });
      const tokens = await signIn();
      await oauth.revoke(tokens, NOW);
      expect(server.takes(tokens.accessToken)).toBe(false);
      await expect(oauth.refresh(tokens, NOW)).rejects.toMatchObject({ code: "needs-login" });
      await oauth.revoke(tokens, NOW);
    },
  );

  test.each(["token", "query", "bearer"] as const)(
    "given an access token that is over and a service that is told by %s, then it is ended all the same",
    async (revokes) => {
      const { oauth, server, signIn } = await oauthForTest({ facts: { revokes } });
      const tokens = await signIn();
      server.expire(tokens.accessToken);
      await oauth.revoke(tokens, later(61));
      expect(server.isAllowed()).toBe(false);
      await oauth.revoke(tokens, later(61));
    },
  );

  test.each([
    [{ status: 503 }, { code: "unavailable" }],
    [{ status: 429 }, { code: "rate-limited" }],
    [{ status: 401, body: { error: "invalid_client" } }, { code: "unavailable" }],
    [{ status: 404 }, { code: "refused", providerCode: "HTTP_404" }],
  ])("given the answer %j, then it is not taken for done", async (failure, said) => {
    const { oauth, server, signIn } = await oauthForTest();
    const tokens = await signIn();
    server.state.failure = failure;
    await expect(oauth.revoke(tokens, NOW)).rejects.toMatchObject(said);
  });
});

describe("tokens as they are kept", () => {
  test.each([
    { accessToken: "a", refreshToken: "r", expiresAt: NOW, scopes: ["daily"] },
    { accessToken: "a", refreshToken: null, expiresAt: null, scopes: null },
  ])("given %j, then they are read as they were written", (tokens) => {
    expect(readTokens(writeTokens(tokens))).toEqual(tokens);
  });

  test("given something else, then it is none", () => {
    expect(() => readTokens("{}")).toThrow();
    expect(() => readTokens("access-token")).toThrow();
  });

  test("given two minutes to its end, then an access token is not begun with; one without an end always is", () => {
    const ends = (expiresAt: Date | null) => isStale({ expiresAt }, NOW);
    expect(ends(new Date(NOW.getTime() + 120_001))).toBe(false);
    expect(ends(new Date(NOW.getTime() + 120_000))).toBe(true);
    expect(ends(later(-60))).toBe(true);
    expect(ends(null)).toBe(false);
  });

  test.each([
    [0, NOW],
    [1e12, new Date(NOW.getTime() + 366 * 86_400_000)],
    [null, null],
  ])(
    "given a life of %s seconds, then its end is a date, or none is known",
    async (lifeSeconds, expiresAt) => {
      const { server, signIn } = await oauthForTest();
      server.state.lifeSeconds = lifeSeconds;
      expect((await signIn()).expiresAt).toEqual(expiresAt);
    },
  );
});
