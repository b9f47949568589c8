import { z } from "zod";
import { changeRows, loadSaid, type RowChange, type Said, saveSaid } from "../../db/queries/corrections.ts";
import { markDirty } from "../../db/queries/dirty-days.ts";
import type { MoneyChange } from "../../db/queries/money-changes.ts";
import { findRowByKey, findTransaction, type MoneyRow } from "../../db/queries/transactions.ts";
import { type Reply, tell } from "../reply.ts";
import { speakOf, type Turn } from "../turn.ts";
import { keepForUndo } from "./keep-for-undo.ts";
import { type Layer, takeOff, topChange } from "./layers.ts";
import { purchaseWords } from "./transaction-words.ts";

/** What a person may say of one transaction in one breath. */
export type SaidNow = Partial<
  Pick<Said, "category" | "subcategory" | "isDiscretionary" | "isAlone" | "isImpulse" | "notes">
>;

/** A transaction as a change names it: by its row, and by its source's id for when the row has come anew. */
export const purchaseKey = z.object({ id: z.uuid(), accountId: z.uuid(), externalId: z.string() });
type PurchaseKey = z.infer<typeof purchaseKey>;

const corrected = z.object({ purchase: purchaseKey });

/** One thing that is said, with the columns that hold it. */
type Field = {
  readonly name: string;
  readonly said: (keyof SaidNow)[];
  readonly rows: (keyof RowChange & keyof MoneyRow)[];
};

const FIELDS: readonly Field[] = [
  { name: "category", said: ["category", "subcategory"], rows: ["category", "subcategory"] },
  {
    name: "choice",
    said: ["isDiscretionary", "isAlone"],
    rows: ["isDiscretionary", "discretionaryProbability", "discretionaryReason"],
  },
  { name: "impulse", said: ["isImpulse"], rows: ["impulseProbability", "impulseReasons"] },
  { name: "notes", said: ["notes"], rows: ["notes"] },
];

export function subjectOf(row: Pick<MoneyRow, "id">): string {
  return `purchase:${row.id}`;
}

export function keyOf({ id, accountId, externalId }: MoneyRow): PurchaseKey {
  return { id, accountId, externalId };
}

/** Whether something is said now that was not said before. */
export function saysMore(before: Said, now: SaidNow): boolean {
  return FIELDS.flatMap(({ said }) => said).some(
    (name) => now[name] !== undefined && now[name] !== before[name],
  );
}

/** Keeps what the person says of a transaction, shows it in its row at once, and lets it teach the rest. @returns the change's id */
export async function saySo(turn: Turn, row: MoneyRow, now: SaidNow): Promise<string> {
  const { db, context } = turn;
  const { userId } = context.person;
  const said = await loadSaid(db, userId, row);
  const fields = FIELDS.filter((field) => field.said.some((name) => now[name] !== undefined));
  const layers: Record<string, Layer> = {};
  for (const field of fields) {
    layers[field.name] = {
      said: pick(said, field.said),
      rows: pick(row, field.rows),
      prior: await topChange(db, userId, subjectOf(row), field.name),
    };
  }
  // What is said anew teaches again.
  const anew = now.isDiscretionary === undefined ? {} : { isAlone: null };
  await saveSaid(db, userId, row, { ...said, ...anew, ...now }, context.now);
  await changeRows(db, userId, [row.id], shownOf(now), context.now);
  await noteChanged(turn, row);
  return keepForUndo(turn, {
    kind: fields.every(({ name }) => name === "notes") ? "note" : "correct",
    before: { layers },
    after: { subject: subjectOf(row), purchase: keyOf(row), said: now },
  });
}

/** What was said of a purchase holds for it alone: others are judged as if it had not been said. */
export async function keepAlone(turn: Turn, row: MoneyRow): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  const said = await loadSaid(db, userId, row);
  if (said.isDiscretionary === null || said.isAlone === true) return;
  await saveSaid(db, userId, row, { ...said, isAlone: true }, context.now);
  understandAnew(turn);
}

/** How a row shows what is said. */
function shownOf({ category, subcategory, isDiscretionary, isImpulse, notes }: SaidNow): RowChange {
  return {
    ...(category === undefined ? {} : { category, subcategory: subcategory ?? null }),
    ...(isDiscretionary === undefined || isDiscretionary === null
      ? {}
      : {
          isDiscretionary,
          discretionaryProbability: isDiscretionary ? 1 : 0,
          discretionaryReason: { kind: "said-here" },
        }),
    ...(isImpulse === undefined || isImpulse === null
      ? {}
      : { impulseProbability: isImpulse ? 1 : 0, impulseReasons: { kind: "said", isImpulse } }),
    ...(notes === undefined ? {} : { notes }),
  };
}

/** Scores follow the row's day; what else follows from the person's word is worked out beside the conversation. */
export async function noteChanged(turn: Turn, row: Pick<MoneyRow, "id" | "date">): Promise<void> {
  const { userId } = turn.context.person;
  await markDirty(turn.db, userId, [row.date], turn.context.now);
  understandAnew(turn);
  speakOf(turn, [row.id]);
}

export function understandAnew(turn: Turn): void {
  const { userId } = turn.context.person;
  if (turn.errands.some(({ kind }) => kind === "understand-money")) return;
  turn.errands.push({ kind: "understand-money", userId, subject: null });
}

/** The transaction that a change was about, as it stands now; null where its source no longer has it. */
export async function rowOf(turn: Turn, purchase: PurchaseKey): Promise<MoneyRow | null> {
  const { userId } = turn.context.person;
  return (
    (await findTransaction(turn.db, userId, purchase.id)) ?? (await findRowByKey(turn.db, userId, purchase))
  );
}

/** Takes what was said back: where nothing later was said of the same, the row is as it was. */
export async function unsaySo(turn: Turn, change: MoneyChange): Promise<readonly Reply[]> {
  const { db, context } = turn;
  const { userId } = context.person;
  const { purchase } = corrected.parse(change.after);
  const layers = await takeOff(db, userId, change, subjectOf(purchase));
  const row = await rowOf(turn, purchase);
  const key = row ?? purchase;
  const said = await loadSaid(db, userId, key);
  const back = Object.assign({}, ...Object.values(layers).map((layer) => layer.said));
  await saveSaid(db, userId, key, { ...said, ...back }, context.now);
  if (row === null) return [tell("correct/undone-gone")];
  const rows: RowChange = Object.assign({}, ...Object.values(layers).map((layer) => layer.rows));
  await changeRows(db, userId, [row.id], rows, context.now);
  await noteChanged(turn, row);
  const isCovered = Object.keys(layers).length === 0;
  return [
    tell(isCovered ? "correct/undone-covered" : "correct/undone", {
      purchase: purchaseWords(row, context.today),
    }),
  ];
}

function pick<Source extends object>(source: Source, names: readonly (keyof Source)[]): object {
  return Object.fromEntries(names.map((name) => [name, source[name]]));
}
