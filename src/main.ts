import { enableCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";
import { loadDrizzleLean } from "../db/lean-drizzle.ts";

// A chat makes little garbage at a time: room for much of it would take 60 MB, which no measured start is quicker for.
setFlagsFromString("--semi-space-growth-factor=1");
// Starts are quicker from the second one on; before the imports, which are what it caches.
enableCompileCache();
loadDrizzleLean();
const { runCoach } = await import("./coach.ts");
process.exitCode = await runCoach(process.argv.slice(2));
