import { z } from "zod";
import type { ProviderEvent } from "../../provider.ts";
import { asCode, bankErrorCode } from "./errors.ts";

const id = z.string().min(1).max(500);
const webhook = z.looseObject({
  webhook_type: z.string(),
  webhook_code: z.string(),
  item_id: id.nullish().catch(null),
  link_token: id.nullish().catch(null),
  error: z.looseObject({ error_code: z.string(), error_type: z.string().nullish() }).nullish().catch(null),
});

/**
 * What a webhook of Plaid's says in our words.
 *
 * @param body parsed; one that is no webhook, or of no use here, is null
 */
export function eventOf(body: unknown): ProviderEvent | null {
  const read = webhook.safeParse(body);
  if (!read.success) return null;
  const {
    webhook_type: type,
    webhook_code: code,
    item_id: externalId,
    link_token: lookup,
    error,
  } = read.data;
  if (type === "LINK") {
    const hasEnded = code === "SESSION_FINISHED" || code === "ITEM_ADD_RESULT";
    return hasEnded && lookup ? { kind: "link-ended", lookup } : null;
  }
  if (!externalId) return null;
  // The codes of before /transactions/sync are still sent; this one says all that they do.
  if (type === "TRANSACTIONS") {
    return code === "SYNC_UPDATES_AVAILABLE" ? { kind: "changed", externalId } : null;
  }
  if (type !== "ITEM") return null;
  switch (code) {
    case "ERROR":
      return error ? failureOf(externalId, error.error_code, error.error_type) : null;
    case "LOGIN_REPAIRED":
      return { kind: "repaired", externalId };
    case "PENDING_DISCONNECT":
    case "PENDING_EXPIRATION":
      return { kind: "expires-soon", externalId, providerCode: code };
    case "USER_PERMISSION_REVOKED":
      return { kind: "revoked", externalId, providerCode: code };
    // One account of several: asking for news tells whether anything is left.
    case "USER_ACCOUNT_REVOKED":
    case "NEW_ACCOUNTS_AVAILABLE":
      return { kind: "changed", externalId };
    default:
      return null;
  }
}

/** Only what the person can do something about; a bank that is away comes back by itself. */
function failureOf(externalId: string, code: string, type: string | null | undefined): ProviderEvent | null {
  const kind = bankErrorCode(code, { type });
  if (kind !== "needs-login" && kind !== "revoked") return null;
  return { kind, externalId, providerCode: asCode(code) };
}
