import type { ProviderDefinition } from "./define-provider.ts";
import { simplefin } from "./simplefin/settings.ts";

/** The providers of bank data there are. */
export const providers: readonly ProviderDefinition[] = [simplefin];
