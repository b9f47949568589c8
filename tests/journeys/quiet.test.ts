import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { readPreferences, UNTIL_RESUMED } from "../../coaching/delivery/preferences.ts";
import { chatIdentities } from "../../db/schema/chat.ts";
import { decisions, schedules } from "../../db/schema/delivery.ts";
import { userSettings } from "../../db/schema/people.ts";
import { type FakeChat, fakeChat, joinAskedAt } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
// Tuesday, 09:00 in Berlin.
const tuesday = { now: new Date("2026-11-24T08:00:00Z") };

async function joined(): Promise<FakeChat> {
  const chat = fakeChat({ db, clock: { ...tuesday }, timezone: "Europe/Berlin" });
  await joinAskedAt(chat);
  return chat;
}

async function ownerId(): Promise<string> {
  const [identity] = await db.select({ userId: chatIdentities.userId }).from(chatIdentities);
  if (identity === undefined) throw new Error("nobody has written yet");
  return identity.userId;
}

async function stored() {
  const [row] = await db
    .select({ preferences: userSettings.notificationPreferences })
    .from(userSettings)
    .where(eq(userSettings.userId, await ownerId()));
  return readPreferences(row?.preferences);
}

const KEEPS = "Check-ins you start yourself still work.";

test.each([
  ["/pause 3", "Quiet until Friday 27 November, 09:00.", "2026-11-27T08:00:00Z"],
  ["/pause until friday", "Quiet until Friday 27 November, 07:30.", "2026-11-27T06:30:00Z"],
  ["/pause 2 weeks", "Quiet until Tuesday 8 December, 09:00.", "2026-12-08T08:00:00Z"],
  ["/pause", "Quiet until you say /resume.", UNTIL_RESUMED.toISOString()],
  ["leave me alone for 3 days", "Quiet until Friday 27 November, 09:00.", "2026-11-27T08:00:00Z"],
  ["pause until monday", "Quiet until Monday 30 November, 07:30.", "2026-11-30T06:30:00Z"],
  ["pause", "Quiet until you say /resume.", UNTIL_RESUMED.toISOString()],
  ["stop messaging me", "Quiet until you say /resume.", UNTIL_RESUMED.toISOString()],
])('given "%s" on a Tuesday at 09:00, then: %s', async (said, answer, until) => {
  const chat = await joined();
  const before = await db.select().from(schedules);
  expect(await chat.say(said)).toBe(`${answer}\n${KEEPS}`);
  expect((await stored()).pausedUntil).toEqual(new Date(until));
  expect(await db.select().from(schedules), "what is planned stays planned").toEqual(before);
  expect(await chat.say("/settings")).toContain(answer);
  expect(await chat.say("/checkin")).toMatch(/How's your mood/);
});

test.each([
  ["/pause 0", /up to 365 days\. Nothing has changed/],
  ["/pause 400", /up to 365 days\. Nothing has changed/],
  ["/pause until yesterday", /Nothing has changed/],
  ["/pause for ever and ever", /"for ever and ever" is no length that I know/],
  ["/quiet 25:00-08:00", /I don't read quiet hours in "25:00-08:00"/],
  ["/quiet sometimes", /I don't read quiet hours in "sometimes"/],
  ["/mute", /\/mute takes checkin, morning, evening, weekly, monthly, worth and connections/],
  ["/unmute", /\/unmute takes checkin, morning, evening, weekly, monthly, worth and connections, or all/],
  ["/mute football", /no message called "football"/],
  ["/resume", /^There is no pause to end\./],
])('given "%s", then it says what it expects and stores nothing', async (said, answer) => {
  const chat = await joined();
  expect(await chat.say(said)).toMatch(answer);
  const [row] = await db.select({ preferences: userSettings.notificationPreferences }).from(userSettings);
  expect(row?.preferences).toEqual({});
});

test.each(["/resume", "resume", "turn on notifications"])(
  'given a pause, then "%s" ends it and says what comes',
  async (said) => {
    const chat = await joined();
    await chat.say("/mute monthly");
    await chat.say("/pause 3");
    expect(await chat.say(said)).toBe(
      "The pause is over.\nSwitched on: check-in question, morning message, evening message and weekly summary.\n" +
        "Switched off: monthly summary.",
    );
    expect(await stored()).toMatchObject({ pausedUntil: null, off: ["monthly_summary"] });
  },
);

test("quiet hours are set, shown, switched off and set back", async () => {
  const chat = await joined();
  expect(await chat.say("/quiet")).toBe(
    "Quiet hours: 21:00–07:30, your time. Nothing comes unasked then.\n" +
      "To change them: /quiet 22:00-08:00, or /quiet off.",
  );
  expect(await chat.say("/quiet 22:00-07:00")).toBe(
    "Quiet hours: 22:00–07:00, your time. Nothing comes unasked then.",
  );
  expect(await stored()).toMatchObject({ quiet: { from: 1320, until: 420 }, choseQuiet: true });
  expect(await chat.say("quiet hours from 11pm to 6am")).toContain("Quiet hours: 23:00–06:00");
  expect(await chat.say("/quiet off")).toBe("Quiet hours: none.");
  expect(await stored()).toMatchObject({ quiet: { from: 0, until: 0 }, choseQuiet: true });
  expect(await chat.say("/quiet default")).toContain("Quiet hours: 21:00–07:30");
  expect(await stored()).toMatchObject({ quiet: { from: 1260, until: 450 }, choseQuiet: false });
});

test("given a check-in time inside quiet hours they never set, then it comes all the same, and that is said", async () => {
  const chat = await joined();
  await chat.say("/reminder 21:00");
  expect(await chat.say("/settings")).toContain(
    "Quiet hours: 21:00–07:30, your time. Nothing comes unasked then but the check-in question you set for 21:00.",
  );
});

test("given a check-in time inside quiet hours of their own, then both commands and /settings say that it won't come", async () => {
  const chat = await joined();
  const held = "Your check-in question at 07:30 falls into your quiet hours, 22:00–08:00, and won't come.";
  expect(await chat.say("/quiet 22:00-08:00")).toContain(held);
  expect(await chat.say("/settings")).toContain(held);
  expect(await chat.say("/reminder 6:15")).toMatch(
    /I'll ask at 06:15[\s\S]*at 06:15 falls into your quiet hours/,
  );
  expect(await chat.say("/reminder 8:15")).toBe("I'll ask at 08:15, your time.");
  expect(await chat.say("/settings")).not.toContain("falls into");
});

test("each kind has its switch", async () => {
  const chat = await joined();
  expect(await chat.say("/mute weekly")).toBe("No more weekly summary. /unmute weekly brings it back.");
  expect(await chat.say("/mute check-in")).toBe("No more check-in question. /unmute checkin brings it back.");
  expect(await stored()).toMatchObject({ off: ["weekly_summary", "checkin_reminder"] });
  expect(await chat.say("/settings")).toMatch(
    /Messages beside the check-in: at most 1 a day and 3 a week\.\nSwitched on: morning message, evening message and monthly summary\.\nSwitched off: check-in question and weekly summary\./,
  );
  expect(await chat.say("/unmute weekly")).toBe("Weekly summary: switched on.");
  expect(await chat.say("/unmute all")).toBe("All kinds are switched on.");
  expect(await stored()).toMatchObject({ off: [] });
});

test("given a sample person, then the switches stay the owner's own", async () => {
  const chat = await joined();
  await chat.say("/sample");
  for (const command of ["/pause 3", "/mute weekly", "/quiet off"]) {
    expect(await chat.say(command)).toMatch(/not for a sample person/);
  }
  expect(await stored()).toMatchObject({ pausedUntil: null, off: [], choseQuiet: false });
});

test.each(["/why_quiet", "why so quiet?", "why didn't you write?"])(
  'given decisions, then "%s" tells the last seven days of the chat\'s owner',
  async (said) => {
    const chat = await joined();
    const userId = await ownerId();
    const decided = (localDate: string, reason: "quiet_hours" | null) => {
      const at = new Date(`${localDate}T06:10:00Z`);
      const outcome = reason === null ? ("sent" as const) : ("held" as const);
      return { userId, kind: "morning_nudge" as const, localDate, dueAt: at, outcome, reason, decidedAt: at };
    };
    await db
      .insert(decisions)
      .values([
        decided("2026-11-17", null),
        decided("2026-11-18", null),
        decided("2026-11-24", "quiet_hours"),
      ]);
    const told =
      "What I sent unasked in the last seven days, and what I held back:\n" +
      "Tuesday 24 November: morning message held: quiet hours (21:00–07:30).\n" +
      "Wednesday 18 November: morning message sent at 07:10.";
    expect(await chat.say(said)).toBe(told);
    expect(await chat.say("why?")).toMatch(/Wednesday 18 November to Tuesday 24 November: 1 sent, 1 held/);
    await chat.say("/sample");
    expect(await chat.say("/why_quiet")).toBe(told);
  },
);

test("given coaching rests, then /why_quiet and /pause still answer", async () => {
  const chat = await joined();
  await chat.say("I want to kill myself");
  expect(await chat.say("/why_quiet")).toBe("In the last seven days nothing was due to be sent unasked.");
  expect(await chat.say("/pause 3")).toContain("Quiet until Friday 27 November, 09:00.");
});
