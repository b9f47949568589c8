import { wearableProviderContract } from "../../contracts/wearable-provider.ts";
import { googleHealthHarness } from "../../fakes/google-health-harness.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();

wearableProviderContract(googleHealthHarness, db);
