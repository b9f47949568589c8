import { wearableProviderContract } from "../../contracts/wearable-provider.ts";
import { simulatedHarness } from "../../fakes/simulated-harness.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();

wearableProviderContract(simulatedHarness, db);
