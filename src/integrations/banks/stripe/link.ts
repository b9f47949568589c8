import { createHash, randomBytes } from "node:crypto";
import type Stripe from "stripe";
import { z } from "zod";
import { type LinkOffer, type LinkOutcome, type LinkRequest, ProviderError } from "../../provider.ts";
import { asking } from "./client.ts";
import { PAGE_PATH } from "./page-routes.ts";

const LINK_MS = 3_600_000;
/** The page tells when a person is done; one that was closed too soon does not. */
const POLL_MS = 60_000;
const TOKEN_BYTES = 32;

/** What is kept of an attempt, sealed. */
const attemptSecret = z.object({ session: z.string(), clientSecret: z.string() });

/** @throws ZodError for what is no secret of an attempt */
export function readAttemptSecret(secret: string): z.infer<typeof attemptSecret> {
  return attemptSecret.parse(JSON.parse(secret));
}

/** Opens a session at Stripe, and a page of ours for it: Stripe offers no page of its own. @throws ProviderError */
export async function offerSession(
  stripe: Stripe,
  publicUrl: string,
  { attemptId, userId, mends, now }: LinkRequest,
): Promise<LinkOffer> {
  const customer =
    (mends === null ? null : await holderOf(stripe, mends.credentials)) ?? (await customerOf(stripe, userId));
  const session = await asking(() =>
    stripe.financialConnections.sessions.create(
      {
        account_holder: { type: "customer", customer },
        permissions: ["transactions", "balances"],
        prefetch: ["transactions", "balances"],
        filters: { country: "US" },
        ...(mends === null ? {} : { limits: { accounts: 1 } }),
      },
      // An attempt that is begun again, since a process died over it, comes to the same session.
      { idempotencyKey: `coach-link-${attemptId}` },
    ),
  );
  if (session.client_secret === null)
    throw new ProviderError("refused", { providerCode: "no-client-secret" });
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const secret: z.infer<typeof attemptSecret> = { session: session.id, clientSecret: session.client_secret };
  return {
    kind: "address",
    url: `${publicUrl}${PAGE_PATH}${token}`,
    secret: JSON.stringify(secret),
    lookup: token,
    expiresAt: new Date(now.getTime() + LINK_MS),
    pollEveryMs: POLL_MS,
  };
}

/** Whether a session has led to accounts: one connection each. @throws ProviderError */
export async function readSession(
  stripe: Stripe,
  secret: string,
  mends: LinkRequest["mends"],
): Promise<LinkOutcome> {
  const { session: id } = readAttemptSecret(secret);
  const { accounts } = await asking(() => stripe.financialConnections.sessions.retrieve(id));
  const active = accounts.data.filter(({ status }) => status === "active");
  if (active.length === 0) return { kind: "waiting" };
  for (const { id } of active) await follow(stripe, id);
  if (mends !== null && active.some(({ id }) => id === mends.credentials)) return { kind: "mended" };
  return {
    kind: "linked",
    connections: active.map(({ id, institution_name, last4 }) => ({
      externalId: id,
      // Each account is a connection of its own, so its bank's name would not tell it from the others.
      displayName: last4 === null ? institution_name : `${institution_name} (${last4})`,
      credentials: id,
    })),
  };
}

/** Has Stripe ask the bank about once a day. Where it will not, as before an account is approved for it, a sync asks. */
async function follow(stripe: Stripe, accountId: string): Promise<void> {
  try {
    await asking(() =>
      stripe.financialConnections.accounts.subscribe(accountId, { features: ["transactions"] }),
    );
  } catch (error) {
    if (!(error instanceof ProviderError) || error.code !== "refused") throw error;
  }
}

async function holderOf(stripe: Stripe, accountId: string): Promise<string | null> {
  try {
    const { account_holder } = await asking(() => stripe.financialConnections.accounts.retrieve(accountId));
    const customer = account_holder?.customer ?? null;
    return typeof customer === "string" ? customer : (customer?.id ?? null);
  } catch (error) {
    // One that is gone over there is linked anew.
    if (error instanceof ProviderError && error.code === "revoked") return null;
    throw error;
  }
}

/** One customer per person, with nothing personal: a name that says nothing of them is how it is found again. */
async function customerOf(stripe: Stripe, userId: string): Promise<string> {
  const name = createHash("sha256").update(`stripe customer of ${userId}`).digest("hex").slice(0, 32);
  const found = await asking(() =>
    stripe.customers.search({ query: `metadata["coach_person"]:"${name}"`, limit: 1 }),
  );
  const [known] = found.data;
  if (known !== undefined) return known.id;
  // A customer is found a minute after it was made; until then the key comes to the same one.
  const made = await asking(() =>
    stripe.customers.create(
      { metadata: { coach_person: name } },
      { idempotencyKey: `coach-customer-${name}` },
    ),
  );
  return made.id;
}
