/** Takes work of one person after another, in the order in which it came; other people's goes on beside it. */
export type Lanes = <Result>(person: string, work: () => Promise<Result>) => Promise<Result>;

/** Slack's requests come side by side, and looking something up for the first must not let the second overtake it. */
export function createLanes(): Lanes {
  const last = new Map<string, Promise<unknown>>();
  return async (person, work) => {
    const before = last.get(person) ?? Promise.resolve();
    // A failure is heard by whoever asked for that work, and holds up nobody.
    const mine = before.catch(() => {}).then(work);
    last.set(person, mine);
    try {
      return await mine;
    } finally {
      if (last.get(person) === mine) last.delete(person);
    }
  };
}
