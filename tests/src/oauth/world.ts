import { onTestFinished } from "vitest";
import { callbackPath } from "../../../src/integrations/wearables/oauth/callback.ts";
import type { OAuthService } from "../../../src/integrations/wearables/oauth/service.ts";
import { createOAuth } from "../../../src/integrations/wearables/oauth/sign-in.ts";
import type { OAuthTokens } from "../../../src/integrations/wearables/oauth/tokens.ts";
import { startOAuth } from "../../fakes/oauth-server.ts";

export const NOW = new Date("2026-11-20T12:00:00Z");
export const BACK = `https://coach.example${callbackPath("oura")}`;

/** A service and the way in to it, for one test. */
export async function oauthForTest(
  about: Parameters<typeof startOAuth>[0] & {
    readonly facts?: Parameters<Awaited<ReturnType<typeof startOAuth>>["facts"]>[0];
  } = {},
) {
  const server = await startOAuth(about);
  onTestFinished(server.close);
  const facts: OAuthService = server.facts(about.facts);
  const oauth = createOAuth(facts);

  /** A person goes to the address and is sent back. */
  async function goThere() {
    const offer = await oauth.begin({ now: NOW }, BACK);
    const back = await server.consent(offer.url);
    return { offer, back, answer: back.search.slice(1) };
  }

  return {
    server,
    facts,
    oauth,
    goThere,
    /** Goes the whole way. */
    async signIn(): Promise<OAuthTokens> {
      const { offer, answer } = await goThere();
      const done = await oauth.finish(offer.secret, { answer, now: NOW });
      if (done.kind !== "signed-in") throw new Error("expected tokens");
      return done.tokens;
    },
  };
}
