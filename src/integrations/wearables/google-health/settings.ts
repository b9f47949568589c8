import { z } from "zod";
import { isSafeAddress, SAFE_ADDRESS } from "../../banks/address.ts";
import { defineWearable } from "../../define-provider.ts";

/** It travels in a header or a form. */
const KEY = /^[\x21-\x7e]{1,300}$/;
const CLIENT_ID =
  "expected the client id of an OAuth client for web applications, from the Google Cloud console";
const CLIENT_SECRET = "expected the client secret that the Google Cloud console shows beside the client id";
const WEBHOOK_SECRET =
  "expected the secret of the subscriber at Google, eight signs or more, with Bearer before it or without";
const address = z.string().refine(isSafeAddress, SAFE_ADDRESS);

/** Fitbit and Pixel Watch by the Google Health API, with an OAuth client of the operator's own project at Google. */
export const googleHealth = defineWearable({
  id: "fitbit",
  settings: z.object({
    GOOGLE_HEALTH_CLIENT_ID: z.string({ error: CLIENT_ID }).regex(KEY, CLIENT_ID),
    GOOGLE_HEALTH_CLIENT_SECRET: z.string({ error: CLIENT_SECRET }).regex(KEY, CLIENT_SECRET),
    GOOGLE_HEALTH_WEBHOOK_SECRET: z
      .string()
      .regex(/^(?:Bearer )?[\x21-\x7e]{8,300}$/, WEBHOOK_SECRET)
      .transform((secret) => (secret.startsWith("Bearer ") ? secret : `Bearer ${secret}`))
      .optional(),
    GOOGLE_HEALTH_BASE_URL: address.default("https://health.googleapis.com"),
    GOOGLE_HEALTH_AUTHORIZE_URL: address.default("https://accounts.google.com/o/oauth2/v2/auth"),
    GOOGLE_HEALTH_TOKEN_URL: address.default("https://oauth2.googleapis.com/token"),
    GOOGLE_HEALTH_REVOKE_URL: address.default("https://oauth2.googleapis.com/revoke"),
    GOOGLE_HEALTH_KEYSET_URL: address.default(
      "https://www.gstatic.com/googlehealthapi/webhooks/webhooks_public_keyset.json",
    ),
  }),
  check: (_, { publicUrl }) =>
    publicUrl === null
      ? ["GOOGLE_HEALTH_CLIENT_ID needs PUBLIC_URL: people come back there after signing in at Google."]
      : [],
  async create(given, { clock, words, openAttempt, publicUrl }) {
    if (publicUrl === null) throw new Error("settings were not checked");
    const { createGoogleHealth } = await import("./provider.ts");
    return createGoogleHealth({
      clientId: given.GOOGLE_HEALTH_CLIENT_ID,
      clientSecret: given.GOOGLE_HEALTH_CLIENT_SECRET,
      baseUrl: given.GOOGLE_HEALTH_BASE_URL.replace(/\/+$/, ""),
      authorizeUrl: given.GOOGLE_HEALTH_AUTHORIZE_URL,
      tokenUrl: given.GOOGLE_HEALTH_TOKEN_URL,
      revokeUrl: given.GOOGLE_HEALTH_REVOKE_URL,
      keysetUrl: given.GOOGLE_HEALTH_KEYSET_URL,
      webhookSecret: given.GOOGLE_HEALTH_WEBHOOK_SECRET ?? null,
      publicUrl,
      parts: { clock, words, openAttempt },
    });
  },
});
