import type { IncomingMessage, ServerResponse } from "node:http";
import type Stripe from "stripe";
import { z } from "zod";
import type { Route } from "../../../../bot/adapter.ts";
import type { HandleProviderEvent, ProviderEvent } from "../../provider.ts";
import { rawBody } from "../raw-body.ts";

const PATH = "/webhooks/stripe";
const MOST_BYTES = 256 * 1024;
const TOLERANCE_SECONDS = 5 * 60;

const event = z.object({
  type: z.string(),
  data: z.object({
    object: z.object({
      id: z.string().min(1),
      transaction_refresh: z.object({ status: z.string() }).nullish().catch(null),
    }),
  }),
});

/**
 * What Stripe tells: signed over the very bytes, not older than five minutes. 400 for what is not; 200 once it is stored, or
 * is nothing to us; 503 where it could not be stored, so that it is sent again.
 */
export function webhookRoute(
  stripe: Stripe,
  { secret, clock }: { readonly secret: string; readonly clock: () => Date },
  handle: HandleProviderEvent,
): Route {
  async function statusFor(request: IncomingMessage): Promise<number> {
    const body = await rawBody(request, MOST_BYTES);
    const signature = request.headers["stripe-signature"];
    if (body === null || typeof signature !== "string") return 400;
    let said: unknown;
    try {
      said = stripe.webhooks.constructEvent(
        // Not the library's own decoding, which drops a mark at the beginning before it compares.
        body.toString("utf8"),
        signature,
        secret,
        TOLERANCE_SECONDS,
        undefined,
        clock().getTime(),
      );
    } catch {
      return 400;
    }
    const meant = meaningOf(said);
    if (meant === null) return 200;
    try {
      await handle(meant);
      return 200;
    } catch {
      return 503;
    }
  }
  return {
    method: "POST",
    path: PATH,
    answer(request: IncomingMessage, response: ServerResponse) {
      void statusFor(request).then((status) => response.writeHead(status, { connection: "close" }).end());
    },
  };
}

/** An event in our words; null where it is nothing to us. */
function meaningOf(said: unknown): ProviderEvent | null {
  const read = event.safeParse(said);
  if (!read.success) return null;
  const { type } = read.data;
  const { id: externalId, transaction_refresh } = read.data.data.object;
  const named = { externalId, providerCode: type.split(".").at(-1) ?? type };
  switch (type) {
    case "financial_connections.account.refreshed_transactions":
      return transaction_refresh?.status === "succeeded" ? { kind: "changed", externalId } : null;
    case "financial_connections.account.deactivated":
      return { kind: "needs-login", ...named };
    case "financial_connections.account.reactivated":
      return { kind: "repaired", externalId };
    case "financial_connections.account.disconnected":
      return { kind: "revoked", ...named };
    case "financial_connections.account.upcoming_deactivation":
      return { kind: "expires-soon", ...named };
    default:
      return null;
  }
}
