import { type CategoryFinding, findCategory, foldName } from "../questions/names.ts";
import { type CategoryPair, TAXONOMY, toCategory } from "./taxonomy.ts";

/** A category found for what a person said, or what comes near it. */
export type CategoryOfWords =
  | {
      readonly kind: "found";
      /** The one that a payment is put under. */
      readonly pair: CategoryPair;
      /** All that the words take in, for sums: "eating out" is restaurants and fast food. */
      readonly any: readonly string[];
      readonly but: readonly string[];
    }
  | Exclude<CategoryFinding, { readonly kind: "found" }>;

/** What people say that is no spending asked after, and names that the list of spending has no word for. */
const MORE_WORDS: readonly (readonly [category: string, ...words: string[]])[] = [
  ["INCOME_OTHER", "other income"],
  ["INCOME_SALARY", "salary", "wage", "wages", "pay", "paycheck", "pay cheque", "payroll"],
  ["INCOME_RENTAL", "rent you receive", "rental income", "rent i receive", "rent from tenants"],
  ["INCOME_RETIREMENT_PENSION", "pension", "retirement"],
  ["INCOME_TAX_REFUND", "tax refund", "tax rebate"],
  ["INCOME_INTEREST_EARNED", "interest", "interest earned"],
  ["INCOME_GIG_ECONOMY", "gig work", "freelance", "side job"],
  ["INCOME_LONG_TERM_DISABILITY", "disability benefit", "disability"],
  ["INCOME_MILITARY", "military pay"],
  ["INCOME_UNEMPLOYMENT", "unemployment benefit", "unemployment"],
  ["LOAN_DISBURSEMENTS", "a loan paid out", "loan paid out"],
  ["LOAN_DISBURSEMENTS_AUTO", "car loan paid out"],
  ["LOAN_DISBURSEMENTS_BNPL", "pay later loan paid out"],
  ["LOAN_DISBURSEMENTS_CASH_ADVANCES", "cash advance received"],
  ["LOAN_DISBURSEMENTS_EWA", "early wages received"],
  ["LOAN_DISBURSEMENTS_MORTGAGE", "mortgage paid out"],
  ["LOAN_DISBURSEMENTS_PERSONAL", "personal loan paid out"],
  ["LOAN_DISBURSEMENTS_STUDENT", "student loan paid out"],
  ["LOAN_DISBURSEMENTS_OTHER_DISBURSEMENT", "other loan paid out"],
  ["LOAN_PAYMENTS_CAR_PAYMENT", "car loan", "car payment"],
  ["LOAN_PAYMENTS_CASH_ADVANCES", "cash advance paid back"],
  ["LOAN_PAYMENTS_CREDIT_CARD_PAYMENT", "card payment", "credit card payment", "credit card bill"],
  ["LOAN_PAYMENTS_EWA", "early wages paid back"],
  ["LOAN_PAYMENTS_PERSONAL_LOAN_PAYMENT", "personal loan"],
  ["LOAN_PAYMENTS_STUDENT_LOAN_PAYMENT", "student loan", "student loans"],
  ["LOAN_PAYMENTS_OTHER_PAYMENT", "other loan payment"],
  ["TRANSFER_IN_ACCOUNT_TRANSFER", "transfer from your account", "transfer from my account"],
  ["TRANSFER_IN_INVESTMENT_AND_RETIREMENT_FUNDS", "from investments"],
  ["TRANSFER_IN_SAVINGS", "from savings"],
  ["TRANSFER_IN_WIRE", "wire received"],
  ["TRANSFER_OUT_ACCOUNT_TRANSFER", "transfer to your account", "transfer to my account", "transfer"],
  [
    "TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS",
    "to investments",
    "investment",
    "investments",
    "investing",
  ],
  ["TRANSFER_OUT_SAVINGS", "to savings", "savings", "saving"],
  ["TRANSFER_OUT_WIRE", "wire sent", "wire"],
  ["TRANSFER_OUT_WITHDRAWAL", "cash withdrawal", "cash", "atm", "withdrawal"],
  ["BANK_FEES_ATM_FEES", "cash machine fee", "atm fee"],
  ["BANK_FEES_CASH_ADVANCE", "cash advance fee"],
  ["BANK_FEES_FOREIGN_TRANSACTION_FEES", "foreign transaction fee"],
  ["BANK_FEES_INSUFFICIENT_FUNDS", "insufficient funds fee"],
  ["BANK_FEES_INTEREST_CHARGE", "interest charged"],
  ["BANK_FEES_LATE_FEES", "late fee"],
  ["BANK_FEES_OVERDRAFT_FEES", "overdraft fee", "overdraft"],
  ["BANK_FEES_OTHER_BANK_FEES", "other bank fee"],
  ["ENTERTAINMENT_SPORTING_EVENTS_AMUSEMENT_PARKS_AND_MUSEUMS", "events and museums", "museum", "museums"],
  ["ENTERTAINMENT_TV_AND_MOVIES", "films and streaming", "films"],
  ["HOME_IMPROVEMENT_HARDWARE", "hardware and tools", "tools", "hardware"],
  ["HOME_IMPROVEMENT_REPAIR_AND_MAINTENANCE", "home repairs"],
  ["HOME_IMPROVEMENT_SECURITY", "home security"],
  ["MEDICAL_OTHER_MEDICAL", "other health"],
  ["PERSONAL_CARE_HAIR_AND_BEAUTY", "hair and beauty"],
  ["GENERAL_SERVICES_ACCOUNTING_AND_FINANCIAL_PLANNING", "accounting", "accountant"],
  ["GENERAL_SERVICES_AUTOMOTIVE", "car repairs", "car repair", "mechanic", "car service"],
  ["GENERAL_SERVICES_CONSULTING_AND_LEGAL", "legal advice", "lawyer"],
  ["GENERAL_SERVICES", "services", "general services"],
  ["GENERAL_SERVICES_OTHER_GENERAL_SERVICES", "other services"],
  ["GENERAL_MERCHANDISE_OTHER_GENERAL_MERCHANDISE", "other shopping"],
  ["GOVERNMENT_AND_NON_PROFIT", "taxes and donations"],
  [
    "GOVERNMENT_AND_NON_PROFIT_GOVERNMENT_DEPARTMENTS_AND_AGENCIES",
    "government offices",
    "government",
    "passport",
  ],
  ["GOVERNMENT_AND_NON_PROFIT_OTHER_GOVERNMENT_AND_NON_PROFIT", "other public bodies"],
  ["TRANSPORTATION_OTHER_TRANSPORTATION", "other transport"],
  ["TRAVEL_RENTAL_CARS", "car rental", "rental car", "rental cars"],
  ["RENT_AND_UTILITIES_SEWAGE_AND_WASTE_MANAGEMENT", "waste and sewage", "waste", "trash", "sewage"],
  ["OTHER", "something else", "other"],
  ["OTHER_OTHER", "anything else"],
];

