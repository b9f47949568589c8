import { RefusedUploadError } from "../refused-upload.ts";

const MOST_SOURCES = 1000;
const MOST_LETTERS = 200;

/** Devices and apps by their names, each with a number. Phones write the same name with varying apostrophes and blanks. */
export class Sources {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #watches = new Set<number>();

  /** @throws RefusedUploadError `too-much` */
  numberOf(written: string, device: string | undefined): number {
    let number = this.#numbers.get(written);
    if (number === undefined) {
      const name = sourceName(written);
      const known = this.#names.indexOf(name);
      number = known === -1 ? this.#names.push(name) - 1 : known;
      this.#numbers.set(written, number);
      if (this.#numbers.size > MOST_SOURCES) throw new RefusedUploadError("too-much");
      if (/watch/iu.test(name)) this.#watches.add(number);
    }
    if (device?.includes("model:Watch") === true) this.#watches.add(number);
    return number;
  }

  nameOf(number: number): string {
    return this.#names[number] ?? "";
  }

  /** Sources by preference: the chosen one, those with the most days, a watch before what is no watch, by name. */
  byDays(days: ReadonlyMap<number, number>, chosen?: string): number[] {
    const first = chosen === undefined ? null : sourceName(chosen);
    const isFirst = (number: number) => Number(this.nameOf(number) === first);
    return [...days.keys()].sort(
      (one, other) =>
        isFirst(other) - isFirst(one) ||
        (days.get(other) ?? 0) - (days.get(one) ?? 0) ||
        this.#isWatch(other) - this.#isWatch(one) ||
        (this.nameOf(one) < this.nameOf(other) ? -1 : 1),
    );
  }

  /** As {@link byDays}, but every watch before what is no watch: on the wrist it misses fewer steps than a phone does. */
  watchesFirst(days: ReadonlyMap<number, number>): number[] {
    return this.byDays(days).sort((one, other) => this.#isWatch(other) - this.#isWatch(one));
  }

  #isWatch(number: number): number {
    return Number(this.#watches.has(number));
  }
}

/** A device's name in one writing: plain blanks and apostrophes, and nothing that no database takes. */
export function sourceName(written: string): string {
  const plain = written.replaceAll("\0", "").replaceAll("\u00a0", " ").replaceAll("\u2019", "'");
  // Half a sign may be left at the end, or have been sent.
  return plain.trim().slice(0, MOST_LETTERS).toWellFormed();
}
