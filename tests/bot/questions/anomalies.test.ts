import { expect, test } from "vitest";
import { anomalyParts } from "../../../bot/questions/anomalies.ts";
import { answerDay, answerToday } from "../../../bot/questions/today.ts";
import { inline } from "../../../bot/reply.ts";
import { addDays, eachDay, type LocalDate } from "../../../coaching/model/local-date.ts";
import { loadDays } from "../../../db/queries/days.ts";
import { testDatabase } from "../../support/database.ts";
import { daysAgo, daysOf, deviceChat, THURSDAY } from "../../support/device-chat.ts";
import { contextOf, saidIn, seedMoods, seedPerson, seedReadings, TODAY, whyOf } from "./seed.ts";

const { db } = await testDatabase();
const FIRST = addDays(TODAY, -100);
/** A number from −2 to 2 for each day, without any pattern. */
const noise = (at: number) => ((at * 7919) % 5) - 2;

type Night = { sleepDurationMinutes?: number; restingHeartRate?: number; hrv?: number; steps?: number };

async function somebodyWith(change: (day: LocalDate) => Night) {
  const person = await seedPerson(db);
  await seedReadings(
    db,
    person.userId,
    eachDay(FIRST, TODAY).map((localDate, at) => ({
      localDate,
      sleepDurationMinutes: 425 + 10 * noise(at),
      restingHeartRate: 55 + noise(at + 1),
      hrv: 50 + 2 * noise(at + 2),
      ...change(localDate),
    })),
  );
  return { person, context: contextOf(person) };
}

test("given a night unlike the others, when today is asked about, then it is one sentence with value and range, and why? says what that means", async () => {
  const { context } = await somebodyWith((day) =>
    day === TODAY ? { sleepDurationMinutes: 240, restingHeartRate: 71 } : {},
  );
  const answer = await answerToday(db, context);
  const said = saidIn(answer)
    .split("\n")
    .find((line) => line.startsWith("Outside"));
  expect(said).toMatch(
    /^Outside your usual range: time asleep 4 h \(usually 6 h \d\d m to 7 h \d\d m\); resting heart rate 71 bpm \(usually 5\d to 6\d bpm\)\.$/,
  );
  expect(whyOf(answer)).toContain(
    "your own 84 days before, as far as they are known (time asleep 84 days and resting heart rate 84 days)",
  );
  expect(whyOf(answer)).toContain("says that it was unlike them, not why");
});

test("given days as they usually are, and one tagged as a sick one, then nothing is said of it", async () => {
  const { context } = await somebodyWith(() => ({}));
  expect(saidIn(await answerToday(db, context))).not.toContain("Outside");
  const sick = await somebodyWith((day) => (day === TODAY ? { restingHeartRate: 80 } : {}));
  expect(saidIn(await answerToday(db, sick.context))).toContain("resting heart rate 80 bpm");
  await seedMoods(db, sick.person.userId, [{ localDate: TODAY, moodScore: -2, contextTags: ["sick"] }]);
  expect(saidIn(await answerToday(db, sick.context))).not.toContain("Outside");
});

test("given a person whose Saturdays are their own, then the range is said to be that of the weekday", async () => {
  // 2026-11-21 was a Saturday.
  const { person } = await somebodyWith((day) => {
    const isSaturday = new Date(`${day}T12:00:00Z`).getUTCDay() === 6;
    const at = Number(day.slice(-2));
    return {
      steps: day === "2026-11-21" ? 2000 : isSaturday ? 20_000 + 300 * noise(at) : 7000 + 300 * noise(at),
    };
  });
  const context = contextOf(person, "2026-11-22", new Date("2026-11-22T23:10:00Z"));
  const said = saidIn(await answerDay(db, "2026-11-21", context));
  expect(said).toMatch(
    /Outside your usual range: steps 2,000 \(on a Saturday usually 1\d,\d\d\d to 2\d,\d\d\d\)\./,
  );
});

test("given steps of a day that goes on, then few of them are not yet unlike other days", async () => {
  const { context } = await somebodyWith((day) => ({
    steps: day === TODAY ? 40 : 8000 + 300 * noise(Number(day.slice(-2))),
  }));
  expect(saidIn(await answerToday(db, context))).not.toContain("Outside");
});

test("when /body is asked, then each value that lies outside says so after its own usual", async () => {
  const someone = await deviceChat(db);
  const { oura, chat } = someone;
  for (const [at, day] of daysOf(daysAgo(80), daysAgo(1), { sleepMinutes: 425, hrvMs: 50 }).entries()) {
    oura.setDay({ ...day, restingHeartRateBpm: 55 + noise(at), hrvMs: 50 + noise(at + 3) });
  }
  oura.setDay({ date: THURSDAY, sleepMinutes: 420, restingHeartRateBpm: 72, hrvMs: 51 });
  await someone.connect("oura");
  const said = await chat.say("/body");
  expect(said).toMatch(
    /Resting heart rate, today[^\n]*: 72 bpm; your usual is 55 bpm\. That is outside your usual range, 5\d to 6\d bpm\./,
  );
  expect(said.match(/outside/g)).toHaveLength(1);
  expect(await chat.say("why?")).toContain("Days tagged as sick or away are not looked at");
});

test("given a pulse that runs higher since some day of the week, then the week's part says since when, with both means, and nothing once it is over", async () => {
  const { context, person } = await somebodyWith((day) =>
    day >= "2026-11-17" && day <= "2026-11-22" ? { restingHeartRate: 61 + (Number(day.slice(-2)) % 2) } : {},
  );
  const week = { from: "2026-11-16", to: "2026-11-22" };
  const loaded = await loadDays(db, person, week);
  const { parts, explanation } = anomalyParts(loaded, week, context);
  const said = parts.map(({ prompt, facts }) => inline(prompt, facts));
  // (3 × 62 + 3 × 61)/6 = 61.5
  expect(said).toEqual([
    expect.stringMatching(
      /^Since Tuesday 17 November your resting heart rate runs higher than before: 62 bpm on average over 6 days, 55 bpm on the same weekdays before\.$/,
    ),
  ]);
  expect(explanation).toHaveLength(1);
  const before = { from: "2026-11-09", to: "2026-11-15" };
  expect(anomalyParts(await loadDays(db, person, before), before, context).parts).toEqual([]);
});

test("given a mood that runs lower, then its means stand on the scale that faces are tapped on", async () => {
  const person = await seedPerson(db);
  // Faces 5 and 6, then 3 alone, which is stored as −2.
  const moods = eachDay("2026-08-17", "2026-11-22").map((localDate, at) => ({
    localDate,
    moodScore: localDate >= "2026-11-17" ? -2 : at % 3 === 0 ? 3 : 2,
  }));
  await seedMoods(db, person.userId, moods);
  const week = { from: "2026-11-16", to: "2026-11-22" };
  const { parts } = anomalyParts(await loadDays(db, person, week), week, contextOf(person));
  expect(parts.map(({ prompt, facts }) => inline(prompt, facts))).toEqual([
    expect.stringMatching(/your mood runs lower than before: 3\.0 of 7 on average over 6 days, 5\.\d of 7/),
  ]);
});
