import { parentPort, workerData } from "node:worker_threads";
import { readAppleExport } from "../../integrations/wearables/apple/read-export.ts";
import { RefusedUploadError } from "../../integrations/wearables/refused-upload.ts";
import type { ForReader, FromReader } from "./apart.ts";

/** Reads an export in a thread of its own; `apart.ts` feeds it. */
const { zone } = workerData as { readonly zone: string };
const port = parentPort;
if (port === null) throw new Error("expected to be a thread");
const say = (message: FromReader) => port.postMessage(message);

const come: ForReader[] = [];
let wake = () => {};
port.on("message", (message: ForReader) => {
  come.push(message);
  wake();
});

async function* pieces(): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const message = come.shift();
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if (message.kind === "end") return;
      else {
        say({ kind: "taken" });
        yield message.bytes;
      }
    }
  } finally {
    say({ kind: "enough" });
  }
}

try {
  const onProgress = (bytes: number, newest: string | null) => say({ kind: "progress", bytes, newest });
  say({ kind: "read", read: await readAppleExport(pieces, { zone, onProgress }) });
} catch (error) {
  if (!(error instanceof RefusedUploadError)) throw error;
  say({ kind: "refused", code: error.code });
} finally {
  port.close();
}
