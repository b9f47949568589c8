import { getTasks } from "node-cron";
import { expect, onTestFinished, test, vi } from "vitest";
import { chatIdentities } from "../../db/schema/chat.ts";
import { startHomePages } from "../../src/home-pages.ts";
import { collectLog, fakeChat, type LogLine } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const clock = { now: new Date("2026-11-23T18:00:00Z") };

test("given a process that does not hold the sender, then it refreshes no page; once it does, it refreshes what is stale", async () => {
  const about = { db, clock, timezone: "UTC", platform: "slack", shown: new Map() } as const;
  await fakeChat({ ...about, sender: "ada" }).say("5/7, energy 40");
  await db.update(chatIdentities).set({ homeShownAt: new Date(clock.now.getTime() - 60_000) });
  const shown: string[] = [];
  const lines: LogLine[] = [];
  let isHolder = false;
  const before = new Set(getTasks().keys());
  const pages = startHomePages({
    db,
    adapter: {
      platform: "slack",
      run: async () => {},
      stop: async () => {},
      send: async () => "",
      sayPlainly: async () => {},
      async showHome(sender) {
        shown.push(sender);
      },
    },
    log: { ...collectLog(lines), flush() {} },
    clock: () => clock.now,
    isHolder: () => isHolder,
  });
  onTestFinished(() => pages.stop());
  const [round] = [...getTasks()].flatMap(([id, task]) => (before.has(id) ? [] : [task]));
  await round?.execute();
  expect(shown).toEqual([]);
  isHolder = true;
  await round?.execute();
  await vi.waitFor(() => expect(shown).toEqual(["ada"]));
  await round?.execute();
  expect(shown).toEqual(["ada"]);
  expect(lines.filter(({ level }) => level === "error")).toEqual([]);
});
