import type { ProviderDefinition } from "./define-provider.ts";

/** The providers of bank data there are. */
export const providers: readonly ProviderDefinition[] = [];
