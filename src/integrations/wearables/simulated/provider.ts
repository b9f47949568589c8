import type { ringReadings } from "../../../../coaching/sample/ring.ts";
import type { DayRead, DaySignal, WearableProvider } from "../wearable-provider.ts";
import { syncByWindows } from "../windowed-sync.ts";

const ID = "simulated";
const POLL_MS = 60 * 60_000;
const CHUNK_DAYS = 90;
const SIGNALS: readonly DaySignal[] = [
  "sleepScore",
  "sleepMinutes",
  "restingHeartRateBpm",
  "hrvMs",
  "steps",
  "activityKcal",
  "stressLevel",
];
/** Nobody is asked, so there is nothing to be kept from anybody. */
const CREDENTIALS = "none";

/** A ring that does not exist: it is connected as soon as it is asked for, and its days are its wearer's own for good. */
export function createSimulated(readingsOf: typeof ringReadings): WearableProvider {
  return {
    id: ID,
    delivers: { signals: SIGNALS, hrvKind: "rmssd" },
    pollEveryMs: POLL_MS,
    access: {
      open: (credentials) => ({ token: credentials, isStale: () => false }),
      renew: async (credentials) => credentials,
    },
    async beginLink({ userId }) {
      const ring = { externalId: userId, displayName: null, credentials: CREDENTIALS };
      return { kind: "linked", connections: [ring] };
    },
    readLink: async () => ({ kind: "left" }),
    sync: (connection, about) =>
      syncByWindows(connection, about, {
        chunkDays: CHUNK_DAYS,
        read: async (days) => ({
          days: readingsOf(connection.externalId, days, about).map(
            ({ at: _, arrivedAt: __, rawPayload: raw, ...day }): DayRead => ({
              day: { ...day, source: ID, hrvKind: day.hrvMs === null ? null : day.hrvKind },
              raw,
            }),
          ),
          signals: SIGNALS,
          refused: [],
          problem: null,
        }),
      }),
    async disconnect() {},
    routes: () => [],
  };
}
