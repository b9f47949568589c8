import { Configuration, PlaidApi } from "plaid";
import type { z } from "zod";
import { ProviderError } from "../../provider.ts";
import { bankErrorOf } from "./errors.ts";

/** How long a request may take; Plaid answers a page of 500 in some seconds. */
const DEADLINE_MS = 30_000;
/** A page of 500 rows is about a megabyte. */
const LARGEST_ANSWER_BYTES = 32 * 1024 * 1024;

/** What the library takes beside a request. */
type Options = { readonly signal: AbortSignal };

export type PlaidClient = {
  /**
   * Makes a request of Plaid's and reads its answer.
   *
   * @throws ProviderError, without anything that was sent or answered; `unavailable` for an answer that is none of Plaid's
   */
  ask<T>(
    request: (api: PlaidApi, options: Options) => Promise<{ readonly data: unknown }>,
    answer: z.ZodType<T>,
    about?: { readonly deadlineMs?: number },
  ): Promise<T>;
};

/** Plaid's own library with a deadline, its answers checked and its errors made ours. */
export function createClient({
  baseUrl,
  clientId,
  secret,
}: {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly secret: string;
}): PlaidClient {
  const api = new PlaidApi(
    new Configuration({
      basePath: baseUrl,
      baseOptions: {
        headers: { "PLAID-CLIENT-ID": clientId, "PLAID-SECRET": secret },
        // Plaid sends nobody elsewhere, and keys must not follow.
        maxRedirects: 0,
        maxContentLength: LARGEST_ANSWER_BYTES,
      },
    }),
  );
  return {
    async ask(request, answer, { deadlineMs = DEADLINE_MS } = {}) {
      let data: unknown;
      try {
        // The library's own limit begins only once there is a connection.
        ({ data } = await request(api, { signal: AbortSignal.timeout(deadlineMs) }));
      } catch (error) {
        throw bankErrorOf(error);
      }
      const read = answer.safeParse(data);
      if (!read.success) throw new ProviderError("unavailable", { providerCode: "UNEXPECTED_ANSWER" });
      return read.data;
    },
  };
}
