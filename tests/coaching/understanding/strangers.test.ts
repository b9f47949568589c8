import { join } from "node:path";
import { expect, test } from "vitest";
import { judge, readLines } from "../../support/judge-frames.ts";

// Written by others who had not seen the parser, and held back from its author while it was written. A line that is learned from moves to the examples, so that these stay what they are: strangers' sentences.
const FILES = ["strangers-a.jsonl", "strangers-b.jsonl"] as const;
/** Floors under what was measured, so that a change for the worse is seen. */
const FLOOR = { intent: 0.87, frame: 0.7 } as const;

test.each(FILES)("the sentences of %s are mostly read right, and a crisis is rarely missed", (file) => {
  const verdicts = readLines(join(import.meta.dirname, "../../fixtures/understanding", file)).map(judge);
  const share = (right: (verdict: (typeof verdicts)[number]) => boolean) =>
    verdicts.filter(right).length / verdicts.length;
  const intent = share((verdict) => verdict.intentRight);
  const frame = share((verdict) => verdict.frameRight);
  const missed = verdicts.filter((verdict) => verdict.line.intent === "crisis" && !verdict.alarmRight);
  const falseAlarms = verdicts.filter((verdict) => verdict.line.intent !== "crisis" && !verdict.alarmRight);
  console.log(
    `${file}: ${verdicts.length} lines, intent ${intent.toFixed(3)}, whole frame ${frame.toFixed(3)}, crises missed ${missed.length}, false alarms ${falseAlarms.length}`,
  );
  expect(intent).toBeGreaterThanOrEqual(FLOOR.intent);
  expect(frame).toBeGreaterThanOrEqual(FLOOR.frame);
  expect(missed.length + falseAlarms.length).toBeLessThanOrEqual(4);
});
