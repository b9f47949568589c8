import { describe, expect, test } from "vitest";
import { addDays } from "../../../coaching/model/local-date.ts";
import { drawNormal, seededRandom } from "../../../coaching/model/random.ts";
import { rules } from "../../../coaching/rules/index.ts";
import { SELECTION_CONFIG } from "../../../coaching/selection/config.ts";
import { type ChosenBefore, judgeRules, type RulePast } from "../../../coaching/selection/judge-rules.ts";
import type { DayOutcomes } from "../../../coaching/selection/tried.ts";

const FIRST = "2025-01-01";
const JOINED = new Date("2024-12-31T00:00:00Z");
const at = (date: string) => new Date(`${date}T08:00:00Z`);

type Year = { readonly ruleId?: string; readonly benefit: number; readonly seed?: string };

/** A message every third day for two years, one in seven left out; what saying it does to the mood of the next day. */
function twoYears({ ruleId = "low-sleep", benefit, seed = "years" }: Year): RulePast {
  const random = seededRandom(seed);
  const chosen: ChosenBefore[] = [];
  const days = new Map<string, DayOutcomes>();
  for (let day = 0; day < 730; day += 3) {
    const date = addDays(FIRST, day);
    const isWithheld = random() < SELECTION_CONFIG.withholdShare;
    chosen.push({ ruleId, at: at(date), date, isWithheld, rating: null });
    const mood = drawNormal(random) + (isWithheld ? 0 : benefit);
    days.set(addDays(date, 1), { mood, spending: 1000 + 500 * drawNormal(random) });
  }
  return { chosen, joinedAt: JOINED, wokenAt: new Map(), days, rates: {}, others: () => null };
}

const judge = (past: RulePast) => judgeRules(rules, past, SELECTION_CONFIG)[0];
/** As many others tell: nothing for the one, as much for the other. */
const knownOfOthers = (benefit: number) => (_: string, outcome: string) => ({
  benefit: outcome === "mood" ? benefit : 0,
  error: 0.05,
});

describe("given somebody who agreed to trials", () => {
  test("when saying it does nothing, then the rule retires, with how often it was said and left out", () => {
    const past = { ...twoYears({ benefit: 0 }), others: knownOfOthers(0) };
    const withheld = past.chosen.filter(({ isWithheld }) => isWithheld).length;
    expect(judge(past)).toMatchObject({
      ruleId: "low-sleep",
      retirement: { cause: "does_nothing", said: past.chosen.length - withheld, withheld },
    });
  });

  test("when saying it helps, then it stays, and what it did is told of this person's days alone", () => {
    const past = { ...twoYears({ benefit: 0.8 }), others: knownOfOthers(0) };
    const judged = judge(past);
    expect(judged?.retirement).toBeNull();
    const mood = judged?.effects.find(({ outcome }) => outcome === "mood");
    expect(mood?.benefit).toBeGreaterThan(0.4);
    expect(mood?.error).toBeCloseTo(Math.sqrt(1 / (mood?.saidDays ?? 0) + 1 / (mood?.withheldDays ?? 0)), 10);
  });

  test("when they have no bank, then mood alone is looked at; when hardly a day of spending is known, then it stays", () => {
    const past = { ...twoYears({ benefit: 0 }), others: knownOfOthers(0) };
    const withoutMoney = new Map([...past.days].map(([date, day]) => [date, { ...day, spending: null }]));
    expect(judge({ ...past, days: withoutMoney })?.retirement?.cause).toBe("does_nothing");
    const [[date, day] = [FIRST, { mood: 0, spending: 0 }]] = past.days;
    const oneDay = new Map<string, DayOutcomes>(withoutMoney).set(date, day);
    expect(judge({ ...past, days: oneDay })?.retirement).toBeNull();
  });

  test("when they agreed or brought it back lately, then nothing from before counts", () => {
    const past = { ...twoYears({ benefit: 0 }), others: knownOfOthers(0) };
    const lately = at(past.chosen.at(-30)?.date ?? "");
    expect(judge({ ...past, joinedAt: lately })?.retirement).toBeNull();
    const woken = judge({ ...past, wokenAt: new Map([["low-sleep", lately]]) });
    expect(woken?.retirement).toBeNull();
    expect(woken?.effects[0]).toMatchObject({ outcome: "mood" });
    expect((woken?.effects[0]?.saidDays ?? 0) + (woken?.effects[0]?.withheldDays ?? 0)).toBe(29);
  });

  test("when it is of a kind that is never left out, then it is not judged by its days", () => {
    const past = { ...twoYears({ ruleId: "sleep-debt", benefit: 0 }), others: knownOfOthers(0) };
    expect(judge(past)).toEqual({ ruleId: "sleep-debt", effects: [], retirement: null });
  });
});

test("given somebody who never agreed, then no effect is worked out", () => {
  const past = { ...twoYears({ benefit: 0 }), joinedAt: null };
  expect(judge(past)).toEqual({ ruleId: "low-sleep", effects: [], retirement: null });
});

describe("given answers, 61 days apart where they were not helpful", () => {
  const answered = (ruleId: string, ...answers: readonly boolean[]): RulePast => ({
    chosen: answers.map((isHelpful, index) => {
      const date = addDays(FIRST, 61 * index);
      return { ruleId, at: at(date), date, isWithheld: false, rating: { isHelpful, at: at(date) } };
    }),
    joinedAt: null,
    wokenAt: new Map(),
    days: new Map(),
    rates: {},
    others: () => null,
  });
  const [yes, no] = [true, false];

  test.each([
    [[no, no, no, no, no, no], true],
    [[no, yes, no, no, no, no], true],
    [[no, yes, no, no, yes, no], false],
    [[no, no, no, no, no], false],
    [[yes, yes, no, no, no, no, no, no, no, no], true],
  ])("of %j, then that it annoys is %j", (answers, annoys) => {
    const notHelpful = answers.filter((isHelpful) => !isHelpful).length;
    expect(judge(answered("sleep-debt", ...answers))?.retirement).toEqual(
      annoys ? { cause: "annoys", rated: answers.length, notHelpful } : null,
    );
  });

  test("then what others say of it counts as one answer", () => {
    const past = {
      ...answered("sleep-debt", no, yes, no, no, no, no),
      rates: { "sleep-debt": { rated: 400, helpful: 390 } },
    };
    // (0.966 + 1) / 7 = .28
    expect(judge(past)?.retirement).toBeNull();
  });

  test("then neither help for someone low nor what they asked for ever retires", () => {
    for (const ruleId of ["low-mood-run", "plan-fires"]) {
      expect(judge(answered(ruleId, no, no, no, no, no, no, no, no))?.retirement).toBeNull();
    }
  });

  test("then those from before it was brought back count no more", () => {
    const past = answered("sleep-debt", no, no, no, no, no, no);
    expect(
      judge({ ...past, wokenAt: new Map([["sleep-debt", at(addDays(FIRST, 61))]]) })?.retirement,
    ).toBeNull();
  });
});
