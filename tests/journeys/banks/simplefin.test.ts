import { bankProviderContract } from "../../contracts/bank-provider.ts";
import { simplefinHarness } from "../../fakes/simplefin-harness.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();

bankProviderContract(simplefinHarness, db);
