import { platformContract } from "../../contracts/platform.ts";
import { slackHarness } from "../../fakes/slack-harness.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();
const traits = { edits: true, keepsButtons: true, takesFiles: true, redelivers: true, limits: true };

await platformContract("slack", db, traits, slackHarness);
