import type { Route } from "../../../../bot/adapter.ts";
import type { HandleProviderEvent } from "../../provider.ts";
import { jsonOf, webhookRoute } from "../../webhook-route.ts";
import { eventOf } from "./events.ts";
import { SIGNATURE_HEADER, type Verdict } from "./verification.ts";

export const WEBHOOK_PATH = "/webhooks/plaid";

/**
 * Where Plaid tells that something has changed: 200 once it is stored, or is nothing to be stored; 503 where it cannot be told
 * now whether Plaid sent it, after which Plaid sends it again, for a day.
 *
 * What Plaid did not sign gets 401, unread where it is not signed at all.
 */
export function createWebhook({
  verify,
  handle,
}: {
  /** Whether Plaid signed this body. */
  readonly verify: (token: unknown, body: Buffer) => Promise<Verdict>;
  readonly handle: HandleProviderEvent;
}): Route {
  return webhookRoute(WEBHOOK_PATH, {
    refuses: ({ headers }) => (headers[SIGNATURE_HEADER] === undefined ? 401 : null),
    async hear({ headers }, body) {
      const verdict = await verify(headers[SIGNATURE_HEADER], body);
      if (verdict !== "genuine") return verdict === "forged" ? 401 : 503;
      const event = eventOf(jsonOf(body));
      if (event !== null) await handle(event);
      return 200;
    },
  });
}
