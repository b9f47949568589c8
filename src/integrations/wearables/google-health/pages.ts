import { page } from "./types.ts";

/** The points of an answer, whichever of its two names they go by, and where it goes on. */
export type Page = {
  readonly points: readonly unknown[];
  /** Asks for the next page; null on the last. */
  readonly nextPageToken: string | null;
};

/** Reads one answer; null for what is no answer of this API. */
export function readPage(answer: unknown): Page | null {
  const read = page.safeParse(answer);
  if (!read.success) return null;
  const { dataPoints, rollupDataPoints, nextPageToken } = read.data;
  return {
    points: [...(dataPoints ?? []), ...(rollupDataPoints ?? [])],
    nextPageToken: nextPageToken === undefined || nextPageToken === "" ? null : nextPageToken,
  };
}

/**
 * The page to ask for next; null when all are there. A token that has been used already would go round in circles,
 * so it ends the reading too.
 *
 * @param used tokens asked with so far
 */
export function nextPage(read: Page, used: ReadonlySet<string>): string | null {
  const { nextPageToken: token } = read;
  return token === null || used.has(token) ? null : token;
}
