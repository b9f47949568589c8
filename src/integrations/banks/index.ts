import type { ProviderDefinition } from "./define-provider.ts";
import { plaid } from "./plaid/settings.ts";

/** The providers of bank data there are. */
export const providers: readonly ProviderDefinition[] = [plaid];
