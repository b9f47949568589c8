import { platformContract } from "../../contracts/platform.ts";
import { memoryHarness } from "../../fakes/memory-harness.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();
const traits = { edits: true, keepsButtons: true, takesFiles: false, redelivers: true, limits: false };

// The fake stands for the real platforms in every journey, so it must keep to what they promise.
await platformContract("fake", db, traits, memoryHarness);
