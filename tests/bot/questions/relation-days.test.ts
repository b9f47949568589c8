import { expect, test } from "vitest";
import { loadInsightView } from "../../../bot/insights/load.ts";
import { answerRelation } from "../../../bot/questions/relation.ts";
import { askedRelation } from "../../../coaching/insights/asked.ts";
import { addDays } from "../../../coaching/model/local-date.ts";
import { testDatabase } from "../../support/database.ts";
import { linkedDays, storeLinkedDays } from "../../support/linked-days.ts";
import { lookOn } from "../../support/stored-relations.ts";
import { contextOf, NOW, seedPerson } from "./seed.ts";

const { db } = await testDatabase();

/** The day before the tests' own "today", and the Sunday of the last look. */
const SUNDAY = "2026-11-22";

test("given more than half a year of days, then late in the week the picture still has the days that the sentence counts", async () => {
  const person = await seedPerson(db);
  await storeLinkedDays(db, person.userId, linkedDays(addDays(SUNDAY, -250), addDays(SUNDAY, 6)));
  await lookOn(db, person.userId, NOW);
  const saturday = contextOf(person, addDays(SUNDAY, 6), new Date("2026-11-28T17:00:00Z"));

  const view = await loadInsightView(db, saturday);
  const [row] = view.rows;
  const effect = row?.data.effect;
  const { replies } = answerRelation(view, askedRelation("sleep", "mood"), saturday);
  const chart = replies[0]?.picture?.chart;

  expect(row).toMatchObject({ signalType: "sleep_to_mood", data: { to: SUNDAY } });
  expect(chart).toMatchObject({ kind: "relation" });
  const sizes = chart?.kind === "relation" ? chart.groups.map(({ values }) => values.length) : [];
  expect(sizes).toEqual([effect?.exposedDays, (effect?.pairs ?? 0) - (effect?.exposedDays ?? 0)]);
});
