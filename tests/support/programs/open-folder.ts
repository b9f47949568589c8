import { openDatabase } from "../../../db/client.ts";
import { OperatorError } from "../../../db/errors.ts";

// Opens a data folder and holds it until it is killed; says why when it cannot.
const [folder = ""] = process.argv.slice(2);
try {
  await openDatabase({ folder });
  console.log("open");
  setInterval(() => {}, 60_000);
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
