import { wearableProviderContract } from "../../contracts/wearable-provider.ts";
import { fakeWearableHarness } from "../../fakes/wearable.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();

wearableProviderContract(fakeWearableHarness, db);
