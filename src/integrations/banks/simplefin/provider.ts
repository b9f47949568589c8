import { createHash } from "node:crypto";
import { type LinkOutcome, ProviderError } from "../../provider.ts";
import { isPrivateWay, isThisMachine } from "../address.ts";
import type { BankProvider } from "../bank-provider.ts";
import { claimAccess } from "./client.ts";
import { syncAccounts, type Words } from "./sync.ts";
import { readPaste } from "./token.ts";

const HOUR_MS = 3_600_000;
/** About 24 requests a day are allowed, and more end the access. */
const POLL_MS = 4 * HOUR_MS;
const LINK_MS = HOUR_MS;
const OWN_BRIDGES = /(^|\.)simplefin\.org$/;

/** Whose tokens are taken. */
export type Bridges =
  /** The bridge at this address and no other. */
  | { readonly kind: "one"; readonly origin: string }
  /** Any: whoever writes here owns the machine. */
  | { readonly kind: "any" }
  /** SimpleFIN's own: otherwise anybody who writes to the coach could send its requests where they like. */
  | { readonly kind: "simplefin.org" };

/**
 * Banks by SimpleFIN: the person makes a setup token there and pastes it here, where it is claimed, once, for an address
 * with a password in it. That address is the credentials, and is in no log and no error.
 *
 * A process that dies between the claim and the storing of what it gave loses the access: it is given out once, and the
 * person is then told to make a new token, as for one that somebody else has claimed.
 */
export function createSimplefin({
  bridges,
  words,
}: {
  readonly bridges: Bridges;
  readonly words: Words;
}): BankProvider {
  return {
    id: "simplefin",
    pollEveryMs: POLL_MS,
    async beginLink({ now }) {
      return { kind: "paste", expiresAt: new Date(now.getTime() + LINK_MS) };
    },
    async readLink() {
      return { kind: "waiting" };
    },
    looksLikePaste: (text) => readPaste(text) !== null,
    async acceptPaste(text): Promise<LinkOutcome> {
      const paste = readPaste(text);
      if (paste === null) throw refused("simplefin/no-token");
      if (!isTaken(paste.url, bridges)) throw refused("simplefin/elsewhere");
      const access = paste.kind === "access" ? paste.url : await claimed(paste.url);
      if (!isAccess(access) || !isTaken(access, bridges)) throw refused("simplefin/no-access", "unreadable");
      const externalId = createHash("sha256").update(access).digest("hex").slice(0, 32);
      return {
        kind: "linked",
        connections: [{ externalId, displayName: "SimpleFIN", credentials: access }],
      };
    },
    async sync({ credentials, cursor }, { now, timezone }) {
      try {
        return await syncAccounts(credentials, cursor, { now, timezone, words });
      } catch (error) {
        throw explained(error);
      }
    },
    // The protocol has no word for it: the address is forgotten here, and the person can disable it over there.
    async disconnect() {},
    routes: () => [],
  };

  async function claimed(url: string): Promise<string> {
    try {
      return await claimAccess(url);
    } catch (error) {
      if (error instanceof ProviderError && error.code === "refused") {
        const template = error.providerCode === "403" ? "simplefin/claimed-before" : "simplefin/no-access";
        throw refused(template, error.providerCode);
      }
      throw error;
    }
  }

  function refused(template: string, providerCode: string | null = null): ProviderError {
    return new ProviderError("refused", { providerCode, shown: words(template) });
  }

  /** With words for what only the person can put right. */
  function explained(error: unknown): unknown {
    if (!(error instanceof ProviderError)) return error;
    const { code, providerCode } = error;
    if (code === "revoked")
      return new ProviderError(code, { providerCode, shown: words("simplefin/revoked") });
    if (providerCode === "402")
      return new ProviderError(code, { providerCode, shown: words("simplefin/unpaid") });
    return error;
  }
}

function isAccess(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password, protocol } = new URL(text);
  return [username, password].every(isNamed) && /^https?:$/.test(protocol);
}

/** Whether a part of an address that stands encoded in it says something. */
function isNamed(encoded: string): boolean {
  try {
    return decodeURIComponent(encoded) !== "";
  } catch {
    return false;
  }
}

function isTaken(url: string, bridges: Bridges): boolean {
  const address = new URL(url);
  if (!isPrivateWay(address)) return false;
  switch (bridges.kind) {
    case "one":
      return address.origin === bridges.origin;
    case "any":
      return true;
    case "simplefin.org":
      return !isThisMachine(address) && address.port === "" && OWN_BRIDGES.test(address.hostname);
  }
}
