import { describe, expect, test } from "vitest";
import { standingsOf } from "../../../coaching/insights/standing.ts";
import { lookDate, lookOf, type Seen, weeklyLooks } from "../../support/looks.ts";

const SURE = { q: 0.03 };
const POSSIBLE = { q: 0.08 };
const WATCHED = { q: 0.15 };
const NOTHING = { q: 0.5 };
const UNTESTED = null;

/** How the one relation of the story stands after all its looks. */
function standing(...story: readonly (Seen | "none")[]) {
  const [only] = standingsOf(weeklyLooks(...story));
  if (only === undefined) throw new Error("expected a relation");
  return only;
}

describe("at one look", () => {
  test.each([
    [{ q: 0.2 }, "watching"],
    [{ q: 0.21 }, "none"],
    [{ q: 0.1 }, "emerging"],
    [{ q: 0.1, n: 44 }, "watching"],
    [{ q: 0.1, n: 45 }, "emerging"],
    [SURE, "emerging"],
    [UNTESTED, "none"],
  ])("given %o, then it is %s", (seen, state) => {
    expect(standing(seen)).toMatchObject({ state, establishedOn: null, since: lookDate(0) });
  });

  test("given a possible one that is not at the next look, then it is none, since that look", () => {
    expect(standing(POSSIBLE, NOTHING)).toMatchObject({ state: "none", since: lookDate(1) });
    expect(standing(POSSIBLE, WATCHED)).toMatchObject({ state: "watching", since: lookDate(1) });
    expect(standing(WATCHED, WATCHED)).toMatchObject({ state: "watching", since: lookDate(0) });
  });
});

describe("the road to established", () => {
  test("given three sure looks over 14 days, then it is established by the last of them", () => {
    expect(standing(SURE, SURE)).toMatchObject({ state: "emerging" });
    expect(standing(SURE, SURE, SURE)).toMatchObject({
      state: "established",
      since: lookDate(2),
      establishedOn: lookDate(2),
      found: { q: 0.03, r: -0.3, n: 60 },
    });
  });

  test("given a look in between that was not sure, then the two weeks begin anew", () => {
    expect(standing(SURE, POSSIBLE, SURE, SURE).state).toBe("emerging");
    expect(standing(SURE, POSSIBLE, SURE, SURE, SURE).state).toBe("established");
  });

  test.each([
    ["too few days", { q: 0.03, n: 44 }],
    ["too weak", { q: 0.03, r: -0.149 }],
    ["the other way round", { q: 0.03, r: 0.3 }],
  ])("given a look in between at which it was %s, then it is not established", (_, seen) => {
    expect(standing(SURE, seen, SURE).state).not.toBe("established");
  });

  test("given a look in between that could not test it, or did not take place, then nothing is broken", () => {
    expect(standing(SURE, UNTESTED, SURE).state).toBe("established");
    expect(standing(SURE, "none", SURE).state).toBe("established");
  });

  test("given a last look that could not test it, then nothing is proved", () => {
    expect(standing(SURE, SURE, UNTESTED)).toMatchObject({ state: "emerging", since: lookDate(0) });
  });

  test("given four looks in a row that could not test it, then the two weeks begin anew", () => {
    expect(standing(SURE, UNTESTED, UNTESTED, UNTESTED, UNTESTED, SURE).state).toBe("emerging");
  });
});

describe("an established one", () => {
  const ESTABLISHED = [SURE, SURE, SURE] as const;

  test("given looks at which it is less sure but worth watching, then it stays", () => {
    expect(standing(...ESTABLISHED, WATCHED, POSSIBLE, WATCHED)).toMatchObject({
      state: "established",
      since: lookDate(2),
      found: { q: 0.15 },
    });
  });

  test("given one look at which nothing is found, then it stays", () => {
    expect(standing(...ESTABLISHED, NOTHING).state).toBe("established");
    expect(standing(...ESTABLISHED, NOTHING, WATCHED, NOTHING).state).toBe("established");
  });

  test("given two in a row, then it has faded by the second", () => {
    const faded = { state: "faded", since: lookDate(4), establishedOn: lookDate(2), found: { q: 0.5 } };
    expect(standing(...ESTABLISHED, NOTHING, NOTHING)).toMatchObject(faded);
    expect(standing(...ESTABLISHED, NOTHING, UNTESTED, NOTHING)).toMatchObject({
      state: "faded",
      since: lookDate(5),
    });
  });

  test("given a look that finds it the other way round, then it has faded at once", () => {
    expect(standing(...ESTABLISHED, { q: 0.1, r: 0.3 }).state).toBe("faded");
    expect(standing(...ESTABLISHED, { q: 0.9, r: 0.01 }).state).toBe("established");
  });

  test("given three looks that cannot test it, then it stays; given four, then it ends quietly", () => {
    expect(standing(...ESTABLISHED, UNTESTED, UNTESTED, UNTESTED).state).toBe("established");
    expect(standing(...ESTABLISHED, UNTESTED, UNTESTED, UNTESTED, UNTESTED)).toMatchObject({
      state: "none",
      since: lookDate(6),
      establishedOn: lookDate(2),
    });
  });

  test("given looks that do not name it at all, then they could not test it", () => {
    const looks = [3, 4, 5, 6].map((week) => lookOf(lookDate(week), []));
    const [only] = standingsOf([...weeklyLooks(...ESTABLISHED), ...looks]);
    expect(only?.state).toBe("none");
  });
});

describe("a faded one", () => {
  const FADED = [SURE, SURE, SURE, NOTHING, NOTHING] as const;

  test("given looks at which it is at most worth watching, then it stays faded", () => {
    expect(standing(...FADED, NOTHING, WATCHED)).toMatchObject({ state: "faded", since: lookDate(4) });
    expect(standing(...FADED, UNTESTED, UNTESTED, UNTESTED, UNTESTED)).toMatchObject({
      state: "faded",
      since: lookDate(4),
    });
  });

  test("given that it is found again, then it is possible first and established by the same road", () => {
    expect(standing(...FADED, SURE)).toMatchObject({ state: "emerging", since: lookDate(5) });
    expect(standing(...FADED, SURE, SURE, SURE)).toMatchObject({
      state: "established",
      establishedOn: lookDate(7),
    });
  });
});

describe("several relations", () => {
  test("then each goes its own way, tags by their subject, in the order in which they came up", () => {
    const tagged = (subject: string, q: number) => ({
      type: "tag_to_mood",
      subject,
      lags: [],
      found: { lag: 0, r: 0.3, n: 60, p: q / 10, q },
      untested: null,
      pairs: 60,
    });
    const looks = [0, 1, 2].map((week) =>
      lookOf(lookDate(week), [tagged("coffee", 0.01), ...(week > 0 ? [tagged("work", 0.01)] : [])]),
    );
    expect(standingsOf(looks).map(({ subject, state }) => [subject, state])).toEqual([
      ["coffee", "established"],
      ["work", "emerging"],
    ]);
  });

  test("given no looks, then there are none; given looks out of order or twice, then it is an error", () => {
    expect(standingsOf([])).toEqual([]);
    const [first, second] = weeklyLooks(SURE, SURE);
    if (first === undefined || second === undefined) throw new Error("expected two looks");
    expect(() => standingsOf([second, first])).toThrow(/expected a later one/);
    expect(() => standingsOf([first, first])).toThrow(RangeError);
  });
});
