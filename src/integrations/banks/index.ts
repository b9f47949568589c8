import type { ProviderDefinition } from "./define-provider.ts";
import { simplefin } from "./simplefin/settings.ts";
import { stripe } from "./stripe/settings.ts";

/** The providers of bank data there are. */
export const providers: readonly ProviderDefinition[] = [simplefin, stripe];
