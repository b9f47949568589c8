import type { IncomingMessage, ServerResponse } from "node:http";
import type { Route } from "../../../../bot/adapter.ts";
import type { HandleProviderEvent } from "../../provider.ts";
import { signedWebhook } from "../signed-webhook.ts";
import { answerToChallenge, OURA_SIGNATURE, ouraEventOf } from "./webhook.ts";

export const WEBHOOK_PATH = "/webhooks/oura";
const LONGEST_QUERY = 4096;

/** Where Oura tells that something has changed; never 410, by which a subscription ends. By GET it asks whether the address is ours. */
export function ouraRoutes({
  clientSecret,
  token,
  clock,
  handle,
}: {
  readonly clientSecret: string;
  /** What we gave when we subscribed. */
  readonly token: string;
  readonly clock: () => Date;
  readonly handle: HandleProviderEvent;
}): readonly Route[] {
  const signature = { signedBy: OURA_SIGNATURE, secret: clientSecret, clock };
  const told = signedWebhook(WEBHOOK_PATH, { ...signature, eventOf: ouraEventOf, handle });
  const asked: Route = {
    method: "GET",
    path: WEBHOOK_PATH,
    answer: (request, response) => answerIfOurs(request, response, token),
  };
  return [told, asked];
}

function answerIfOurs({ url = "" }: IncomingMessage, response: ServerResponse, token: string): void {
  const query = url.length > LONGEST_QUERY ? "" : (url.split("?")[1] ?? "");
  const answer = answerToChallenge(new URLSearchParams(query), token);
  if (answer === null) response.writeHead(401).end();
  else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
}
