import { expect, test } from "vitest";
import type { UnderstandingContext } from "../../../coaching/understanding/frame.ts";
import { understand } from "../../../coaching/understanding/understand.ts";
import { ACTIONS } from "./examples/actions.ts";
import { CHECK_INS } from "./examples/check-ins.ts";
import { CORRECTIONS } from "./examples/corrections.ts";
import type { Example } from "./examples/example.ts";
import { LAST_VOICES } from "./examples/last-voices.ts";
import { MORE_VOICES } from "./examples/more-voices.ts";
import { QUESTIONS } from "./examples/questions.ts";
import { SPENDING } from "./examples/spending.ts";
import { SPENDING_TIMES } from "./examples/spending-times.ts";
import { VOICES } from "./examples/voices.ts";

const context: UnderstandingContext = { today: "2026-11-23", timezone: "America/New_York", currency: "USD" };
const EXAMPLES: readonly Example[] = [
  ...CHECK_INS,
  ...CORRECTIONS,
  ...SPENDING,
  ...SPENDING_TIMES,
  ...QUESTIONS,
  ...ACTIONS,
  ...VOICES,
  ...MORE_VOICES,
  ...LAST_VOICES,
];

test.each(EXAMPLES)('given "%s", then it is read as %s with exactly these slots', (text, intent, slots) => {
  const frame = understand(text, context);
  expect({ intent: frame.intent, slots: frame.slots, tier: frame.tier }).toEqual({
    intent,
    slots,
    tier: null,
  });
});

test.each(EXAMPLES)('given "%s" in capitals, then the intent is the same', (text, intent) => {
  expect(understand(text.toUpperCase(), context).intent).toBe(intent);
});
