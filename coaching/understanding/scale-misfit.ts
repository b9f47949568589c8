/** A number that was meant as mood or energy and lies outside its own scale. */
export type ScaleMisfit = {
  readonly what: "mood" | "energy";
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

const NUMBER = "(-?\\d{1,6}(?:[.,]\\d{1,2})?)";
const OF = "\\s*(?:/|out of)\\s*(5|7|10|100)(?![\\d/.-])";
/** Only where a mood is what the number must be: at the very start or behind its name, else it may be a date. */
const MOOD = new RegExp(
  `(?:^\\s*|\\b(?:mood|feeling|feel)\\b\\s*(?:is|was|at|about|like|:|=)?\\s*)${NUMBER}${OF}`,
  "i",
);
const ENERGY = new RegExp(
  `\\benergy\\b(?:\\s*(?:is|was|at|about|level|:|=))*\\s*${NUMBER}(?:${OF}|\\s*%|(?![\\d/]))`,
  "i",
);

/**
 * A stated mood or energy that its scale cannot hold, such as `9/7` or `energy 140`, so that it can be asked about
 * rather than dropped in silence.
 *
 * @param text what the person wrote; the first 500 characters are looked at
 */
export function findScaleMisfit(text: string): ScaleMisfit | null {
  const start = text.slice(0, 500);
  const energy = readScale(ENERGY.exec(start), 0, 100);
  if (energy !== null) return { what: "energy", ...energy };
  const mood = readScale(MOOD.exec(start), 1, 7);
  return mood === null ? null : { what: "mood", ...mood };
}

function readScale(match: RegExpExecArray | null, low: number, top: number) {
  if (match?.[1] === undefined) return null;
  const value = Number(match[1].replace(",", "."));
  const high = match[2] === undefined ? top : Number(match[2]);
  return value > high || value < Math.min(low, 0) ? { value, low, high } : null;
}
