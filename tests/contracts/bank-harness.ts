import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { BankAccount, BankProvider } from "../../src/integrations/banks/bank-provider.ts";
import type { NewConnection, ProviderErrorCode } from "../../src/integrations/provider.ts";

/** A movement at the fake bank, as we say it; the fake turns sign, date and amount into what its provider would send. */
export type WorldRow = {
  /** An account's external id. */
  readonly account: string;
  readonly date: LocalDate;
  /** Decimal text; positive = money left the account. */
  readonly amount: string;
  readonly name: string;
  readonly pending: boolean;
};

/**
 * One person's bank behind a fake of the provider's service, with the real provider talking to it over its real client.
 * Every account is in the person's currency unless it says another.
 */
export type BankWorld = {
  readonly provider: BankProvider;
  /** The person's zone, which the provider is told. */
  readonly timezone: string;
  /** Goes the way that a person goes: begins a link, finishes it at the fake, and reads what came of it. One connection. */
  link(): Promise<NewConnection>;
  /** Adds an account, before or after the link. @returns its external id */
  addAccount(account: Pick<BankAccount, "name" | "type" | "currency" | "balance" | "mask">): string;
  /** @returns the id that the provider will give it */
  addRow(row: WorldRow): string;
  changeRow(id: string, change: Partial<Pick<WorldRow, "amount" | "name" | "date">>): void;
  /** A pending row posts, at another amount perhaps. @returns its id from now on, the same where the provider keeps it */
  postRow(id: string, change?: Partial<Pick<WorldRow, "amount" | "date">>): string;
  removeRow(id: string): void;
  /** The next requests fail in this way, until told `null`. @param retryAfterSeconds with `rate-limited` */
  fail(code: ProviderErrorCode | null, retryAfterSeconds?: number): void;
  /** Whether the provider's service still holds the connection, as after `disconnect`. */
  isConnected(): boolean;
  /** Texts that must stand in no log, error or table: tokens, keys, addresses with a password in them. */
  secrets(): readonly string[];
  close(): Promise<void>;
};

/** A provider as the contract suite drives it. */
export type BankHarness = {
  readonly name: string;
  /** What this provider's service cannot do is left out of the suite. */
  readonly can: {
    /** Tells pending rows. */
    readonly pending: boolean;
    /** Changes a row's amount, name or day in place. */
    readonly change: boolean;
    /** Tells when a posted row is gone. */
    readonly remove: boolean;
    /** False where the service has no word for an end: then it is only forgotten here. */
    readonly end?: false;
    /** The failures its fake can play. */
    readonly fail: readonly ProviderErrorCode[];
  };
  /** A new world with one person and no accounts yet. */
  open(about: { readonly clock: () => Date }): Promise<BankWorld>;
};
