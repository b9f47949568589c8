import { z } from "zod";
import type { LocalDate } from "../../../../coaching/model/local-date.ts";
import { ProviderError } from "../../provider.ts";
import { rawByDay } from "../raw-by-day.ts";
import type { DaySignal } from "../wearable-provider.ts";
import type { WindowAnswer } from "../windowed-sync.ts";
import type { Days } from "../windows.ts";
import type { WhoopClient } from "./client.ts";
import { id } from "./records.ts";
import { dayOfSleep, WHOOP_KINDS, type WhoopKind, type WhoopRecords, whoopDays } from "./translate.ts";

/** What each kind tells. A recovery is of its sleep's day, so without sleeps there is no day at all. */
const TELLS = {
  sleep: ["sleepScore", "sleepMinutes"],
  recovery: ["restingHeartRateBpm", "hrvMs"],
} as const satisfies Record<WhoopKind, readonly DaySignal[]>;
export const SIGNALS: readonly DaySignal[] = WHOOP_KINDS.flatMap((kind) => TELLS[kind]);

/** What WHOOP does not hand over though it takes the sign-in. */
export const WITHHELD = "HTTP_403";

/** What WHOOP knows of some days, as far as it hands it over. */
type DaysAnswer = Pick<WindowAnswer, "days" | "signals" | "refused"> & { readonly hasRecovery: boolean };

/**
 * Reads days of one person.
 *
 * @param about.asksRecovery whether the person has allowed it
 * @throws ProviderError {@link WITHHELD} where not even sleeps are handed over
 */
export async function readDays(
  client: WhoopClient,
  days: Days,
  about: { readonly token: string; readonly asksRecovery: boolean },
): Promise<DaysAnswer> {
  const { token, asksRecovery } = about;
  // One after the other: the limit of an app is a hundred questions a minute.
  const sleep = await client.readRecords("sleep", days, token);
  const recovery = asksRecovery ? await recoveriesOrNull(client, days, token) : null;
  const records: WhoopRecords = recovery === null ? { sleep } : { sleep, recovery };
  const { days: found, refused } = whoopDays(records);
  const dayOf = daysOfRecords(sleep);
  const raw = rawByDay(records, dayOf);
  return {
    days: found.map((day) => ({ day, raw: raw.get(day.date) ?? null })),
    signals: WHOOP_KINDS.filter((kind) => records[kind] !== undefined).flatMap((kind) => TELLS[kind]),
    refused: [...new Set(refused.map(({ field }) => field))],
    hasRecovery: recovery !== null,
  };
}

/** @returns null where it is withheld */
async function recoveriesOrNull(
  client: WhoopClient,
  days: Days,
  token: string,
): Promise<readonly unknown[] | null> {
  try {
    return await client.readRecords("recovery", days, token);
  } catch (error) {
    if (error instanceof ProviderError && error.providerCode === WITHHELD) return null;
    throw error;
  }
}

const named = z.looseObject({ id });
const ofSleep = z.looseObject({ sleep_id: id });

/** The day of any record: a recovery's is that of its sleep. */
function daysOfRecords(sleeps: readonly unknown[]): (record: unknown, kind: WhoopKind) => LocalDate | null {
  const days = new Map(
    sleeps.flatMap((sleep) => {
      const name = named.safeParse(sleep).data?.id;
      return name === undefined ? [] : [[name, dayOfSleep(sleep)] as const];
    }),
  );
  return (record, kind) =>
    kind === "sleep"
      ? dayOfSleep(record)
      : (days.get(ofSleep.safeParse(record).data?.sleep_id ?? "") ?? null);
}
