import { describe } from "vitest";
import type { Database } from "../../db/client.ts";
import { wearableAccessContract } from "./wearable-access.ts";
import { wearableDaysContract } from "./wearable-days.ts";
import type { WearableHarness } from "./wearable-harness.ts";
import { wearableHistoryContract } from "./wearable-history.ts";
import { wearableStage } from "./wearable-stage.ts";

/**
 * What every provider of what a body did has to do, through its port and through what comes to lie in the tables: two years
 * in parts, changes, days, what is not allowed, failures, tokens that serve once, the end, and secrets that show nowhere.
 */
export function wearableProviderContract(harness: WearableHarness, db: Database): void {
  describe(`${harness.name} as a wearable`, () => {
    const stage = wearableStage(harness, db);
    wearableHistoryContract(stage, db);
    wearableDaysContract(stage);
    wearableAccessContract(stage, harness);
  });
}
