import { z } from "zod";
import { defineProvider } from "../../define-provider.ts";
import { isSafeAddress, SAFE_ADDRESS } from "../address.ts";

const BASE_URL = "https://api.stripe.com";
/** Stripe's script has releases by the same names as its API. */
const SCRIPT_URL = "https://js.stripe.com/endive/stripe.js";
const SECRET_KEY =
  "expected the secret or a restricted key of the Stripe dashboard, which begins with sk_ or rk_";
const PUBLISHABLE_KEY = "expected the publishable key of the Stripe dashboard, which begins with pk_";
const WEBHOOK_SECRET = "expected the signing secret of the webhook endpoint, which begins with whsec_";
const WITHOUT_PATH = "expected an https address without a path, or an http one of this machine, for tests";

/** Stripe Financial Connections, with the keys of the operator's own account there. */
export const stripe = defineProvider({
  id: "stripe",
  settings: z.object({
    STRIPE_SECRET_KEY: z.string({ error: SECRET_KEY }).regex(/^(sk|rk)_(test|live)_\w+$/, SECRET_KEY),
    STRIPE_PUBLISHABLE_KEY: z
      .string({ error: PUBLISHABLE_KEY })
      .regex(/^pk_(test|live)_\w+$/, PUBLISHABLE_KEY),
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_\w+$/, WEBHOOK_SECRET)
      .optional(),
    STRIPE_BASE_URL: z
      .string()
      .refine((text) => isSafeAddress(text) && new URL(text).pathname === "/", WITHOUT_PATH)
      .default(BASE_URL),
    STRIPE_JS_URL: z.string().refine(isSafeAddress, SAFE_ADDRESS).default(SCRIPT_URL),
  }),
  check(given, { publicUrl }) {
    const modes = [given.STRIPE_SECRET_KEY, given.STRIPE_PUBLISHABLE_KEY].map((key) => key.split("_")[1]);
    return [
      ...(publicUrl === null
        ? [
            "STRIPE_SECRET_KEY needs PUBLIC_URL: people choose their accounts on a page that the coach serves there.",
          ]
        : []),
      ...(modes[0] === modes[1]
        ? []
        : ["STRIPE_PUBLISHABLE_KEY: expected the key of the same mode, test or live, as STRIPE_SECRET_KEY."]),
    ];
  },
  async create(given, { clock, words, openAttempt, publicUrl }) {
    if (publicUrl === null) throw new Error("settings were not checked");
    const { createStripe } = await import("./provider.ts");
    return createStripe({
      secretKey: given.STRIPE_SECRET_KEY,
      publishableKey: given.STRIPE_PUBLISHABLE_KEY,
      webhookSecret: given.STRIPE_WEBHOOK_SECRET ?? null,
      baseUrl: given.STRIPE_BASE_URL,
      scriptUrl: given.STRIPE_JS_URL,
      publicUrl,
      parts: { clock, words, openAttempt },
    });
  },
});
