import type { Route } from "../../../bot/adapter.ts";
import type { BankRow } from "../../../coaching/money/bank-row.ts";
import type { ACCOUNT_TYPES } from "../../../db/schema/money.ts";

const BANK_PROVIDERS = ["plaid", "stripe", "simplefin"] as const;
export type BankProviderId = (typeof BANK_PROVIDERS)[number];

/**
 * Why a provider did not do what was asked.
 *
 * - `needs-login`: the person has to sign in with their bank again
 * - `revoked`: the connection is over and only a new one helps
 * - `rate-limited`: asked too often; wait for `retryAfterSeconds`
 * - `unavailable`: away, or the bank is; try again later
 * - `not-ready`: nothing is there yet, as right after linking
 * - `refused`: it does not take this request; trying again will not help
 */
export type BankErrorCode =
  | "needs-login"
  | "revoked"
  | "rate-limited"
  | "unavailable"
  | "not-ready"
  | "refused";

/** A request that failed. Callers decide by `code`, never by the text, which holds nothing that was sent or answered. */
export class BankError extends Error {
  readonly code: BankErrorCode;
  /** The provider's own code, `ITEM_LOGIN_REQUIRED`; for the log. */
  readonly providerCode: string | null;
  readonly retryAfterSeconds: number | null;
  /** What the person may read of it, as it stands: it says itself whose words it is. */
  readonly shown: string | null;

  constructor(
    code: BankErrorCode,
    about: {
      readonly providerCode?: string | null;
      readonly retryAfterSeconds?: number | null;
      readonly shown?: string | null;
      readonly cause?: unknown;
    } = {},
  ) {
    super(`not done by the bank's provider: ${code}`, { cause: about.cause });
    this.name = "BankError";
    this.code = code;
    this.providerCode = about.providerCode ?? null;
    this.retryAfterSeconds = about.retryAfterSeconds ?? null;
    this.shown = about.shown ?? null;
  }

  /** The same with what is shown put in other words. */
  saying(words: (shown: string) => string): BankError {
    const { providerCode, retryAfterSeconds, shown } = this;
    return new BankError(this.code, {
      providerCode,
      retryAfterSeconds,
      shown: shown === null ? null : words(shown),
    });
  }
}

/** An account as a provider tells it now. */
export type BankAccount = {
  readonly externalId: string;
  readonly name: string;
  readonly type: (typeof ACCOUNT_TYPES)[number];
  /** ISO 4217. */
  readonly currency: string;
  /** Exact decimal text; what is owed on a card is positive, as the provider has it. */
  readonly balance: string | null;
  readonly balanceAt: Date | null;
  readonly mask: string | null;
};

/** A movement, with its sign and dates made ours: nothing after the provider's folder knows whose it was. */
export type BankTransaction = BankRow & {
  readonly accountExternalId: string;
  /** As it came; dropped after the operator's days. */
  readonly raw: unknown;
};

/** What has changed since a cursor: whole, so that it can be applied in one transaction. */
export type SyncUpdate = {
  readonly accounts: readonly BankAccount[];
  /** New and changed ones alike, by their ids. */
  readonly upserts: readonly BankTransaction[];
  readonly removed: readonly string[];
  /**
   * True where `upserts` names every pending row of the accounts in it: a stored pending one that is not among them has
   * posted under another id, or is gone.
   */
  readonly isPendingComplete: boolean;
  /** Where the next update begins; stored with the rows, last. */
  readonly cursor: string | null;
  /** The provider has handed over all it has of the past. */
  readonly isHistoryComplete: boolean;
  /** When the provider last heard from the bank, where it says so. */
  readonly freshAt: Date | null;
  /** What is wrong with the connection although it answered, as a bank that wants a new login before it tells more. */
  readonly problem: BankError | null;
  /** What the person should read, each a sentence as it stands: it says itself whose words it is. */
  readonly notices: readonly string[];
};

/** A connection as it is made; credentials are sealed before they are stored. */
export type NewConnection = {
  /** By what the provider, and its webhooks, name it. */
  readonly externalId: string;
  readonly displayName: string | null;
  readonly credentials: string;
};

/** A stored connection, opened. */
export type OpenConnection = NewConnection & { readonly cursor: string | null };

export type LinkRequest = {
  /** Of the attempt; where a provider wants a name for the person, this and never theirs. */
  readonly attemptId: string;
  readonly userId: string;
  /** The connection to be mended; null for a new one. */
  readonly mends: OpenConnection | null;
  readonly now: Date;
};

/** How a person goes on: at an address, or by pasting what they got elsewhere. */
export type LinkOffer =
  | {
      readonly kind: "address";
      readonly url: string;
      /** What the attempt is asked after with; sealed. */
      readonly secret: string;
      /** By what webhooks and pages name the attempt; stored as its SHA-256. */
      readonly lookup: string;
      readonly expiresAt: Date;
      /** Asked after so often; null when the provider tells by webhook or page. */
      readonly pollEveryMs: number | null;
    }
  | { readonly kind: "paste"; readonly expiresAt: Date };

export type LinkOutcome =
  | { readonly kind: "waiting" }
  /** The person left without finishing. */
  | { readonly kind: "left" }
  | { readonly kind: "linked"; readonly connections: readonly NewConnection[] }
  /** A connection that was to be mended works again; its credentials stay. */
  | { readonly kind: "mended" };

/** What a provider told unasked: verified, and said in our words. Applying one twice, or late, does no harm. */
export type BankEvent =
  | { readonly kind: "changed"; readonly externalId: string }
  | { readonly kind: "link-ended"; readonly lookup: string }
  | { readonly kind: "needs-login"; readonly externalId: string; readonly providerCode: string }
  | { readonly kind: "repaired"; readonly externalId: string }
  | { readonly kind: "revoked"; readonly externalId: string; readonly providerCode: string }
  /** Will stop working on its own in some days. */
  | { readonly kind: "expires-soon"; readonly externalId: string; readonly providerCode: string };

/** Settles once the event is stored; rejects when it could not be, and the provider is then told to send it again. */
export type HandleBankEvent = (event: BankEvent) => Promise<void>;

/** One provider of bank data. It only translates: what comes out of it says the same for all of them. */
export type BankProvider = {
  readonly id: BankProviderId;
  /** How often a connection is asked for news when nothing else tells of any. */
  readonly pollEveryMs: number;
  /** @throws BankError */
  beginLink(request: LinkRequest): Promise<LinkOffer>;
  /** Asks how an attempt stands. @param secret of its offer @throws BankError */
  readLink(secret: string, request: LinkRequest): Promise<LinkOutcome>;
  /** What a person pasted into the chat. @throws BankError `refused` with `shown` where it is not what it should be */
  acceptPaste?(text: string, request: LinkRequest): Promise<LinkOutcome>;
  /** Whether a sentence looks like what this provider's people paste: then it is heard as that and never kept. */
  looksLikePaste?(text: string): boolean;
  /** All that is new, to its end. @throws BankError; then nothing of it is applied */
  sync(
    connection: OpenConnection,
    about: { readonly now: Date; readonly timezone: string },
  ): Promise<SyncUpdate>;
  /** Ends the connection with the provider, its billing too; one that is over already is fine. @throws BankError */
  disconnect(connection: OpenConnection): Promise<void>;
  /** Webhooks and pages; each verifies what it is given. */
  routes(handle: HandleBankEvent): readonly Route[];
};
