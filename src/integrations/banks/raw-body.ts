import type { IncomingMessage } from "node:http";

/**
 * A request's body as it came, since signatures are made over the very bytes.
 *
 * @returns null where it is longer than it may be, or was cut off
 */
export async function rawBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      const part = Buffer.from(chunk);
      bytes += part.byteLength;
      if (bytes > mostBytes) return null;
      chunks.push(part);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}
