import { randomUUID } from "node:crypto";
import type { InboundEvent, Route } from "../bot/adapter.ts";
import { plainText } from "../bot/message.ts";
import { findAttemptsByLookup } from "../db/queries/links.ts";
import type { Sealer } from "../db/sealing.ts";
import { render } from "../prompts/index.ts";
import { type BankEventParts, storeBankEvent } from "./bank-events.ts";
import type { ConfiguredBank } from "./config.ts";
import type { BankProvider, BankProviderId } from "./integrations/banks/bank-provider.ts";
import type { ProviderParts } from "./integrations/banks/define-provider.ts";
import { openLinkSecret, sealLinkSecret } from "./jobs/link-secret.ts";

/** The providers of bank data that are set up in this process. */
export type Banks = {
  readonly providers: ReadonlyMap<BankProviderId, BankProvider>;
  /** Where they call us, and their pages. */
  readonly routes: readonly Route[];
  /** What a person pasted for one of them becomes an event that nobody can read. */
  readonly hearPaste: (event: InboundEvent) => InboundEvent;
};

export async function openBanks(
  configured: readonly ConfiguredBank[],
  {
    enqueue,
    wake,
    ...parts
  }: Omit<ProviderParts, "sealer" | "openAttempt" | "words"> &
    Omit<BankEventParts, "log"> & { readonly sealer: Sealer | null },
): Promise<Banks> {
  const { sealer } = parts;
  const providers = new Map<BankProviderId, BankProvider>();
  const routes: Route[] = [];
  // Without a key nothing could be kept of a link.
  if (sealer === null) {
    if (configured.length > 0) parts.log.warn({}, "no bank can be connected: there is no COACH_SECRET_KEY");
  } else {
    for (const { id, create } of configured) {
      const provider = await create({
        ...parts,
        sealer,
        words: (template, facts = {}) => plainText(render(template, facts)),
        openAttempt: (lookup) => readOpenAttempt(id, lookup, { ...parts, sealer }),
      });
      providers.set(id, provider);
      routes.push(...provider.routes((event) => storeBankEvent(id, event, { ...parts, enqueue, wake })));
    }
  }
  return {
    providers,
    routes,
    hearPaste: (event) => (sealer === null ? event : sealPaste(event, [...providers.values()], sealer)),
  };
}

/** What an attempt that can be gone on with is asked after with, by what its page is called; null for any other. */
async function readOpenAttempt(
  provider: BankProviderId,
  lookup: string,
  { db, clock, sealer }: Pick<ProviderParts, "db" | "clock" | "sealer">,
): Promise<string | null> {
  const attempts = await findAttemptsByLookup(db, provider, lookup);
  const attempt = attempts.find(({ expiresAt }) => expiresAt > clock());
  const secret = attempt === undefined ? null : openLinkSecret(sealer, attempt);
  return secret?.kind === "offer" ? secret.secret : null;
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
