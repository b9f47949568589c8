/** Takes work of one person after another, in the order in which it came; other people's goes on beside it. */
export type Lanes = {
  /** A failure is heard by whoever asked for that work, and holds up nobody. */
  run<Result>(person: string, work: () => Promise<Result>): Promise<Result>;
  /** Settles when all that was asked for by now has come to its end. */
  through(): Promise<void>;
};

export function createLanes(): Lanes {
  /** Each person's last work, which never rejects. */
  const last = new Map<string, Promise<unknown>>();
  return {
    run(person, work) {
      const mine = (last.get(person) ?? Promise.resolve()).then(work);
      const end = mine
        .catch(() => {})
        .then(() => {
          if (last.get(person) === end) last.delete(person);
        });
      last.set(person, end);
      return mine;
    },
    through: async () => void (await Promise.all(last.values())),
  };
}
