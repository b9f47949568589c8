/** A form's file as it comes: its name, then its bytes. */
export type FormFile = { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> };

/** What is sent is no form with one file in it. */
export class FormError extends Error {
  constructor() {
    super("expected a form with a file in it");
    this.name = "FormError";
  }
}

const MOST_HEAD_BYTES = 8192;
const BOUNDARY = /^multipart\/form-data;.*\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;
const FILE_NAME = /^content-disposition:[^\r\n]*\bfilename="((?:[^"\\\r\n]|\\.)*)"/im;

/**
 * The first part of a form's body, which is to be a file, without holding more of it than a piece.
 *
 * @throws FormError; where the body breaks off, while its bytes are read
 */
export async function readFormFile(contentType: string, body: AsyncIterable<Uint8Array>): Promise<FormFile> {
  const [, quoted, plain] = BOUNDARY.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw new FormError();
  const pieces = body[Symbol.asyncIterator]();
  try {
    const { head, rest } = await readHead(pieces);
    const name = FILE_NAME.exec(head)?.[1];
    if (!head.startsWith(`--${boundary}\r\n`) || name === undefined) throw new FormError();
    return { name, bytes: untilBoundary(rest, Buffer.from(`\r\n--${boundary}`), pieces) };
  } catch (error) {
    await pieces.return?.();
    throw error;
  }
}

async function readHead(
  pieces: AsyncIterator<Uint8Array>,
): Promise<{ readonly head: string; readonly rest: Buffer }> {
  let held = await nextOf(pieces);
  for (;;) {
    const end = held.indexOf("\r\n\r\n");
    if (end !== -1) return { head: held.subarray(0, end).toString("utf8"), rest: held.subarray(end + 4) };
    if (held.length > MOST_HEAD_BYTES) throw new FormError();
    held = Buffer.concat([held, await nextOf(pieces)]);
  }
}

async function* untilBoundary(
  first: Buffer,
  mark: Buffer,
  pieces: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let held = first;
  try {
    for (;;) {
      const end = held.indexOf(mark);
      if (end !== -1) {
        if (end > 0) yield held.subarray(0, end);
        return;
      }
      // The mark may begin at the end of what is here.
      const sure = Math.max(0, held.length - mark.length + 1);
      if (sure > 0) yield held.subarray(0, sure);
      held = Buffer.concat([held.subarray(sure), await nextOf(pieces)]);
    }
  } finally {
    await pieces.return?.();
  }
}

async function nextOf(pieces: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const piece = await pieces.next();
  if (piece.done === true) throw new FormError();
  return Buffer.from(piece.value.buffer, piece.value.byteOffset, piece.value.byteLength);
}
