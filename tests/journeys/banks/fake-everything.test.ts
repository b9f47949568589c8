import { bankProviderContract } from "../../contracts/bank-provider.ts";
import { fakeBankHarness } from "../../fakes/bank.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();

bankProviderContract(fakeBankHarness("everything"), db);
