import { bankProviderContract } from "../../contracts/bank-provider.ts";
import { stripeHarness } from "../../fakes/stripe-harness.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();

bankProviderContract(stripeHarness, db);
