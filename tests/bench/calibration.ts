/** What was said to be how likely, and whether it was so. */
export type Guess = { readonly probability: number; readonly isSo: boolean };

const BINS = 10;

/** Expected calibration error over ten bins of equal width: by how much said and true shares differ, on average. */
export function calibrationError(guesses: readonly Guess[]): number {
  const bins = Map.groupBy(guesses, ({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)));
  let error = 0;
  for (const bin of bins.values()) {
    const said = bin.reduce((sum, { probability }) => sum + probability, 0);
    const so = bin.filter(({ isSo }) => isSo).length;
    error += Math.abs(said - so) / guesses.length;
  }
  return error;
}

/** Mean squared distance between what was said and what was so. */
export function brierScore(guesses: readonly Guess[]): number {
  const squares = guesses.map(({ probability, isSo }) => (probability - Number(isSo)) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / guesses.length;
}

/** Chance that what was so was said to be likelier than what was not; equal ones count half. */
export function rankedRight(guesses: readonly Guess[]): number {
  const sorted = [...guesses].sort((left, right) => left.probability - right.probability);
  const [so, not] = [sorted.filter(({ isSo }) => isSo).length, sorted.filter(({ isSo }) => !isSo).length];
  let ranks = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.probability === sorted[from]?.probability) to++;
    const middle = (from + 1 + to) / 2;
    for (let index = from; index < to; index++) if (sorted[index]?.isSo) ranks += middle;
    from = to;
  }
  return (ranks - (so * (so + 1)) / 2) / (so * not);
}
