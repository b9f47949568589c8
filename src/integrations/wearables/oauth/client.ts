import {
  AuthorizationResponseError,
  allowInsecureRequests,
  ClientError,
  Configuration,
  customFetch,
} from "openid-client";
import { ask } from "../../ask.ts";
import { isThisMachine } from "../../banks/address.ts";
import { ProviderError } from "../../provider.ts";
import { type Asking, codeOf, failureOf } from "./failures.ts";
import type { OAuthService } from "./service.ts";

const ANSWER_MS = 10_000;
const ANSWER_BYTES = 64 * 1024;
/** By which every request to such a service is bounded. */
export const BOUNDS = { withinMs: ANSWER_MS, mostBytes: ANSWER_BYTES } as const;

/** A service as the library knows it. @param asking what is to be asked, for what its failures mean */
export function configurationOf(service: OAuthService, asking: Asking): Configuration {
  const configuration = new Configuration(
    {
      issuer: new URL(service.authorizeUrl).origin,
      authorization_endpoint: service.authorizeUrl,
      token_endpoint: service.tokenUrl,
    },
    service.clientId,
    service.clientSecret,
  );
  configuration[customFetch] = async (url, { method, headers, body }) => {
    const sent = body instanceof URLSearchParams ? { body: String(body) } : {};
    const answer = await ask(new URL(url), { method, headers, ...sent, ...BOUNDS });
    if (answer.status !== 200) throw failureOf(answer, asking);
    return new Response(answer.text, { status: 200, headers: answer.headers });
  };
  // A setting lets http lead to this machine alone.
  if (isThisMachine(new URL(service.tokenUrl))) allowInsecureRequests(configuration);
  return configuration;
}

/** Asks a service by the library. @throws ProviderError without its cause, which holds the request and its secrets */
export async function asking<Of>(
  service: OAuthService,
  what: Asking,
  request: (configuration: Configuration) => Promise<Of>,
): Promise<Of> {
  try {
    return await request(configurationOf(service, what));
  } catch (error) {
    if (error instanceof AuthorizationResponseError) {
      throw new ProviderError("refused", { providerCode: codeOf(error.error) });
    }
    if (!(error instanceof ClientError)) throw error;
    if (error.cause instanceof ProviderError) throw error.cause;
    // What came back to us, or what the service answered, is not as it should be; a code is spent by now.
    throw new ProviderError(what === "refresh" ? "unavailable" : "refused", { providerCode: "UNREADABLE" });
  }
}
