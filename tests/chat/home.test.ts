import { expect, test } from "vitest";
import { composeHome, type HomeFacts, strangerHome } from "../../bot/home.ts";
import { plainText } from "../../bot/message.ts";
import { privateWords } from "../support/private-words.ts";

const FACTS: HomeFacts = {
  now: new Date("2026-11-24T12:00:00Z"),
  zone: "Europe/Berlin",
  scores: { date: "2026-11-23", balance: 64, energy: 58, mood: 71, financial: null },
  waitsForCheckIn: false,
  isResting: false,
  lastCheckIn: new Date("2026-11-24T06:31:00Z"),
  next: { kind: "morning_nudge", at: new Date("2026-11-25T07:00:00Z") },
  isPaused: false,
  slackPrivacy: true,
};
const shown = (changes: Partial<HomeFacts> = {}) => {
  const { title, paragraphs } = composeHome({ ...FACTS, ...changes });
  return [title, ...paragraphs.map(plainText)].join("\n");
};

test("a home page says the day, its scores, the last check-in and what comes next, on the person's clock", () => {
  expect(shown()).toBe(
    [
      "Tuesday 24 November",
      "Yesterday: balance 64 of 100",
      "Energy 58",
      "Mood 71",
      "Last check-in: today, 07:31.",
      "Next from me: morning message, Wednesday 25 November, 08:00.",
      "Slack privacy is on: amounts, shops and moods stay out of my messages here.",
    ].join("\n"),
  );
});

test.each<[string, Partial<HomeFacts>, RegExp]>([
  ["no scores", { scores: null }, /No scores yet/],
  [
    "no balance",
    { scores: { date: "2026-11-24", balance: null, energy: 3, mood: null, financial: null } },
    /Today: no balance score yet/,
  ],
  ["a check-in to come", { waitsForCheckIn: true }, /^(?!.*64)[\s\S]*Scores come after today's check-in/],
  ["no check-in so far", { lastCheckIn: null }, /No check-in yet/],
  ["nothing planned", { next: null }, /Nothing is planned/],
  ["a pause", { isPaused: true }, /^(?!.*Next)[\s\S]*I'm quiet for now/],
  ["privacy off", { slackPrivacy: false }, /I write openly here/],
])("given %s, then the page says so", (_, changes, words) => {
  expect(shown(changes)).toMatch(words);
});

test("given coaching that rests, then no score is shown and nothing says why", () => {
  expect(shown({ isResting: true })).not.toMatch(/64|58|balance|score/i);
});

test("a page may be read by anybody, and its buttons are good for ever", () => {
  for (const page of [composeHome(FACTS), composeHome({ ...FACTS, slackPrivacy: false }), strangerHome()]) {
    expect(privateWords(JSON.stringify(page))).toEqual([]);
    for (const { token } of page.buttons) expect(token).toMatch(/^s1:/);
  }
});

test("given a platform without that mode, then the page does not speak of it", () => {
  const page = composeHome({ ...FACTS, slackPrivacy: null });
  expect(JSON.stringify(page)).not.toMatch(/privacy/i);
});
