import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { answer } from "../analysis/answers.ts";
import { readAnalysisInput } from "../analysis/input.ts";
import { AnalysisInputError } from "../analysis/problems.ts";

/** Of the relations that are shown, the share that may be false. */
const SHOWN_Q = 0.1;
const USAGE = "expected: npm run analyse -- IN.json OUT.json [--q 0.10]";

/**
 * Runs the engines over a file of persons and writes what they say to another; no chat, network or database.
 *
 * @param tell takes what went wrong, for whoever runs the command
 * @returns the exit code: 1 when nothing was written
 */
export async function analyse(args: readonly string[], tell: (line: string) => unknown): Promise<number> {
  try {
    const { from, to, q } = readArguments(args);
    const output = answer(readAnalysisInput(await readInput(from)), { q });
    await writeOutput(to, `${JSON.stringify(output)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof AnalysisInputError)) throw error;
    tell(`${error.message}\n`);
    return 1;
  }
}

function readArguments(args: readonly string[]): {
  readonly from: string;
  readonly to: string;
  readonly q: number;
} {
  const { positionals, q } = parsed(args);
  const [from, to] = positionals;
  if (from === undefined || to === undefined || positionals.length > 2) throw new AnalysisInputError(USAGE);
  const isShare = q === undefined || (Number(q) > 0 && Number(q) < 1);
  if (!isShare) throw new AnalysisInputError(`--q: expected a number between 0 and 1, as 0.10; ${USAGE}`);
  if (resolve(from) === resolve(to)) {
    throw new AnalysisInputError("the output would overwrite the input: expected two different files");
  }
  return { from, to, q: q === undefined ? SHOWN_Q : Number(q) };
}

function parsed(args: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { q: { type: "string" } },
    });
    return { positionals, q: values.q };
  } catch {
    throw new AnalysisInputError(USAGE);
  }
}

async function readInput(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new AnalysisInputError(`${path} cannot be read (${codeOf(error)})`, { cause: error });
  }
}

/** Whole or not at all: an older result stays until the new one is complete. */
async function writeOutput(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new AnalysisInputError(`${path} cannot be written (${codeOf(error)})`, { cause: error });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "no reason given";
}

if (import.meta.main) {
  process.exitCode = await analyse(process.argv.slice(2), (line) => process.stderr.write(line));
}
