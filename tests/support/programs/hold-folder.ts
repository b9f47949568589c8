import { lockFolder } from "../../../db/embedded-lock.ts";
import { DatabaseInUseError } from "../../../db/errors.ts";

// Tries to become the one process on a data folder, says how it went, and holds on until it is killed.
const [folder = ""] = process.argv.slice(2);
try {
  await lockFolder(folder);
  console.log("held");
} catch (error) {
  if (!(error instanceof DatabaseInUseError)) throw error;
  console.log("refused");
}
setInterval(() => {}, 60_000);
