import type { Route } from "../../../../bot/adapter.ts";
import type { HandleProviderEvent } from "../../provider.ts";
import { jsonOf, webhookRoute } from "../../webhook-route.ts";
import type { Verify } from "./keyring.ts";
import { isAuthorized, SIGNATURE_HEADERS } from "./signature.ts";
import { readNotice } from "./webhook.ts";

export const WEBHOOK_PATH = "/webhooks/google-health";

/**
 * Where Google tells that something has changed: 204 once it is stored, or is nothing to be stored; 503 where it cannot be
 * told now whether Google sent it, after which Google sends it again, for a week.
 *
 * What comes without the secret gets 401, unread, and so does what Google did not sign. The proof of the address, which is
 * not news and need not be signed, gets 201.
 */
export function createWebhook({
  secret,
  verify,
  handle,
}: {
  /** The whole of the header that Google sends it in, `Bearer …`. */
  readonly secret: string;
  readonly verify: Verify;
  readonly handle: HandleProviderEvent;
}): Route {
  return webhookRoute(WEBHOOK_PATH, {
    refuses: ({ headers }) => (isAuthorized(headers.authorization, secret) ? null : 401),
    async hear({ headers }, body) {
      const notice = readNotice(jsonOf(body));
      if (notice.kind === "verification") return 201;
      const signature = SIGNATURE_HEADERS.map((name) => headers[name]).find((value) => value !== undefined);
      const verdict = await verify(signature, body);
      if (verdict !== "genuine") return verdict === "forged" ? 401 : 503;
      if (notice.kind === "unread") return 204;
      for (const { healthUserId: externalId, days } of notice.changes) {
        await handle({ kind: "changed", externalId, ...(days === null ? {} : { days }) });
      }
      return 204;
    },
  });
}
