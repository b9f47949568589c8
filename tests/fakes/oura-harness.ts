import { plainText } from "../../bot/message.ts";
import { render } from "../../prompts/index.ts";
import type { NewConnection } from "../../src/integrations/provider.ts";
import { readTokens } from "../../src/integrations/wearables/oauth/tokens.ts";
import { createOura, type OuraOptions } from "../../src/integrations/wearables/oura/provider.ts";
import { ouraSignIn } from "../../src/integrations/wearables/oura/sign-in.ts";
import { READ_KINDS } from "../../src/integrations/wearables/oura/sync.ts";
import type { WearableHarness, WorldFailure } from "../contracts/wearable-harness.ts";
import { signInAt } from "../support/sign-in.ts";
import { ouraDayOf } from "./oura-day.ts";
import { type FakeOura, type OuraFailure, startOura } from "./oura-server.ts";

/** The real provider, that talks to an Oura on this machine as to one where the coach was registered lately. */
export function ouraAt(
  { baseUrl, oauth, client }: Pick<FakeOura, "baseUrl" | "oauth" | "client">,
  options: Partial<OuraOptions> & Pick<OuraOptions, "clock">,
) {
  const { authorizeUrl, tokenUrl, revocation } = oauth.facts({ revokes: "token" });
  return createOura({
    signIn: ouraSignIn({
      clientId: client.id,
      clientSecret: client.secret,
      portal: "developer",
      addresses: { authorizeUrl, tokenUrl, revokeUrl: revocation.url },
    }),
    baseUrl,
    isCalled: false,
    publicUrl: "https://coach.example.org",
    words: (template, facts = {}) => plainText(render(template, facts)),
    openAttempt: async () => null,
    sleep: async () => {},
    ...options,
  });
}

/** Oura, for the contract of wearables. */
export const ouraHarness: WearableHarness = {
  name: "oura",
  can: {
    keepBack: ["stressLevel"],
    signIn: true,
    fail: ["unauthorized", "signed-out", "lapsed", "rate-limited", "unavailable"],
  },
  async open({ clock, timezone }) {
    const fake = await startOura({ clock });
    const provider = ouraAt(fake, { clock });
    const { oauth, state } = fake;
    oauth.state.lifeSeconds = 86_400;
    let newest: NewConnection | null = null;
    let keepsBack = false;

    return {
      provider,
      async link() {
        state.allows = new Set(
          ["personal_info", ...READ_KINDS].filter((kind) => !keepsBack || kind !== "daily_stress"),
        );
        oauth.state.ticked = ["extapi:personal", "extapi:daily", ...(keepsBack ? [] : ["extapi:stress"])];
        newest = await signInAt(provider, oauth, clock());
        return newest;
      },
      allow(signals) {
        keepsBack = !signals.includes("stressLevel");
      },
      setDay(day) {
        fake.forget(day.date);
        fake.put(ouraDayOf(day, timezone));
      },
      removeDay: fake.forget,
      fail(how, retryAfterSeconds) {
        state.failure = failureOf(how, retryAfterSeconds);
        oauth.state.failure = how === "signed-out" ? { status: 400, body: { error: "invalid_grant" } } : null;
      },
      spoilToken() {
        if (newest !== null) oauth.expire(readTokens(newest.credentials).accessToken);
      },
      renewals: oauth.refreshes,
      asked: () => fake.asked.length,
      isConnected: oauth.isAllowed,
      secrets: () => [...oauth.secrets(), "somebody@example.org"],
      close: fake.stop,
    };
  },
};

function failureOf(how: WorldFailure | null, retryAfterSeconds: number | undefined): OuraFailure | null {
  switch (how) {
    case null:
      return null;
    case "unauthorized":
    case "signed-out":
      return { status: 401 };
    case "lapsed":
      return { status: 403 };
    case "rate-limited":
      return {
        status: 429,
        headers: retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) },
      };
    case "unavailable":
      return { status: 503 };
  }
}
