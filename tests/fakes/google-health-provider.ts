import { randomUUID } from "node:crypto";
import { plainText } from "../../bot/message.ts";
import { render } from "../../prompts/index.ts";
import type { ProviderParts } from "../../src/integrations/define-provider.ts";
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

/** Google's two services, on this machine. */
export async function startGoogle(clock: () => Date, person?: FakePerson) {
  const oauth = await startOAuth({ id: "fitbit", rotates: false });
  const health = await startGoogleHealth({
    clock,
    allows: (token) => (oauth.takes(token) ? (oauth.state.ticked ?? Object.values(SCOPES)) : null),
    ...(person === undefined ? {} : { person }),
  });
  return {
    oauth,
    health,
    async close() {
      await health.close();
      await oauth.close();
    },
  };
}

type Options = Pick<GoogleHealthOptions, "parts"> & Partial<GoogleHealthOptions>;

/** The real provider, that talks to a Google on this machine. */
export function googleHealthAt(
  { oauth, health }: Pick<GoogleWorld, "oauth" | "health">,
  options: Options,
): WearableProvider {
  const { clientId, clientSecret, authorizeUrl, tokenUrl, revocation } = oauth.facts();
  return createGoogleHealth({
    clientId,
    clientSecret,
    authorizeUrl,
    tokenUrl,
    revokeUrl: revocation.url,
    baseUrl: health.baseUrl,
    keysetUrl: health.keysetUrl,
    webhookSecret: null,
    publicUrl: "https://coach.example.org",
    sleep: async () => {},
    ...options,
  });
}

export async function openGoogle(
  clock: () => Date,
  { person, ...options }: Partial<Omit<Options, "parts">> & { readonly person?: FakePerson } = {},
): Promise<GoogleWorld> {
  const google = await startGoogle(clock, person);
  const { oauth } = google;
  const words: ProviderParts["words"] = (template, facts = {}) => plainText(render(template, facts));
  const provider = googleHealthAt(google, {
    parts: { clock, words, openAttempt: async () => null },
    ...options,
  });
  const offered: string[] = [];

  const world: GoogleWorld = {
    ...google,
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
  };
  return world;
}
