import { registerHooks } from "node:module";
import { loadDrizzleLean } from "../../../db/lean-drizzle.ts";

// Loads drizzle the lean way and uses it; says what was found and which of drizzle's ES modules were loaded anyway.
loadDrizzleLean();
const esModules: string[] = [];
registerHooks({
  load(url, context, nextLoad) {
    if (url.includes("/drizzle-orm/") && !url.endsWith(".cjs")) esModules.push(url);
    return nextLoad(url, context);
  },
});
const { openDatabase } = await import("../../../db/client.ts");
const { migrateDatabase } = await import("../../../db/migrate.ts");
const { users } = await import("../../../db/schema/people.ts");
const { schemaTables } = await import("../../../db/tables.ts");

const [url] = process.argv.slice(2);
const database = url
  ? await openDatabase({ url })
  : await (await import("../../../db/embedded.ts")).openInMemory();
await migrateDatabase(database);
await database.db.transaction((tx) => tx.insert(users).values({ name: "Ada" }));
const found = await database.db.select({ name: users.name }).from(users);
await database.close();
console.log(JSON.stringify({ found, esModules, tables: (await schemaTables()).length }));
