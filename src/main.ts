import { enableCompileCache } from "node:module";
import { loadDrizzleLean } from "../db/lean-drizzle.ts";

// Starts are quicker from the second one on; before the imports, which are what it caches.
enableCompileCache();
loadDrizzleLean();
const { runCoach } = await import("./coach.ts");
process.exitCode = await runCoach(process.argv.slice(2));
