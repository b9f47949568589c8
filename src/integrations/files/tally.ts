import { type DecimalMark, markOf } from "./amounts.ts";
import { type DateOrder, dayOf, isOpen, orderOf, type WrittenDate } from "./dates.ts";
import type { Example, FileQuestion } from "./file-item.ts";

const EXAMPLES = 2;

/** What the dates of a file say about whether the day or the month comes first. */
export class DateTally {
  #dayFirst = 0;
  #monthFirst = 0;
  #twoNumbers = 0;
  readonly #open: { readonly line: number; readonly text: string; readonly date: WrittenDate }[] = [];

  add(date: WrittenDate, text: string, line: number): void {
    if (date.kind === "day") return;
    this.#twoNumbers++;
    const order = orderOf(date);
    if (order === "day-first") this.#dayFirst++;
    else if (order === "month-first") this.#monthFirst++;
    else if (isOpen(date) && this.#open.length < EXAMPLES) this.#open.push({ line, text, date });
  }

  /** Null where every date names its month or has the day in a known place. */
  get order(): DateOrder | null {
    if (this.#twoNumbers === 0) return null;
    return this.#monthFirst > this.#dayFirst ? "month-first" : "day-first";
  }

  /** Whether the dates themselves say it: some fit one order only, and none the other. */
  get isProved(): boolean {
    return this.#dayFirst > 0 !== this.#monthFirst > 0;
  }

  /** Whether more of the file would change nothing. */
  get isSettled(): boolean {
    return this.#twoNumbers === 0 || this.isProved;
  }

  /** What is to be asked; null where it is proved, or no date can be read in two ways. */
  question(layout: string): FileQuestion | null {
    if (this.isSettled || this.#open.length === 0) return null;
    return dateQuestion(layout, this.order ?? "day-first", this.#open);
  }
}

/** @param open dates that are a day in both orders */
export function dateQuestion(
  layout: string,
  assumed: DateOrder,
  open: readonly { readonly line: number; readonly text: string; readonly date: WrittenDate }[],
): FileQuestion {
  const other: DateOrder = assumed === "day-first" ? "month-first" : "day-first";
  const examples = open.map(
    ({ line, text, date }): Example => ({
      line,
      text: text.trim(),
      assumed: dayOf(date, assumed) ?? "",
      otherwise: dayOf(date, other) ?? "",
    }),
  );
  return { kind: "question", about: "date-order", assumed, layout, examples };
}

/** What the amounts of a file say about its decimal mark. */
export class MarkTally {
  #dot = 0;
  #comma = 0;
  #openDot = 0;
  #openComma = 0;

  add(digits: string): void {
    const mark = markOf(digits);
    if (mark === ".") this.#dot++;
    else if (mark === ",") this.#comma++;
    else if (mark === "open" && digits.includes(".")) this.#openDot++;
    else if (mark === "open") this.#openComma++;
  }

  /** Three digits behind the only mark are thousands where nothing else in the file speaks against it. */
  get mark(): DecimalMark {
    if (this.#dot !== this.#comma) return this.#dot > this.#comma ? "." : ",";
    return this.#openDot > this.#openComma ? "," : ".";
  }

  /** Whether more of the file would change nothing: whole numbers alone do not say how decimals will be written. */
  get isSettled(): boolean {
    return this.#dot + this.#comma > 0;
  }
}
