import { wearableProviderContract } from "../../contracts/wearable-provider.ts";
import { whoopHarness } from "../../fakes/whoop-harness.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();

wearableProviderContract(whoopHarness, db);
