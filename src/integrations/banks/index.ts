import type { ProviderDefinition } from "../define-provider.ts";
import { plaid } from "./plaid/settings.ts";
import { simplefin } from "./simplefin/settings.ts";
import { stripe } from "./stripe/settings.ts";

/** The providers of bank data there are. */
export const providers: readonly ProviderDefinition[] = [plaid, stripe, simplefin];
