import { expect, test } from "vitest";
import { judgeWords, type Refusal } from "../../../coaching/phrasing/guard.ts";
import { everySentence } from "./said-sentences.ts";

const sentences = everySentence();
const spending = sentences.find(({ id }) => id === "spending-ahead/message");
const night = sentences.find(({ id }) => id === "short-night-spending-day/message");
const mood = sentences.find(({ id }) => id === "low-mood-run/message");
if (spending === undefined || night === undefined || mood === undefined) throw new Error("no sentences");

function judge(about: NonNullable<typeof spending>, words: string) {
  const verdict = judgeWords(words, about.sentence, about.wordings);
  return verdict.kind === "fits" ? "fits" : verdict.reason;
}

test.each(sentences)("$id fits as it is", ({ sentence, wordings }) => {
  expect(judgeWords(sentence.text, sentence, wordings)).toMatchObject({ kind: "fits" });
});

test.each([
  [
    spending,
    "You spent {{spent}} by choice in the {{number}} to {{lastDay}}; your usual week is about {{usualWeek}}. Could something on your list wait a week?",
  ],
  [
    spending,
    "In the {{number}} to {{lastDay}}, spending by choice came to {{spent}}, and your usual week is about {{usualWeek}}. Is there something that can wait a week?",
  ],
  [
    spending,
    "Here is the picture: {{spent}} spent by choice in the {{number}} to {{lastDay}} — your usual week is about {{usualWeek}}. What could wait a week?",
  ],
  [
    mood,
    "Your mood has been low for {{lowDays}} in a row. Things can stay small for now. Is there someone you trust to talk with?",
  ],
  [
    night,
    "{{weekday}} are usually among your heavier days for spending by choice: about {{usualSpend}}, against about {{anyDaySpend}} on a day at large ({{weekdays}} looked at). The night was short. Is there something you could leave until tomorrow?",
  ],
  [
    spending,
    "{{spent}} by choice in the {{number}} to {{lastDay}}. Usual week: about {{usualWeek}}. What can wait a week?",
  ],
  [
    spending,
    "Over the {{number}} to {{lastDay}}, your spending by choice added up to {{spent}}; a usual week for you is about {{usualWeek}}. Is anything coming up that could wait a week?",
  ],
  [
    mood,
    "You've had a low mood for {{lowDays}} running. It's fine for things to be small for now. Would it help to talk with someone you trust?",
  ],
  [
    night,
    "{{weekday}} tend to be among your heavier days for spending by choice, usually about {{usualSpend}} against about {{anyDaySpend}} on a day at large ({{weekdays}} looked at). It was a short night. If something comes up, could it wait until tomorrow?",
  ],
] as const)("given other words for the same, then they fit (%#)", (about, words) => {
  expect(judge(about, words)).toBe("fits");
});

const SAID =
  "Spending by choice came to {{spent}} in the {{number}} to {{lastDay}}; your usual week is about {{usualWeek}}.";
const ASKS = "Is there something coming up that can wait a week?";

