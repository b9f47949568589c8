import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Recorded payloads that lie beside the repository, not in it; tests that need them are skipped by name without. */
const folder = join(import.meta.dirname, "../../../shared/fixtures");

export function hasFixture(path: string): boolean {
  return existsSync(join(folder, path));
}

/** The names of the files in a folder of them; none where it is absent. */
export function fixturesIn(path: string): readonly string[] {
  return hasFixture(path) ? readdirSync(join(folder, path)).sort() : [];
}

/** A recorded payload, parsed. */
export function readFixture(path: string): unknown {
  return JSON.parse(readFixtureText(path));
}

export function readFixtureText(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}
