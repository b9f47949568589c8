import { expect, test } from "vitest";
import { ProviderError } from "../../../src/integrations/provider.ts";
import type { DaySignal, WearableUpdate } from "../../../src/integrations/wearables/wearable-provider.ts";
import { syncByWindows } from "../../../src/integrations/wearables/windowed-sync.ts";
import { askAgain, type Days } from "../../../src/integrations/wearables/windows.ts";

const TODAY = "2026-11-12";
const ABOUT = {
  now: new Date(`${TODAY}T12:00:00Z`),
  timezone: "Europe/Berlin",
  accessToken: async () => "token",
};
const SLEEP: readonly DaySignal[] = ["sleepMinutes"];
const BOTH: readonly DaySignal[] = ["sleepMinutes", "hrvMs"];

/** One sync. @param signals that the service tells, window by window; the last for all that follow */
async function sync(cursor: string | null, ...signals: readonly (readonly DaySignal[])[]) {
  const asked: Days[] = [];
  const parts: WearableUpdate[] = [];
  const given = syncByWindows({ cursor }, ABOUT, {
    chunkDays: 365,
    async read(ask) {
      const told = signals[Math.min(asked.length, signals.length - 1)] ?? [];
      asked.push(ask);
      return { days: [], signals: told, refused: [], problem: null };
    },
  });
  for await (const part of given) parts.push(part);
  return {
    asked: asked.map(({ from }) => from),
    parts: parts.map(({ from, signals: told }) => [from, told]),
    cursor: parts.at(-1)?.cursor ?? null,
  };
}

test("given a signal that is allowed later, then two years are asked for once more, and after that the last days as before", async () => {
  const first = await sync(null, SLEEP);
  expect(first.parts).toEqual([
    ["2025-11-14", SLEEP],
    ["2024-11-14", SLEEP],
    ["2024-11-12", SLEEP],
  ]);
  const { asked, parts, cursor } = await sync(first.cursor, BOTH);
  expect(asked).toEqual(["2026-11-08", "2025-11-13", "2024-11-13", "2024-11-11"]);
  expect(parts.map(([from]) => from)).toEqual(["2025-11-14", "2024-11-14", "2024-11-12"]);
  expect((await sync(cursor, BOTH)).asked).toEqual(["2026-11-08"]);
});

test("given one that is taken back and allowed once more, then what came meanwhile without it is asked for again", async () => {
  const whole = await sync(null, BOTH);
  const less = await sync(whole.cursor, SLEEP);
  expect(less.asked).toEqual(["2026-11-08"]);
  expect((await sync(less.cursor, BOTH)).asked).toHaveLength(4);
});

test("given one that fails to come in the middle, then that sync goes on to its end, and the next one begins anew", async () => {
  const { asked, cursor } = await sync(null, BOTH, SLEEP, BOTH);
  expect(asked).toHaveLength(3);
  expect((await sync(cursor, BOTH)).asked).toHaveLength(4);
});

test("given days that a webhook names, then what was told of the others is not forgotten", async () => {
  const { cursor } = await sync(null, BOTH);
  const named = askAgain(cursor, { from: "2026-01-01", to: "2026-01-01" }, { today: TODAY });
  expect((await sync(named, BOTH)).asked).toEqual(["2026-11-08", "2025-12-31"]);
});

test("given a service that answers nothing at all, then its failure comes through, and nothing begins anew", async () => {
  const { cursor } = await sync(null, BOTH);
  const failing = syncByWindows({ cursor }, ABOUT, {
    chunkDays: 365,
    read: () => Promise.reject(new ProviderError("unavailable")),
  });
  await expect(failing.next()).rejects.toMatchObject({ code: "unavailable" });
});
