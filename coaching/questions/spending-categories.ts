import type { Category } from "../money/category.ts";
import { isUnder } from "../money/category.ts";
import type { SpendingItem } from "./spending-ledger.ts";

/** What a payment is called when it is counted. */
export type PaymentNoun = "payment" | "purchase" | "order";

/** A kind of spending people ask about, and how bank categories tell it. */
export type SpendingCategory = {
  readonly id: string;
  /** What people say when they mean it; the first is the plain one. */
  readonly words: readonly string[];
  readonly rule:
    | { readonly kind: "under"; readonly any: readonly Category[]; readonly but?: readonly Category[] }
    | { readonly kind: "choices" | "needs" | "impulses" };
  readonly noun: PaymentNoun;
  /** Banks tell it only together with its like, so the answer says what was counted. */
  readonly isWider: boolean;
};

type Options = {
  readonly noun?: PaymentNoun;
  readonly isWider?: boolean;
  readonly but?: readonly Category[];
};

function under(
  id: string,
  words: readonly string[],
  any: readonly Category[],
  { noun = "payment", isWider = false, but }: Options = {},
): SpendingCategory {
  const rule = but === undefined ? { any } : { any, but };
  return { id, words, rule: { kind: "under", ...rule }, noun, isWider };
}

const FOOD = "FOOD_AND_DRINK";
const GOODS = "GENERAL_MERCHANDISE";
const RIDES = "TRANSPORTATION";
const HOME_BILLS = "RENT_AND_UTILITIES";
const RENT = "RENT_AND_UTILITIES_RENT";
const SERVICES = "GENERAL_SERVICES";
const BOUGHT = { noun: "purchase" } as const;
const WIDER = { isWider: true } as const;

