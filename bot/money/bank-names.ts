import type { ConnectionRow } from "../../db/queries/connections.ts";
import { labelOf } from "../../prompts/index.ts";

/** A provider as people know it, "SimpleFIN"; one that the prompts do not know is said as it is stored. */
export function providerName(provider: string): string {
  return labelOf("connect/banks", provider)?.text ?? provider;
}

/** The service itself by its name, "Plaid". */
export function serviceName(provider: string): string {
  return labelOf("connect/services", provider)?.text ?? provider;
}

/** What a connection leads to: the bank's own name where it has told one. */
export function bankName({ displayName, provider }: Pick<ConnectionRow, "displayName" | "provider">): string {
  return displayName ?? providerName(provider);
}
