import { type Dump, listDumps } from "../../db/dumps.ts";
import { OperatorError } from "../../db/errors.ts";
import { restoreDump } from "../../db/restore.ts";
import { embeddedFolder, runCommand, say } from "./command.ts";

const USAGE =
  'Run "npm run restore" for the newest dump, "npm run restore -- NAME" for another, "npm run restore -- --list" to see them.';

await runCommand(async () => {
  const [asked, ...more] = process.argv.slice(2);
  if (more.length > 0 || (asked?.startsWith("-") && asked !== "--list")) throw new OperatorError(USAGE);
  const folder = embeddedFolder(process.env);
  const dumps = await listDumps(folder);
  if (dumps.length === 0) {
    throw new OperatorError(`There are no dumps in ${folder} yet: the coach makes one a day while it runs.`);
  }
  say(`Dumps in ${folder}, newest first:`);
  for (const dump of dumps) say(`  ${line(dump)}`);
  if (asked === "--list") return;

  const dump = asked === undefined ? dumps[0] : dumps.find(({ name }) => name === asked);
  if (dump === undefined) throw new OperatorError(`There is no dump ${asked}: choose one of the list.`);
  const { people, movedTo } = await restoreDump(folder, dump, new Date());
  say(`Restored ${dump.name} (people: ${people}).`);
  if (movedTo !== null) say(`The files that were in place are kept in ${movedTo}.`);
});

function line(dump: Dump): string {
  return `${dump.name}  made ${dump.madeAt.toISOString()}, ${Math.ceil(dump.bytes / 1024)} kB`;
}
