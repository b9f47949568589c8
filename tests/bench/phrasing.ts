import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { judgeHarms, judgeWrong } from "../support/judge-harms.ts";
import { type Judged, judgeRewordings } from "../support/judge-rewordings.ts";
import { alignedTable } from "./aligned-table.ts";
import { withSection } from "./report-section.ts";

// What the guard refuses of honest rewordings and lets through of wrong ones; with --write it goes into docs/model.md as it came out.
const PAGE = join(import.meta.dirname, "../../docs/model.md");
/** How often each wording is made wrong in each way. */
const TIMES = 3;
/** The share of honest rewordings that may be refused. */
const BAR = 0.2;

async function main(): Promise<void> {
  const [honest, fresh] = [judgeRewordings("honest"), judgeRewordings("fresh")];
  const harms = judgeHarms({ times: TIMES });
  const kinds = new Set(harms.map(({ harm }) => harm)).size;
  const wrong = judgeWrong();
  const table = [
    ["what", "sentences", "refused", "said"],
    countsOf("honest rewordings that the guard was made looser with", honest),
    countsOf("honest rewordings that were written after it", fresh),
    [
      `made wrong in ${kinds} ways, each wording and each honest rewording that passes`,
      String(harms.length),
      String(harms.filter(({ isSaid }) => !isSaid).length),
      String(harms.filter(({ isSaid }) => isSaid).length),
    ],
    countsOf("fluent sentences that say something else, learned from too", wrong),
  ];
  const reasons = reasonsOf([...honest, ...fresh]);
  const section = [
    ...alignedTable(table),
    "",
    `Honest rewordings are refused for: ${reasons}. The bar is ${(BAR * 100).toFixed(0)} of 100: of the first`,
    `${percentOf(honest)} in 100 are, of the second ${percentOf(fresh)}.`,
  ];
  process.stdout.write(`${section.join("\n")}\n`);
  if (!process.argv.includes("--write")) return;
  await writeFile(PAGE, withSection(await readFile(PAGE, "utf8"), "phrasing", `\n${section.join("\n")}\n`));
}

function countsOf(what: string, judged: readonly { readonly reason: string | null }[]): string[] {
  const refused = judged.filter(({ reason }) => reason !== null).length;
  return [what, String(judged.length), String(refused), String(judged.length - refused)];
}

function percentOf(judged: readonly Judged[]): string {
  return ((judged.filter(({ reason }) => reason !== null).length / judged.length) * 100).toFixed(0);
}

/** `swapped facts 3, size 2`, the most frequent first. */
function reasonsOf(judged: readonly Judged[]): string {
  const times = new Map<string, number>();
  for (const { reason } of judged) if (reason !== null) times.set(reason, (times.get(reason) ?? 0) + 1);
  return [...times]
    .sort(([, one], [, other]) => other - one)
    .map(([reason, count]) => `${reason.replaceAll("_", " ")} ${count}`)
    .join(", ");
}

await main();
