import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { ChatError, type InboundFile } from "../bot/adapter.ts";
import type { OpenDatabase } from "../db/client.ts";
import type { OpenFile } from "./integrations/files/file-item.ts";
import { openPath } from "./integrations/files/open-path.ts";
import { FileElsewhereError, type FileTools } from "./jobs/import-file.ts";
import type { PlatformChat } from "./platform.ts";
import type { UploadFolder } from "./uploads/folder.ts";
import { uploadReference } from "./uploads/receive.ts";

/** A long import says every few seconds how far it is. */
const PROGRESS_MS = 4000;

/**
 * Files as people sent them: at their platform, or by a path on this machine where their terminal is this process's own.
 *
 * With a server several processes work on errands, on other machines perhaps, where a path leads to something else.
 */
export function fileTools(
  kind: OpenDatabase["kind"],
  chats: readonly Pick<PlatformChat, "platform" | "fetchFile">[],
  {
    deliver,
    stopping,
    uploads,
  }: Pick<FileTools, "deliver" | "stopping"> & {
    readonly uploads: Pick<UploadFolder, "pathOf">;
  },
): FileTools {
  return {
    kind,
    deliver,
    stopping,
    progressMs: PROGRESS_MS,
    async openFile(platform, { id, reference, fileName, bytes }) {
      if (reference === uploadReference(id)) {
        const path = uploads.pathOf(id);
        if (!(await isFile(path))) throw new FileElsewhereError();
        return openPath(path);
      }
      if (platform === "terminal") {
        if (kind !== "embedded") throw new ChatError("refused");
        return openOwn(reference);
      }
      const chat = chats.find((one) => one.platform === platform);
      const file: InboundFile = { reference, name: fileName, bytes, isTooLarge: false };
      // A platform that is not set up here, or not yet, may be in another process, or after the next start.
      const content = await chat?.fetchFile?.(file);
      if (content === undefined) throw new ChatError("unavailable");
      return async function* () {
        yield content;
      };
    },
  };
}

/** @throws ChatError `refused` where there is no such file */
async function openOwn(reference: string): Promise<OpenFile> {
  const path = resolve(reference.replace(/^~(?=\/|$)/, homedir()));
  if (!(await isFile(path))) throw new ChatError("refused");
  return openPath(path);
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
