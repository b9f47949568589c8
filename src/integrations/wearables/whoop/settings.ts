import { z } from "zod";
import { isSafeAddress, SAFE_ADDRESS } from "../../banks/address.ts";
import { defineWearable } from "../../define-provider.ts";

/** It travels in a form, and signs what WHOOP tells. */
const KEY = /^[\x21-\x7e]{1,300}$/;
const CLIENT_ID = "expected the client id that WHOOP's developer dashboard shows for the app";
const CLIENT_SECRET = "expected the client secret that WHOOP's developer dashboard shows for the app";
const SWITCH = ["on", "off"] as const;
const address = z.string().refine(isSafeAddress, SAFE_ADDRESS);

/** WHOOP bands, by an app that the operator has registered with WHOOP. */
export const whoop = defineWearable({
  id: "whoop",
  settings: z.object({
    WHOOP_CLIENT_ID: z.string({ error: CLIENT_ID }).regex(KEY, CLIENT_ID),
    WHOOP_CLIENT_SECRET: z.string({ error: CLIENT_SECRET }).regex(KEY, CLIENT_SECRET),
    WHOOP_WEBHOOKS: z.enum(SWITCH, { error: `expected one of ${SWITCH.join(", ")}` }).default("off"),
    WHOOP_BASE_URL: address.default("https://api.prod.whoop.com"),
    WHOOP_AUTHORIZE_URL: address.optional(),
    WHOOP_TOKEN_URL: address.optional(),
  }),
  check: (_, { publicUrl }) =>
    publicUrl === null
      ? ["WHOOP_CLIENT_ID needs PUBLIC_URL: people come back there after they have signed in with WHOOP."]
      : [],
  async create(given, { clock, words, openAttempt, publicUrl }) {
    if (publicUrl === null) throw new Error("expected settings that were checked");
    const { createWhoop } = await import("./provider.ts");
    const baseUrl = given.WHOOP_BASE_URL.replace(/\/+$/, "");
    return createWhoop({
      clientId: given.WHOOP_CLIENT_ID,
      clientSecret: given.WHOOP_CLIENT_SECRET,
      baseUrl,
      authorizeUrl: given.WHOOP_AUTHORIZE_URL ?? `${baseUrl}/oauth/oauth2/auth`,
      tokenUrl: given.WHOOP_TOKEN_URL ?? `${baseUrl}/oauth/oauth2/token`,
      isCalled: given.WHOOP_WEBHOOKS === "on",
      publicUrl,
      clock,
      words,
      openAttempt,
    });
  },
});
