import { openDatabase } from "../../../db/client.ts";
import { migrateDatabase } from "../../../db/migrate.ts";

const [url = ""] = process.argv.slice(2);
const database = await openDatabase({ url });
console.log("open");
// All that were started wait for the same word, so that they migrate at the same moment.
process.stdin.once("data", async () => {
  await migrateDatabase(database);
  await database.close();
  process.stdin.destroy();
});
