import { bankProviderContract } from "../../contracts/bank-provider.ts";
import { plaidHarness } from "../../fakes/plaid-harness.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();

bankProviderContract(plaidHarness, db);
