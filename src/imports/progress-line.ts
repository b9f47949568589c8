import { spaced } from "../../bot/format.ts";

/** "2 300 of about 18 000", on a terminal only: anywhere else it would end up among what is kept. */
export function progressOn(stream: NodeJS.WriteStream, size: number) {
  let rows = 0;
  let isShown = false;
  return {
    row() {
      rows++;
    },
    rows(count: number) {
      rows = count;
    },
    bytes(done: number) {
      if (!stream.isTTY || rows === 0 || done >= size) return;
      isShown = true;
      stream.write(`\r${spaced(rows)} of about ${spaced((rows * size) / done)}\u001b[K`);
    },
    end() {
      if (isShown) stream.write("\r\u001b[K");
    },
  };
}
