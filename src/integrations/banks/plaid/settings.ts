import type { CountryCode } from "plaid";
import { z } from "zod";
import { defineProvider } from "../../define-provider.ts";

const ADDRESSES = {
  production: "https://production.plaid.com",
  sandbox: "https://sandbox.plaid.com",
} as const;
const ENVIRONMENTS = ["production", "sandbox"] as const;
/** Where Plaid shows banks. */
const COUNTRIES = [
  "US",
  "CA",
  "GB",
  "IE",
  "AT",
  "BE",
  "DE",
  "DK",
  "EE",
  "ES",
  "FI",
  "FR",
  "IT",
  "LT",
  "LV",
  "NL",
  "NO",
  "PL",
  "PT",
  "SE",
] as const satisfies readonly `${CountryCode}`[];
/** It travels in a header. */
const KEY = /^[\x21-\x7e]{1,200}$/;
const CLIENT_ID = "expected the client id that the Plaid dashboard shows under Keys";
const SECRET = "expected the secret that the Plaid dashboard shows under Keys, that of PLAID_ENV";
const COUNTRY_CODES = `expected codes out of ${COUNTRIES.join(", ")}, with commas between`;
const ADDRESS =
  "expected an https address without a question mark, or an http one of this machine, for tests";

/** Banks by Plaid, with the keys of the operator's own account there. */
export const plaid = defineProvider({
  id: "plaid",
  settings: z.object({
    PLAID_CLIENT_ID: z.string({ error: CLIENT_ID }).regex(KEY, CLIENT_ID),
    PLAID_SECRET: z.string({ error: SECRET }).regex(KEY, SECRET),
    PLAID_ENV: z
      .enum(ENVIRONMENTS, { error: `expected one of ${ENVIRONMENTS.join(", ")}` })
      .default("production"),
    PLAID_BASE_URL: z.string().refine(isSafeAddress, ADDRESS).optional(),
    PLAID_COUNTRY_CODES: z
      .string()
      .transform((codes) => codes.split(",").map((code) => code.trim().toUpperCase()))
      .pipe(z.array(z.enum(COUNTRIES, { error: COUNTRY_CODES })))
      .default(["US"]),
  }),
  async create(given, { clock, publicUrl, words }) {
    const { createPlaid } = await import("./provider.ts");
    return createPlaid({
      clientId: given.PLAID_CLIENT_ID,
      secret: given.PLAID_SECRET,
      baseUrl: (given.PLAID_BASE_URL ?? ADDRESSES[given.PLAID_ENV]).replace(/\/+$/, ""),
      // An address of the operator's own says nothing about whose tokens it takes.
      environment: given.PLAID_BASE_URL === undefined ? given.PLAID_ENV : null,
      countryCodes: given.PLAID_COUNTRY_CODES,
      publicUrl,
      clock,
      words,
    });
  },
});

/** Keys and tokens go there, so nobody on the way may read along. */
function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(address);
  const isSafe =
    protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(hostname));
  return isSafe && search === "" && hash === "" && username === "" && password === "";
}
