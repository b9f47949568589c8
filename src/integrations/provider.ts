import type { LocalDate } from "../../coaching/model/local-date.ts";

/**
 * Why a provider did not do what was asked.
 *
 * - `needs-login`: the person has to sign in with it again
 * - `revoked`: the connection is over and only a new one helps
 * - `rate-limited`: asked too often; wait for `retryAfterSeconds`
 * - `unavailable`: away, or who stands behind it is; try again later
 * - `not-ready`: nothing is there yet, as right after linking
 * - `refused`: it does not take this request; trying again will not help
 */
export type ProviderErrorCode =
  | "needs-login"
  | "revoked"
  | "rate-limited"
  | "unavailable"
  | "not-ready"
  | "refused";

/** A request that failed. Callers decide by `code`, never by the text, which holds nothing that was sent or answered. */
export class ProviderError extends Error {
  readonly code: ProviderErrorCode;
  /** The provider's own code, `ITEM_LOGIN_REQUIRED`; for the log. */
  readonly providerCode: string | null;
  readonly retryAfterSeconds: number | null;
  /** What the person may read of it, as it stands: it says itself whose words it is. */
  readonly shown: string | null;

  constructor(
    code: ProviderErrorCode,
    about: {
      readonly providerCode?: string | null;
      readonly retryAfterSeconds?: number | null;
      readonly shown?: string | null;
      readonly cause?: unknown;
    } = {},
  ) {
    super(`not done by the provider: ${code}`, { cause: about.cause });
    this.name = "ProviderError";
    this.code = code;
    this.providerCode = about.providerCode ?? null;
    this.retryAfterSeconds = about.retryAfterSeconds ?? null;
    this.shown = about.shown ?? null;
  }

  /** The same with what is shown put in other words. */
  saying(words: (shown: string) => string): ProviderError {
    const { providerCode, retryAfterSeconds, shown } = this;
    return new ProviderError(this.code, {
      providerCode,
      retryAfterSeconds,
      shown: shown === null ? null : words(shown),
    });
  }
}

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
  /** What the person's browser brought back from the provider; null where nothing has come, or never does. */
  readonly answer?: string | null;
};

/** How a person goes on: at an address, or by pasting what they got elsewhere; or nothing is needed of them. */
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
  | { readonly kind: "paste"; readonly expiresAt: Date }
  | { readonly kind: "linked"; readonly connections: readonly NewConnection[] };

export type LinkOutcome =
  | { readonly kind: "waiting" }
  /** The person left without finishing. */
  | { readonly kind: "left" }
  | { readonly kind: "linked"; readonly connections: readonly NewConnection[] }
  /** A connection that was to be mended works again; its credentials stay. */
  | { readonly kind: "mended" };

/** What a provider told unasked: verified, and said in our words. Applying one twice, or late, does no harm. */
export type ProviderEvent =
  /** @property days from the first to the last that it names, where it does: read again, however long ago they were */
  | {
      readonly kind: "changed";
      readonly externalId: string;
      readonly days?: { readonly from: LocalDate; readonly to: LocalDate };
    }
  /** @property answer what the person's browser brought back from the provider, to be kept sealed; none where it is to be asked */
  | { readonly kind: "link-ended"; readonly lookup: string; readonly answer?: string }
  | { readonly kind: "needs-login"; readonly externalId: string; readonly providerCode: string }
  | { readonly kind: "repaired"; readonly externalId: string }
  | { readonly kind: "revoked"; readonly externalId: string; readonly providerCode: string }
  /** Will stop working on its own in some days. */
  | { readonly kind: "expires-soon"; readonly externalId: string; readonly providerCode: string };

/** Settles once the event is stored; rejects when it could not be, and the provider is then told to send it again. */
export type HandleProviderEvent = (event: ProviderEvent) => Promise<void>;

/** What linking needs of a provider, whatever it then tells. */
export type Linking = {
  readonly id: string;
  /** How often a connection is asked for news when nothing else tells of any. */
  readonly pollEveryMs: number;
  /** @throws ProviderError */
  beginLink(request: LinkRequest): Promise<LinkOffer>;
  /** Asks how an attempt stands. @param secret of its offer @throws ProviderError */
  readLink(secret: string, request: LinkRequest): Promise<LinkOutcome>;
  /** What a person pasted into the chat. @throws ProviderError `refused` with `shown` where it is not what it should be */
  acceptPaste?(text: string, request: LinkRequest): Promise<LinkOutcome>;
  /** Ends the connection with the provider, its billing too; one that is over already is fine. @throws ProviderError */
  disconnect(connection: OpenConnection): Promise<void>;
};
