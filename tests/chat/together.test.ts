import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { together } from "../../bot/together.ts";

test("given items that come while a batch is under way, then they go together with the next one, in order", async () => {
  const batches: number[][] = [];
  const gate = Promise.withResolvers<void>();
  const double = together<number, number>(async (items) => {
    batches.push([...items]);
    if (batches.length === 1) await gate.promise;
    return items.map((item) => 2 * item);
  }, 3);
  const answers = [double(1), double(2)];
  await setImmediate();
  await setImmediate();
  answers.push(...[3, 4, 5, 6].map(double));
  gate.resolve();
  expect(await Promise.all(answers)).toEqual([2, 4, 6, 8, 10, 12]);
  expect(batches).toEqual([[1, 2], [3, 4, 5], [6]]);
  expect(await double(7)).toBe(14);
});

test("given an item that cannot be done, then it fails alone", async () => {
  const work = together<number, number>(async (items) => {
    if (items.includes(13)) throw new Error("thirteen");
    return [...items];
  }, 10);
  const settled = await Promise.allSettled([1, 13, 2].map(work));
  expect(settled.map((one) => (one.status === "fulfilled" ? one.value : String(one.reason)))).toEqual([
    1,
    "Error: thirteen",
    2,
  ]);
});
