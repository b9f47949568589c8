import { randomUUID } from "node:crypto";
import { plainText } from "../../bot/message.ts";
import { render } from "../../prompts/index.ts";
import type { LinkOutcome, NewConnection } from "../../src/integrations/provider.ts";
import {
  createGoogleHealth,
  type GoogleHealthOptions,
} from "../../src/integrations/wearables/google-health/provider.ts";
import { SCOPES } from "../../src/integrations/wearables/google-health/scopes.ts";
import type { WearableProvider } from "../../src/integrations/wearables/wearable-provider.ts";
import type { FakePerson } from "./google-health-person.ts";
import { type FakeGoogleHealth, startGoogleHealth } from "./google-health-server.ts";
import { type OAuthServer, startOAuth } from "./oauth-server.ts";

export const WEBHOOK_SECRET = "Bearer 8d0c1f5b2e7a4963";

/** Google on this machine, what people sign in to beside what is then read, with the real provider talking to both. */
export type GoogleWorld = {
  readonly health: FakeGoogleHealth;
  readonly oauth: OAuthServer;
  readonly provider: WearableProvider;
  /** Goes the way that a person goes to its end. @returns what came of it */
  signIn(): Promise<LinkOutcome>;
  link(): Promise<NewConnection>;
  secrets(): readonly string[];
  close(): Promise<void>;
};

export async function openGoogle(
  clock: () => Date,
  { person, ...options }: Partial<Omit<GoogleHealthOptions, "parts">> & { readonly person?: FakePerson } = {},
): Promise<GoogleWorld> {
  const oauth = await startOAuth({ id: "fitbit", rotates: false });
  const health = await startGoogleHealth({
    clock,
    allows: (token) => (oauth.takes(token) ? (oauth.state.ticked ?? Object.values(SCOPES)) : null),
    ...(person === undefined ? {} : { person }),
  });
  const { clientId, clientSecret, authorizeUrl, tokenUrl, revocation } = oauth.facts();
  const provider = createGoogleHealth({
    clientId,
    clientSecret,
    authorizeUrl,
    tokenUrl,
    revokeUrl: revocation.url,
    baseUrl: health.baseUrl,
    keysetUrl: health.keysetUrl,
    webhookSecret: null,
    publicUrl: "https://coach.example.org",
    parts: {
      clock,
      words: (template, facts = {}) => plainText(render(template, facts)),
      openAttempt: async () => null,
    },
    sleep: async () => {},
    ...options,
  });
  const offered: string[] = [];

  const world: GoogleWorld = {
    health,
    oauth,
    provider,
    async signIn() {
      const request = { attemptId: randomUUID(), userId: randomUUID(), mends: null, now: clock() };
      const offer = await provider.beginLink(request);
      if (offer.kind !== "address") throw new Error("expected an address");
      offered.push(offer.secret);
      const back = await oauth.consent(offer.url);
      return provider.readLink(offer.secret, { ...request, answer: back.search.slice(1) });
    },
    async link() {
      const outcome = await world.signIn();
      const [made] = outcome.kind === "linked" ? outcome.connections : [];
      if (made === undefined) throw new Error(`the link came to ${outcome.kind}`);
      return made;
    },
    secrets: () => [...oauth.secrets(), ...offered, WEBHOOK_SECRET],
    async close() {
      await health.close();
      await oauth.close();
    },
  };
  return world;
}
