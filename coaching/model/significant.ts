/**
 * A size as it is worth saying of an estimate: to two significant digits, or to whole steps where those are coarser.
 *
 * @param size not negative
 */
export function toTwoDigits(size: number, step = 1): number {
  if (size === 0) return 0;
  const unit = Math.max(step, 10 ** (Math.floor(Math.log10(size)) - 1));
  return Math.round(size / unit) * unit;
}
