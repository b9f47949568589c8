import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { NewConnection } from "../../src/integrations/provider.ts";
import type { DaySignal, WearableProvider } from "../../src/integrations/wearables/wearable-provider.ts";

/** What the fake service knows of a day, as we say it; the fake turns it into what its service would send. Absent is "not measured". */
export type WorldDay = {
  readonly date: LocalDate;
  /** Where the person woke up: the night of `sleepMinutes` ended there at 07:00 on the wall clock. The world's where not given. */
  readonly zone?: string;
} & { readonly [signal in DaySignal]?: number };

/**
 * How the service fails.
 *
 * - `unauthorized`: it takes no access token, new ones neither
 * - `signed-out`: nor does it make new ones
 * - `lapsed`: it takes them and gives nothing, as after a membership has ended
 */
export type WorldFailure = "unauthorized" | "signed-out" | "lapsed" | "rate-limited" | "unavailable";

/** One person's wearable behind a fake of its service, with the real provider talking to it over its real client. */
export type WearableWorld = {
  readonly provider: WearableProvider;
  /** Goes the way that a person goes: begins a link, allows it at the fake, and reads what came of it. The same account each time. */
  link(): Promise<NewConnection>;
  /** What the person allows when they link next; everything without it. */
  allow(signals: readonly DaySignal[]): void;
  /** All that is known of that day from now on. */
  setDay(day: WorldDay): void;
  /** Forgets a day. */
  removeDay(date: LocalDate): void;
  /** All requests for days fail so, until `null`. @param retryAfterSeconds with `rate-limited` */
  fail(how: WorldFailure | null, retryAfterSeconds?: number): void;
  /** The access token is not taken any more, though its time has not come; new ones are. */
  spoilToken(): void;
  /** How often a new pair of tokens was asked for. */
  renewals(): number;
  /** How often days were asked for. */
  asked(): number;
  /** Whether the service still holds what the person allowed, as after `disconnect`, or a refresh token that was used twice. */
  isConnected(): boolean;
  /** Texts that must stand in no log, error or table: tokens, keys, codes. */
  secrets(): readonly string[];
  close(): Promise<void>;
};

/** A provider as the contract suite drives it. */
export type WearableHarness = {
  readonly name: string;
  /** What this provider's service cannot do is left out of the suite. */
  readonly can: {
    /** Signals that a person may keep back while they allow the others. */
    readonly keepBack: readonly DaySignal[];
    /** False where nobody signs in: no token, nothing to renew. */
    readonly signIn: boolean;
    /** The failures its fake can play. */
    readonly fail: readonly WorldFailure[];
  };
  /** A new world with one person of that zone and no days yet. */
  open(about: { readonly clock: () => Date; readonly timezone: string }): Promise<WearableWorld>;
};
