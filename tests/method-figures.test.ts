import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const PAGE = "docs/methods/relations.md";
const BLOCK =
  /<!-- (\w+): begin, written by npm run bench:truth -- \1 --write -->\n([\s\S]*?)\n<!-- \1: end -->/gu;
const PICTURE = /^!\[(.+)\]\((.+\.svg)\)$/u;

const [page, report] = await Promise.all(
  [PAGE, "BENCHMARKS.md"].map((name) => readFile(join(ROOT, name), "utf8")),
);

function blocksOf(text: string | undefined): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...(text ?? "").matchAll(BLOCK)].map(([, name = "", lines = ""]) => [name, lines.split("\n")]),
  );
}

/** Places that pictures are told at, as from the root. */
function picturesIn(lines: readonly string[], folder: string): readonly string[] {
  return lines.flatMap((line) => {
    const [, , place] = PICTURE.exec(line) ?? [];
    return place === undefined ? [] : [join(folder, place)];
  });
}

describe("the figures that the page of relations tells", () => {
  const [told, measured] = [blocksOf(page), blocksOf(report)];

  test("then each part of the proof is there", () => {
    expect([...told.keys()]).toEqual(["noise", "people", "weeks", "amounts", "lifesnaps", "samples"]);
  });

  test.each([...told])("then those of %s are the ones that were measured", (name, lines) => {
    const own = new Set(measured.get(name));
    expect(lines.filter((line) => !PICTURE.test(line) && !own.has(line))).toEqual([]);
    expect(lines.length).toBeGreaterThan(2);
    expect(picturesIn(lines, dirname(PAGE))).toEqual(picturesIn(measured.get(name) ?? [], "."));
  });

  test.each([...told].flatMap(([, lines]) => picturesIn(lines, dirname(PAGE))))(
    "then the picture %s is there, with a title of its own and no link to elsewhere",
    async (place) => {
      const svg = await readFile(join(ROOT, place), "utf8");
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="[\d ]+"/u);
      expect(svg).toMatch(/<title>.+<\/title>/u);
      expect(svg).not.toMatch(/NaN|Infinity|href|<script/u);
    },
  );
});
