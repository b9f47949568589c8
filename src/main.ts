import { enableCompileCache } from "node:module";

// Starts are quicker from the second one on; before the imports, which are what it caches.
enableCompileCache();
const { runCoach } = await import("./coach.ts");
process.exitCode = await runCoach();
