import { type Answer, ask } from "../../ask.ts";
import { ProviderError } from "../../provider.ts";
import { BOUNDS } from "./client.ts";
import { failureOf } from "./failures.ts";
import type { OAuthService } from "./service.ts";
import type { OAuthTokens } from "./tokens.ts";

/**
 * Ends what a person has allowed.
 *
 * @throws ProviderError `needs-login` where such a token is not known there any more: nothing is left to be ended
 */
export async function revokeTokens(
  service: OAuthService,
  { accessToken, refreshToken }: Pick<OAuthTokens, "accessToken" | "refreshToken">,
): Promise<void> {
  const { revocation, clientId, clientSecret } = service;
  const address = new URL(revocation.url);
  let answer: Answer;
  if (revocation.kind === "bearer") {
    const headers = { authorization: `Bearer ${accessToken}` };
    answer = await ask(address, { method: "DELETE", headers, ...BOUNDS });
  } else if (revocation.kind === "query") {
    address.searchParams.set("access_token", accessToken);
    answer = await ask(address, { method: "POST", ...BOUNDS });
  } else {
    const named = { token: refreshToken ?? accessToken, client_id: clientId, client_secret: clientSecret };
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const body = String(new URLSearchParams(named));
    answer = await ask(address, { method: "POST", headers, body, ...BOUNDS });
  }
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  const failed = failureOf(answer, "refresh");
  const isUnknown = failed.providerCode === "INVALID_TOKEN" || (status === 401 && failed.code === "refused");
  throw isUnknown ? new ProviderError("needs-login", { providerCode: failed.providerCode }) : failed;
}
