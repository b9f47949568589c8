/** Keys that are remembered. */
const MOST = 10_000;

/**
 * Tells the first of several.
 *
 * @returns whether a key was not seen for so long; it counts as seen then
 */
export function createOnceIn(milliseconds: number, clock: () => Date): (key: string) => boolean {
  const seen = new Map<string, number>();
  return (key) => {
    const now = clock().getTime();
    const before = seen.get(key);
    if (before !== undefined && now - before < milliseconds) return false;
    seen.delete(key);
    seen.set(key, now);
    const [oldest] = seen.keys();
    if (seen.size > MOST && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
