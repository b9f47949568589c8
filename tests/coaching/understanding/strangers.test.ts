import { join } from "node:path";
import { expect, test } from "vitest";
import { judge, readLines } from "../../support/judge-frames.ts";

/**
 * Written by others who had not seen the parser, and held back from its author while it was written. A line that is
 * learned from moves to the examples, so that these stay what they are: strangers' sentences. `strangers-a` was looked
 * at while the crisis alarm was widened; b, c and crisis were not. Afterwards two families that were missing as a whole
 * were added, in other words: slang for suicide, and relapse into drink or drugs; the floors are from before that. Later still
 * the crises of b, c and crisis that were missed were looked at too, and what they had in common was learned in other words: no
 * file is blind for the alarm any more.
 *
 * Floors stand just under what was measured, so that a change for the worse is seen. They are no claim of enough: when
 * c and crisis were fresh, about two in five of their crises, mostly implied ones, were missed.
 */
const FILES = [
  { file: "strangers-a.jsonl", intent: 0.9, frame: 0.74, missedOrFalse: 0 },
  { file: "strangers-b.jsonl", intent: 0.89, frame: 0.81, missedOrFalse: 3 },
  { file: "strangers-c.jsonl", intent: 0.92, frame: 0.82, missedOrFalse: 1 },
  { file: "strangers-crisis.jsonl", intent: 0.86, frame: 0.84, missedOrFalse: 3 },
] as const;

test.each(FILES)(
  "the sentences of $file are read as well as they were",
  (floor) => {
    const { file } = floor;
    const verdicts = readLines(join(import.meta.dirname, "../../fixtures/understanding", file)).map(judge);
    const share = (right: (verdict: (typeof verdicts)[number]) => boolean) =>
      verdicts.filter(right).length / verdicts.length;
    const intent = share((verdict) => verdict.intentRight);
    const frame = share((verdict) => verdict.frameRight);
    const crises = verdicts.filter((verdict) => verdict.line.intent === "crisis");
    const missed = crises.filter((verdict) => !verdict.alarmRight);
    const falseAlarms = verdicts.filter((verdict) => verdict.line.intent !== "crisis" && !verdict.alarmRight);
    console.log(
      `${file}: ${verdicts.length} lines, intent ${intent.toFixed(3)}, whole frame ${frame.toFixed(3)}, crises missed ${missed.length} of ${crises.length}, false alarms ${falseAlarms.length}`,
    );
    expect(intent).toBeGreaterThanOrEqual(floor.intent);
    expect(frame).toBeGreaterThanOrEqual(floor.frame);
    expect(missed.length + falseAlarms.length).toBeLessThanOrEqual(floor.missedOrFalse);
    // The first lines of a process compile the patterns: slow where many tests run at once.
  },
  30_000,
);
