import { expect, test } from "vitest";
import { DEFAULT_PREFERENCES, type Preferences } from "../../../coaching/delivery/preferences.ts";
import { rules } from "../../../coaching/rules/index.ts";
import type { Rule } from "../../../coaching/rules/rule.ts";
import { holdPromises } from "../../support/judgement/promises.ts";
import type { RuleLog, SlotLog, YearLog } from "../../support/judgement/year-log.ts";
import { rule } from "../../support/selection-past.ts";

// The promises that a simulated year is held against are worth something only if a broken one is seen.
const FROM = new Date("2026-01-01T00:00:00Z");
const invented: readonly Rule[] = [
  ...rules,
  rule("money", { restDays: 5, notWith: ["other"] }),
  rule("other"),
  rule("strain", { level: "sensitive" }),
  rule("grave", { riskLevel: "high" }),
];

/** `2026-03-20 08:30`, in UTC as the person's clock has it. */
const at = (time: string) => new Date(`${time.replace(" ", "T")}:00Z`);

function said(kind: SlotLog["kind"], time: string, differs: Partial<SlotLog> = {}): SlotLog {
  const localDate = time.slice(0, 10);
  const rest = { reason: null, isGoodbye: false, isAgain: false, candidates: [] };
  return { kind, localDate, dueAt: at(time), at: at(time), ...rest, ...differs };
}

function spoke(ruleId: string, time: string, differs: Partial<RuleLog> = {}): RuleLog {
  const localDate = time.slice(0, 10);
  const kept = { slot: "morning", subject: "", isDue: false, isWithheld: false, isInCheckIn: false } as const;
  return {
    id: `${ruleId} ${time}`,
    at: at(time),
    localDate,
    ruleId,
    ...kept,
    truth: 0.5,
    bestTruth: 0.5,
    allowed: 1,
    ...differs,
  };
}

function settings(differs: Partial<Preferences>): YearLog["settings"] {
  return [{ from: FROM, preferences: { ...DEFAULT_PREFERENCES, ...differs } }];
}

function year(differs: Partial<YearLog>): YearLog {
  return {
    personId: "somebody",
    from: FROM,
    slots: [],
    rules: [],
    taps: [],
    moods: [],
    heard: [],
    settings: settings({}),
    reminders: [{ from: FROM, minute: 8 * 60 }],
    zones: [{ from: FROM, zone: "UTC" }],
    crises: [],
    inSample: [],
    retired: [],
    ...differs,
  };
}

const morning = (time: string) => said("morning_nudge", time);
const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY] = ["2026-03-16", "2026-03-17", "2026-03-18", "2026-03-19"];
const lately = (days: number, of: (day: number) => number) =>
  Array.from({ length: days }, (_, day) => {
    const date = new Date(Date.UTC(2026, 1, 17 + day)).toISOString().slice(0, 10);
    return { at: at(`${date} 08:00`), date, mood: of(day) };
  });

