import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ProviderError } from "../../../src/integrations/provider.ts";
import { scopeShortfall } from "../../../src/integrations/wearables/oauth/tokens.ts";
import { BACK, NOW, oauthForTest } from "./world.ts";

const tokenRequests = (asked: readonly { readonly path: string; readonly form: URLSearchParams }[]) =>
  asked.filter(({ path }) => path === "/token").map(({ form }) => form);

describe("an address to sign in at", () => {
  test("asks for what is to be read, with a state and a challenge of its own, for half an hour", async () => {
    const { oauth, server } = await oauthForTest({
      facts: { authorizeParameters: { access_type: "offline", prompt: "consent" } },
    });
    const [one, two] = [await oauth.begin({ now: NOW }, BACK), await oauth.begin({ now: NOW }, BACK)];
    const { origin, pathname, searchParams } = new URL(one.url);
    expect(`${origin}${pathname}`).toBe(`${server.origin}/authorize`);
    const { verifier } = JSON.parse(one.secret);
    expect(Object.fromEntries(searchParams)).toEqual({
      access_type: "offline",
      prompt: "consent",
      client_id: "client-id",
      response_type: "code",
      redirect_uri: BACK,
      scope: "daily heartrate",
      state: one.lookup,
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    });
    expect(one.lookup).toMatch(/^[\w-]{43}$/);
    expect(two.lookup).not.toBe(one.lookup);
    expect(JSON.parse(two.secret).verifier).not.toBe(verifier);
    expect(one.expiresAt).toEqual(new Date("2026-11-20T12:30:00Z"));
    expect(one.pollEveryMs).toBeNull();
  });
});

describe("a person who comes back", () => {
  test("given a yes, then there are tokens, and whose they are was proved three ways", async () => {
    const { oauth, server, facts, goThere } = await oauthForTest();
    const { offer, answer } = await goThere();
    const done = await oauth.finish(offer.secret, { answer, now: NOW });
    if (done.kind !== "signed-in") throw new Error("expected tokens");
    expect(server.takes(done.tokens.accessToken)).toBe(true);
    expect(done.tokens).toMatchObject({
      refreshToken: expect.any(String),
      expiresAt: new Date("2026-11-20T13:00:00Z"),
      scopes: ["daily", "heartrate"],
    });
    const [form] = tokenRequests(server.asked);
    expect(Object.fromEntries(form ?? [])).toEqual({
      grant_type: "authorization_code",
      code: new URLSearchParams(answer).get("code"),
      redirect_uri: BACK,
      code_verifier: JSON.parse(offer.secret).verifier,
      client_id: facts.clientId,
      client_secret: facts.clientSecret,
    });
  });

  test("given nothing that came back yet, then it is waited for and nobody is asked", async () => {
    const { oauth, server } = await oauthForTest();
    const { secret } = await oauth.begin({ now: NOW }, BACK);
    expect(await oauth.finish(secret, { answer: null, now: NOW })).toEqual({ kind: "waiting" });
    expect(await oauth.finish(secret, { now: NOW })).toEqual({ kind: "waiting" });
    expect(server.asked).toEqual([]);
  });

  test("given a no, then that is refused by a name of its own and nobody is asked for tokens", async () => {
    const { oauth, server, goThere } = await oauthForTest();
    server.state.denies = "access_denied";
    const { offer, answer } = await goThere();
    await expect(oauth.finish(offer.secret, { answer, now: NOW })).rejects.toMatchObject({
      code: "refused",
      providerCode: "ACCESS_DENIED",
    });
    expect(tokenRequests(server.asked)).toEqual([]);
  });

  test.each([
    ["invalid_scope", "INVALID_SCOPE"],
    ["<script>", "UNKNOWN"],
  ])("given the error %s, then it is refused as %s", async (error, providerCode) => {
    const { oauth, server, goThere } = await oauthForTest();
    server.state.denies = error;
    const { offer, answer } = await goThere();
    const failing = oauth.finish(offer.secret, { answer, now: NOW });
    await expect(failing).rejects.toMatchObject({ code: "refused", providerCode });
  });

  test("given the state of somebody else's attempt, then nothing is asked, be it a yes or a no", async () => {
    const { oauth, server, goThere } = await oauthForTest();
    const [mine, theirs] = [await goThere(), await goThere()];
    for (const answer of [theirs.answer, `error=access_denied&state=${theirs.offer.lookup}`, "code=x", ""]) {
      const failing = oauth.finish(mine.offer.secret, { answer, now: NOW });
      await expect(failing).rejects.toMatchObject({ code: "refused", providerCode: "UNREADABLE" });
    }
    expect(tokenRequests(server.asked)).toEqual([]);
  });

  test("given a code that another attempt asked for, then the service's check of PKCE refuses it", async () => {
    const { oauth, goThere } = await oauthForTest();
    const [mine, theirs] = [await goThere(), await goThere()];
    const answer = `code=${theirs.back.searchParams.get("code")}&state=${mine.offer.lookup}`;
    const failing = oauth.finish(mine.offer.secret, { answer, now: NOW });
    await expect(failing).rejects.toMatchObject({ code: "refused", providerCode: "HTTP_400" });
  });

  test("given a code that was used, then it is refused", async () => {
    const { oauth, goThere } = await oauthForTest();
    const { offer, answer } = await goThere();
    await oauth.finish(offer.secret, { answer, now: NOW });
    const failing = oauth.finish(offer.secret, { answer, now: NOW });
    await expect(failing).rejects.toMatchObject({ code: "refused", providerCode: "INVALID_GRANT" });
  });

  test("given a service that was away, then the same answer does later", async () => {
    const { oauth, server, goThere } = await oauthForTest();
    const { offer, answer } = await goThere();
    server.state.failure = { status: 503 };
    const failing = oauth.finish(offer.secret, { answer, now: NOW });
    await expect(failing).rejects.toMatchObject({ code: "unavailable" });
    server.state.failure = null;
    expect(await oauth.finish(offer.secret, { answer, now: NOW })).toMatchObject({ kind: "signed-in" });
  });

  test("given another issuer's name on the way back, then it is no hindrance, as each service has an address of its own", async () => {
    const { oauth, goThere } = await oauthForTest();
    const { offer, answer } = await goThere();
    const named = `${answer}&iss=${encodeURIComponent("https://accounts.example")}`;
    expect(await oauth.finish(offer.secret, { answer: named, now: NOW })).toMatchObject({
      kind: "signed-in",
    });
  });
});

