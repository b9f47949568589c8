import { setImmediate } from "node:timers/promises";

/**
 * Gathers what several callers ask for at the same time, so that one statement serves them all: what comes while a batch is
 * under way goes with the next one. Nobody waits for company.
 *
 * A batch that fails is done again one by one, so that only those fail who make it fail.
 *
 * @param work answers for all items, in their order
 * @param most most items of one batch
 */
export function together<Item, Answer>(
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
  most: number,
): (item: Item) => Promise<Answer> {
  type Asked = { readonly item: Item } & PromiseWithResolvers<Answer>;
  const waiting: Asked[] = [];
  let isWorking = false;

  async function serve(asked: readonly Asked[]): Promise<void> {
    try {
      const answers = await work(asked.map(({ item }) => item));
      for (const [at, { resolve }] of asked.entries()) resolve(answers[at] as Answer);
    } catch (error) {
      const [only] = asked;
      if (only !== undefined && asked.length === 1) only.reject(error);
      else for (const one of asked) await serve([one]);
    }
  }

  async function serveAll(): Promise<void> {
    isWorking = true;
    // Whatever has been read from the sockets by now comes along.
    await setImmediate();
    while (waiting.length > 0) await serve(waiting.splice(0, most));
    isWorking = false;
  }

  return (item) => {
    const asked = { item, ...Promise.withResolvers<Answer>() };
    waiting.push(asked);
    if (!isWorking) void serveAll();
    return asked.promise;
  };
}
