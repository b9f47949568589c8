import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withSection } from "./report-section.ts";
import type { TruthPart } from "./truth-part.ts";

const ROOT = join(import.meta.dirname, "../..");
const REPORT = join(ROOT, "BENCHMARKS.md");
const PAGE = join(ROOT, "docs/methods/relations.md");
const PICTURES = join(ROOT, "docs/pictures");

/** Measures a part and prints it; written, it goes into BENCHMARKS.md, its figures into the method's page, its pictures beside. */
export async function runPart(
  { name, heading, isQuoted = true, measure }: TruthPart,
  isWritten: boolean,
): Promise<void> {
  const report = await measure();
  if (report === null) {
    process.stdout.write(`${heading}: skipped, its days are not on this machine\n`);
    return;
  }
  const { summary, details, pictures } = report;
  process.stdout.write(`\n${[heading, "", ...summary, "", ...details].join("\n")}\n`);
  if (!isWritten) return;
  const seen = (to: string) =>
    Object.keys(pictures).flatMap((file) => ["", `![${titleOf(pictures[file])}](${to}/${file}.svg)`]);
  const section = [`### ${heading}`, "", ...summary, ...seen("docs/pictures"), "", ...details].join("\n");
  await writeFile(REPORT, withSection(await readFile(REPORT, "utf8"), name, section));
  await mkdir(PICTURES, { recursive: true });
  for (const [file, svg] of Object.entries(pictures)) await writeFile(join(PICTURES, `${file}.svg`), svg);
  if (!isQuoted) return;
  const figures = [...summary, ...seen("../pictures")].join("\n");
  await writeFile(PAGE, withSection(await readFile(PAGE, "utf8"), name, figures));
}

function titleOf(svg: string | undefined): string {
  return /<title>(.*)<\/title>/u.exec(svg ?? "")?.[1] ?? "";
}
