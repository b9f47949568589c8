import { spaced } from "../../../bot/format.ts";
import type { LocalDate } from "../../../coaching/model/local-date.ts";

const MB = 1_000_000;

/** "2019 … 2020 … 2023", year by year as a long file is read; on a terminal how far it is as well. */
export function yearsOn(stream: Pick<NodeJS.WriteStream, "isTTY" | "write">, size: number) {
  let year = "";
  let isOpen = false;
  const show = (text: string) => {
    isOpen = true;
    stream.write(text);
  };
  return {
    at(done: number, newest: LocalDate | null) {
      const now = newest?.slice(0, 4) ?? "";
      if (stream.isTTY) show(`\r${now} …, ${spaced(done / MB)} of ${spaced(size / MB)} MB\u001b[K`);
      else if (now > year) show(`${year === "" ? "" : " … "}${now}`);
      year = now;
    },
    end() {
      if (isOpen) stream.write(stream.isTTY ? "\r\u001b[K" : "\n");
      isOpen = false;
    },
  };
}
