import { middleOf } from "./sorted.ts";

/** The last values of a series in ascending order, for the middle of each stretch of it. */
export type SortedWindow = {
  size(): number;
  /** Their median; 0 without any. */
  middle(): number;
  /** Adds one value and takes out another one that was added before; null takes out none. */
  exchange(added: number, removed: number | null): void;
};

/** @param most values that are held at once */
export function sortedWindow(most: number): SortedWindow {
  const values = new Float64Array(most);
  let size = 0;
  return {
    size: () => size,
    middle: () => middleOf(values.subarray(0, size)),
    exchange(added, removed) {
      if (removed !== null) {
        const place = values.indexOf(removed);
        values.copyWithin(place, place + 1, size);
        size--;
      }
      let place = size;
      while (place > 0 && (values[place - 1] ?? added) > added) {
        values[place] = values[place - 1] ?? added;
        place--;
      }
      values[place] = added;
      size++;
    },
  };
}