/** Each word stands once; Plaid's personal finance categories on the other side. */
export const SPENDING_CATEGORIES: readonly SpendingCategory[] = [
  under("food", ["food", "food and drink"], [FOOD]),
  under(
    "groceries",
    ["groceries", "grocery", "grocery shopping", "supermarket", "supermarkets", "food shop", "food shopping"],
    [`${FOOD}_GROCERIES`],
  ),
  under(
    "takeout",
    [
      "takeout",
      "take out",
      "takeaway",
      "takeaways",
      "take away",
      "delivery",
      "food delivery",
      "pizza",
      "burgers",
      "sushi",
      "sandwich",
      "kebab",
      "curry",
    ],
    [`${FOOD}_RESTAURANT`, `${FOOD}_FAST_FOOD`],
    { noun: "order", isWider: true },
  ),
  under(
    "eating-out",
    ["eating out", "dining out", "dining", "meals out", "breakfast", "brunch", "lunch", "dinner"],
    [`${FOOD}_RESTAURANT`, `${FOOD}_FAST_FOOD`],
    WIDER,
  ),
  under("restaurants", ["restaurants", "restaurant"], [`${FOOD}_RESTAURANT`]),
  under("fast-food", ["fast food"], [`${FOOD}_FAST_FOOD`]),
  under("coffee", ["coffee", "coffees", "coffee shops", "cafes", "cafe", "latte"], [`${FOOD}_COFFEE`]),
  under(
    "drinks",
    ["drinks", "drink", "alcohol", "beer", "wine", "bars", "bar", "pubs", "pub", "booze", "liquor"],
    [`${FOOD}_BEER_WINE_AND_LIQUOR`],
  ),
  under(
    "snacks",
    ["snacks", "snack", "vending machines"],
    [`${FOOD}_VENDING_MACHINES`, `${GOODS}_CONVENIENCE_STORES`],
    WIDER,
  ),
  under("transport", ["transport", "transportation", "getting around"], [RIDES]),
  under(
    "public-transport",
    [
      "public transport",
      "public transit",
      "transit",
      "bus",
      "train",
      "trains",
      "metro",
      "subway fares",
      "tram",
    ],
    [`${RIDES}_PUBLIC_TRANSIT`],
  ),
  under(
    "taxis",
    ["taxis", "taxi", "cabs", "cab", "rideshare", "rideshares", "ride shares", "rides"],
    [`${RIDES}_TAXIS_AND_RIDE_SHARES`],
  ),
  under("fuel", ["fuel", "gas", "petrol", "gasoline", "diesel"], [`${RIDES}_GAS`]),
  under("parking", ["parking"], [`${RIDES}_PARKING`]),
  under("tolls", ["tolls", "toll"], [`${RIDES}_TOLLS`]),
  under(
    "car",
    ["car", "my car", "car repairs"],
    [
      `${RIDES}_GAS`,
      `${RIDES}_PARKING`,
      `${RIDES}_TOLLS`,
      `${SERVICES}_AUTOMOTIVE`,
      "LOAN_PAYMENTS_CAR_PAYMENT",
    ],
    WIDER,
  ),
  under("travel", ["travel", "holidays", "holiday", "vacation", "vacations", "trips"], ["TRAVEL"]),
  under("flights", ["flights", "flight", "airfare"], ["TRAVEL_FLIGHTS"]),
  under("hotels", ["hotels", "hotel", "lodging"], ["TRAVEL_LODGING"]),
  under("rent", ["rent"], [RENT]),
  under("mortgage", ["mortgage"], ["LOAN_PAYMENTS_MORTGAGE_PAYMENT"]),
  under("bills", ["bills", "bill"], [HOME_BILLS, `${SERVICES}_INSURANCE`], { isWider: true, but: [RENT] }),
  under("utilities", ["utilities", "utility"], [HOME_BILLS], { but: [RENT] }),
  under(
    "electricity",
    ["electricity", "electric", "heating", "energy bill", "power"],
    [`${HOME_BILLS}_GAS_AND_ELECTRICITY`],
    WIDER,
  ),
  under(
    "water",
    ["water bill", "water"],
    [`${HOME_BILLS}_WATER`, `${HOME_BILLS}_SEWAGE_AND_WASTE_MANAGEMENT`],
  ),
  under("internet", ["internet", "broadband", "cable"], [`${HOME_BILLS}_INTERNET_AND_CABLE`]),
  under("phone", ["phone bill", "phone", "mobile"], [`${HOME_BILLS}_TELEPHONE`]),
  under("insurance", ["insurance"], [`${SERVICES}_INSURANCE`]),
  under("loans", ["loans", "loan", "debt"], ["LOAN_PAYMENTS"]),
  under("taxes", ["taxes", "tax"], ["GOVERNMENT_AND_NON_PROFIT_TAX_PAYMENT"]),
  under("fees", ["fees", "fee", "bank fees"], ["BANK_FEES"]),
  under("home", ["household", "home", "home improvement", "diy", "garden", "repairs"], ["HOME_IMPROVEMENT"], {
    noun: "purchase",
    isWider: true,
  }),
  under("furniture", ["furniture"], ["HOME_IMPROVEMENT_FURNITURE"], BOUGHT),
  under("childcare", ["childcare", "daycare"], [`${SERVICES}_CHILDCARE`]),
  under("kids", ["kids", "children"], [`${SERVICES}_CHILDCARE`], WIDER),
  under("shopping", ["shopping", "stuff", "things"], [GOODS], BOUGHT),
  under("online-shopping", ["online shopping", "marketplaces"], [`${GOODS}_ONLINE_MARKETPLACES`], BOUGHT),
  under(
    "clothes",
    ["clothes", "clothing", "shoes", "trainers", "sneakers", "fashion"],
    [`${GOODS}_CLOTHING_AND_ACCESSORIES`],
    BOUGHT,
  ),
  under("electronics", ["electronics", "gadgets", "tech"], [`${GOODS}_ELECTRONICS`], BOUGHT),
  under("books", ["books", "newspapers"], [`${GOODS}_BOOKSTORES_AND_NEWSSTANDS`], BOUGHT),
  under("gifts", ["gifts", "gift", "presents", "toys"], [`${GOODS}_GIFTS_AND_NOVELTIES`], {
    noun: "purchase",
    isWider: true,
  }),
  under("pets", ["pets", "pet", "pet food"], [`${GOODS}_PET_SUPPLIES`, "MEDICAL_VETERINARY_SERVICES"]),
  under("vet", ["vet"], ["MEDICAL_VETERINARY_SERVICES"]),
  under(
    "tobacco",
    ["tobacco", "cigarettes", "vapes", "vape", "smoking"],
    [`${GOODS}_TOBACCO_AND_VAPE`],
    BOUGHT,
  ),
  under(
    "beauty",
    ["beauty", "makeup", "skincare", "cosmetics", "haircut", "haircuts", "hair"],
    ["PERSONAL_CARE_HAIR_AND_BEAUTY"],
    WIDER,
  ),
  under("personal-care", ["personal care", "self care"], ["PERSONAL_CARE"]),
  under("laundry", ["laundry", "dry cleaning"], ["PERSONAL_CARE_LAUNDRY_AND_DRY_CLEANING"]),
  under("gym", ["gym", "fitness"], ["PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS"]),
  under(
    "sports",
    ["sports", "sport"],
    [`${GOODS}_SPORTING_GOODS`, "PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS"],
    WIDER,
  ),
  under("health", ["health", "healthcare", "medical"], ["MEDICAL"], { but: ["MEDICAL_VETERINARY_SERVICES"] }),
  under("pharmacy", ["pharmacy", "medicine", "chemist"], ["MEDICAL_PHARMACIES_AND_SUPPLEMENTS"]),
  under("doctor", ["doctor", "doctors"], ["MEDICAL_PRIMARY_CARE"]),
  under("dentist", ["dentist"], ["MEDICAL_DENTAL_CARE"]),
  under("entertainment", ["entertainment", "fun", "going out"], ["ENTERTAINMENT"]),
  under("movies", ["movies", "cinema", "streaming", "tv"], ["ENTERTAINMENT_TV_AND_MOVIES"], WIDER),
  under("music", ["music"], ["ENTERTAINMENT_MUSIC_AND_AUDIO"]),
  under(
    "concerts",
    ["concerts", "concert", "tickets", "events"],
    ["ENTERTAINMENT_SPORTING_EVENTS_AMUSEMENT_PARKS_AND_MUSEUMS"],
    WIDER,
  ),
  under("games", ["games", "video games"], ["ENTERTAINMENT_VIDEO_GAMES"], BOUGHT),
  under("gambling", ["gambling", "lottery", "betting", "casino"], ["ENTERTAINMENT_CASINOS_AND_GAMBLING"]),
  under("education", ["education", "school", "courses", "tuition"], [`${SERVICES}_EDUCATION`]),
  under("donations", ["charity", "donations"], ["GOVERNMENT_AND_NON_PROFIT_DONATIONS"]),
  under("post", ["postage", "shipping"], [`${SERVICES}_POSTAGE_AND_SHIPPING`]),
  {
    id: "choices",
    words: [
      "choices",
      "by choice",
      "extras",
      "discretionary",
      "discretionary spending",
      "non essentials",
      "nonessentials",
      "luxuries",
      "treats",
      "wants",
      "fun money",
    ],
    rule: { kind: "choices" },
    noun: "payment",
    isWider: true,
  },
  {
    id: "needs",
    words: ["needs", "necessities", "essentials"],
    rule: { kind: "needs" },
    noun: "payment",
    isWider: true,
  },
  {
    id: "impulses",
    words: ["impulse buys", "impulse purchases", "impulse spending", "impulse"],
    rule: { kind: "impulses" },
    noun: "purchase",
    isWider: true,
  },
];

/** Things shops sell that no bank can tell apart, with the kinds of spending that come nearest. */
export const UNTELLABLE: Readonly<Record<string, readonly string[]>> = {
  sweets: ["snacks", "groceries"],
  candy: ["snacks", "groceries"],
  chocolate: ["snacks", "groceries"],
  bakery: ["coffee", "groceries"],
  cleaning: ["household", "groceries"],
  therapy: ["health"],
  hobbies: ["entertainment", "shopping"],
  apps: ["electronics", "entertainment"],
  subscriptions: ["streaming", "music", "gym"],
};

/** Whether a payment is of this kind. */
export function isOfCategory(item: SpendingItem, { rule }: SpendingCategory): boolean {
  switch (rule.kind) {
    case "choices":
      return item.isChoice;
    case "needs":
      return !item.isChoice;
    case "impulses":
      return item.isPossibleImpulse;
    case "under":
      return (
        rule.any.some((prefix) => isUnder(item.category, prefix)) &&
        !rule.but?.some((prefix) => isUnder(item.category, prefix))
      );
  }
}