const BY_WORDS: ReadonlyMap<string, string> = new Map([
  // "Department stores" of GENERAL_MERCHANDISE_DEPARTMENT_STORES, where no word of people's own means something else.
  ...Object.entries(TAXONOMY).flatMap(([primary, details]) => [
    [wordsOf(primary), primary] as const,
    ...details
      // A loan is paid out by many names, none of which is what a person means by its word alone.
      .filter(() => primary !== "LOAN_DISBURSEMENTS")
      .map((detail) => [wordsOf(detail), `${primary}_${detail}`] as const),
  ]),
]);

/**
 * The category a person means: "groceries", "eating out", "salary", "cash". A slip or two in a longer word does not matter.
 *
 * What is judged and not bought ("choices", "needs") is no category.
 *
 * @param options.exactly no slips, for words that may mean anything else
 */
export function categoryFromWords(
  said: string,
  options: { readonly exactly?: boolean } = {},
): CategoryOfWords {
  const wanted = foldName(said);
  const own = MORE_BY_WORD.get(wanted);
  if (own !== undefined) return of(own);
  const spending = findCategory(said, options);
  if (spending.kind !== "found") {
    const named = BY_WORDS.get(wanted);
    return named === undefined ? spending : of(named);
  }
  // A word that only a slip led to may be another category's own name.
  const named = BY_WORDS.get(wanted);
  if (named !== undefined && !spending.category.words.includes(wanted)) return of(named);
  const { rule } = spending.category;
  if (rule.kind !== "under") return { kind: "unknown", near: [] };
  const [first = "OTHER"] = rule.any;
  return { kind: "found", pair: toCategory(first), any: rule.any, but: rule.but ?? [] };
}

const MORE_BY_WORD: ReadonlyMap<string, string> = new Map(
  MORE_WORDS.flatMap(([category, ...words]) => words.map((word) => [word, category] as const)),
);

function of(category: string): CategoryOfWords {
  return { kind: "found", pair: toCategory(category), any: [category], but: [] };
}

/** The words of an id. */
function wordsOf(id: string): string {
  return id.toLowerCase().replaceAll("_", " ");
}