/** Each promise by a year in which it alone, or with its nearest neighbours, is broken. */
const broken: Readonly<Record<string, Partial<YearLog>>> = {
  "every slot one decision": {
    slots: [morning(`${MONDAY} 08:30`), said("morning_nudge", `${MONDAY} 08:31`, { reason: "daily_cap" })],
  },
  "no slot is left out": {
    slots: [said("weekly_summary", `${MONDAY} 09:00`), said("weekly_summary", "2026-03-30 09:00")],
  },
  "a day's cap": { slots: [morning(`${TUESDAY} 08:30`), said("evening_nudge", `${TUESDAY} 18:00`)] },
  "a week's cap, from Monday": {
    slots: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY].map((date) => morning(`${date} 08:30`)),
  },
  "quiet hours": { slots: [morning(`${MONDAY} 07:29`)] },
  "nothing in a pause": {
    slots: [morning(`${MONDAY} 08:30`)],
    settings: settings({ pausedUntil: at(`${MONDAY} 08:31`) }),
  },
  "nothing of a kind that is switched off": {
    slots: [morning(`${MONDAY} 08:30`)],
    settings: settings({ off: ["morning_nudge"] }),
  },
  "72 hours of rest after a crisis": {
    slots: [morning(`${MONDAY} 08:30`)],
    crises: [at("2026-03-13 08:31")],
  },
  "nothing while they look at a sample": {
    slots: [morning(`${MONDAY} 08:30`)],
    inSample: [{ from: at(`${MONDAY} 08:00`), looks: true }],
  },
  "no nudge on the day of a move": {
    slots: [morning(`${MONDAY} 08:30`)],
    zones: [
      { from: FROM, zone: "UTC" },
      { from: at(`${MONDAY} 05:00`), zone: "Europe/London" },
    ],
  },
  "ever fewer to whoever is silent, then one goodbye": {
    heard: [at(`${MONDAY} 08:00`)],
    slots: ["16", "17", "18", "19"].map((day) => said("checkin_reminder", `2026-03-${day} 08:30`)),
  },
  "no rule inside its own rest, nor twice in three days": {
    rules: [spoke("money", `${MONDAY} 08:30`), spoke("money", "2026-03-20 08:30")],
  },
  "nothing beside what it must not stand beside": {
    rules: [spoke("other", `${MONDAY} 08:30`), spoke("money", `${WEDNESDAY} 08:30`)],
  },
  "what is sensitive at most once a week": {
    rules: [spoke("strain", `${MONDAY} 08:30`), spoke("mood-volatile", "2026-03-22 08:30")],
  },
  "nothing sensitive but support after a low mood": {
    moods: lately(28, (day) => (day === 27 ? -4 : day % 4)),
    rules: [spoke("strain", `${MONDAY} 18:00`)],
  },
  "what was muted is never said": {
    rules: [spoke("money", "2026-02-01 08:30"), spoke("money", `${MONDAY} 08:30`)],
    taps: [{ at: at("2026-02-03 12:00"), ruleLogId: "money 2026-02-01 08:30", said: "not-helpful" }],
  },
  "what has retired is never said": {
    rules: [spoke("money", `${MONDAY} 08:30`)],
    retired: [{ at: at("2026-03-01 00:00"), ruleId: "money", why: "annoys" }],
  },
  "rules speak in slots of their own": { rules: [spoke("money", `${MONDAY} 18:00`, { slot: "evening" })] },
  "only what is harmless is left out, and only of who agreed": {
    rules: [spoke("grave", `${MONDAY} 08:30`, { isWithheld: true })],
    settings: settings({ joinsTrials: true }),
  },
  "each choice tells its chances": {
    slots: [
      said("morning_nudge", `${MONDAY} 08:30`, {
        candidates: [
          { ruleId: "money", subject: "", state: "chosen", propensity: 0.6 },
          { ruleId: "other", subject: "", state: "eligible", propensity: 0.3 },
        ],
      }),
    ],
  },
};

test("given a year without anything, then every promise is kept and each has its broken year here", () => {
  const promised = holdPromises([year({})], invented);
  expect(promised.flatMap((one) => one.broken)).toEqual([]);
  expect(promised.map(({ promise }) => promise)).toEqual(Object.keys(broken));
});

test.each(Object.entries(broken))(
  "given a year that breaks it, then %s is seen as broken",
  (promise, how) => {
    const found = holdPromises([year(how)], invented).find((one) => one.promise === promise);
    expect(found?.broken).toHaveLength(1);
  },
);

const kept: Readonly<Record<string, Partial<YearLog>>> = {
  "money that is due passes the week's cap": {
    slots: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY].map((date) => morning(`${date} 08:30`)),
    rules: [spoke("money", `${THURSDAY} 08:30`, { isDue: true })],
    heard: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY].map((date) => at(`${date} 08:00`)),
  },
  "a check-in that was wanted inside the default quiet hours": {
    slots: [said("checkin_reminder", `${MONDAY} 07:00`)],
  },
  "an answer that was taken back": {
    rules: [spoke("money", "2026-02-01 08:30"), spoke("money", `${MONDAY} 08:30`)],
    taps: ["not-helpful", "feedback-undo"].map((word, index) => ({
      at: at(`2026-02-03 12:0${index}`),
      ruleLogId: "money 2026-02-01 08:30",
      said: word,
    })),
  },
  "support after a low mood": {
    moods: lately(28, (day) => (day === 27 ? -4 : day % 4)),
    rules: [spoke("low-mood-run", `${MONDAY} 18:00`)],
  },
};

test.each(Object.entries(kept))("given %s, then nothing is broken", (_, how) => {
  expect(holdPromises([year(how)], invented).flatMap((one) => one.broken)).toEqual([]);
});
