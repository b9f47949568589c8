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

/** Where a recorded file lies, for a program that reads it itself. */
export function fixturePath(path: string): string {
  return join(folder, path);
}

/** A recorded file as it is. */
export function readFixtureBytes(path: string): Buffer {
  return readFileSync(join(folder, path));
}

/** The names of the recorded files in a folder, without those in folders of their own. Empty where it is absent. */
export function listFixtures(path: string): readonly string[] {
  if (!hasFixture(path)) return [];
  return readdirSync(join(folder, path), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}
