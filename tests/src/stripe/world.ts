import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { plainText } from "../../../bot/message.ts";
import { render } from "../../../prompts/index.ts";
import { routed } from "../../../src/http/server.ts";
import { createStripe } from "../../../src/integrations/banks/stripe/provider.ts";
import type { NewConnection, ProviderEvent } from "../../../src/integrations/provider.ts";
import { startStripe } from "../../fakes/stripe-server.ts";

export const SECRET_KEY = "sk_test_hidden0key";
export const PUBLISHABLE_KEY = "pk_test_shown";
export const WEBHOOK_SECRET = "whsec_a3e1903356af8958e64b85d40840b361";
export const USER_ID = "0f3b7f0e-52f9-4f36-8d7c-0a8f4a1c2d3e";

/** Stripe, the provider that talks to it, and the server that its pages and webhooks come to. */
export async function stripeWorld(about: { readonly now?: Date; readonly scriptUrl?: string } = {}) {
  const server = await startStripe(SECRET_KEY);
  const clock = { now: about.now ?? new Date("2026-11-20T12:00:00Z") };
  const offered = new Map<string, { readonly secret: string; readonly expiresAt: Date }>();
  const events: ProviderEvent[] = [];
  const stored = { fails: false };
  const front = createServer((request, response) => routes(request, response));
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  const publicUrl = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  const provider = createStripe({
    secretKey: SECRET_KEY,
    publishableKey: PUBLISHABLE_KEY,
    webhookSecret: WEBHOOK_SECRET,
    baseUrl: server.origin,
    scriptUrl: about.scriptUrl ?? "https://js.stripe.com/endive/stripe.js",
    publicUrl,
    parts: {
      clock: () => clock.now,
      words: (template, facts = {}) => plainText(render(template, facts)),
      async openAttempt(lookup) {
        const attempt = offered.get(lookup);
        return attempt !== undefined && attempt.expiresAt > clock.now ? attempt.secret : null;
      },
    },
  });
  const routes = routed(
    provider.routes(async (event) => {
      if (stored.fails) throw new Error("the database is away");
      events.push(event);
    }),
    (_, response) => {
      response.writeHead(404).end("not the provider's");
    },
  );
  const request = (attemptId: string) => ({ attemptId, userId: USER_ID, mends: null, now: clock.now });
  const close = async () => {
    front.closeAllConnections();
    front.close();
    await server.close();
  };

  /** Begins a link, as the coach does. */
  async function begin(attemptId: string = crypto.randomUUID()) {
    const offer = await provider.beginLink(request(attemptId));
    if (offer.kind !== "address") throw new Error("expected an address");
    offered.set(offer.lookup, offer);
    return { ...offer, session: String(JSON.parse(offer.secret).session) };
  }

  return {
    server,
    provider,
    publicUrl,
    clock,
    offered,
    events,
    stored,
    request,
    begin,
    close,
    /** Goes the whole way with accounts. */
    async link(accounts: readonly string[]): Promise<readonly NewConnection[]> {
      const { secret, session } = await begin();
      server.finish(session, accounts);
      const outcome = await provider.readLink(secret, request("x"));
      if (outcome.kind !== "linked") throw new Error(`expected a connection, not ${outcome.kind}`);
      return outcome.connections;
    },
  };
}

/** The same for a test, closed with it. */
export async function worldForTest(about?: Parameters<typeof stripeWorld>[0]) {
  const world = await stripeWorld(about);
  onTestFinished(world.close);
  return world;
}
