import { createReadStream } from "node:fs";
import { type OpenFile, UnreadableFileError } from "./file-item.ts";

/** A file on this machine. Reading it throws UnreadableFileError `not-opened` where it may not be read, or goes away meanwhile. */
export function openPath(path: string): OpenFile {
  return async function* () {
    try {
      yield* createReadStream(path);
    } catch (error) {
      throw isOfTheSystem(error) ? new UnreadableFileError("not-opened", null, error) : error;
    }
  };
}

function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
