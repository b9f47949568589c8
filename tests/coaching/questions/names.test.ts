import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findCategory, findMerchants, foldName } from "../../../coaching/questions/names.ts";
import { SPENDING_CATEGORIES, UNTELLABLE } from "../../../coaching/questions/spending-categories.ts";
import { CATEGORIES } from "../../../coaching/understanding/words/categories.ts";

describe("kinds of spending", () => {
  test("given any category that a sentence can name, then it is known, or said to be untellable", () => {
    const unknown = CATEGORIES.map(([name]) => name).filter((name) => findCategory(name).kind === "unknown");
    expect(unknown).toEqual([]);
  });

  test("given the table, then no word stands for two kinds and every id is its own", () => {
    const words = SPENDING_CATEGORIES.flatMap((category) => category.words);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    const ids = SPENDING_CATEGORIES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("given what is untellable, then what is named instead is known", () => {
    const near = Object.values(UNTELLABLE).flat();
    expect(near.filter((word) => findCategory(word).kind !== "found")).toEqual([]);
  });

  test.each([
    ["Takeout", "takeout"],
    ["take-away", "takeout"],
    ["cofee", "coffee"],
    ["restaurnts", "restaurants"],
    ["discretionary", "choices"],
    ["extras", "choices"],
    ["choices", "choices"],
    ["by choice", "choices"],
    ["essentials", "needs"],
    ["petrol", "fuel"],
  ])("when %j is said, then it is %j", (said, id) => {
    const found = findCategory(said);
    expect(found.kind === "found" ? found.category.id : found).toBe(id);
  });

  test("given a word of the language itself, then it is no category", () => {
    for (const word of ["constructor", "toString", "__proto__"]) {
      expect(findCategory(word).kind).toBe("unknown");
    }
  });

  test("given any text, then finding ends with a finding", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(["found", "untellable", "unknown"]).toContain(findCategory(text).kind);
      }),
    );
  });
});

describe("merchants", () => {
  const KNOWN = ["Dashplate", "Uber", "Uber Eats", "Trader Joe's", "Café Noir", "H&M", "BP"];

  test.each([
    ["uber", ["Uber"]],
    ["uber eats", ["Uber Eats"]],
    ["ubereats", ["Uber Eats"]],
    ["trader joes", ["Trader Joe's"]],
    ["Trader", ["Trader Joe's"]],
    ["cafe noir", ["Café Noir"]],
    ["h and m", ["H&M"]],
    ["dashplate on 5th", ["Dashplate"]],
    ["dashplte", ["Dashplate"]],
    ["bp", ["BP"]],
  ])("when %j is said, then it is %j", (said, names) => {
    const found = findMerchants(said, KNOWN);
    expect(found.kind === "found" ? found.names : found).toEqual(names);
  });

  test("when two are as near, then neither is taken", () => {
    expect(findMerchants("bazar", ["bazaa", "bazab"]).kind).toBe("unknown");
  });

  test("when a short name is a letter away from another, then it is not taken for it", () => {
    expect(findMerchants("bx", KNOWN).kind).toBe("unknown");
    expect(findMerchants("gap", ["Gab"]).kind).toBe("unknown");
  });

  test("when nothing of a name can be read, then the most frequent are offered", () => {
    expect(findMerchants("!!!", KNOWN)).toEqual({
      kind: "unknown",
      near: ["Dashplate", "Uber", "Uber Eats"],
    });
  });

  test("given any name of one's own, then saying it finds it", () => {
    const name = fc.string({ minLength: 1 }).filter((text) => foldName(text) !== "");
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), (names) => {
        const [first = ""] = names;
        const found = findMerchants(first, names);
        expect(found.kind === "found" && found.names.includes(first)).toBe(true);
      }),
    );
  });
});
