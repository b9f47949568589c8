import { expect, test } from "vitest";
import { crisisTier } from "../../../coaching/understanding/crisis.ts";
import { readRules } from "../../../coaching/understanding/crisis-rules.ts";
import type { UnderstandingContext } from "../../../coaching/understanding/frame.ts";
import { understand } from "../../../coaching/understanding/understand.ts";
import { ANY_CRISIS, EXPLICIT, IMPLIED, WORRIES } from "./examples/crisis.ts";
import { EXPLICIT_BESIDE_JOKES, JOKES_ONLY, POSSIBLE_BESIDE_JOKES } from "./examples/crisis-beside-jokes.ts";
import { CIRCUMSTANCE_LOOKALIKES, CIRCUMSTANCES } from "./examples/crisis-circumstances.ts";
import { FAMILIES, HEARD_BY_WEIGHTS, NOT_HEARD_YET } from "./examples/crisis-families.ts";
import { HARMLESS } from "./examples/crisis-harmless.ts";
import { LATER_LOOKALIKES } from "./examples/crisis-later-lookalikes.ts";
import { LATER_ROUNDS } from "./examples/crisis-later-rounds.ts";
import { LOOKALIKES } from "./examples/crisis-lookalikes.ts";
import { NOT_OVER, OVER } from "./examples/crisis-over-or-not.ts";
import { PLAIN, PLAIN_LOOKALIKES } from "./examples/crisis-plain.ts";
import { OTHER_TONGUES_CALM, TONGUES } from "./examples/crisis-tongues.ts";

const context: UnderstandingContext = { today: "2026-11-23", timezone: "America/New_York", currency: "USD" };

test.each(EXPLICIT)('given "%s", then it is an explicit crisis and nothing else', (text) => {
  expect(understand(text, context)).toMatchObject({ intent: "crisis", slots: {}, tier: "explicit" });
});

test.each(IMPLIED)('given "%s", then it is a possible crisis', (text) => {
  expect(understand(text, context)).toMatchObject({ intent: "crisis", slots: {}, tier: "possible" });
});

test.each(ANY_CRISIS)('given "%s", then it is a crisis', (text) => {
  expect(understand(text, context)).toMatchObject({ intent: "crisis", slots: {} });
});

test.each(WORRIES)('given "%s", then it stays a %s with an alarm on it', (text, intent) => {
  expect(understand(text, context)).toMatchObject({ intent, tier: "possible" });
});

test.each(HARMLESS)('given "%s", then nothing alarms', (text) => {
  expect(understand(text, context).tier).toBeNull();
});

test.each([...Object.values(FAMILIES).flat(), ...LATER_ROUNDS, ...HEARD_BY_WEIGHTS, ...CIRCUMSTANCES])(
  'given "%s", then an alarm is raised',
  (text) => {
    expect(crisisTier(text)).not.toBeNull();
  },
);

// A line that passes here is heard now and moves up.
test.fails.each(NOT_HEARD_YET)('given "%s", then an alarm would be right, and is not raised yet', (text) => {
  expect(crisisTier(text)).not.toBeNull();
});

test.each([...LOOKALIKES, ...LATER_LOOKALIKES, ...OTHER_TONGUES_CALM, ...CIRCUMSTANCE_LOOKALIKES])(
  'given the lookalike "%s", then nothing alarms',
  (text) => {
    expect(crisisTier(text)).toBeNull();
  },
);

// By the rules alone: what they hear in so few words is left to nothing that is learned.
test.each([...PLAIN, ...NOT_OVER])('given "%s", then the rules hear it', (text) => {
  expect(readRules(text).tier).not.toBeNull();
});

test.each([...OVER, ...PLAIN_LOOKALIKES])('given "%s", then nothing alarms', (text) => {
  expect(crisisTier(text)).toBeNull();
});

test.each(EXPLICIT_BESIDE_JOKES)('given "%s", then the joke beside it takes nothing back', (text) => {
  expect(crisisTier(text)).toBe("explicit");
});

test.each(POSSIBLE_BESIDE_JOKES)('given "%s", then the joke in it does not silence it', (text) => {
  expect(crisisTier(text)).toBe("possible");
});

test.each(JOKES_ONLY)('given "%s", then nothing alarms', (text) => {
  expect(crisisTier(text)).toBeNull();
});

test.each([
  ["2/7 wanna dye. not joking", true],
  ["want to dye my hair pink", false],
  ["i wanna dye easter eggs", false],
  ["ive written the note and ive got the pills here", true],
  ["wrote a note to the pharmacist about my pills", false],
  ["left a note on the fridge, buy razor blades", false],
  ["wrote my notes for the exam, took tablets for the headache", false],
  ["i have cutted myself yesterday", true],
  ["i cutted my hair", false],
])('given "%s", then whether it alarms is %s', (text, alarms) => {
  expect(crisisTier(text) !== null).toBe(alarms);
});

test.each(TONGUES)('given "%s" in another language, then it is an explicit crisis', (text) => {
  expect(crisisTier(text)).toBe("explicit");
});

test.each([...EXPLICIT, ...IMPLIED, ...WORRIES.map(([text]) => text)])(
  'given "%s" in capitals, curly quotes or with an end mark, then the alarm is the same',
  (text) => {
    const tier = crisisTier(text);
    expect(crisisTier(text.toUpperCase())).toBe(tier);
    expect(crisisTier(text.replaceAll("'", "\u2019"))).toBe(tier);
    expect(crisisTier(`${text} ...`)).toBe(tier);
  },
);

test("given a crisis at the end of a very long message, then it is found", () => {
  expect(crisisTier(`${"spent 12 on coffee. ".repeat(1500)} i want to kill myself`)).toBe("explicit");
});

test("given a crisis across the place where a long message is cut into windows, then it is found", () => {
  for (let length = 1650; length < 2050; length += 7) {
    expect(crisisTier(`${"x".repeat(length)} i really want to kill myself tonight ${"y ".repeat(900)}`)).toBe(
      "explicit",
    );
  }
});

test("given invisible characters inside the words, then the alarm is the same", () => {
  expect(crisisTier("i want to k\u200bill my\u00adself")).toBe("explicit");
});

test("given a denial, then it is possible, not nothing", () => {
  expect(crisisTier("i'm not suicidal")).toBe("possible");
  expect(crisisTier("i would never kill myself")).toBe("possible");
});
