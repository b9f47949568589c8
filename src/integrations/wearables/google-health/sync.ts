import { ProviderError } from "../../provider.ts";
import { rawByDay } from "../raw-by-day.ts";
import type { DayRead } from "../wearable-provider.ts";
import type { WindowAnswer } from "../windowed-sync.ts";
import type { Days } from "../windows.ts";
import type { GoogleHealthClient } from "./client.ts";
import { DATA_TYPES, type DataType, SIGNAL_OF_TYPE } from "./data-types.ts";
import { NOT_ALLOWED } from "./errors.ts";
import { normalizeDays } from "./normalize.ts";
import { requestsFor } from "./requests.ts";
import { SCOPE_OF_TYPE, type ScopeName, untickedScopes } from "./scopes.ts";
import { whenOf } from "./types.ts";

/** With a day more on both sides as long as a roll-up may be. */
export const CHUNK_DAYS = 88;

/** What Google knows of some days, as far as it may be read. */
export type DaysAnswer = Pick<WindowAnswer, "days" | "signals" | "refused"> & {
  /** What the person did not allow. */
  readonly unticked: readonly ScopeName[];
};

/** @param about.granted as the sign-in told; null: all that was asked. @throws ProviderError */
export async function readDays(
  client: GoogleHealthClient,
  days: Days,
  about: { readonly token: string; readonly granted: readonly string[] | null },
): Promise<DaysAnswer> {
  const unticked = new Set(untickedScopes(about.granted));
  const points: Partial<Record<DataType, readonly unknown[]>> = {};
  for (const type of DATA_TYPES) {
    if (unticked.has(SCOPE_OF_TYPE[type])) continue;
    try {
      points[type] = await readType(client, type, days, about.token);
    } catch (error) {
      // Taken back since, at Google.
      if (!(error instanceof ProviderError) || error.providerCode !== NOT_ALLOWED) throw error;
      unticked.add(SCOPE_OF_TYPE[type]);
    }
  }
  const read = DATA_TYPES.filter((type) => points[type] !== undefined);
  const { days: found, refused } = normalizeDays(points);
  const raw = rawByDay<DataType>(points, (point, type) => whenOf[type].safeParse(point).data ?? null);
  return {
    days: found.map((day): DayRead => ({ day, raw: raw.get(day.date) ?? null })),
    signals: read.map((type) => SIGNAL_OF_TYPE[type]),
    refused: [...new Set(refused.map(({ field }) => field))],
    unticked: [...unticked],
  };
}

async function readType(
  client: GoogleHealthClient,
  type: DataType,
  days: Days,
  token: string,
): Promise<readonly unknown[]> {
  const points: unknown[] = [];
  for (const request of requestsFor(type, days)) points.push(...(await client.readPoints(request, token)));
  return points;
}
