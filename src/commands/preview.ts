import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openInMemory } from "../../db/embedded.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { makePreview } from "../preview/preview.ts";
import { runCommand, say } from "./command.ts";

/** Writes what people see on each platform to `docs/preview.md`. */
await runCommand(async () => {
  const database = await openInMemory();
  try {
    await migrateDatabase(database);
    const page = await makePreview(database.db);
    await writeFile(join(import.meta.dirname, "../../docs/preview.md"), page);
    say("docs/preview.md is as it should be.");
  } finally {
    await database.close();
  }
});
