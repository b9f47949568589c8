import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { OperatorError } from "../../db/errors.ts";
import { UnreadableFileError } from "../integrations/files/file-item.ts";
import { openPath } from "../integrations/files/open-path.ts";
import { type Asked, readArguments } from "./arguments.ts";
import { type BodyFormat, bodyFormatOf } from "./body/body-file.ts";

/**
 * `npm run import`: shows what a file says, and stores it after a yes. What the file is, its content tells.
 *
 * What reads a bank's file and what reads days are loaded only where they are needed: an export of gigabytes is read beside it.
 *
 * @throws OperatorError in one sentence that names nothing of what stands in the file
 */
export async function runImport(given: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const asked = readArguments(given);
  if (asked.kind === "undo") return (await import("./undo-command.ts")).undoLast(asked, env);
  const size = await sizeOf(asked.path);
  const open = openPath(asked.path);
  const format = await formatOf(asked);
  if (format !== null) {
    const { importDays } = await import("./body/command.ts");
    return importDays(asked, { open, size, format }, env);
  }
  const { importBank } = await import("./bank-command.ts");
  await importBank(asked, open, size, env);
}

async function formatOf({ path, taken }: Asked): Promise<BodyFormat | null> {
  try {
    const format = await bodyFormatOf(openPath(path), basename(path), taken);
    if (format !== "unclear") return format;
    const may = "may be a bank's file or a table of days: say --bank or --days";
    throw new OperatorError(`${basename(path)} ${may}. Nothing was stored.`);
  } catch (error) {
    // Told by whoever reads it.
    if (error instanceof UnreadableFileError) return null;
    throw error;
  }
}

/** @throws OperatorError when there is no such file */
async function sizeOf(path: string): Promise<number> {
  const kinds =
    "a bank's CSV, OFX or QFX, QIF or MT940 file, of an export of Apple Health, or of a CSV of days";
  const found = await stat(path).catch((error: unknown) => {
    throw new OperatorError(`${path} cannot be read: expected the path of ${kinds}.`, error);
  });
  if (!found.isFile()) throw new OperatorError(`${path} is no file: expected the path of ${kinds}.`);
  return found.size;
}
