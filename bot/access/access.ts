import { z } from "zod";
import { PLATFORMS } from "../../db/schema/chat.ts";
import type { InboundEvent } from "../adapter.ts";

/** Who may come in: anybody, those who are invited, or those whom the operator lists, by {@link accountKey}. */
export type Access =
  | { readonly kind: "open" }
  | { readonly kind: "invite" }
  | { readonly kind: "list"; readonly accounts: ReadonlySet<string> };

/** A platform account as the operator lists it, `telegram:12345`. */
export function accountKey({ platform, sender }: Pick<InboundEvent, "platform" | "sender">): string {
  return `${platform}:${sender}`;
}

const KINDS = ["open", "invite", "list"] as const;
const LISTED = new RegExp(`^(?:${PLATFORMS.join("|")}):[^\\s,]{1,255}$`);

const account = z
  .string()
  .regex(LISTED, "expected accounts separated by commas, as telegram:12345,slack:T0123:U0123");

/** The settings of who may come in, by their names in the environment. */
const accessSettings = z.object({
  ACCESS: z.enum(KINDS, { error: `expected one of ${KINDS.join(", ")}` }).default("invite"),
  ACCESS_LIST: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .transform((parts) => parts.filter((part) => part !== ""))
    .pipe(z.array(account))
    .optional(),
});

/**
 * Who may come in, from the environment's settings.
 *
 * @returns problems, one sentence each, never with a value in it, or what they say
 */
export function readAccess(
  given: Readonly<Record<string, string | undefined>>,
): { readonly problems: readonly string[] } | { readonly access: Access } {
  const parsed = accessSettings.safeParse(given);
  if (!parsed.success) {
    return { problems: parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}.`) };
  }
  const { ACCESS: kind, ACCESS_LIST: accounts = [] } = parsed.data;
  if (kind !== "list") {
    const problem = `ACCESS_LIST: names accounts while ACCESS is ${kind}: expected ACCESS=list, or no list.`;
    return accounts.length > 0 ? { problems: [problem] } : { access: { kind } };
  }
  if (accounts.length > 0) return { access: { kind, accounts: new Set(accounts) } };
  return { problems: ["ACCESS_LIST: expected accounts, as telegram:12345, where ACCESS is list."] };
}
