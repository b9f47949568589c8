import { RefusedUploadError } from "../refused-upload.ts";

/** Bytes that arrive in pieces, taken in the pieces one needs. */
export class ByteSource {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#pieces = bytes[Symbol.asyncIterator]();
  }

  /** What has arrived and is not taken, at most so much of it; null at the end. */
  async some(most = Number.POSITIVE_INFINITY): Promise<Uint8Array | null> {
    while (this.#rest.length === 0) {
      const next = await this.#pieces.next();
      if (next.done === true) return null;
      this.#rest = next.value;
    }
    const taken = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  /** Puts back what was taken too much. */
  unread(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([bytes, this.#rest]);
  }

  /** The next bytes, left where they are; fewer at the end. */
  async peek(length: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    let missing = length;
    while (missing > 0) {
      const part = await this.some(missing);
      if (part === null) break;
      parts.push(part);
      missing -= part.length;
    }
    const all = Buffer.concat(parts);
    this.unread(all);
    return all;
  }

  /** @throws RefusedUploadError `cut-off` where there are fewer */
  async exactly(length: number): Promise<Buffer> {
    const bytes = await this.peek(length);
    if (bytes.length < length) throw new RefusedUploadError("cut-off");
    await this.skip(length);
    return bytes;
  }

  /** @throws RefusedUploadError `cut-off` where there are fewer */
  async skip(length: number): Promise<void> {
    for (let left = length; left > 0; ) {
      const part = await this.some(left);
      if (part === null) throw new RefusedUploadError("cut-off");
      left -= part.length;
    }
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}
