import { wearableProviderContract } from "../../contracts/wearable-provider.ts";
import { ouraHarness } from "../../fakes/oura-harness.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();

wearableProviderContract(ouraHarness, db);
