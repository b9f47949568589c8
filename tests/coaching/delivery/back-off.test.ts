import { describe, expect, test } from "vitest";
import { backOff } from "../../../coaching/delivery/back-off.ts";
import { decide, type Situation } from "../../../coaching/delivery/decide.ts";
import { type MessageKind, messageKinds } from "../../../coaching/delivery/kinds.ts";
import { addDays, instantOfWallTime, weekStartOf } from "../../../coaching/model/local-date.ts";
import { ordinary } from "./situation-help.ts";

const TODAY = "2026-11-24";
const ago = (days: number) => addDays(TODAY, -days);

test.each([
  // unanswered, silent days, days since sent, verdict
  [0, 1, 0, "speak"],
  [2, 2, 0, "speak"],
  [3, 3, 1, "wait"],
  [3, 4, 2, "speak"],
  [9, 9, 1, "wait"],
  [1, 10, 6, "wait"],
  [7, 10, 6, "wait"],
  [7, 16, 7, "speak"],
  [0, 40, 1, "speak"],
  [8, 29, 7, "speak"],
  [8, 30, 13, "wait"],
  [8, 30, 14, "speak"],
  [9, 59, 13, "wait"],
  [9, 60, 9, "goodbye"],
  [9, 60, 0, "wait"],
  [2, 90, 14, "speak"],
  [2, 90, 13, "wait"],
] as const)(
  "given %i unanswered, %i silent days and %i days since the last message, then %s",
  (unansweredInARow, silentDays, sinceSent, verdict) => {
    const silence = { unansweredInARow, lastSentDate: ago(sinceSent), goodbyeSaid: false };
    expect(backOff(silence, ago(silentDays), TODAY)).toBe(verdict);
  },
);

test("given the goodbye was said, then nothing follows however long it lasts", () => {
  for (const days of [60, 61, 100, 1000]) {
    const silence = { unansweredInARow: 10, lastSentDate: ago(days - 60), goodbyeSaid: true };
    expect(backOff(silence, ago(days), TODAY)).toBe("wait");
  }
});

test("given nobody was ever written to, then a long silence is none", () => {
  const silence = { unansweredInARow: 0, lastSentDate: null, goodbyeSaid: false };
  expect(backOff(silence, ago(200), TODAY)).toBe("speak");
});

type Contact = { readonly day: number; readonly kind: MessageKind; readonly say: "send" | "goodbye" };

/**
 * What someone is sent over days on which they do not say a word.
 *
 * @param heardOn the local day they were last heard on, day 0
 * @param change what else is so on a day
 */
function silentDays(
  heardOn: string,
  days: number,
  kinds: readonly MessageKind[],
  change: (day: number) => Partial<Situation> = () => ({}),
): readonly Contact[] {
  const minutes = {
    checkin_reminder: 450,
    morning_nudge: 480,
    evening_nudge: 1080,
    weekly_summary: 540,
    monthly_summary: 570,
  };
  const contacts: Contact[] = [];
  const nudges: string[] = [];
  for (let day = 1; day <= days; day += 1) {
    const localDate = addDays(heardOn, day);
    for (const kind of kinds.filter((each) => messageKinds[each].falls(localDate))) {
      const at = instantOfWallTime(ordinary.zone, localDate, minutes[kind]);
      const verdict = decide({
        ...ordinary,
        kind,
        slot: { localDate, at },
        now: at,
        scheduled: kinds,
        nudgesToday: nudges.filter((date) => date === localDate).length,
        nudgesThisWeek: nudges.filter((date) => weekStartOf(date) === weekStartOf(localDate)).length,
        silence: {
          lastHeardAt: instantOfWallTime(ordinary.zone, heardOn, 720),
          unansweredInARow: contacts.length,
          lastSentDate: contacts.length === 0 ? heardOn : addDays(heardOn, contacts.at(-1)?.day ?? 0),
          goodbyeSaid: contacts.some(({ say }) => say === "goodbye"),
        },
        ...change(day),
      });
      if (verdict.say === "hold") continue;
      contacts.push({ day, kind, say: verdict.say });
      if (messageKinds[kind].isNudge) nudges.push(localDate);
    }
  }
  return contacts;
}

describe("over 120 silent days", { timeout: 30_000 }, () => {
  test("given the check-in alone, then it is daily, every second day, weekly, fortnightly, one goodbye, nothing", () => {
    const contacts = silentDays("2026-01-07", 120, ["checkin_reminder"]);
    expect(contacts.map(({ day }) => day)).toEqual([1, 2, 3, 5, 7, 9, 16, 23, 37, 51, 60]);
    expect(contacts.filter(({ say }) => say === "goodbye").map(({ day }) => day)).toEqual([60]);
  });

  test("given every kind, then the third message already slows them all, and a day has one", () => {
    const contacts = silentDays("2026-01-07", 120, ordinary.scheduled);
    expect(contacts.map(({ day, kind }) => `${day} ${kind}`).slice(0, 4)).toEqual([
      "1 checkin_reminder",
      "1 morning_nudge",
      "2 checkin_reminder",
      "4 checkin_reminder",
    ]);
    expect(contacts.map(({ day }) => day)).toEqual([1, 1, 2, 4, 6, 8, 15, 22, 29, 43, 57, 60]);
    expect(contacts.filter(({ say }) => say === "goodbye")).toEqual([
      { day: 60, kind: "checkin_reminder", say: "goodbye" },
    ]);
  });

  test("given only the weekly summary, then it comes as long as weekly is not too often", () => {
    // Mondays are days 5, 12, 19 …
    const contacts = silentDays("2026-01-07", 120, ["weekly_summary"]);
    expect(contacts.map(({ day }) => day)).toEqual([5, 12, 19, 26, 40, 54, 61]);
    expect(contacts.at(-1)?.say).toBe("goodbye");
  });

  test("given only the monthly summary, then the goodbye waits until three went unanswered", () => {
    // 1 February, 1 March, 1 April, 1 May are days 25, 53, 84, 114.
    const contacts = silentDays("2026-01-07", 120, ["monthly_summary"]);
    expect(contacts.map(({ day, say }) => `${day} ${say}`)).toEqual([
      "25 send",
      "53 send",
      "84 send",
      "114 goodbye",
    ]);
  });

  test("given a pause of 90 days, then its silence is no silence and no goodbye follows it", () => {
    const pausedUntil = instantOfWallTime(ordinary.zone, "2026-04-07", 0);
    const preferences = { ...ordinary.preferences, pausedUntil };
    const contacts = silentDays("2026-01-07", 120, ["checkin_reminder"], () => ({ preferences }));
    // The pause ends with day 90.
    expect(contacts.map(({ day }) => day)).toEqual([90, 91, 92, 94, 96, 98, 105, 112, 119]);
    expect(contacts.every(({ say }) => say === "send")).toBe(true);
  });

  test("given 70 days in which the coach was down, then it does not begin with a goodbye", () => {
    const missed = (day: number): Partial<Situation> =>
      day < 70 ? { now: instantOfWallTime(ordinary.zone, addDays("2026-01-07", 70), 0) } : {};
    const contacts = silentDays("2026-01-07", 120, ["checkin_reminder"], missed);
    expect(contacts.map(({ day, say }) => `${day} ${say}`)).toEqual([
      "70 send",
      "84 send",
      "98 send",
      "99 goodbye",
    ]);
  });
});
