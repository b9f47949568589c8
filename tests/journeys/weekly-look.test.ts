import { expect, test } from "vitest";
import { loadInsights, loadLooks } from "../../db/queries/insights.ts";
import { createPerson } from "../../db/queries/people.ts";
import { planSchedules } from "../../db/queries/schedules.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { runDueJobs } from "../support/due-jobs.ts";
import { linkedDays, storeLinkedDays } from "../support/linked-days.ts";
import { daysThatName } from "../support/stored-relations.ts";

const { db } = await testDatabase();

test("given somebody whose mood follows their nights, when three weeks of nights pass, then the Monday after each Sunday has a look, and the third one establishes it", async () => {
  const clock = { now: new Date("2026-11-05T12:00:00Z") };
  const lines: LogLine[] = [];
  const due = { db, clock: () => clock.now, log: collectLog(lines), deliver: async () => {} };
  const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
  await planSchedules(db, userId, clock.now);
  // Fifty days by the first Sunday, 8 November; before it there are fewer than 45.
  const days = linkedDays("2026-09-20", "2026-11-23");
  await storeLinkedDays(
    db,
    userId,
    days.filter(({ localDate }) => localDate < "2026-11-05"),
  );
  const changes: string[] = [];
  let before = "";
  for (const { localDate } of days.filter((day) => day.localDate >= "2026-11-05")) {
    await storeLinkedDays(
      db,
      userId,
      days.filter((day) => day.localDate === localDate),
    );
    clock.now = new Date(`${localDate}T20:00:00Z`);
    await runDueJobs(due);
    const relations = (await loadInsights(db, userId)).map(
      ({ signalType, state }) => `${signalType} ${state}`,
    );
    if (relations.join() !== before) changes.push(`${localDate}: ${relations.join()}`);
    before = relations.join();
  }
  expect((await loadLooks(db, userId)).map(({ date }) => date).slice(-3)).toEqual([
    "2026-11-08",
    "2026-11-15",
    "2026-11-22",
  ]);
  expect(changes).toEqual(["2026-11-09: sleep_to_mood emerging", "2026-11-23: sleep_to_mood established"]);
  const [relation] = await loadInsights(db, userId);
  expect(await daysThatName(db, userId)).toEqual([{ date: "2026-11-22", ids: [relation?.id] }]);
  expect(lines.filter(({ level }) => level === "error")).toEqual([]);
});