describe("what the person allowed", () => {
  test.each(["with-tokens", "on-the-way-back"] as const)(
    "given one that is unticked and a service that says so %s, then it is named",
    async (tellsScopes) => {
      const { server, facts, signIn } = await oauthForTest();
      Object.assign(server.state, { tellsScopes, ticked: ["daily"] });
      const { scopes } = await signIn();
      expect(scopes).toEqual(["daily"]);
      expect(scopeShortfall(facts.scopes, scopes)).toEqual(["heartrate"]);
    },
  );

  test("given a service that says nothing of it, then all of it", async () => {
    const { server, facts, signIn } = await oauthForTest();
    server.state.tellsScopes = "never";
    const { scopes } = await signIn();
    expect(scopes).toBeNull();
    expect(scopeShortfall(facts.scopes, scopes)).toEqual([]);
  });

  test("given none of it, then all of it is missing", async () => {
    const { server, facts, signIn } = await oauthForTest();
    server.state.ticked = [];
    const { scopes } = await signIn();
    expect(scopeShortfall(facts.scopes, scopes)).toEqual(["daily", "heartrate"]);
  });
});

describe("what is thrown", () => {
  test("says nothing of codes, tokens, verifiers or the client's secret, whatever fails", async () => {
    const { oauth, server, goThere, signIn } = await oauthForTest();
    const tokens = await signIn();
    const { offer, answer } = await goThere();
    const failures = [
      "hangs-up",
      { status: 500 },
      { status: 400, body: { error: tokens.accessToken } },
    ] as const;
    const thrown: unknown[] = [];
    for (const failure of failures) {
      server.state.losesAnswer = failure === "hangs-up";
      server.state.failure = failure === "hangs-up" ? null : failure;
      await oauth.finish(offer.secret, { answer, now: NOW }).catch((error) => thrown.push(error));
      await oauth.refresh(tokens, NOW).catch((error) => thrown.push(error));
      await oauth.revoke(tokens, NOW).catch((error) => thrown.push(error));
    }
    expect(thrown.length).toBeGreaterThanOrEqual(8);
    const secrets = [...server.secrets(), offer.lookup, JSON.parse(offer.secret).verifier];
    for (const error of thrown) {
      if (!(error instanceof ProviderError)) throw new Error("expected an error of ours");
      expect(error.cause).toBeUndefined();
      const said = `${error.stack} ${JSON.stringify(error)} ${error.providerCode}`.toLowerCase();
      expect(secrets.filter((secret) => said.includes(secret.toLowerCase()))).toEqual([]);
    }
  });
});