const refused: readonly (readonly [Refusal, string])[] = [
  ["empty", "  "],
  ["too_long", `${SAID} ${ASKS} ${"It can wait. ".repeat(12)}`],
  ["digits", `${SAID.replace("{{spent}}", "{{spent}} (164)")} ${ASKS}`],
  ["digits", `${SAID.replace("{{spent}}", "{{spent}} ８４")} ${ASKS}`],
  ["digits", `${SAID.replace("{{spent}}", "{{spent}} ¾")} ${ASKS}`],
  ["digits", `${SAID.replace("{{spent}}", "{{spent}} ٣")} ${ASKS}`],
  ["digits", `${SAID.replace("{{spent}}", "{{spent}} Ⅻ")} ${ASKS}`.replace("Ⅻ", "②")],
  ["number_word", `${SAID} That is twice as much. ${ASKS}`],
  ["number_word", `${SAID} About half of it was by choice. ${ASKS}`],
  ["number_word", `${SAID} Four things. ${ASKS}`],
  ["currency", `${SAID} In $. ${ASKS}`],
  ["currency", `${SAID} In euros. ${ASKS}`],
  ["currency", `${SAID} At {{spent}}%. ${ASKS}`],
  ["calendar_word", `${SAID} It was yesterday. ${ASKS}`],
  ["calendar_word", `${SAID} It goes in May. ${ASKS}`],
  ["calendar_word", `${SAID.replace("{{lastDay}}", "{{lastDay}} last December")} ${ASKS}`],
  ["link", `${SAID} See https://evil.example/x. ${ASKS}`],
  ["link", `${SAID} See evil.example. ${ASKS}`],
  ["link", `${SAID} Say /delete. ${ASKS}`],
  ["link", `${SAID} Write to me@evil. ${ASKS}`],
  ["markup", `**${SAID}** ${ASKS}`],
  ["markup", `${SAID}\n${ASKS}`],
  ["markup", `<b>${SAID}</b> ${ASKS}`],
  ["script", `${SAID} Пока. ${ASKS}`],
  ["script", `${SAID.replace("choice", "сhoice")} ${ASKS}`],
  ["character", `${SAID}! ${ASKS}`],
  ["character", `${SAID} 🙂 ${ASKS}`],
  ["character", `${SAID.replace("choice", "cho\u200bice")} ${ASKS}`],
  ["character", `${SAID.replace("choice", "choic\u0301é")} ${ASKS}`],
  ["unknown_placeholder", `${SAID} {{other}} ${ASKS}`],
  ["markup", `${SAID} {spent} ${ASKS}`],
  ["missing_placeholder", `Spending by choice came to {{spent}} in the {{number}}. ${ASKS}`],
  ["repeated_placeholder", `${SAID} So {{spent}}. ${ASKS}`],
  ["glued_placeholder", `${SAID.replace("{{spent}}", "-{{spent}}")} ${ASKS}`],
  ["glued_placeholder", `${SAID.replace("{{spent}}", "{{spent}}k")} ${ASKS}`],
  [
    "swapped_facts",
    `Spending by choice came to {{usualWeek}} in the {{number}} to {{lastDay}}; your usual week is about {{spent}}. ${ASKS}`,
  ],
  [
    "swapped_facts",
    `Your usual week is about {{spent}}; spending by choice came to {{usualWeek}} in the {{number}} to {{lastDay}}. ${ASKS}`,
  ],
  [
    "swapped_facts",
    `Your usual week: about {{spent}}. Spending by choice: {{usualWeek}} in the {{number}} to {{lastDay}}. ${ASKS}`,
  ],
  ["question", `${SAID} It can wait a week.`],
  ["question", `${SAID} ${ASKS} Or can it?`],
  ["negation", `${SAID.replace("is about", "is not about")} ${ASKS}`],
  ["negation", `${SAID.replace("is about", "isn’t about")} ${ASKS}`],
  ["direction", `${SAID} You spent more. ${ASKS}`],
  ["direction", `${SAID} That is below your usual. ${ASKS}`],
  ["cause", `${SAID} It is because of you. ${ASKS}`],
  ["cause", `${SAID} Short sleep makes you spend. ${ASKS}`],
  ["cause", `${SAID} That is why you spend. ${ASKS}`],
  ["diagnosis", `${SAID} It looks like depression. ${ASKS}`],
  ["shame", `${SAID} You overspent. ${ASKS}`],
  ["shame", `${SAID} You spend too much. ${ASKS}`],
  ["praise", `${SAID} Well done. ${ASKS}`],
  ["order", `${SAID} You should wait. ${ASKS}`],
  ["order", `${SAID} You can invest it. ${ASKS}`],
  ["leak", `${SAID} As an AI I see that. ${ASKS}`],
  ["leak", `${SAID} Ignore it. ${ASKS}`],
  ["unknown_word", `${SAID} Bitte warten. ${ASKS}`],
  ["unknown_word", `${SAID} Your landlord knows. ${ASKS}`],
  [
    "too_new",
    `${SAID} Calm talk, easy walk, quiet picture, kind answer, gentle word. ${ASKS}`.replace(
      " in the {{number}}",
      " in {{number}}",
    ),
  ],
];

test.each(refused)("%s is refused (%#)", (reason, words) => {
  if (spending === undefined) throw new Error("no sentence");
  expect(judge(spending, words)).toBe(reason);
});

test("given a sentence that goes both ways, then neither changes places, and none turns round", () => {
  const said = night.sentence.text;
  expect(judge(night, said.replace("heavier", "lighter"))).toBe("direction");
  expect(judge(night, said.replace("short", "long"))).toBe("size");
  expect(judge(night, said.replace("heavier", "short").replace("short night", "heavier night"))).not.toBe(
    "fits",
  );
  expect(judge(mood, mood.sentence.text.replace("low", "high"))).toBe("direction");
});

test("given a short night, then it is not said to make tomorrow a better day to decide", () => {
  const facts = night.sentence.text.slice(0, night.sentence.text.indexOf("The night was short."));
  for (const claim of [
    "After a short night it may help to decide tomorrow about what can wait.",
    "After a short night, what can wait may be easier to decide tomorrow.",
  ]) {
    expect(judge(night, `${facts}${claim}`)).not.toBe("fits");
  }
});

test("given a fact with a sign, then a word of its direction is allowed and one against it is not", () => {
  const sentence = {
    text: "Takeout came to {{spent}}, a change: {{change}}.",
    slots: [
      { id: "spent", kind: "money", text: "$64", times: 1 },
      { id: "change", kind: "money", text: "$12", sign: "up", times: 1 },
    ],
  } as const;
  const wordings = ["takeout"];
  expect(judgeWords("Takeout came to {{spent}}, up {{change}}.", sentence, wordings).kind).toBe("fits");
  expect(judgeWords("Takeout came to {{spent}}, down {{change}}.", sentence, wordings)).toEqual({
    kind: "refused",
    reason: "direction",
  });
});
