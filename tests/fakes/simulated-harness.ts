import { randomUUID } from "node:crypto";
import type { SampleReading } from "../../coaching/sample/types.ts";
import { createSimulated } from "../../src/integrations/wearables/simulated/provider.ts";
import type { WearableHarness, WorldDay } from "../contracts/wearable-harness.ts";

/** The simulated ring with days that a test tells it, for the contract of wearables. */
export const simulatedHarness: WearableHarness = {
  name: "the simulated ring",
  can: { keepBack: [], signIn: false, fail: [] },
  async open({ clock }) {
    const days = new Map<string, WorldDay>();
    let asked = 0;
    const provider = createSimulated((_, { from, to }) => {
      asked += 1;
      return [...days.values()].filter(({ date }) => date >= from && date <= to).map(readingOf);
    });
    const userId = randomUUID();
    return {
      provider,
      async link() {
        const offer = await provider.beginLink({ attemptId: "attempt-1", userId, mends: null, now: clock() });
        const [made] = offer.kind === "linked" ? offer.connections : [];
        if (made === undefined) throw new Error(`expected to be linked, not ${offer.kind}`);
        return made;
      },
      allow: () => {},
      setDay: (day) => void days.set(day.date, day),
      removeDay: (date) => void days.delete(date),
      fail: () => {},
      spoilToken: () => {},
      renewals: () => 0,
      asked: () => asked,
      isConnected: () => false,
      secrets: () => [],
      close: async () => {},
    };
  },
};

function readingOf(day: WorldDay): SampleReading {
  const at = new Date(`${day.date}T06:00:00Z`);
  const value = (signal: Exclude<keyof WorldDay, "date" | "zone">) => day[signal] ?? null;
  return {
    source: "simulated",
    date: day.date,
    at,
    arrivedAt: at,
    sleepScore: value("sleepScore"),
    sleepMinutes: value("sleepMinutes"),
    restingHeartRateBpm: value("restingHeartRateBpm"),
    hrvMs: value("hrvMs"),
    hrvKind: "rmssd",
    steps: value("steps"),
    activityKcal: value("activityKcal"),
    stressLevel: value("stressLevel"),
    rawPayload: { day: day.date },
  };
}
