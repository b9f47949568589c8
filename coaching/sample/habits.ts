/** How a merchant's line looks on a statement. */
export type DescriptorStyle = "square" | "toast" | "store" | "online" | "paypal" | "ach";

/** Something bought again and again, in an own rhythm. Amounts in US dollars before scaling. */
export type Habit = {
  /** Purpose of its random streams: renaming one gives other data. */
  readonly id: string;
  /** Plaid's detailed personal finance category. */
  readonly category: string;
  readonly discretionary: boolean;
  /** Visits a week, lowest and highest over persons; or days between two, for what runs out. */
  readonly rhythm:
    | { readonly kind: "visits"; readonly weekly: readonly [number, number] }
    | { readonly kind: "renewal"; readonly days: readonly [number, number] };
  /** Share of persons who have it at all. */
  readonly share: number;
  /** Factor on the rate for Monday to Sunday. */
  readonly weekdays: readonly [number, number, number, number, number, number, number];
  readonly medianUsd: number;
  /** Standard deviation of the log of the amount. */
  readonly logSd: number;
  /** Wall-clock minutes between which it happens. */
  readonly hours: readonly [number, number];
  readonly style: DescriptorStyle;
  readonly refundable: boolean;
  readonly merchants: readonly string[];
};

const EVEN = [1, 1, 1, 1, 1, 1, 1] as const;
const WEEKEND = [0.7, 0.7, 0.8, 0.9, 1.3, 1.5, 1.1] as const;

