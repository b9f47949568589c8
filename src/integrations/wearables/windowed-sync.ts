import { localDateOf } from "../../../coaching/model/local-date.ts";
import { type OpenConnection, ProviderError } from "../provider.ts";
import type { SyncAbout, WearableUpdate } from "./wearable-provider.ts";
import { type Days, planWindows } from "./windows.ts";

/** What a service answered of some days. */
export type WindowAnswer = Pick<WearableUpdate, "days" | "signals" | "refused" | "problem">;

/**
 * The sync of a service that is asked for days: window by window, the newest first, by {@link planWindows}.
 *
 * @param how.chunkDays the most that one window is about
 * @param how.read asks the service. @throws ProviderError `needs-login` where the token is not taken: it is tried once more with
 *   a new one
 */
export async function* syncByWindows(
  { cursor }: Pick<OpenConnection, "cursor">,
  about: SyncAbout,
  how: {
    readonly chunkDays: number;
    readonly read: (ask: Days, token: string) => Promise<WindowAnswer>;
  },
): AsyncGenerator<WearableUpdate> {
  const today = localDateOf(about.now, about.timezone);
  let isSaid = false;
  for (const { days, ask, ...end } of planWindows(cursor, { today, chunkDays: how.chunkDays })) {
    const answer = await withToken(about, (token) => how.read(ask, token));
    // What is wrong is said with the first days that come, and not once more with the last.
    const problem: ProviderError | null = isSaid ? null : answer.problem;
    isSaid ||= problem !== null && answer.days.length > 0;
    yield { ...answer, ...days, ...end, problem };
  }
}

/**
 * Does something with a connection's token; with a new one once more where it was refused.
 *
 * @throws ProviderError `needs-login` where the new one is not taken either, or there is none
 */
async function withToken<Of>(
  { accessToken }: Pick<SyncAbout, "accessToken">,
  work: (token: string) => Promise<Of>,
): Promise<Of> {
  const token = await accessToken();
  try {
    return await work(token);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.code !== "needs-login") throw error;
  }
  return work(await accessToken(token));
}
