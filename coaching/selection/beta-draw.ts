import { drawNormal, type Random } from "../model/random.ts";

/**
 * The logit of a draw from Beta(a, b), both above 0: log X − log Y of two gamma draws, so that a draw at the very edge
 * of 0 or 1 is still told from another.
 */
export function drawBetaLogit(random: Random, a: number, b: number): number {
  return drawLogGamma(random, a) - drawLogGamma(random, b);
}

/**
 * The logarithm of a gamma draw of scale 1, by squeezing a normal one.
 *
 * @see G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables" (2000)
 */
function drawLogGamma(random: Random, shape: number): number {
  if (shape < 1) return drawLogGamma(random, shape + 1) + Math.log(1 - random()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root ** 3;
    if (Math.log(1 - random()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return Math.log(d) + Math.log(v);
  }
}
