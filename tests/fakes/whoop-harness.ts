import { plainText } from "../../bot/message.ts";
import { render } from "../../prompts/index.ts";
import { readTokens } from "../../src/integrations/wearables/oauth/tokens.ts";
import { createWhoop, type WhoopOptions } from "../../src/integrations/wearables/whoop/provider.ts";
import type { WearableHarness, WorldFailure } from "../contracts/wearable-harness.ts";
import { signInAt } from "../support/sign-in.ts";
import { whoopDayOf } from "./whoop-person.ts";
import { type FakeWhoop, startWhoop, type WhoopFailure } from "./whoop-server.ts";

const RECOVERY = ["restingHeartRateBpm", "hrvMs"] as const;
const UNTICKED = ["offline", "read:sleep", "read:profile"];

/** The real provider, that talks to a WHOOP on this machine. */
export function whoopAt(
  { baseUrl, oauth, client }: Pick<FakeWhoop, "baseUrl" | "oauth" | "client">,
  options: Partial<WhoopOptions> & Pick<WhoopOptions, "clock">,
) {
  const { authorizeUrl, tokenUrl } = oauth.facts();
  return createWhoop({
    clientId: client.id,
    clientSecret: client.secret,
    baseUrl,
    authorizeUrl,
    tokenUrl,
    isCalled: false,
    publicUrl: "https://coach.example.org",
    words: (template, facts = {}) => plainText(render(template, facts)),
    openAttempt: async () => null,
    sleep: async () => {},
    ...options,
  });
}

/** WHOOP, for the contract of wearables. */
export const whoopHarness: WearableHarness = {
  name: "whoop",
  can: {
    keepBack: RECOVERY,
    signIn: true,
    fail: ["unauthorized", "signed-out", "lapsed", "rate-limited", "unavailable"],
  },
  async open({ clock, timezone }) {
    const fake = await startWhoop({ clock });
    const provider = whoopAt(fake, { clock });
    const { oauth, state } = fake;
    let newest = "";

    return {
      provider,
      async link() {
        const made = await signInAt(provider, oauth, clock());
        newest = made.credentials;
        return made;
      },
      allow(signals) {
        oauth.state.ticked = RECOVERY.some((signal) => signals.includes(signal)) ? null : UNTICKED;
      },
      setDay: (day) => fake.put(day.date, whoopDayOf(day, timezone)),
      removeDay: (date) => fake.put(date, null),
      fail(how, retryAfterSeconds) {
        state.failure = failureOf(how, retryAfterSeconds);
        oauth.state.failure = how === "signed-out" ? { status: 400, body: { error: "invalid_grant" } } : null;
      },
      spoilToken() {
        if (newest !== "") oauth.expire(readTokens(newest).accessToken);
      },
      renewals: oauth.refreshes,
      asked: () => fake.asked.length,
      isConnected: oauth.isAllowed,
      secrets: () => [...oauth.secrets(), "somebody@example.org"],
      close: fake.stop,
    };
  },
};

function failureOf(how: WorldFailure | null, retryAfterSeconds = 60): WhoopFailure | null {
  switch (how) {
    case null:
      return null;
    case "unauthorized":
    case "signed-out":
      return { status: 401 };
    case "lapsed":
      return { status: 403, body: { error: "deactivated_user" } };
    case "rate-limited":
      return { status: 429, headers: { "x-ratelimit-reset": String(retryAfterSeconds) } };
    case "unavailable":
      return { status: 503 };
  }
}
