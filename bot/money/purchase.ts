import { z } from "zod";
import { CATEGORY_IDS, toCategory } from "../../coaching/categories/taxonomy.ts";
import type { ChoiceReason } from "../../coaching/discretionary/classifier.ts";
import { formatMoney } from "../../coaching/model/money.ts";
import { MONEY_CONFIG } from "../../coaching/money/config.ts";
import { IMPULSE_SIGNS } from "../../coaching/money/impulse-reason.ts";
import { loadSaid, type Said, standingChanges } from "../../db/queries/corrections.ts";
import { hasMerchantRules, loadMerchantRule } from "../../db/queries/merchant-words.ts";
import { loadRecurring } from "../../db/queries/recurring.ts";
import { findParts, findTransaction, type MoneyRow } from "../../db/queries/transactions.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { clockAt, dayName, dayShort, listed, sentenceCase, shorten } from "../format.ts";
import { type Choice, inline, type Part, say as part, tell } from "../reply.ts";
import { say, speakOf, type Turn, takeAnswer } from "../turn.ts";
import { categoryName } from "./category-name.ts";
import { merchantOf } from "./merchant-change.ts";
import { subjectOf } from "./purchase-change.ts";
import { whyChoice, whyImpulse } from "./reasons.ts";
import {
  amountWords,
  flow,
  isUnsure,
  merchantWords,
  movementWords,
  purchaseWords,
} from "./transaction-words.ts";

/** From this probability on it is said without "probably". */
const SURE_FROM = 0.85;
const LONGEST_LINE = 120;

