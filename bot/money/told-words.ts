import type { Frame } from "../../coaching/understanding/frame.ts";
import { type Reply, tell } from "../reply.ts";

const OPENING = String.raw`^(?:(?:ugh|oh|well|so|and|but|ok|okay|hey|today|yesterday|just|finally),? )*(?:i|we)(?:'ve| have)? `;
const NOT_BOUGHT = new RegExp(
  String.raw`${OPENING}(?:did ?n[o'’]?t|have ?n[o'’]?t|never|almost|nearly)(?: end up)? (?:buy|bought|buying|order|ordered|spend|spent|pay|paid)\b`,
  "i",
);
const BOUGHT = new RegExp(
  String.raw`${OPENING}(?:just |also |already |finally |really )*(?:bought|ordered|purchased|paid)\b`,
  "i",
);
const BILLS = /^(?:i|we)(?:'m|'re| am| are)\b.{0,40}\b(?:bills?|debts?|payments?|expenses)\b/i;
/** Asked of what came in: only what goes out is told. */
const INCOME =
  /^(?:what|how much|how many|how|how's|hows|where|when|did|do|show)\b.{0,40}\b(?:earn(?:ed|ing|ings|s)?|incomes?|salar(?:y|ies)|wages?|pay ?che(?:ck|que)s?)\b/i;

/** What is said to a sentence about money that neither asks for a sum nor names one; null for any other. */
export function toldReply(text: string, { intent }: Frame): Reply | null {
  if (intent !== "unclear" || text.includes("?")) return null;
  if (NOT_BOUGHT.test(text)) return tell("hand/not-bought");
  if (BOUGHT.test(text)) return tell("hand/no-amount");
  return BILLS.test(text) ? tell("hand/bills-told") : null;
}

/** What is said to a question about income that nothing else reads; null for any other. */
export function incomeReply(text: string, { intent }: Frame): Reply | null {
  return intent === "unclear" && INCOME.test(text) ? tell("questions/words/income") : null;
}
