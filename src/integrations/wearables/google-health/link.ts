import { localDateOf } from "../../../../coaching/model/local-date.ts";
import type { ProviderParts } from "../../define-provider.ts";
import type { LinkOutcome, LinkRequest } from "../../provider.ts";
import { afterSignIn } from "../oauth/after-sign-in.ts";
import type { OAuth } from "../oauth/sign-in.ts";
import { writeTokens } from "../oauth/tokens.ts";
import type { GoogleHealthClient } from "./client.ts";
import { DATA_TYPES } from "./data-types.ts";
import { notAllowed } from "./explained.ts";
import { requestsFor } from "./requests.ts";
import { SCOPE_OF_TYPE, SCOPES, untickedScopes } from "./scopes.ts";

/**
 * What became of a sign-in at Google: a connection by the name that notifications have for the person.
 *
 * @throws ProviderError `refused` also where there is nothing to read: no tick, or no Fitbit with that account
 */
export async function readLink(
  secret: string,
  request: LinkRequest,
  parts: {
    readonly oauth: OAuth;
    readonly client: GoogleHealthClient;
    readonly words: ProviderParts["words"];
    readonly sleep: (ms: number) => Promise<unknown>;
  },
): Promise<LinkOutcome> {
  const { oauth, client, words, sleep } = parts;
  const signedIn = await oauth.finish(secret, request);
  if (signedIn.kind === "waiting") return signedIn;
  const { accessToken: token, scopes } = signedIn.tokens;
  const unticked = untickedScopes(scopes);
  const [type] = DATA_TYPES.filter((one) => !unticked.includes(SCOPE_OF_TYPE[one]));
  if (type === undefined) throw notAllowed(Object.keys(SCOPES) as typeof unticked, words);
  const interrupted = () => words("google-health/interrupted");
  const externalId = await afterSignIn(() => client.readHealthUserId(token), sleep, interrupted);
  const today = localDateOf(request.now, "UTC");
  // Only what asks for data hears that there is no Fitbit.
  for (const look of requestsFor(type, { from: today, to: today })) {
    await afterSignIn(() => client.readPoints(look, token), sleep, interrupted);
  }
  const credentials = writeTokens(signedIn.tokens);
  return { kind: "linked", connections: [{ externalId, displayName: null, credentials }] };
}
