import { writeDump } from "../../db/dumps.ts";
import { openFolder } from "../../db/embedded.ts";
import { embeddedFolder, mustHoldData, runCommand, say } from "./command.ts";

await runCommand(async () => {
  const folder = embeddedFolder(process.env);
  mustHoldData(folder);
  const database = await openFolder(folder);
  try {
    const dump = await writeDump(database, new Date());
    say(`Dumped to ${dump.path} (${Math.ceil(dump.bytes / 1024)} kB).`);
  } finally {
    await database.close();
  }
});
