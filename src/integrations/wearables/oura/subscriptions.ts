import { createHmac } from "node:crypto";
import { z } from "zod";
import { ask } from "../../ask.ts";
import { ProviderError } from "../../provider.ts";
import { jsonOf } from "../get-json.ts";
import { READ_KINDS } from "./sync.ts";

const DAY_MS = 86_400_000;
/** One that ends sooner is renewed now: looked at daily, each is tried some times before it ends. */
const RENEW_WITHIN_MS = 10 * DAY_MS;
const BOUNDS = { withinMs: 10_000, mostBytes: 1024 * 1024 } as const;
const EVENTS = ["create", "update", "delete"] as const;

/** One for each kind of document and of change; those of other kinds are not ours. */
const WANTED = READ_KINDS.flatMap((data_type) => EVENTS.map((event_type) => ({ event_type, data_type })));
type Wanted = (typeof WANTED)[number];

const subscription = z.looseObject({
  id: z.string().min(1).max(200),
  callback_url: z.string(),
  event_type: z.string(),
  data_type: z.string(),
  expiration_time: z.string(),
});
type Subscription = z.infer<typeof subscription>;

export type SubscriptionParts = {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where Oura calls us. */
  readonly callbackUrl: string;
  readonly clock: () => Date;
};

/** What we prove to be ourselves with when Oura asks whether the address is ours: the same in every process, and kept nowhere. */
export function verificationToken({
  clientSecret,
  callbackUrl,
}: Pick<SubscriptionParts, "clientSecret" | "callbackUrl">): string {
  return createHmac("sha256", clientSecret).update(`webhooks to ${callbackUrl}`).digest("hex");
}

/**
 * Has Oura tell us of every change: what is not subscribed to is, what was sent elsewhere comes here, and what ends soon is
 * renewed, since it ends without a word. Done by two at once, it does no harm.
 *
 * @throws ProviderError after all of them were tried, where one was refused; at once where Oura is away or wants peace
 */
export async function keepSubscriptions(parts: SubscriptionParts): Promise<void> {
  const { callbackUrl, clock } = parts;
  const token = verificationToken(parts);
  const held = await list(parts);
  let refused: ProviderError | null = null;
  for (const wanted of WANTED) {
    try {
      await keep(
        wanted,
        held.filter((one) => isFor(one, wanted)),
      );
    } catch (error) {
      if (!(error instanceof ProviderError) || error.code !== "refused") throw error;
      refused = error;
    }
  }
  if (refused !== null) throw refused;

  async function keep(wanted: Wanted, those: readonly Subscription[]): Promise<void> {
    const ours = those.find(({ callback_url }) => callback_url === callbackUrl);
    const whole = { callback_url: callbackUrl, verification_token: token, ...wanted };
    const known = ours ?? those[0];
    if (known === undefined) return request(parts, "POST", "", whole).then(() => {});
    if (ours !== undefined && !endsSoon(ours, clock())) return;
    const path = `/${encodeURIComponent(known.id)}`;
    const isTheSame = ours !== undefined;
    try {
      if (isTheSame) await request(parts, "PUT", `/renew${path}`);
      else await request(parts, "PUT", path, whole);
    } catch (error) {
      // Ended since it was listed, or in the list still.
      if (!(error instanceof ProviderError) || error.code !== "refused") throw error;
      await request(parts, "POST", "", whole);
    }
  }
}

async function list(parts: SubscriptionParts): Promise<readonly Subscription[]> {
  const read = z.array(z.unknown()).safeParse(await request(parts, "GET", ""));
  if (!read.success) throw new ProviderError("unavailable", { providerCode: "UNREADABLE" });
  return read.data.flatMap((one) => subscription.safeParse(one).data ?? []);
}

function isFor(one: Subscription, { event_type, data_type }: Wanted): boolean {
  return one.event_type === event_type && one.data_type === data_type;
}

/** Oura's times are in UTC, with or without a word of it. One that cannot be read has ended for all we know. */
function endsSoon({ expiration_time: text }: Subscription, now: Date): boolean {
  const end = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return !(end - now.getTime() > RENEW_WITHIN_MS);
}

/** @throws ProviderError */
async function request(
  { baseUrl, clientId, clientSecret }: SubscriptionParts,
  method: "GET" | "POST" | "PUT",
  path: string,
  body?: object,
): Promise<unknown> {
  const headers = { accept: "application/json", "x-client-id": clientId, "x-client-secret": clientSecret };
  const sent =
    body === undefined
      ? { headers }
      : { headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) };
  const address = new URL(`${baseUrl}/v2/webhook/subscription${path}`);
  return jsonOf(await ask(address, { method, ...sent, ...BOUNDS }));
}
