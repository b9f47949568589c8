import { setFlagsFromString } from "node:v8";
import { loadDrizzleLean } from "../../db/lean-drizzle.ts";

// A long file makes little garbage at a time, as a chat does.
setFlagsFromString("--semi-space-growth-factor=1");
loadDrizzleLean();
const { runImport } = await import("../imports/run-import.ts");
const { runCommand } = await import("./command.ts");

// Whoever reads the output may have seen enough, as `head` does.
process.stdout.on("error", () => process.exit());
await runCommand(() => runImport(process.argv.slice(2), process.env));
