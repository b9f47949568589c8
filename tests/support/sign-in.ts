import type { NewConnection } from "../../src/integrations/provider.ts";
import type { WearableProvider } from "../../src/integrations/wearables/wearable-provider.ts";
import type { OAuthServer } from "../fakes/oauth-server.ts";

/** Goes to a service's sign-in as a person does, and comes back. @throws ProviderError as the provider does, where nothing comes of it */
export async function signInAt(
  provider: WearableProvider,
  oauth: Pick<OAuthServer, "consent">,
  now: Date,
): Promise<NewConnection> {
  const request = { attemptId: "attempt-1", userId: "user-1", mends: null, now };
  const offer = await provider.beginLink(request);
  if (offer.kind !== "address") throw new Error("expected an address");
  const back = await oauth.consent(offer.url);
  const outcome = await provider.readLink(offer.secret, { ...request, answer: back.search.slice(1) });
  const [made] = outcome.kind === "linked" ? outcome.connections : [];
  if (made === undefined) throw new Error(`the link came to ${outcome.kind}`);
  return made;
}
