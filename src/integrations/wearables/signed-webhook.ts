import type { Route } from "../../../bot/adapter.ts";
import type { HandleProviderEvent, ProviderEvent } from "../provider.ts";
import { jsonOf, webhookRoute } from "../webhook-route.ts";
import { isSigned, type SignedBy } from "./signed-body.ts";

/**
 * Where a service tells, signed with the client's secret, that something has changed: 200 once it is stored, or is nothing to be
 * stored, of people we do not know too; 401 for what it did not sign.
 */
export function signedWebhook(
  path: string,
  how: {
    readonly signedBy: SignedBy;
    readonly secret: string;
    readonly clock: () => Date;
    /** @param body parsed @returns null for what is no news */
    readonly eventOf: (body: unknown) => ProviderEvent | null;
    readonly handle: HandleProviderEvent;
  },
): Route {
  const { signedBy, secret, clock, eventOf, handle } = how;
  return webhookRoute(path, {
    refuses: ({ headers }) => (headers[signedBy.signatureHeader] === undefined ? 401 : null),
    async hear({ headers }, body) {
      if (!isSigned({ body, headers }, signedBy, { secret, now: clock() })) return 401;
      const event = eventOf(jsonOf(body));
      if (event !== null) await handle(event);
      return 200;
    },
  });
}