/** The twelve habits of section "demo population": three one cannot do without, nine one can. */
export const HABITS: readonly Habit[] = [
  {
    id: "groceries",
    category: "FOOD_AND_DRINK_GROCERIES",
    discretionary: false,
    rhythm: { kind: "renewal", days: [4.8, 7] },
    share: 1,
    weekdays: EVEN,
    medianUsd: 76,
    logSd: 0.4,
    hours: [600, 1200],
    style: "store",
    refundable: false,
    merchants: ["Greenleaf Market", "Harvest Lane Foods", "Cornerstone Grocers", "Daily Basket"],
  },
  {
    id: "fuel",
    category: "TRANSPORTATION_GAS",
    discretionary: false,
    rhythm: { kind: "renewal", days: [6, 12] },
    share: 0.7,
    weekdays: EVEN,
    medianUsd: 43,
    logSd: 0.18,
    hours: [420, 1200],
    style: "store",
    refundable: false,
    merchants: ["Northway Fuel", "Redline Gas", "Junction Petrol"],
  },
  {
    id: "pharmacy",
    category: "MEDICAL_PHARMACIES_AND_SUPPLEMENTS",
    discretionary: false,
    rhythm: { kind: "renewal", days: [18, 45] },
    share: 0.9,
    weekdays: EVEN,
    medianUsd: 24,
    logSd: 0.55,
    hours: [600, 1140],
    style: "store",
    refundable: false,
    merchants: ["Willow Pharmacy", "Hillside Chemist"],
  },
  {
    id: "coffee",
    category: "FOOD_AND_DRINK_COFFEE",
    discretionary: true,
    rhythm: { kind: "visits", weekly: [0, 6] },
    share: 0.85,
    weekdays: [1.1, 1.1, 1.1, 1.1, 1.1, 0.9, 0.6],
    medianUsd: 5.4,
    logSd: 0.25,
    hours: [455, 640],
    style: "square",
    refundable: false,
    merchants: ["Corner Roast", "Copper Kettle Coffee", "Tall Pine Espresso", "Sidestreet Coffee"],
  },
  {
    id: "restaurant",
    category: "FOOD_AND_DRINK_RESTAURANT",
    discretionary: true,
    rhythm: { kind: "visits", weekly: [0.4, 1.5] },
    share: 1,
    weekdays: WEEKEND,
    medianUsd: 41,
    logSd: 0.45,
    hours: [1100, 1290],
    style: "toast",
    refundable: false,
    merchants: ["Olive & Ember", "Noodle Harbor", "The Brass Spoon", "Casa Limon", "Saffron Table"],
  },
  {
    id: "lunch",
    category: "FOOD_AND_DRINK_FAST_FOOD",
    discretionary: true,
    rhythm: { kind: "visits", weekly: [0.2, 2] },
    share: 0.9,
    weekdays: [1.2, 1.2, 1.2, 1.2, 1.1, 0.6, 0.5],
    medianUsd: 15,
    logSd: 0.25,
    hours: [700, 830],
    style: "square",
    refundable: false,
    merchants: ["Bowl & Bun", "Taco Vereda", "Pita Corner", "Sandwich Yard"],
  },
  {
    id: "delivery",
    category: "FOOD_AND_DRINK_RESTAURANT",
    discretionary: true,
    rhythm: { kind: "visits", weekly: [0.1, 0.9] },
    share: 0.7,
    weekdays: WEEKEND,
    medianUsd: 31,
    logSd: 0.3,
    hours: [1080, 1259],
    style: "online",
    refundable: false,
    merchants: ["Dashplate", "Hungry Heron"],
  },
  {
    id: "rides",
    category: "TRANSPORTATION_TAXIS_AND_RIDE_SHARES",
    discretionary: true,
    rhythm: { kind: "visits", weekly: [0.1, 0.8] },
    share: 0.6,
    weekdays: WEEKEND,
    medianUsd: 17,
    logSd: 0.4,
    hours: [900, 1400],
    style: "online",
    refundable: false,
    merchants: ["Hopride", "Yellowlane Cabs"],
  },
  {
    id: "marketplace",
    category: "GENERAL_MERCHANDISE_ONLINE_MARKETPLACES",
    discretionary: true,
    rhythm: { kind: "visits", weekly: [0.3, 0.9] },
    share: 1,
    weekdays: EVEN,
    medianUsd: 36,
    logSd: 0.7,
    hours: [720, 1259],
    style: "online",
    refundable: true,
    merchants: ["Bazaarly", "Openstall"],
  },
  {
    id: "clothing",
    category: "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES",
    discretionary: true,
    rhythm: { kind: "visits", weekly: [0.1, 0.4] },
    share: 0.95,
    weekdays: WEEKEND,
    medianUsd: 68,
    logSd: 0.5,
    hours: [660, 1200],
    style: "store",
    refundable: true,
    merchants: ["Thread & Tailor", "Linden Wear", "Northfold Outfitters"],
  },
  {
    id: "outings",
    category: "ENTERTAINMENT_OTHER_ENTERTAINMENT",
    discretionary: true,
    rhythm: { kind: "visits", weekly: [0.1, 0.5] },
    share: 0.9,
    weekdays: WEEKEND,
    medianUsd: 34,
    logSd: 0.5,
    hours: [1020, 1320],
    style: "paypal",
    refundable: false,
    merchants: ["Lantern Cinema", "Riverside Hall", "Pinball Attic"],
  },
  {
    id: "bars",
    category: "FOOD_AND_DRINK_BEER_WINE_AND_LIQUOR",
    discretionary: true,
    rhythm: { kind: "visits", weekly: [0.1, 0.7] },
    share: 0.6,
    weekdays: WEEKEND,
    medianUsd: 27,
    logSd: 0.45,
    hours: [1150, 1380],
    style: "toast",
    refundable: false,
    merchants: ["The Copper Fox", "Cellar Nine"],
  },
];

/** What is bought late in the evening; the factor is on the habit's median amount. */
export const IMPULSES = [
  { habit: "marketplace", weight: 0.45, factor: 1.5 },
  { habit: "clothing", weight: 0.35, factor: 1.2 },
  { habit: "delivery", weight: 0.2, factor: 1.3 },
] as const;

/** Shops that an advertisement leads to at night; most are visited once and never again. */
export const NIGHT_SHOPS: Readonly<Record<string, readonly string[]>> = {
  marketplace: [
    "Gadget Orchard",
    "Tinkerbay",
    "Lampenfein",
    "Mugs & Marvels",
    "Petalcrate",
    "Deskwright",
    "Snugloft",
    "Pocketforge",
    "Novelty Pier",
    "Kitchenary",
    "Bright Oddments",
    "Hobbyhollow",
  ],
  clothing: [
    "Velvet Row",
    "Sockwell & Co",
    "Marlow Street",
    "Driftknit",
    "Fable Denim",
    "Cobalt Hem",
    "Loop & Button",
    "Wren Vintage",
    "Stride Atelier",
    "Halcyon Wear",
  ],
};
