import { z } from "zod";
import { isSafeAddress, SAFE_ADDRESS } from "../../banks/address.ts";
import { defineWearable } from "../../define-provider.ts";
import { ouraSignIn, PORTALS } from "./sign-in.ts";

const OURA = "https://api.ouraring.com";
/** It travels in a header or a form. */
const KEY = /^[\x21-\x7e]{1,300}$/;
const CLIENT_ID = "expected the client id that Oura's developer site shows for the application";
const CLIENT_SECRET = "expected the client secret that Oura's developer site shows for the application";
const address = z.string().refine(isSafeAddress, SAFE_ADDRESS).optional();

/** Oura rings, by an application that the operator has registered with Oura. */
export const oura = defineWearable({
  id: "oura",
  settings: z.object({
    OURA_CLIENT_ID: z.string({ error: CLIENT_ID }).regex(KEY, CLIENT_ID),
    OURA_CLIENT_SECRET: z.string({ error: CLIENT_SECRET }).regex(KEY, CLIENT_SECRET),
    OURA_PORTAL: z.enum(PORTALS, { error: `expected one of ${PORTALS.join(", ")}` }).optional(),
    OURA_BASE_URL: address,
    OURA_AUTHORIZE_URL: address,
    OURA_TOKEN_URL: address,
    OURA_REVOKE_URL: address,
  }),
  check: (_, { publicUrl }) =>
    publicUrl === null
      ? ["OURA_CLIENT_ID needs PUBLIC_URL: people come back there after they have signed in with Oura."]
      : [],
  async create(given, { clock, words, openAttempt, publicUrl }) {
    if (publicUrl === null) throw new Error("expected settings that were checked");
    const { createOura } = await import("./provider.ts");
    const [clientId, clientSecret] = [given.OURA_CLIENT_ID, given.OURA_CLIENT_SECRET];
    const baseUrl = given.OURA_BASE_URL?.replace(/\/+$/, "");
    return createOura({
      signIn: ouraSignIn({
        clientId,
        clientSecret,
        baseUrl,
        portal: given.OURA_PORTAL,
        addresses: {
          authorizeUrl: given.OURA_AUTHORIZE_URL,
          tokenUrl: given.OURA_TOKEN_URL,
          revokeUrl: given.OURA_REVOKE_URL,
        },
      }),
      baseUrl: baseUrl ?? OURA,
      // Oura itself calls no address of one machine.
      isCalled: baseUrl !== undefined || publicUrl.startsWith("https:"),
      publicUrl,
      clock,
      words,
      openAttempt,
    });
  },
});
