import { expect, test } from "vitest";
import { dayNumber } from "../../../coaching/model/local-date.ts";
import { balanceGap, scoreBalance } from "../../../coaching/scores/balance.ts";
import { SCORE_CONFIG } from "../../../coaching/scores/config.ts";
import { scoreDay } from "../../../coaching/scores/day-scores.ts";
import { combineParts, type ScoreResult, wordOf } from "../../../coaching/scores/score.ts";
import { dateAt, daysOf, FIRST_DAY } from "../model/day-help.ts";
import { CONTEXT, contributorOf, scored, unscored } from "./score-help.ts";

test.each([
  [-5, 0],
  [-3, 20],
  [0, 50],
  [2.5, 75],
  [5, 100],
])("given a mood of %d, then its score is %i", (mood, score) => {
  const result = scored(
    scoreDay(
      daysOf(1, () => ({ mood })),
      FIRST_DAY,
      CONTEXT,
    ).mood,
  );
  expect(result).toMatchObject({ exact: score, score, n: 1, from: FIRST_DAY, to: FIRST_DAY });
  expect(contributorOf(result, "mood")).toMatchObject({ value: mood, points: score - 60, weight: 1 });
});

test("given a day without a check-in, then mood is not guessed from the days around it", () => {
  const days = daysOf(10, (offset) => ({ mood: offset === 5 ? null : 3 }));
  expect(unscored(scoreDay(days, dateAt(5), CONTEXT).mood)).toMatchObject({
    reason: "no_entry",
    have: 0,
    need: 1,
  });
});

test("given check-ins on five of the last seven days, then confidence is their share", () => {
  const days = daysOf(10, (offset) => ({ mood: offset === 4 || offset === 7 ? null : 3 }));
  const result = scored(scoreDay(days, dateAt(9), CONTEXT).mood);
  expect(result).toMatchObject({ n: 5, from: dateAt(3), to: dateAt(9), confidenceWord: "good" });
  expect(result.confidence).toBeCloseTo(5 / 7, 12);
});

test.each([
  [0, "still learning"],
  [0.399, "still learning"],
  [0.4, "fair"],
  [0.25 + 0.15, "fair"],
  [0.699, "fair"],
  [0.7, "good"],
  [1, "good"],
] as const)("given a confidence of %d, then the word is %s", (confidence, word) => {
  expect(wordOf(confidence, SCORE_CONFIG)).toBe(word);
});

const made = (level: number, confidence: number): ScoreResult => {
  const day = dayNumber(FIRST_DAY);
  const part = {
    signal: "mood",
    value: level,
    unit: "points",
    level,
    rawWeight: 1,
    from: day,
    to: day,
  } as const;
  const combined = combineParts([part], 1, SCORE_CONFIG);
  if (combined === null) expect.fail("a part with a weight combines");
  const rest = { missing: [], confidence, confidenceWord: "fair", n: 1, configVersion: "test" } as const;
  return { kind: "scored", ...combined, ...rest };
};
const NONE: ScoreResult = {
  kind: "unscored",
  reason: "no_entry",
  have: 0,
  need: 1,
  missing: [],
  configVersion: "test",
};

test("given three scores, then the composite is .4, .3 and .3 of them, and its points are around 60", () => {
  const result = scored(
    scoreBalance({ energy: made(50, 1), mood: made(80, 0.5), financial: made(60, 1) }, CONTEXT, SCORE_CONFIG),
  );
  // .4·50 + .3·80 + .3·60 = 62; points −4, +6, 0; confidence .4 + .15 + .3
  expect(result.exact).toBeCloseTo(62, 12);
  expect(contributorOf(result, "energy").points).toBeCloseTo(-4, 12);
  expect(contributorOf(result, "mood").points).toBeCloseTo(6, 12);
  expect(contributorOf(result, "financial").points).toBeCloseTo(0, 12);
  expect(result.confidence).toBeCloseTo(0.85, 12);
  expect(result).toMatchObject({ n: 3, coverage: 1, confidenceWord: "good" });
});

test("given no check-in, then the other two share the weight and confidence falls", () => {
  const result = scored(
    scoreBalance({ energy: made(50, 1), mood: NONE, financial: made(85, 1) }, CONTEXT, SCORE_CONFIG),
  );
  // (.4·50 + .3·85)/.7 = 65
  expect(result.exact).toBeCloseTo(65, 12);
  expect(result.coverage).toBeCloseTo(0.7, 12);
  expect(result.confidence).toBeCloseTo(0.7, 12);
  expect(result.missing).toEqual([{ kind: "missing", signal: "mood", reason: "no_entry", have: 0, need: 1 }]);
});

test("given a single score, then there is no composite", () => {
  const result = scoreBalance({ energy: made(50, 1), mood: NONE, financial: NONE }, CONTEXT, SCORE_CONFIG);
  expect(unscored(result)).toMatchObject({ reason: "too_few_scores", have: 1, need: 2 });
});

test("given weights of any scale, then only their ratio counts", () => {
  const scores = { energy: made(40, 1), mood: made(70, 1), financial: made(90, 1) };
  const of = (energy: number, mood: number, financial: number) =>
    scoreBalance(scores, { ...CONTEXT, weights: { energy, mood, financial } }, SCORE_CONFIG);
  // (40 + 70 + 2·90)/4 = 72.5
  expect(scored(of(1, 1, 2)).exact).toBeCloseTo(72.5, 12);
  expect(scored(of(25, 25, 50)).exact).toBeCloseTo(72.5, 12);
  // Weight 0 leaves a score out altogether.
  expect(scored(of(0, 1, 1))).toMatchObject({ exact: 80, n: 2 });
  expect(unscored(of(0, 0, 1)).reason).toBe("too_few_scores");
});

test.each([
  [{ energy: 0, mood: 0, financial: 0 }],
  [{ energy: -1, mood: 1, financial: 1 }],
  [{ energy: Number.NaN, mood: 1, financial: 1 }],
  [{ energy: Number.POSITIVE_INFINITY, mood: 1, financial: 1 }],
])("given weights that cannot be, %o, then the default ones are used", (weights) => {
  const scores = { energy: made(50, 1), mood: made(80, 1), financial: made(60, 1) };
  expect(scored(scoreBalance(scores, { ...CONTEXT, weights }, SCORE_CONFIG)).exact).toBeCloseTo(62, 12);
});

test("given three scores, then the gap is from the highest to the lowest", () => {
  expect(balanceGap([made(50, 1), made(80, 1), made(60, 1)])).toBe(30);
  expect(balanceGap([made(50, 1), NONE, made(60, 1)])).toBe(10);
  expect(balanceGap([made(50, 1), NONE, NONE])).toBeNull();
});
