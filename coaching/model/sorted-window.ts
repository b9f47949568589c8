import { middleOf } from "./sorted.ts";

/** The last values of a series in ascending order, for the middle of each stretch of it. */
export class SortedWindow {
  readonly #values: Float64Array;
  #size = 0;

  /** @param most values that are held at once */
  constructor(most: number) {
    this.#values = new Float64Array(most);
  }

  get size(): number {
    return this.#size;
  }

  /** @throws RangeError when it is full */
  add(value: number): void {
    if (this.#size === this.#values.length) throw new RangeError("the window is full");
    let place = this.#size;
    while (place > 0 && (this.#values[place - 1] ?? value) > value) {
      this.#values[place] = this.#values[place - 1] ?? value;
      place--;
    }
    this.#values[place] = value;
    this.#size++;
  }

  /** Takes out one value that was added. */
  remove(value: number): void {
    const place = this.#values.indexOf(value);
    this.#values.copyWithin(place, place + 1, this.#size);
    this.#size--;
  }

  /** Their median; 0 without any. */
  middle(): number {
    return middleOf(this.#values.subarray(0, this.#size));
  }
}
