import type { Route } from "../../../bot/adapter.ts";
import type { LocalDate } from "../../../coaching/model/local-date.ts";
import type { HandleProviderEvent, Linking, OpenConnection, ProviderError } from "../provider.ts";
import type { WearableDay } from "./wearable-day.ts";

const WEARABLE_PROVIDERS = ["oura", "fitbit", "whoop", "simulated"] as const;
export type WearableProviderId = (typeof WEARABLE_PROVIDERS)[number];

/** What a day of a wearable may say; the names of the columns of `WearableDay`. */
export type DaySignal = Exclude<keyof WearableDay, "source" | "date" | "hrvKind">;

/** What a provider has ever to tell, so that what it lacks is said plainly and never waited for. */
export type Delivers = {
  readonly signals: readonly DaySignal[];
  /** Null for one that gives no HRV. */
  readonly hrvKind: WearableDay["hrvKind"];
};

/** A day with the answers it was read out of. */
export type DayRead = {
  readonly day: WearableDay;
  /** As it came; dropped after the operator's days. */
  readonly raw: unknown;
};

/**
 * What a provider knows of some days in a row, so that it can be applied in one transaction. For the signals it speaks of, it is
 * all there is: a day that is not among them, or does not name one of these signals, has none.
 */
export type WearableUpdate = {
  readonly from: LocalDate;
  /** Included. */
  readonly to: LocalDate;
  readonly days: readonly DayRead[];
  /** What was asked for and answered; of other signals, what is stored stays. */
  readonly signals: readonly DaySignal[];
  /** What was left out, by its name alone, for the log. */
  readonly refused: readonly string[];
  /** Where the next update begins; stored with the days, last. */
  readonly cursor: string;
  /** The provider has handed over all it has of the last two years. */
  readonly isHistoryComplete: boolean;
  /** What is wrong with the connection although it answered, as a permission that the person did not give. */
  readonly problem: ProviderError | null;
};

export type SyncAbout = {
  readonly now: Date;
  /** Of the person. */
  readonly timezone: string;
  /**
   * What the provider is asked with, renewed where it is old: by one of all that ask at once, and stored before it is used.
   *
   * @param refused the one it has just refused, so that another is needed whatever its time
   * @throws ProviderError `needs-login` where it cannot be renewed
   */
  accessToken(refused?: string): Promise<string>;
};

/** How a connection's credentials open it. */
export type Access = {
  open(credentials: string): { readonly token: string; isStale(now: Date): boolean };
  /** Asks for new ones; the old ones are spent by it. @throws ProviderError `needs-login` where they are not taken any more */
  renew(credentials: string, now: Date): Promise<string>;
};

/** One provider of what a body did. It only translates: what comes out of it says the same for all of them. */
export type WearableProvider = Linking & {
  readonly id: WearableProviderId;
  readonly delivers: Delivers;
  readonly access: Access;
  /**
   * All that is new, and at first two years of it, in parts that are stored one by one, the newest first; a sync that ends
   * between two of them goes on there.
   *
   * @throws ProviderError; what came before it has been stored
   */
  sync(connection: OpenConnection, about: SyncAbout): AsyncIterable<WearableUpdate>;
  /** Renews what its service asks us to hold on our address, daily and at the start; never about one person. @throws ProviderError */
  upkeep?(): Promise<void>;
  /** Webhooks and the way back from its sign-in; each verifies what it is given. */
  routes(handle: HandleProviderEvent): readonly Route[];
};
