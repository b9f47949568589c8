import type { BodySignal } from "../../../../coaching/model/body-signals.ts";
import { type DecimalMark, markOf } from "../../files/amounts.ts";
import { readDate } from "../../files/dates.ts";
import { DateTally } from "../../files/tally.ts";
import { kcalOf } from "../energy.ts";
import { numberOf, readCell, type WrittenValue } from "./cells.ts";
import type { Unit } from "./headings.ts";
import type { DaysLayout, SignalColumn } from "./layout.ts";

/** More of a column would not change what its unit is. */
const MOST_LOOKED_AT = 20_000;
const COUNTS: ReadonlySet<BodySignal> = new Set(["steps", "activityKcal"]);

/** What all rows together say about how the file is written: no single cell can tell minutes from hours. */
export class DaysTally {
  readonly dates = new DateTally();
  readonly #layout: DaysLayout;
  readonly #digits = new Map<BodySignal, string[]>();
  readonly #persons = new Set<string>();
  readonly #marks = { ".": 0, ",": 0 };
  #rows = 0;

  constructor(layout: DaysLayout) {
    this.#layout = layout;
  }

  add(cells: readonly string[], line: number): void {
    const { date, person, signals } = this.#layout;
    const written = cells[date] ?? "";
    const day = readDate(written);
    if (day === null) return;
    this.dates.add(day, written, line);
    this.#rows++;
    if (person !== null && this.#persons.size < MOST_LOOKED_AT) this.#persons.add(cells[person.at] ?? "");
    for (const { signal, at } of signals) {
      const value = readCell(cells[at] ?? "");
      if (value === null || value === "odd" || value.kind !== "digits") continue;
      const mark = markOf(value.digits);
      if (mark === "." || mark === ",") this.#marks[mark]++;
      const seen = this.#digits.get(signal) ?? [];
      // What carries its unit says nothing about the bare numbers beside it.
      if (value.unit === null && seen.length < MOST_LOOKED_AT) seen.push(value.digits);
      this.#digits.set(signal, seen);
    }
  }

  /** Whether a column says anything in digits. */
  hasNumbers(signal: BodySignal): boolean {
    return this.#digits.has(signal);
  }

  /** Where a person stands in the rows; null where all are of one, or the column numbers the rows. */
  get person(): number | null {
    const { person } = this.#layout;
    if (person === null || this.#persons.size < 2) return null;
    return person.isNamed || this.#persons.size <= this.#rows / 2 ? person.at : null;
  }

  /** How values of each column become numbers of ours; null for what is no number. */
  reader(): (column: SignalColumn, value: WrittenValue) => number | null {
    const marks = this.#marks;
    const mark: DecimalMark | null =
      marks["."] === 0 && marks[","] === 0 ? null : marks["."] >= marks[","] ? "." : ",";
    const factors = new Map(
      this.#layout.signals.map((column) => {
        const { signal, unit } = column;
        const seen = (this.#digits.get(signal) ?? []).flatMap(
          (digits) => numberOf(digits, mark, COUNTS.has(signal)) ?? [],
        );
        return [signal, factorOf(signal, unit ?? likelyUnit(signal, seen), seen)];
      }),
    );
    return ({ signal }, value) => {
      if (value.kind === "minutes") return signal === "sleepMinutes" ? value.minutes : null;
      const number = numberOf(value.digits, mark, COUNTS.has(signal));
      if (number === null) return null;
      const factor = value.unit === null ? (factors.get(signal) ?? 1) : factorOf(signal, value.unit, []);
      return number * factor * (value.isNegative ? -1 : 1);
    };
  }
}

/** By the middle of what is not nought, as a single short or long night proves nothing. */
function likelyUnit(signal: BodySignal, seen: readonly number[]): Unit | null {
  const values = seen.filter((value) => value > 0).sort((one, other) => one - other);
  const middle = values[values.length >> 1];
  if (middle === undefined) return null;
  if (signal === "hrvMs") return middle < 1 ? "seconds" : "milliseconds";
  if (signal !== "sleepMinutes") return null;
  if (middle <= 24) return "hours";
  if (middle <= 24 * 60) return "minutes";
  return middle <= 24 * 3600 ? "seconds" : "milliseconds";
}

const MINUTES: Readonly<Partial<Record<Unit, number>>> = {
  hours: 60,
  minutes: 1,
  seconds: 1 / 60,
  milliseconds: 1 / 60_000,
};

function factorOf(signal: BodySignal, unit: Unit | null, seen: readonly number[]): number {
  switch (signal) {
    case "sleepMinutes":
      return (unit === null ? undefined : MINUTES[unit]) ?? 1;
    case "hrvMs":
      return unit === "seconds" ? 1000 : 1;
    case "activityKcal":
      return unit === "kilojoules" ? kcalOf(1, "kJ") : 1;
    case "sleepScore":
    case "stressLevel":
      // Shares of one: none above it, and not all nought or one.
      return seen.every((value) => value <= 1) && seen.some((value) => value > 0 && value < 1) ? 100 : 1;
    default:
      return 1;
  }
}
