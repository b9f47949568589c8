import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder of its own for the calling file, removed when its tests are through. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coach-test-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