/** Everything that is known of one transaction, each thing once, with what can be changed. */
export async function showPurchase(turn: Turn, id: string): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  if (isResting(turn.chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const row = await findTransaction(db, userId, id);
  if (row === null) return say(turn, [tell("errors/button-gone")]);
  const [said, parts, changes, merchant] = [
    await loadSaid(db, userId, row),
    await findParts(db, userId, id),
    await standingChanges(db, userId, subjectOf(row)),
    // To know the merchant, everybody paid has to be read: only where there is a rule that may be about it.
    (await hasMerchantRules(db, userId)) ? await merchantOf(turn, id) : null,
  ];
  const rule = merchant === null ? null : await loadMerchantRule(db, userId, merchant.key);
  const whole = row.splitOf === null ? null : await findTransaction(db, userId, row.splitOf);
  speakOf(turn, [id]);
  say(turn, [
    {
      parts: [
        headPart(turn, row),
        accountPart(row),
        categoryPart(row, said, rule?.category != null, merchantWords(row)),
        ...choiceParts(row),
        ...(row.isRecurring === true ? [await comesBackPart(turn, row)] : []),
        ...impulseParts(row),
        ...(row.notes === null ? [] : [part("correct/your-note", { note: row.notes })]),
        ...(parts.length === 0 ? [] : [part("correct/its-parts", { parts: listed(parts.map(partWords)) })]),
        ...(whole === null
          ? []
          : [part("correct/its-whole", { purchase: purchaseWords(whole, context.today) })]),
        ...(row.pending ? [part("correct/is-pending")] : []),
        part("correct/buttons"),
      ],
      choices: choicesFor(row, changes.at(-1)?.id ?? null),
    },
  ]);
}

function headPart({ context }: Turn, row: MoneyRow): Part {
  const { today, person } = context;
  const movement = movementWords(row, dayName(row.date, today));
  return row.timeKnown
    ? part("correct/head-at", { movement, clock: clockAt(row.at, person.timezone) })
    : part("correct/head", { movement });
}

/** The account, with the bank's own line where that says more than the name. */
function accountPart(row: MoneyRow): Part {
  const line = row.rawName?.trim() ?? "";
  const account = row.accountName;
  if (row.source === "hand") return part("correct/by-hand");
  if (line === "" || line.toLowerCase() === row.merchantName?.toLowerCase()) {
    return part("correct/account", { account });
  }
  return part("correct/account-line", { account, line: shorten(line, LONGEST_LINE) });
}

function categoryPart(row: MoneyRow, said: Said, isRuled: boolean, merchant: string): Part {
  const name = categoryName(row);
  if (name === null) return part("correct/no-category");
  const facts = { category: sentenceCase(name), merchant };
  if (said.category !== null) return part("correct/category-said", facts);
  if (row.source === "hand") return part("correct/category-told", facts);
  if (isRuled) return part("correct/category-ruled", facts);
  return part(row.sourceCategory === null ? "correct/category-worked-out" : "correct/category-bank", facts);
}

/** Choice or need, how sure, and why; nothing of what is no spending. */
function choiceParts(row: MoneyRow): readonly Part[] {
  if (flow(row) !== "spending" || row.isDiscretionary === null) return [];
  const reason = choiceReason.safeParse(row.discretionaryReason);
  const facts = {
    why: reason.success ? wordsOf(whyChoice(reason.data, row.merchantName)) : "",
  };
  if (isUnsure(row)) return [part("correct/is-unsure", facts)];
  const probability = row.discretionaryProbability ?? (row.isDiscretionary ? 1 : 0);
  const isSure = probability >= SURE_FROM || probability <= 1 - SURE_FROM;
  const what = row.isDiscretionary ? "choice" : "need";
  return [part(isSure ? `correct/is-${what}` : `correct/probably-${what}`, facts)];
}

/** With its rhythm and next payment where the payments show them. */
async function comesBackPart({ db, context }: Turn, row: MoneyRow): Promise<Part> {
  const { streams } = await loadRecurring(db, context.person, context.today);
  const stream = streams.find(({ transactionIds }) => transactionIds.includes(row.splitOf ?? row.id));
  if (stream === undefined) return part("correct/comes-back");
  const rhythm = inline(`correct/cadence-${stream.cadence}`);
  if (stream.status === "ended") return part("correct/came-back", { rhythm });
  const { nextDate, nextAmountMinor: minor, currency } = stream;
  const facts = { rhythm, day: dayShort(nextDate, context.today), amount: formatMoney({ minor, currency }) };
  return part(nextDate < context.today ? "correct/comes-back-late" : "correct/comes-back-next", facts);
}

function impulseParts(row: MoneyRow): readonly Part[] {
  if ((row.impulseProbability ?? 0) < MONEY_CONFIG.impulse.threshold) return [];
  const reason = impulseReason.safeParse(row.impulseReasons);
  const why = reason.success ? whyImpulse(reason.data) : null;
  return [part("correct/possible-impulse", { why: why === null ? "" : wordsOf(why) })];
}

/** A sentence behind another one. */
function wordsOf({ prompt, facts }: Part): string {
  return ` ${inline(prompt, facts)}`;
}

function partWords(row: MoneyRow): string {
  const category = categoryName(row) ?? inline("transactions/mark-uncategorised");
  return inline("correct/part", { amount: amountWords(row), category });
}

function choicesFor(row: MoneyRow, changeId: string | null): readonly Choice[] {
  const standing = (id: string, label: string): Choice => ({ id, label, standing: true });
  const isSpending = flow(row) === "spending";
  const verdicts = isSpending
    ? [
        ...(row.isDiscretionary === false && !isUnsure(row) ? [] : [standing(`tx:need:${row.id}`, "need")]),
        ...(row.isDiscretionary === true && !isUnsure(row)
          ? []
          : [standing(`tx:choice:${row.id}`, "choice")]),
        standing(
          `tx:${row.isRecurring === true ? "once" : "repeats"}:${row.id}`,
          row.isRecurring === true ? "once" : "repeats",
        ),
      ]
    : [];
  return [
    standing(`tx:category:${row.id}`, "category"),
    ...verdicts,
    standing(`tx:note:${row.id}`, "note"),
    ...(row.splitOf === null ? [standing(`tx:split:${row.id}`, "split")] : []),
    ...(changeId === null ? [] : [standing(`money-undo:${changeId}`, "undo")]),
  ];
}

const answers = { count: z.number(), choices: z.number() };
const choiceReason: z.ZodType<ChoiceReason> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("said-here") }),
  z.object({ kind: z.literal("said-always") }),
  z.object({ kind: z.literal("said-of-merchant"), ...answers }),
  z.object({ kind: z.literal("said-of-category"), category: z.string(), ...answers }),
  z.object({ kind: z.literal("usual-of-category"), category: z.string().nullable() }),
  z.object({ kind: z.literal("no-spending") }),
]);
const impulseReason = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("said"), isImpulse: z.boolean() }),
  z.object({ kind: z.literal("signs"), signs: z.array(z.enum(IMPULSE_SIGNS)) }),
]);

/** A category in a button's token, which has no room for its id: the same for ever, as ids are. */
export function categoryToken(id: string): string {
  let hash = 0x811c9dc5;
  for (const sign of id) hash = Math.imul(hash ^ sign.charCodeAt(0), 0x01000193) >>> 0;
  return hash.toString(36);
}

export function categoryOfToken(token: string) {
  const id = CATEGORY_IDS.find((known) => categoryToken(known) === token);
  return id === undefined ? null : toCategory(id);
}
