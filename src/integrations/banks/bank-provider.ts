import type { Route } from "../../../bot/adapter.ts";
import type { BankRow } from "../../../coaching/money/bank-row.ts";
import type { ACCOUNT_TYPES } from "../../../db/schema/money.ts";
import type { HandleProviderEvent, Linking, OpenConnection, ProviderError } from "../provider.ts";

const BANK_PROVIDERS = ["plaid", "stripe", "simplefin"] as const;
export type BankProviderId = (typeof BANK_PROVIDERS)[number];

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
  readonly problem: ProviderError | null;
  /** What the person should read, each a sentence as it stands: it says itself whose words it is. */
  readonly notices: readonly string[];
};

/** One provider of bank data. It only translates: what comes out of it says the same for all of them. */
export type BankProvider = Linking & {
  readonly id: BankProviderId;
  /** Whether a sentence looks like what this provider's people paste: then it is heard as that and never kept. */
  looksLikePaste?(text: string): boolean;
  /** All that is new, to its end. @throws ProviderError; then nothing of it is applied */
  sync(
    connection: OpenConnection,
    about: { readonly now: Date; readonly timezone: string },
  ): Promise<SyncUpdate>;
  /** Webhooks and pages; each verifies what it is given. */
  routes(handle: HandleProviderEvent): readonly Route[];
};
