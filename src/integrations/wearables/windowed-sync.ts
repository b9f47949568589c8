import { localDateOf } from "../../../coaching/model/local-date.ts";
import { type OpenConnection, ProviderError } from "../provider.ts";
import type { SyncAbout, WearableUpdate } from "./wearable-provider.ts";
import { type Days, planWindows, signalsOf, withSignals } from "./windows.ts";

/** What a service answered of some days. */
export type WindowAnswer = Pick<WearableUpdate, "days" | "signals" | "refused" | "problem">;

/**
 * The sync of a service that is asked for days: window by window, the newest first, by {@link planWindows}. Where the first answer
 * tells a signal that the days before were asked without, as the person allows it by now, it begins anew: its past is to come too.
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
  /** Of all days that have been asked for; null where none has. */
  let told = signalsOf(cursor, { today });
  let isFirst = true;
  let isSaid = false;
  for (const { days, ask, ...end } of planWindows(cursor, { today, chunkDays: how.chunkDays })) {
    const answer = await withToken(about, (token) => how.read(ask, token));
    const { signals } = answer;
    if (isFirst && told !== null && without(signals, told).length > 0) {
      return yield* syncByWindows({ cursor: null }, about, how);
    }
    isFirst = false;
    told = told === null ? signals : told.filter((signal) => signals.some((one) => one === signal));
    // What is wrong is said with the first days that come, and not once more with the last.
    const problem: ProviderError | null = isSaid ? null : answer.problem;
    isSaid ||= problem !== null && answer.days.length > 0;
    yield { ...answer, ...days, ...end, problem, cursor: withSignals(end.cursor, told) };
  }
}

function without(some: readonly string[], others: readonly string[]): readonly string[] {
  return some.filter((one) => !others.includes(one));
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
