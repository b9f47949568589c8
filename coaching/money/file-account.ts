import { daysBetween, type LocalDate } from "../model/local-date.ts";

/** The provider of accounts that are fed by files. */
export const FILE_PROVIDER = "file";

/** A statement of a month, and two weeks until somebody fetches it. */
const LATEST_FILE_DAYS = 45;

type Fed = { readonly provider?: string; readonly syncedThrough: LocalDate | null };

/**
 * Whether what is known of a day waits for an account: a file may still come for some weeks.
 *
 * After that the account is taken for closed, or for the past of one that is connected by now; else an old file would leave
 * every later day unknown, whatever the other accounts tell.
 */
function isAwaited({ provider, syncedThrough }: Fed, date: LocalDate): boolean {
  if (provider !== FILE_PROVIDER || syncedThrough === null) return true;
  return daysBetween(syncedThrough, date) <= LATEST_FILE_DAYS;
}

/** The accounts that a day is known by; all of them where none is awaited any more. */
export function awaitedOn<Account extends Fed>(
  accounts: readonly Account[],
  date: LocalDate,
): readonly Account[] {
  const awaited = accounts.filter((account) => isAwaited(account, date));
  return awaited.length === 0 ? accounts : awaited;
}
