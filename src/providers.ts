import { randomUUID } from "node:crypto";
import type { InboundEvent, Route } from "../bot/adapter.ts";
import { plainText } from "../bot/message.ts";
import { findAttemptsByLookup } from "../db/queries/links.ts";
import type { Sealer } from "../db/sealing.ts";
import { render } from "../prompts/index.ts";
import type { ConfiguredBank, ConfiguredWearable } from "./config.ts";
import type { BankProvider, BankProviderId } from "./integrations/banks/bank-provider.ts";
import type { ProviderParts } from "./integrations/define-provider.ts";
import type { ProviderEvent } from "./integrations/provider.ts";
import type { WearableProvider, WearableProviderId } from "./integrations/wearables/wearable-provider.ts";
import { openLinkSecret, sealLinkSecret } from "./jobs/link-secret.ts";
import { type ProviderEventParts, storeProviderEvent } from "./provider-events.ts";

/** The providers of bank data, and of what a body did, that are set up in this process. */
export type Providers = {
  readonly banks: ReadonlyMap<BankProviderId, BankProvider>;
  readonly wearables: ReadonlyMap<WearableProviderId, WearableProvider>;
  /** Where they call us, and their pages. */
  readonly routes: readonly Route[];
  /** What a person pasted for one of them becomes an event that nobody can read. */
  readonly hearPaste: (event: InboundEvent) => InboundEvent;
};

export async function openProviders(
  configured: {
    readonly banks: readonly ConfiguredBank[];
    readonly wearables: readonly ConfiguredWearable[];
  },
  {
    enqueue,
    wake,
    ...parts
  }: Omit<ProviderParts, "sealer" | "openAttempt" | "words"> &
    Omit<ProviderEventParts, "log" | "sealer"> & { readonly sealer: Sealer | null },
): Promise<Providers> {
  const { sealer } = parts;
  const banks = new Map<BankProviderId, BankProvider>();
  const wearables = new Map<WearableProviderId, WearableProvider>();
  const routes: Route[] = [];
  // Without a key nothing could be kept of a link.
  if (sealer === null) {
    const isAny = configured.banks.length + configured.wearables.length > 0;
    if (isAny) parts.log.warn({}, "no bank or wearable can be connected: there is no COACH_SECRET_KEY");
  } else {
    const partsOf = (id: string): ProviderParts => ({
      ...parts,
      sealer,
      words: (template, facts = {}) => plainText(render(template, facts)),
      openAttempt: (lookup) => readOpenAttempt(id, lookup, { ...parts, sealer }),
    });
    const handleOf = (id: string) => (event: ProviderEvent) =>
      storeProviderEvent(id, event, { ...parts, sealer, enqueue, wake });
    for (const { id, create } of configured.banks) {
      const provider = await create(partsOf(id));
      banks.set(id, provider);
      routes.push(...provider.routes(handleOf(id)));
    }
    for (const { id, create } of configured.wearables) {
      const provider = await create(partsOf(id));
      wearables.set(id, provider);
      routes.push(...provider.routes(handleOf(id)));
    }
  }
  return {
    banks,
    wearables,
    routes,
    hearPaste: (event) => (sealer === null ? event : sealPaste(event, [...banks.values()], sealer)),
  };
}

/**
 * What an attempt that can be gone on with is asked after with, by what its page is called; null for any other, and once the
 * person's browser has come back with an answer.
 */
async function readOpenAttempt(
  provider: string,
  lookup: string,
  { db, clock, sealer }: Pick<ProviderParts, "db" | "clock" | "sealer">,
): Promise<string | null> {
  const attempts = await findAttemptsByLookup(db, provider, lookup);
  const attempt = attempts.find(({ expiresAt }) => expiresAt > clock());
  const secret = attempt === undefined ? null : openLinkSecret(sealer, attempt);
  return secret?.kind === "offer" && secret.answer === undefined ? secret.secret : null;
}

/** A text that a provider's people paste, as it may be stored: sealed for the attempt to link that it will be. */
export function sealPaste(
  event: InboundEvent,
  providers: readonly BankProvider[],
  sealer: Sealer,
): InboundEvent {
  if (event.kind !== "text") return event;
  const { text, kind: _, ...rest } = event;
  const provider = providers.find((one) => one.looksLikePaste?.(text.trim()) === true);
  if (provider === undefined) return event;
  const attemptId = randomUUID();
  const sealed = sealLinkSecret(sealer, attemptId, { kind: "paste", text: text.trim() });
  return { ...rest, kind: "pasted", provider: provider.id, attemptId, sealed };
}
