import { describe, expect, test } from "vitest";
import { type KeptRelation, movesOf } from "../../../coaching/insights/moves.ts";
import { lookDate, type Seen, weeklyLooks } from "../../support/looks.ts";

const SURE: Seen = { q: 0.01 };
const POSSIBLE: Seen = { q: 0.08 };
const OFF: Seen = { q: 0.6 };
const ESTABLISHED = [SURE, SURE, SURE];
const FADED = [...ESTABLISHED, OFF, OFF];

const kept = (changes: Partial<KeptRelation> = {}): KeptRelation => ({
  id: "kept",
  type: "sleep_to_spending",
  subject: "",
  state: "established",
  establishedOn: lookDate(2),
  lookedOn: lookDate(2),
  isSaid: false,
  isTakenBack: false,
  ...changes,
});

/** What becomes of one relation, in short. */
function movesIn(story: readonly Seen[], relations: readonly KeptRelation[] = []) {
  const { keep, fade, remove } = movesOf(weeklyLooks(...story), relations);
  return {
    keep: keep.map(({ standing, look }) => `${standing.state} by ${look.date}`),
    fade: fade.map(({ id, since }) => `${id} since ${since}`),
    remove,
  };
}

const NOTHING = { keep: [], fade: [], remove: [] };

describe("given a relation that is not kept", () => {
  test.each([
    ["possible", [POSSIBLE], [`emerging by ${lookDate(0)}`]],
    ["established", ESTABLISHED, [`established by ${lookDate(2)}`]],
    ["only watched", [{ q: 0.15 }], []],
    ["not found", [OFF], []],
    ["faded, so that nobody ever heard of it", FADED, []],
  ] satisfies [string, Seen[], string[]][])("when it is %s, then %s leads to %j", (_, story, keep) => {
    expect(movesIn(story)).toEqual({ ...NOTHING, keep });
  });
});

describe("given an established one that nobody was told of", () => {
  test("when it holds at the next look, then it stands by that one", () => {
    expect(movesIn([...ESTABLISHED, SURE], [kept()]).keep).toEqual([`established by ${lookDate(3)}`]);
  });

  test("when nothing was looked at since, then nothing is written, also where it holds on new days", () => {
    expect(movesIn(ESTABLISHED, [kept()])).toEqual(NOTHING);
    expect(movesIn(ESTABLISHED, [kept({ state: "replicated" })])).toEqual(NOTHING);
  });

  test("when a look could not test it, then it stands by the one before", () => {
    expect(movesIn([...ESTABLISHED, null], [kept()])).toEqual(NOTHING);
  });

  test.each([
    ["faded", FADED],
    ["was out of sight for four looks", [...ESTABLISHED, null, null, null, null]],
  ])("when it has %s, then it is gone without a word", (_, story) => {
    expect(movesIn(story, [kept()])).toEqual({ ...NOTHING, remove: ["kept"] });
  });
});

describe("given one that the person was told of", () => {
  const told = kept({ isSaid: true });
  const faded = kept({ isSaid: true, state: "faded" });

  test("when it has faded, then it stays as faded since that look, once", () => {
    expect(movesIn(FADED, [told])).toEqual({ ...NOTHING, fade: [`kept since ${lookDate(4)}`] });
    expect(movesIn(FADED, [faded])).toEqual(NOTHING);
  });

  test("when it was out of sight for four looks, then that is taken back as well", () => {
    const story = [...ESTABLISHED, null, null, null, null];
    expect(movesIn(story, [told])).toEqual({ ...NOTHING, fade: [`kept since ${lookDate(6)}`] });
  });

  test("when it is possible again before it was taken back, then it stays faded until then", () => {
    expect(movesIn([...FADED, POSSIBLE], [faded])).toEqual(NOTHING);
  });

  test("when it is established again before it was taken back, then it goes on as the one that was told", () => {
    expect(movesIn([...FADED, ...ESTABLISHED], [faded])).toEqual({
      ...NOTHING,
      keep: [`established by ${lookDate(7)}`],
    });
  });

  test("when it was taken back, then it goes, and what it may become begins anew", () => {
    const takenBack = { ...faded, isTakenBack: true };
    expect(movesIn(FADED, [takenBack])).toEqual({ ...NOTHING, remove: ["kept"] });
    expect(movesIn([...FADED, POSSIBLE], [takenBack])).toEqual({
      ...NOTHING,
      remove: ["kept"],
      keep: [`emerging by ${lookDate(5)}`],
    });
  });

  test("when it is not looked for any more, then it is taken back", () => {
    expect(movesIn([OFF], [kept({ type: "hrv_to_nothing", isSaid: true })]).fade).toEqual([
      `kept since ${lookDate(0)}`,
    ]);
  });
});
