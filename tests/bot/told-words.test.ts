import { expect, test } from "vitest";
import { routePlain, routeSentence } from "../../bot/route.ts";
import { understand } from "../../coaching/understanding/understand.ts";
import { somebody } from "../support/somebody.ts";
import { contextOf, TODAY } from "./questions/seed.ts";

const context = contextOf(somebody({}));
const read = (text: string) =>
  understand(text, { today: TODAY, timezone: "America/New_York", currency: "USD" });

function saidTo(text: string) {
  const route = routeSentence(text, read(text), context);
  if (route.kind !== "outcome") return route.kind;
  return route.outcome.followUp ?? route.outcome.replies?.[0]?.parts[0]?.prompt;
}

test.each([
  ["I bought a rope today", "hand/no-amount"],
  ["I just bought shoes", "hand/no-amount"],
  ["I didn't buy the shoes", "hand/not-bought"],
  ["I'm drowning in bills", "hand/bills-told"],
])("given %j, which asks for no sum, then none is told", (text, prompt) => {
  expect(saidTo(text)).toBe(prompt);
});

test.each([
  "did I buy shoes?",
  "what did I spend on bills",
  "takeout last week",
  "my spending last week",
  "I want to know what I spent on shoes",
])("given %j, which asks, then it is a question as ever", (text) => {
  expect(saidTo(text)).toBe("question");
});

test.each([
  "is this private?",
  "who can read this?",
  "who can see what I write",
  "delete everything",
  "Delete my data please",
  "show me my data",
  "what do you know about me",
  "what do you know about me?",
])("given %j, then what is kept is shown, also while a question is open", (text) => {
  for (const isAnswering of [false, true]) {
    expect(routePlain(text, read(text), context, isAnswering)).toMatchObject({
      outcome: { followUp: { report: "privacy", said: "" } },
    });
  }
});

test.each(["delete that", "what do you know about sleep?", "show me my data from last week"])(
  "given %j, then it is not about what is kept",
  (text) => {
    expect(JSON.stringify(routePlain(text, read(text), context, false))).not.toContain("privacy");
  },
);

test.each([
  "what did I earn in October",
  "where did my salary go",
  "how much did I earn in October",
  "how's my income",
])("given %j, then it says what it can't tell, also while a word is asked for", (text) => {
  expect(routePlain(text, read(text), context, true)).toMatchObject({
    outcome: { replies: [{ parts: [{ prompt: "questions/words/income" }] }] },
  });
});
