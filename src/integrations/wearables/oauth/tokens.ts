import { z } from "zod";

/** So long before its end an access token is not begun with: a sync takes a while. */
const STALE_MS = 120_000;

/** What a person's sign-in came to. */
export type OAuthTokens = {
  readonly accessToken: string;
  /** Null from a service that gave none: then nothing lasts beyond the access token. */
  readonly refreshToken: string | null;
  /** Null where the service does not say: used until it is not taken any more. */
  readonly expiresAt: Date | null;
  /** What the person has allowed; null where the service does not say, which is all that was asked. */
  readonly scopes: readonly string[] | null;
};

const stored = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1).nullable(),
  expiresAt: z.coerce.date().nullable(),
  scopes: z.array(z.string()).nullable(),
});

/** As a connection's credentials, to be sealed. */
export function writeTokens(tokens: OAuthTokens): string {
  return JSON.stringify({ ...tokens, expiresAt: tokens.expiresAt?.toISOString() ?? null });
}

/** @throws ZodError or SyntaxError for what {@link writeTokens} did not write */
export function readTokens(credentials: string): OAuthTokens {
  return stored.parse(JSON.parse(credentials));
}

/** Whether an access token is over, or too nearly to begin something with it. */
export function isStale({ expiresAt }: Pick<OAuthTokens, "expiresAt">, now: Date): boolean {
  return expiresAt !== null && expiresAt.getTime() - now.getTime() <= STALE_MS;
}

/** What was asked and not allowed, in the order asked. @param granted null: all of it was allowed */
export function scopeShortfall(
  asked: readonly string[],
  granted: readonly string[] | null,
): readonly string[] {
  return granted === null ? [] : asked.filter((scope) => !granted.includes(scope));
}
