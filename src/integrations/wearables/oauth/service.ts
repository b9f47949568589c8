/** How a service ends what a person has allowed. */
export type Revocation =
  /** POST with the token in the body, RFC 7009: either token ends both. */
  | { readonly kind: "token"; readonly url: string }
  /** POST with the access token in the query. */
  | { readonly kind: "query"; readonly url: string }
  /** DELETE by the bearer of the access token. */
  | { readonly kind: "bearer"; readonly url: string };

/**
 * The facts of one service that people sign in to by OAuth 2. Each of ours takes the client's id and secret in the body, and
 * PKCE with S256 or pays it no heed, so neither is a choice here.
 */
export type OAuthService = {
  /** Of the provider; part of the address that the person's browser comes back to. */
  readonly id: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly revocation: Revocation;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the person is asked to allow. */
  readonly scopes: readonly string[];
  /** Sent beside the standard ones when the person is asked, `access_type`. */
  readonly authorizeParameters?: Readonly<Record<string, string>>;
  /** Sent beside the standard ones with a refresh token, `scope`. */
  readonly refreshParameters?: Readonly<Record<string, string>>;
};
