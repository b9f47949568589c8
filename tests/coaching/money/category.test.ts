import { describe, expect, test } from "vitest";
import { categoryOf, isUnder, merchantKey, normalizeCategory } from "../../../coaching/money/category.ts";
import { discretionaryPrior, discretionaryProbability } from "../../../coaching/money/discretionary.ts";
import { flowOf } from "../../../coaching/money/flow.ts";

test.each([
  ["FOOD_AND_DRINK", "FOOD_AND_DRINK_COFFEE", "FOOD_AND_DRINK_COFFEE"],
  ["FOOD_AND_DRINK_COFFEE", null, "FOOD_AND_DRINK_COFFEE"],
  [null, "FOOD_AND_DRINK_COFFEE", "FOOD_AND_DRINK_COFFEE"],
  ["food and drink", "Coffee", "FOOD_AND_DRINK_COFFEE"],
  ["", "  ", null],
  ["—", null, null],
  [null, null, null],
])("given category %o with detail %o, then it is %o", (category, subcategory, expected) => {
  expect(categoryOf({ category, subcategory })).toBe(expected);
});

test("given prefixes, then only whole words match", () => {
  expect(isUnder("INCOME_SALARY", "INCOME")).toBe(true);
  expect(isUnder("INCOME", "INCOME")).toBe(true);
  expect(isUnder("INCOMES", "INCOME")).toBe(false);
  expect(isUnder(null, "INCOME")).toBe(false);
});

test("given merchant names that look alike, then case, width and spaces do not matter", () => {
  expect(merchantKey("  Blue  cup ")).toBe("BLUE CUP");
  expect(merchantKey("Ｂｌｕｅ Cup")).toBe("BLUE CUP");
  expect([merchantKey(null), merchantKey("  ")]).toEqual([null, null]);
  expect(normalizeCategory("café & bar")).toBe("CAFÉ_BAR");
});

describe("the prior of being discretionary", () => {
  test.each([
    [
      0.04,
      ["RENT_AND_UTILITIES_RENT", "RENT_AND_UTILITIES", "LOAN_PAYMENTS_CAR_PAYMENT", "BANK_FEES_ATM_FEES"],
    ],
    [0.04, ["GENERAL_SERVICES_INSURANCE", "GENERAL_SERVICES_CHILDCARE", "MEDICAL_DENTAL_CARE", "MEDICAL"]],
    [0.04, ["GOVERNMENT_AND_NON_PROFIT_TAX_PAYMENT"]],
    [
      0.12,
      [
        "FOOD_AND_DRINK_GROCERIES",
        "TRANSPORTATION_GAS",
        "TRANSPORTATION_PUBLIC_TRANSIT",
        "TRANSPORTATION_TOLLS",
      ],
    ],
    [
      0.12,
      ["MEDICAL_PHARMACIES_AND_SUPPLEMENTS", "MEDICAL_VETERINARY_SERVICES", "GENERAL_SERVICES_AUTOMOTIVE"],
    ],
    [
      0.12,
      ["GENERAL_SERVICES_EDUCATION", "GENERAL_SERVICES_POSTAGE_AND_SHIPPING", "GENERAL_SERVICES_STORAGE"],
    ],
    [0.3, ["GENERAL_MERCHANDISE_SUPERSTORES", "GENERAL_MERCHANDISE_PET_SUPPLIES", "TRANSPORTATION_PARKING"]],
    [0.3, ["GENERAL_MERCHANDISE_OFFICE_SUPPLIES", "PERSONAL_CARE_LAUNDRY_AND_DRY_CLEANING"]],
    [
      0.48,
      [
        "HOME_IMPROVEMENT_HARDWARE",
        "HOME_IMPROVEMENT_REPAIR_AND_MAINTENANCE",
        "PERSONAL_CARE_HAIR_AND_BEAUTY",
      ],
    ],
    [0.48, ["GENERAL_MERCHANDISE_DISCOUNT_STORES", "GENERAL_MERCHANDISE_CONVENIENCE_STORES"]],
    [0.48, ["PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS", "GENERAL_SERVICES_OTHER_GENERAL_SERVICES"]],
    [0.48, ["GENERAL_MERCHANDISE_OTHER_GENERAL_MERCHANDISE", "OTHER_OTHER", "SOMETHING_ELSE", null]],
    [0.66, ["TRANSPORTATION_TAXIS_AND_RIDE_SHARES", "TRANSPORTATION_BIKES_AND_SCOOTERS"]],
    [0.66, ["GENERAL_MERCHANDISE_ONLINE_MARKETPLACES", "GENERAL_MERCHANDISE_DEPARTMENT_STORES"]],
    [0.66, ["HOME_IMPROVEMENT_FURNITURE", "GOVERNMENT_AND_NON_PROFIT_DONATIONS"]],
    [
      0.9,
      ["FOOD_AND_DRINK_COFFEE", "FOOD_AND_DRINK_RESTAURANT", "FOOD_AND_DRINK", "ENTERTAINMENT_VIDEO_GAMES"],
    ],
    [
      0.9,
      ["TRAVEL_FLIGHTS", "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES", "GENERAL_MERCHANDISE_ELECTRONICS"],
    ],
  ])("given a prior of %d, then it is that of %o", (prior, categories) => {
    expect(categories.map(discretionaryPrior)).toEqual(categories.map(() => prior));
  });

  test("given a label, then it decides, whatever the category", () => {
    const rent = { category: "RENT_AND_UTILITIES", subcategory: null };
    expect(discretionaryProbability({ ...rent, isDiscretionary: true })).toBe(1);
    expect(discretionaryProbability({ ...rent, isDiscretionary: false })).toBe(0);
    expect(discretionaryProbability({ ...rent, isDiscretionary: null })).toBe(0.04);
  });
});

describe("what a row means", () => {
  test.each([
    ["TRANSFER_OUT_SAVINGS", 5000, "transfer"],
    ["TRANSFER_IN_DEPOSIT", -5000, "transfer"],
    ["LOAN_PAYMENTS_CREDIT_CARD_PAYMENT", 5000, "transfer"],
    ["LOAN_DISBURSEMENTS_PERSONAL", -5000, "transfer"],
    ["LOAN_PAYMENTS_MORTGAGE_PAYMENT", 5000, "spending"],
    ["INCOME_SALARY", -5000, "income"],
    ["INCOME_SALARY", 5000, "income"],
    ["FOOD_AND_DRINK_COFFEE", 500, "spending"],
    ["FOOD_AND_DRINK_COFFEE", -500, "refund"],
    [null, 500, "spending"],
    [null, -500, "uncategorized-in"],
    ["OTHER_OTHER", -500, "uncategorized-in"],
    [null, 0, "spending"],
  ])("given %s of %i cents, then it is %s", (category, amountMinor, flow) => {
    expect(flowOf({ category, subcategory: null, amountMinor })).toBe(flow);
  });
});
