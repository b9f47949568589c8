import { expect, test } from "vitest";
import type { StepContext } from "../../bot/conversation.ts";
import { type DecisionLine, whyQuiet } from "../../bot/questions/why-quiet.ts";
import { plainReply } from "../../bot/reply.ts";
import { HOLD_REASONS } from "../../coaching/delivery/reasons.ts";
import { CANDIDATE_STATES, type Candidate } from "../../coaching/selection/choose.ts";
import { somebody } from "../support/somebody.ts";

const context: StepContext = {
  now: new Date("2026-11-25T12:00:00Z"),
  today: "2026-11-25",
  freshId: "11111111-1111-4111-8111-111111111111",
  timezoneHint: null,
  person: somebody({ timezone: "Europe/Berlin", currency: "EUR", reminderTime: "07:30" }),
};

const row = (
  day: number,
  kind: string,
  outcome: DecisionLine["outcome"],
  reason: DecisionLine["reason"],
  at: string,
  snoozedUntil: string | null = null,
  candidates: readonly Candidate[] = [],
): DecisionLine => ({
  localDate: `2026-11-${day}`,
  kind,
  outcome,
  reason,
  candidates,
  decidedAt: new Date(`2026-11-${day}T${at}:00Z`),
  snoozedUntil: snoozedUntil === null ? null : new Date(`2026-11-${day}T${snoozedUntil}:00Z`),
});

function said(rows: readonly DecisionLine[], changed: StepContext = context): string {
  return whyQuiet(rows, changed).replies.map(plainReply).join("\n");
}

test("the last seven days, newest first, each day's messages on one line in the order they were decided", () => {
  const rows = [
    row(18, "checkin_reminder", "sent", null, "06:30"),
    row(19, "checkin_reminder", "unconfirmed", null, "06:30"),
    row(23, "weekly_summary", "waiting", null, "08:00"),
    row(23, "morning_nudge", "held", "makes_way", "07:00"),
    row(23, "checkin_reminder", "sent", null, "06:30"),
    row(24, "morning_nudge", "held", "quiet_hours", "06:10"),
    row(24, "daily_scoring", "sent", null, "00:15"),
  ];
  expect(said(rows)).toBe(
    [
      "What I sent unasked in the last seven days, and what I held back:",
      "Tuesday 24 November: morning message held: quiet hours (21:00–07:30).",
      "Monday 23 November: check-in question sent at 07:30; morning message held: it made way for a summary; " +
        "weekly summary on its way.",
      "Thursday 19 November: check-in question sent at 07:30, with no word on whether it arrived.",
    ].join("\n"),
  );
  expect(plainReply({ parts: whyQuiet(rows, context).explanation ?? [] })).toBe(
    "From what was noted for each message at its time, Thursday 19 November to Wednesday 25 November: 3 sent, 2 held.",
  );
});

test("given several held for one reason on a day, then they are named together", () => {
  const rows = [
    row(24, "checkin_reminder", "held", "paused", "06:30"),
    row(24, "morning_nudge", "held", "nothing_new", "07:00"),
    row(24, "weekly_summary", "held", "paused", "08:00"),
  ];
  expect(said(rows)).toContain(
    "Tuesday 24 November: check-in question and weekly summary held: you had paused me; " +
      "morning message held: there was nothing new to say.",
  );
});

test("given what was put off, then that is said, and what became of it when it came back", () => {
  const rows = [
    row(25, "checkin_reminder", "snoozed", null, "06:40", "08:40"),
    row(24, "checkin_reminder", "sent", null, "08:41", "08:40"),
    row(24, "morning_nudge", "held", "paused", "09:10", "09:10"),
    row(24, "weekly_summary", "held", "paused", "09:20"),
  ];
  expect(said(rows)).toBe(
    [
      "What I sent unasked in the last seven days, and what I held back:",
      "Wednesday 25 November: check-in question put off to 09:40, as you asked.",
      "Tuesday 24 November: check-in question (put off to 09:40, as you asked) sent at 09:41; " +
        "morning message (put off to 10:10, as you asked) and weekly summary held: you had paused me.",
    ].join("\n"),
  );
});

test("given quiet hours that were changed since, then the new ones are not given as the reason", () => {
  const rows = [row(24, "morning_nudge", "held", "quiet_hours", "07:00")];
  expect(said(rows)).toContain("morning message held: quiet hours as they were then.");
});

test.each(HOLD_REASONS)("given %s, then it has words", (reason) => {
  expect(said([row(24, "weekly_summary", "held", reason, "08:00")])).toMatch(/weekly summary held: \S.*\.$/);
});

test("given nothing was due, then that is said, and why where no time is set", () => {
  const nothing = "In the last seven days nothing was due to be sent unasked.";
  expect(said([])).toBe(nothing);
  const person = { ...context.person, reminderTime: null };
  expect(said([row(17, "weekly_summary", "sent", null, "08:00")], { ...context, person })).toBe(
    `${nothing}\nNo time of day is set, so nothing comes by itself. /reminder 7:30 sets one.`,
  );
});

const candidate = (ruleId: string, state: Candidate["state"], differs: Partial<Candidate> = {}) => ({
  ruleId,
  subject: "",
  state,
  propensity: null,
  ...differs,
});

test("given a message that was chosen among others, then the others stand under it with why not, on the two newest days", () => {
  const candidates = [
    candidate("sleep-debt", "too_soon", { until: "2026-11-26" }),
    candidate("low-sleep", "chosen", { propensity: 0.7 }),
    candidate("spending-spike", "eligible", { propensity: 0.3 }),
    candidate("subscription-price-rise", "resting", { subject: "A shop" }),
  ];
  const rows = [25, 24, 23].map((day) =>
    row(day, "morning_nudge", "sent", null, "07:30", null, day === 24 ? [] : candidates),
  );
  expect(said([...rows, row(22, "morning_nudge", "sent", null, "07:30", null, candidates)])).toBe(
    [
      "What I sent unasked in the last seven days, and what I held back:",
      "Wednesday 25 November: morning message sent at 08:30.",
      "For the morning message I also looked at a day of spending above all before it (something else was likelier to " +
        "be said now), a subscription at a higher price (you called it normal) and two weeks of nights under your usual (not " +
        "again before 26 November).",
      "Tuesday 24 November: morning message sent at 08:30.",
      "Monday 23 November: morning message sent at 08:30.",
      "Sunday 22 November: morning message sent at 08:30.",
    ].join("\n"),
  );
});

test.each(CANDIDATE_STATES.filter((state) => state !== "chosen"))(
  "given nothing was said and a rule that was %s, then it is named with why, and no number beside a day",
  (state) => {
    const held = state === "withheld" ? "withheld" : "nothing_new";
    const candidates = [candidate("high-stress", state, { propensity: 0.25, until: "2026-11-30" })];
    const [, , line = ""] = said([row(25, "evening_nudge", "held", held, "18:00", null, candidates)]).split(
      "\n",
    );
    expect(line).toMatch(/^For the evening message I looked at stress rising over a week \([^()]+\)\.$/);
    expect(line.replace("30 November", "")).not.toMatch(/\d/);
  },
);
