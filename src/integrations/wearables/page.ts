import type { z } from "zod";
import { ProviderError } from "../provider.ts";

/** One answer of several that belong together. */
export type Page = {
  /** Not looked at yet. */
  readonly records: readonly unknown[];
  /** Asks for the next page; null on the last. */
  readonly nextToken: string | null;
};

/**
 * What to ask for the next page with; null when all are there. A token that has been used already would go round in
 * circles, so it ends the reading too.
 *
 * @param used tokens asked with so far
 */
export function nextToken(page: Page, used: ReadonlySet<string>): string | null {
  return page.nextToken === null || used.has(page.nextToken) ? null : page.nextToken;
}

/** More than the days of a window ever fill. */
const MOST_PAGES = 200;

/**
 * The records of all pages.
 *
 * @param read asks for the page of a token; null for the first
 * @throws ProviderError also where they come to no end: what was not handed over would be taken for deleted
 */
export async function allRecords(read: (token: string | null) => Promise<Page>): Promise<readonly unknown[]> {
  const records: unknown[] = [];
  const used = new Set<string>();
  let token: string | null = null;
  do {
    const page = await read(token);
    records.push(...page.records);
    token = nextToken(page, used);
    const isEndless = (token === null && page.nextToken !== null) || used.size >= MOST_PAGES;
    if (isEndless) throw new ProviderError("unavailable", { providerCode: "ENDLESS_PAGES" });
    if (token !== null) used.add(token);
  } while (token !== null);
  return records;
}

/** An answer as a whole is not what was asked for, so nothing can be said about its days. Holds none of its content. */
export class UnreadableAnswerError extends ProviderError {
  /** The names of what is missing or of another kind. */
  readonly fields: readonly string[];

  constructor(fields: readonly string[]) {
    super("unavailable", { providerCode: "unreadable" });
    this.name = "UnreadableAnswerError";
    this.fields = fields;
  }
}

/**
 * Reads one page of a service's own form.
 *
 * @throws UnreadableAnswerError when it is no page, as an error's body
 */
export function readPageAs<Answer>(
  schema: z.ZodType<Answer>,
  pageOf: (answer: Answer) => {
    readonly records: readonly unknown[];
    readonly nextToken: string | null | undefined;
  },
): (answer: unknown) => Page {
  return (answer) => {
    const read = schema.safeParse(answer);
    if (!read.success) {
      const names = read.error.issues.map(({ path }) => path.map(String).join(".") || "answer");
      throw new UnreadableAnswerError([...new Set(names)]);
    }
    const { records, nextToken: token } = pageOf(read.data);
    return { records, nextToken: token || null };
  };
}
