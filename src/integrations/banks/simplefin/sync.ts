import type { BankAccount, BankTransaction, SyncUpdate } from "../bank-provider.ts";
import { type AccountSet, readTransaction } from "./answer.ts";
import { readAccounts } from "./client.ts";
import { currencyOf, plainNotice, toAccount, toTransaction } from "./translate.ts";

const DAY_MS = 86_400_000;
/** The longest stretch that one request may ask for. */
const WINDOW_MS = 90 * DAY_MS;
/** Banks book with a delay, and change what they have booked: so much is asked for again. */
const OVERLAP_MS = 20 * DAY_MS;
/** About two years, and well under the requests that a day allows. */
const FIRST_WINDOWS = 8;
/** While a bank behind the access fails, the cursor waits for it; so long at most, as each stretch costs a request. */
const LONGEST_WAIT_MS = 180 * DAY_MS;

export type Words = (template: string, facts?: Readonly<Record<string, string | number>>) => string;

/**
 * Asks for all since a cursor, an instant as text; without one, for as far back as something is given.
 *
 * A bank that fails behind the access keeps its accounts and rows out, so that nothing of them counts as gone; what it has
 * comes once it works again, since the cursor waits.
 *
 * @throws ProviderError
 */
export async function syncAccounts(
  accessUrl: string,
  cursor: string | null,
  about: { readonly now: Date; readonly timezone: string; readonly words: Words },
): Promise<SyncUpdate> {
  const sets = await readSets(accessUrl, cursor, about.now);
  const [newest] = sets;
  if (newest === undefined) throw new Error("at least one stretch is asked for");
  const problems = problemsIn(newest);
  const isBroken = brokenIn(newest);
  const accounts = new Map<string, BankAccount>();
  const upserts = new Map<string, BankTransaction>();
  const left = new Set<string>();
  let unread = 0;
  for (const set of sets) {
    for (const source of set.accounts.filter((one) => !isBroken(one))) {
      const currency = currencyOf(source);
      if (currency === null) {
        left.add(source.name?.trim() || source.id);
        continue;
      }
      // The newest stretch comes first, and has the balance of now.
      if (!accounts.has(source.id)) accounts.set(source.id, toAccount(source, set, currency));
      for (const raw of source.transactions ?? []) {
        const read = readTransaction(raw);
        const row = read && toTransaction(read, { ...about, accountExternalId: source.id, currency, raw });
        if (row === null) unread += 1;
        else {
          const key = JSON.stringify([source.id, row.externalId]);
          if (!upserts.has(key)) upserts.set(key, row);
        }
      }
    }
  }
  return {
    accounts: [...accounts.values()],
    upserts: [...upserts.values()],
    removed: [],
    isPendingComplete: !problems.some((problem) => problem.isVague),
    cursor: problems.length === 0 ? about.now.toISOString() : waitingCursor(cursor, about.now),
    isHistoryComplete: true,
    freshAt: freshest([...accounts.values()], about.now),
    problem: null,
    notices: [
      ...problems.map(({ text }) => about.words("simplefin/says", { words: text })),
      ...[...left].map((name) => about.words("simplefin/other-currency", { account: plainNotice(name) })),
      ...(unread === 0 ? [] : [about.words("simplefin/unread", { count: unread })]),
    ],
  };
}

/** What is answered for one stretch after the other, the newest first. */
async function readSets(accessUrl: string, cursor: string | null, now: Date): Promise<readonly AccountSet[]> {
  const sets: AccountSet[] = [];
  // What is booked for tomorrow already is told too; the end is not included.
  let until = new Date(now.getTime() + DAY_MS);
  const since = cursor === null ? null : new Date(cursor).getTime() - OVERLAP_MS;
  for (let asked = 0; asked < FIRST_WINDOWS; asked += 1) {
    const earliest = until.getTime() - WINDOW_MS;
    const from = new Date(since === null ? earliest : Math.max(since, earliest));
    const set = await readAccounts(accessUrl, { from, until });
    sets.push(set);
    const isEmpty = set.accounts.every(({ transactions }) => (transactions ?? []).length === 0);
    if (since === null ? isEmpty : from.getTime() <= since) break;
    until = from;
  }
  return sets;
}

type Problem = {
  readonly text: string;
  /** It does not say which accounts it is about. */
  readonly isVague: boolean;
};

/** What an answer complains of, for people; version 1 has sentences, version 2 codes beside them. */
function problemsIn({ errlist, errors }: AccountSet): readonly Problem[] {
  const listed = (errlist ?? [])
    // Said to whoever writes the program, not to people.
    .filter(({ code }) => code !== "gen.api")
    .map((one) => ({
      text: plainNotice(one.msg ?? one.message ?? one.code ?? ""),
      isVague: (one.conn_id ?? one.account_id ?? null) === null,
    }));
  const said = (errors ?? []).map((text) => ({ text: plainNotice(text), isVague: true }));
  return (listed.length > 0 ? listed : said).filter(({ text }) => text !== "");
}

/** Whether an account is one that the answer says it could not get in full. */
function brokenIn({ errlist }: AccountSet) {
  const of = (key: "conn_id" | "account_id") => new Set((errlist ?? []).flatMap((one) => one[key] ?? []));
  const [connections, accounts] = [of("conn_id"), of("account_id")];
  return (source: AccountSet["accounts"][number]) =>
    accounts.has(source.id) || connections.has(source.conn_id ?? "");
}

function waitingCursor(cursor: string | null, now: Date): string {
  const earliest = now.getTime() - LONGEST_WAIT_MS;
  const waits = cursor === null ? now.getTime() - WINDOW_MS : new Date(cursor).getTime();
  return new Date(Math.max(waits, earliest)).toISOString();
}

/** When the service last heard of a bank; never ahead of now. */
function freshest(accounts: readonly BankAccount[], now: Date): Date | null {
  const heard = accounts.flatMap(({ balanceAt }) => (balanceAt === null ? [] : [balanceAt.getTime()]));
  return heard.length === 0 ? null : new Date(Math.min(now.getTime(), Math.max(...heard)));
}
