import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { makePreview, STALE } from "../../src/preview/preview.ts";
import { testDatabase } from "../support/database.ts";
import { strayNotes } from "../support/noted-events.ts";

const { db } = await testDatabase();
const { TZ } = process.env;

afterEach(() => {
  vi.useRealTimers();
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
});

test("given another day and another time zone of the machine, then docs/preview.md is what the coach shows", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2031-03-30T23:30:00Z") });
  process.env.TZ = "Pacific/Chatham";
  expect(new Date().getTimezoneOffset()).not.toBe(0);
  const written = await readFile(join(import.meta.dirname, "../../docs/preview.md"), "utf8");
  const shown = await makePreview(db);
  expect(await strayNotes(db), "nothing private stands in the event log after all these days").toEqual([]);
  expect(shown, STALE).toBe(written);
}, 180_000);
