import { z } from "zod";
import { merchantKeys, payeeReader } from "../../coaching/merchants/merchant.ts";
import { changeRows } from "../../db/queries/corrections.ts";
import { markDirty } from "../../db/queries/dirty-days.ts";
import { loadMerchantRule, type MerchantRule, saveMerchantRule } from "../../db/queries/merchant-words.ts";
import type { MoneyChange } from "../../db/queries/money-changes.ts";
import { findMerchantLines } from "../../db/queries/transactions.ts";
import { type Reply, tell } from "../reply.ts";
import type { Turn } from "../turn.ts";
import { keepForUndo } from "./keep-for-undo.ts";
import { type Layer, takeOff, topChange } from "./layers.ts";
import { understandAnew } from "./purchase-change.ts";

/** One merchant as the person's payments have it, by its key before any rule. */
export type Merchant = {
  readonly key: string;
  /** Its payments: their days and the names they are shown by. */
  readonly rows: readonly { readonly id: string; readonly date: string; readonly name: string | null }[];
};

/** The merchant of one transaction; null where nobody is named. */
export async function merchantOf(turn: Turn, transactionId: string): Promise<Merchant | null> {
  const payeeOf = payeeReader();
  const lines = (await findMerchantLines(turn.db, turn.context.person.userId)).map((row) => ({
    ...row,
    rawDescriptor: payeeOf(row.rawDescriptor, row.memo),
  }));
  const keys = merchantKeys(lines);
  const key = keys.get(transactionId) ?? null;
  if (key === null) return null;
  const rows = lines
    .filter(({ id }) => keys.get(id) === key)
    .map(({ id, date, shownName }) => ({ id, date, name: shownName }));
  return { key, rows };
}

/** What may be said of everything at a merchant. */
type RuleNow = Partial<MerchantRule>;

const FIELDS: readonly { readonly name: string; readonly said: readonly (keyof MerchantRule)[] }[] = [
  { name: "name", said: ["displayName"] },
  { name: "category", said: ["category", "subcategory"] },
  { name: "choice", said: ["isDiscretionary"] },
];

const ruled = z.object({ merchantKey: z.string(), shown: z.string() });
const renamedRows = z.array(z.object({ name: z.string().nullable(), ids: z.array(z.uuid()) }));

/** Keeps a rule for a merchant; a new name shows at once, the rest is worked out beside the conversation. @returns the change's id */
export async function ruleMerchant(
  turn: Turn,
  merchant: Merchant,
  now: RuleNow,
  shown: string,
): Promise<string> {
  const { db, context } = turn;
  const { userId } = context.person;
  const rule = await loadMerchantRule(db, userId, merchant.key);
  const subject = `merchant:${merchant.key}`;
  const layers: Record<string, Layer> = {};
  for (const { name, said } of FIELDS.filter((field) => field.said.some((one) => now[one] !== undefined))) {
    layers[name] = {
      said: Object.fromEntries(said.map((one) => [one, rule[one]])),
      rows: name === "name" ? namesOf(merchant) : [],
      prior: await topChange(db, userId, subject, name),
    };
  }
  await saveMerchantRule(db, userId, merchant.key, { ...rule, ...now }, context.now);
  const { displayName } = now;
  if (displayName !== undefined && displayName !== null) {
    await changeRows(
      db,
      userId,
      merchant.rows.map(({ id }) => id),
      { merchantName: displayName },
      context.now,
    );
    // A name decides which refund belongs to which purchase.
    await markDirty(db, userId, [...new Set(merchant.rows.map(({ date }) => date))], context.now);
  }
  understandAnew(turn);
  return keepForUndo(turn, {
    kind: "merchant-rule",
    before: { layers },
    after: { subject, merchantKey: merchant.key, shown, said: now },
  });
}

export async function unruleMerchant(turn: Turn, change: MoneyChange): Promise<readonly Reply[]> {
  const { db, context } = turn;
  const { userId } = context.person;
  const { merchantKey, shown } = ruled.parse(change.after);
  const layers = await takeOff(db, userId, change, `merchant:${merchantKey}`);
  const rule = await loadMerchantRule(db, userId, merchantKey);
  const back = Object.assign({}, ...Object.values(layers).map((layer) => layer.said));
  await saveMerchantRule(db, userId, merchantKey, { ...rule, ...back }, context.now);
  const { name } = layers;
  if (name !== undefined) {
    const groups = renamedRows.parse(name.rows);
    for (const group of groups) {
      await changeRows(db, userId, group.ids, { merchantName: group.name }, context.now);
    }
    const ids = new Set(groups.flatMap((group) => group.ids));
    const lines = await findMerchantLines(db, userId);
    const dates = lines.filter(({ id }) => ids.has(id)).map(({ date }) => date);
    await markDirty(db, userId, dates, context.now);
  }
  understandAnew(turn);
  return [tell("correct/unruled", { merchant: shown })];
}

function namesOf({ rows }: Merchant): z.infer<typeof renamedRows> {
  return [...Map.groupBy(rows, ({ name }) => name)].map(([name, some]) => ({
    name,
    ids: some.map(({ id }) => id),
  }));
}
