import { expect, test } from "vitest";
import { CATEGORY_IDS, OTHER, TAXONOMY, toCategory } from "../../../coaching/categories/taxonomy.ts";
import { categoryFromWords } from "../../../coaching/categories/words.ts";
import { render, templateIds } from "../../../prompts/index.ts";
import { hasFixture, readFixtureText } from "../../support/fixtures.ts";

const LIST = "plaid/pfc-taxonomy-all.csv";

/** Every code of the published list: both versions, a line each. */
function published(): readonly { readonly v2: readonly string[]; readonly v1: readonly string[] }[] {
  const lines = readFixtureText(LIST).split(/\r?\n/u).slice(2);
  return lines
    .filter((line) => line.includes(","))
    .map((line) => {
      const [primary2 = "", detailed2 = "", , primary1 = "", detailed1 = ""] = line.split(",");
      const several = (cell: string) => cell.split("/").map((code) => code.trim());
      return {
        v2: [primary2, detailed2],
        v1: [...several(primary1), ...several(detailed1)].filter((code) => code !== ""),
      };
    });
}

test("given the taxonomy, then it has 18 primary categories and 123 details", () => {
  expect(Object.keys(TAXONOMY)).toHaveLength(18);
  expect(Object.values(TAXONOMY).flat()).toHaveLength(123);
  expect(new Set(CATEGORY_IDS).size).toBe(18 + 123);
});

test.skipIf(!hasFixture(LIST))("given every published code of version 2, then it is its own category", () => {
  const codes = published().flatMap(({ v2 }) => v2);
  expect(codes.length).toBeGreaterThan(240);
  for (const { v2 } of published()) {
    const [primary = "", detailed = ""] = v2;
    expect(toCategory(primary)).toEqual({ category: primary, subcategory: null });
    expect(toCategory(detailed)).toEqual({ category: primary, subcategory: detailed });
  }
});

test.skipIf(!hasFixture(LIST))(
  "given every published code of version 1, then it is one of ours, and the renamed ones what they are called now",
  () => {
    const codes = published().flatMap(({ v1 }) => v1);
    expect(codes.length).toBeGreaterThan(200);
    for (const code of codes) {
      const { category, subcategory } = toCategory(code);
      expect(CATEGORY_IDS, code).toContain(subcategory ?? category);
      expect(category, code).not.toBe("OTHER");
    }
    expect(toCategory("INCOME_WAGES").subcategory).toBe("INCOME_SALARY");
    expect(toCategory("INCOME_OTHER_INCOME").subcategory).toBe("INCOME_OTHER");
    expect(toCategory("TRANSFER_IN_CASH_ADVANCES_AND_LOANS").category).toBe("LOAN_DISBURSEMENTS");
  },
);

test.each([
  ["food and drink", "FOOD_AND_DRINK", null],
  ["TRANSFER_IN_TELEPATHY", "TRANSFER_IN", null],
  ["INCOME_LOTTERY", "INCOME", null],
])(
  "given a code %s that came later or is written otherwise, then it keeps its primary",
  (code, category, subcategory) => {
    expect(toCategory(code)).toEqual({ category, subcategory });
  },
);

test.each(["", "  ", "Expenses:Home:Rent", "19013000", "OTHERWISE_FINE", "__proto__", "constructor"])(
  "given %j, which is no code, then it is something else",
  (code) => {
    expect(toCategory(code)).toEqual(OTHER);
  },
);

const nameOf = (id: string) =>
  render(`categories/${id.toLowerCase().replaceAll("_", "-")}`)
    .map(({ text }) => text)
    .join("");

test("given any category, then it has a name of its own, and no name is left over", () => {
  const names = CATEGORY_IDS.map(nameOf);
  expect(new Set(names).size).toBe(names.length);
  expect(templateIds().filter((id) => id.startsWith("categories/"))).toHaveLength(CATEGORY_IDS.length);
});

test.each(CATEGORY_IDS)("given the name the coach has for %s, then a person who says it means that", (id) => {
  const found = categoryFromWords(nameOf(id));
  expect(found).toMatchObject({ kind: "found" });
  if (found.kind === "found") expect(found.pair.subcategory ?? found.pair.category).toBe(id);
});

test.each([
  ["eating out", "FOOD_AND_DRINK_RESTAURANT"],
  ["takeout", "FOOD_AND_DRINK_RESTAURANT"],
  ["Groceries", "FOOD_AND_DRINK_GROCERIES"],
  ["grocceries", "FOOD_AND_DRINK_GROCERIES"],
  ["salary", "INCOME_SALARY"],
  ["Department stores", "GENERAL_MERCHANDISE_DEPARTMENT_STORES"],
])("given the words %s, then %s is meant", (said, id) => {
  const found = categoryFromWords(said);
  expect(found.kind === "found" ? (found.pair.subcategory ?? found.pair.category) : found).toBe(id);
});

test("given words for a judgement or for nothing known, then no category is meant", () => {
  expect(categoryFromWords("extras").kind).toBe("unknown");
  expect(categoryFromWords("quantum flux").kind).toBe("unknown");
  expect(categoryFromWords("candy")).toEqual({ kind: "untellable", near: ["snacks", "groceries"] });
  expect(categoryFromWords("constructor").kind).toBe("unknown");
});
