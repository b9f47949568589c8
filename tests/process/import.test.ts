import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { run } from "../support/child-process.ts";
import { tempFolder } from "../support/temp-folder.ts";

const IMPORT = "src/commands/import.ts";
const folder = await tempFolder();

async function stored(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

test("a bank's file is shown row by row as JSON, and nothing else is written", async () => {
  const path = await stored(
    "bank.csv",
    "Date,Payee,Amount\n2024-03-14,Café René,-12.50\n2024-03-15,Acme,1000\n",
  );
  const { code, stdout, stderr } = await run(IMPORT, {
    args: [path, "--dry-run", "--json", "--currency=EUR"],
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const rest = { currency: "EUR", memo: null, account: null };
  expect(stdout.split("\n").map((line): unknown => JSON.parse(line))).toEqual([
    { line: 2, date: "2024-03-14", amount: "12.50", name: "Café René", ...rest },
    { line: 3, date: "2024-03-15", amount: "-1000.00", name: "Acme", ...rest },
  ]);
});

test("given what cannot be read, then one sentence and exit code 1, and no trace of the program", async () => {
  const empty = await stored("empty.csv", "");
  const broken = await stored("broken.csv", 'Date,Payee,Amount\n2024-03-14,"secret,-12.50\n');
  const refusals = [
    [[empty, "--dry-run"], "empty.csv cannot be read: it is empty"],
    [[broken, "--dry-run"], "broken.csv cannot be read at line 2"],
    [[join(folder, "absent.csv"), "--dry-run"], "cannot be read: expected the path of a bank's"],
    [[folder, "--dry-run"], "is no file: expected the path of a bank's"],
    [[process.execPath, "--dry-run"], "it is not text"],
    [[], 'Run "npm run import -- FILE --dry-run"'],
  ] as const;
  for (const [args, words] of refusals) {
    const ended = await run(IMPORT, { args });
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toContain(words);
    expect(ended.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(ended.stderr).not.toContain("secret");
  }
});

test("given a reader that has seen enough, then it ends in peace", async () => {
  const rows = "2024-03-14,Shop,-1.50\n2024-03-15,Acme,2.00\n".repeat(50_000);
  const path = await stored("long.csv", `Date,Payee,Amount\n${rows}`);
  const program = fileURLToPath(new URL(`../../${IMPORT}`, import.meta.url));
  const child = spawn(process.execPath, [program, path, "--dry-run", "--json"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => said.push(text));
  await once(child.stdout, "data");
  child.stdout.destroy();
  await once(child, "close");
  expect(said.join("")).toBe("");
});
