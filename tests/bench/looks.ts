import { reportLooks } from "./looks-report.ts";

await reportLooks(process.argv.includes("--write"));
