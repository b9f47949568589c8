import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const APART = ["--mount", "--map-root-user"];

/** Whether this machine lets a test have a disk of its own: Linux with user namespaces. */
export const canHaveSmallDisk =
  process.platform === "linux" &&
  spawnSync("unshare", [...APART, "mount", "-t", "tmpfs", "none", tmpdir()]).status === 0 &&
  spawnSync("nsenter", ["--version"]).status === 0;

/** A disk that can be filled without harm to anything else. */
export type SmallDisk = {
  /** Where it is for a program that is started `under` what follows. */
  readonly path: string;
  readonly under: readonly string[];
  /** Where the test itself sees it. */
  readonly seenFromHere: string;
  /** Leaves no byte free. */
  fill(): void;
  /** Frees what {@link fill} took. */
  free(): void;
};

/** A disk in memory, mounted for one process only, gone when the test ends. */
export async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const path = mkdtempSync(join(tmpdir(), "coach-disk-"));
  const mount = 'mount -t tmpfs -o "size=$1m" none "$2" && echo mounted && exec cat';
  const keeper = spawn("unshare", [...APART, "sh", "-c", mount, "sh", String(megabytes), path]);
  const ended = once(keeper, "close");
  onTestFinished(async () => {
    keeper.stdin.end();
    await ended;
    rmSync(path, { recursive: true });
  });
  await once(keeper.stdout, "data");
  const seenFromHere = `/proc/${keeper.pid}/root${path}`;
  const ballast = join(seenFromHere, "ballast");
  return {
    path,
    seenFromHere,
    under: ["nsenter", `--target=${keeper.pid}`, "--user", "--mount", "--preserve-credentials"],
    fill() {
      const file = openSync(ballast, "w");
      try {
        for (;;) writeSync(file, Buffer.alloc(4096));
      } catch (error) {
        if (!(error instanceof Error) || Reflect.get(error, "code") !== "ENOSPC") throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast),
  };
}
