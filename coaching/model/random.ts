/** A stream of uniform numbers in [0, 1). */
export type Random = () => number;

/**
 * sfc32, seeded from text: the same seed gives the same stream on every machine.
 *
 * For sample data, resampling and tests, never for secrets.
 * @see https://pracrand.sourceforge.net/RNG_engines.txt
 */
export function seededRandom(seed: string): Random {
  let [a, b, c, d] = seedWords(seed);
  const next = () => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return (t >>> 0) / 4_294_967_296;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return next;
}

/** Four 32-bit words from a text: FNV-1a run with four different starts. */
function seedWords(seed: string): [number, number, number, number] {
  const word = (start: number) => {
    let hash = start;
    for (let index = 0; index < seed.length; index++) {
      hash = Math.imul(hash ^ seed.charCodeAt(index), 16_777_619);
    }
    return hash | 0;
  };
  return [word(0x811c9dc5), word(0x1b873593), word(0xcc9e2d51), word(0x5bd1e995)];
}

/** A standard normal draw (Box and Muller). */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A Poisson count by Knuth's method; meant for means below about 30. */
export function drawPoisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}
