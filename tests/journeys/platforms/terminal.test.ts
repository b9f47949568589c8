import { platformContract } from "../../contracts/platform.ts";
import { terminalHarness } from "../../fakes/terminal-harness.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();
const traits = { edits: false, keepsButtons: false, takesFiles: false, redelivers: false, limits: false };

await platformContract("terminal", db, traits, terminalHarness);
