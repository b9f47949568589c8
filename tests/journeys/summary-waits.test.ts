import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { decisions } from "../../db/schema/delivery.ts";
import { testDatabase } from "../support/database.ts";
import { lowDays } from "../support/low-days.ts";
import { at, decided, heardAt, joined } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const MONDAY = "2026-11-30";
const TUESDAY = "2026-12-01";
const WEEK = /Monday 23 to Sunday 29 November/;

/** Somebody with a week of which there is something to tell, on the evening before its summary. */
async function someone(reminder = "07:30") {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  maya.clock.now = at("18:00", "2026-11-29");
  if (reminder !== "07:30") await maya.chat.say(`/reminder ${reminder}`);
  // Of a month there is one the day after; it is not what this is about.
  await maya.chat.say("/mute monthly");
  return maya;
}
const times = (heard: readonly string[], words: RegExp) =>
  heard.filter((said) => words.test(said)).map((said) => said.slice(0, 5));
const questions = /How's your mood/;

describe("given a check-in that was put off past the week's summary", () => {
  async function putOff() {
    const maya = await someone();
    await heardAt(maya, ["07:30"], MONDAY);
    expect(await maya.chat.tap("later")).toBe("Okay, I'll come back to it at 09:30.");
    expect(await heardAt(maya, ["09:00", "09:29"], MONDAY)).toEqual([]);
    expect(await decided(maya, "weekly_summary", MONDAY)).toEqual([]);
    return maya;
  }

  test("when it is asked and let pass, then the summary comes after it, once", async () => {
    const maya = await putOff();
    const heard = await heardAt(maya, ["09:30", "09:59", "10:00", "10:01", "18:00"], MONDAY);
    expect(times(heard, questions)).toEqual(["09:30"]);
    expect(times(heard, WEEK)).toEqual(["10:00"]);
    expect(await decided(maya, "weekly_summary", MONDAY)).toEqual(["sent never"]);
  });

  test("when it is answered, then the summary comes after that, and can itself be put off", async () => {
    const maya = await putOff();
    await heardAt(maya, ["09:30"], MONDAY);
    maya.clock.now = at("09:35", MONDAY);
    await maya.chat.say("5/7, energy 60, tired");
    expect(times(await heardAt(maya, ["10:00", "10:01"], MONDAY), WEEK)).toEqual(["10:00"]);
    expect(await maya.chat.tap("later")).toBe("Okay, I'll come back to it at 12:01.");
    expect(times(await heardAt(maya, ["12:01", "12:02"], MONDAY), WEEK)).toEqual(["12:01"]);
  });

  test("when summaries are switched off meanwhile, then none comes, and that is its decision", async () => {
    const maya = await putOff();
    await maya.chat.say("/mute weekly");
    expect(times(await heardAt(maya, ["09:30", "10:00"], MONDAY), WEEK)).toEqual([]);
    expect(await decided(maya, "weekly_summary", MONDAY)).toEqual(["switched_off never"]);
  });

  test("when no time is wanted any more meanwhile, then its slot has its decision all the same", async () => {
    const maya = await putOff();
    await maya.chat.say("/reminder off");
    expect(await heardAt(maya, ["10:00"], MONDAY)).toEqual([]);
    expect(await decided(maya, "weekly_summary", MONDAY)).toEqual(["switched_off never"]);
  });
});

test.each([
  ["20:00", MONDAY, "20:30"],
  ["21:00", TUESDAY, "09:00"],
])(
  "given a check-in at %s, then the week's summary comes after it: on %s at %s, once",
  async (reminder, day, time) => {
    const maya = await someone(reminder);
    const ticks = ["09:00", "20:00", "20:30", "21:00"];
    const heard = [];
    for (const date of [MONDAY, TUESDAY]) {
      const said = await heardAt(maya, ticks, date);
      heard.push(...times(said, WEEK).map((clock) => `${date} ${clock}`));
      if (date === MONDAY) expect(times(said, questions)).toEqual([reminder]);
    }
    expect(heard).toEqual([`${day} ${time}`]);
    const rows = await db.select().from(decisions).where(eq(decisions.kind, "weekly_summary"));
    expect(rows.filter(({ localDate }) => localDate >= MONDAY)).toMatchObject([
      { localDate: MONDAY, outcome: "sent" },
    ]);
  },
);
