import { ChatError, type InboundFile } from "../../adapter.ts";
import { describeFailure, toChatError } from "./failure.ts";
import { LARGEST_FILE_BYTES } from "./incoming.ts";
import type { TelegramApi } from "./outgoing.ts";

/** A file that comes more slowly than this is given up. */
const DOWNLOAD_MS = 120_000;

/** Fetches what a person sent, up to the size that Telegram hands out. */
export function createFetchFile(api: TelegramApi, token: string, apiRoot: string) {
  return async function fetchFile({ reference, isTooLarge }: InboundFile): Promise<Uint8Array> {
    if (isTooLarge) throw new ChatError("refused");
    const path = await filePath(api, reference);
    const address = `${apiRoot}/file/bot${token}/${path.split("/").map(encodeURIComponent).join("/")}`;
    let response: Response;
    try {
      response = await fetch(address, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
    } catch (error) {
      throw new ChatError("unavailable", { cause: describeFailure(error) });
    }
    if (!response.ok) throw new ChatError(response.status >= 500 ? "unavailable" : "refused");
    return readBounded(response);
  };
}

async function filePath(api: TelegramApi, reference: string): Promise<string> {
  try {
    const { file_path: path } = await api.getFile(reference);
    // A server of one's own in its local mode names a path on its own disk, which is not ours to read.
    const isPlain = path !== undefined && !path.startsWith("/") && !path.split("/").includes("..");
    if (!isPlain) throw new ChatError("refused");
    return path;
  } catch (error) {
    throw toChatError(error);
  }
}

async function readBounded(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > LARGEST_FILE_BYTES) throw new ChatError("refused");
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ChatError) throw error;
    throw new ChatError("unavailable", { cause: describeFailure(error) });
  }
  return Buffer.concat(chunks);
}
