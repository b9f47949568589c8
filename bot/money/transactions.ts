import type { LocalDate } from "../../coaching/model/local-date.ts";
import { loadAccounts } from "../../db/queries/days.ts";
import { findTransactions, type MoneyRow } from "../../db/queries/transactions.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { type Choice, type Part, say, tell } from "../reply.ts";
import { accountParts, freshParts, troubleParts } from "../sources.ts";
import { say as sayIn, speakOf, type Turn, takeAnswer } from "../turn.ts";
import { type FilterReading, readRowFilter } from "./transaction-filter.ts";
import { rowPart } from "./transaction-words.ts";

/** Rows of a page: as many as a phone shows at once. */
const PAGE_ROWS = 8;

/** `/transactions`, with words for which ones. */
export async function listTransactions(turn: Turn, said: string): Promise<void> {
  const { number } = turn.memory.list;
  turn.memory = { ...turn.memory, list: { number: number + 1, said, day: turn.context.today } };
  return showPage(turn, 0);
}

/** `tx:page:<list>:<offset>`: another page of the list last shown, in its place. */
export async function turnPage(turn: Turn, list: string, offset: string): Promise<void> {
  if (Number(list) !== turn.memory.list.number) return sayIn(turn, [tell("transactions/older-list")]);
  return showPage(turn, Math.max(0, Math.trunc(Number(offset)) || 0));
}

async function showPage(turn: Turn, offset: number): Promise<void> {
  const { db, context } = turn;
  const { person } = context;
  if (isResting(turn.chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const { number, said, day } = turn.memory.list;
  const reading = await readRowFilter(db, person.userId, said, { ...person, today: day });
  if (reading.kind === "unknown") {
    const isLinked = (await loadAccounts(db, person)).length > 0;
    return sayIn(turn, [isLinked ? { parts: [reading.part] } : tell("transactions/not-linked")]);
  }
  const page = { limit: PAGE_ROWS, offset };
  const { rows, total } = await findTransactions(db, person.userId, reading.filter, page);
  if (rows.length === 0) return sayNone(turn, reading);
  // The numbers belong to a question that is open.
  const buttons = turn.flow === null ? "transactions/buttons" : "transactions/buttons-beside";
  const accounts = await loadAccounts(db, person);
  const key = `transactions:${number}`;
  const place = { from: offset + 1, to: offset + rows.length, total };
  const range =
    rows.length === total
      ? say("transactions/head-all", { what: reading.what, total })
      : say("transactions/head", { what: reading.what, ...place });
  await takeAnswer(turn, {
    replies: [
      {
        parts: [
          range,
          ...rowParts(rows, context.today),
          ...freshParts(accounts, context),
          ...troubleParts(accounts, context.today),
          say(buttons),
        ],
        choices: [...openChoices(rows), ...pageChoices(number, offset, total), { id: "why", standing: true }],
        key,
        edits: key,
      },
    ],
    explanation: [say("transactions/why"), ...accountParts(accounts, context)],
    spokenOf: rows.map(({ id }) => id),
  });
}

async function sayNone(
  turn: Turn,
  { filter, what }: Extract<FilterReading, { kind: "read" }>,
): Promise<void> {
  const { db, context } = turn;
  speakOf(turn, []);
  const accounts = await loadAccounts(db, context.person);
  if (accounts.length === 0) return sayIn(turn, [tell("transactions/not-linked")]);
  const isAll = Object.keys(filter).length === 0;
  const none = isAll ? say("transactions/none-yet") : say("transactions/none", { what });
  return sayIn(turn, [
    { parts: [none, ...freshParts(accounts, context), ...troubleParts(accounts, context.today)] },
  ]);
}

function rowParts(rows: readonly MoneyRow[], today: LocalDate): readonly Part[] {
  return rows.map((row, index) => rowPart(row, index + 1, today));
}

function openChoices(rows: readonly MoneyRow[]): readonly Choice[] {
  return rows.map(({ id }, index) => ({
    id: `tx:open:${id}`,
    label: "open",
    facts: { number: index + 1 },
    standing: true,
  }));
}

function pageChoices(list: number, offset: number, total: number): readonly Choice[] {
  const page = (label: string, to: number): Choice => ({
    id: `tx:page:${list}:${to}`,
    label,
    standing: true,
  });
  return [
    ...(offset + PAGE_ROWS < total ? [page("earlier", offset + PAGE_ROWS)] : []),
    ...(offset > 0 ? [page("newer", Math.max(0, offset - PAGE_ROWS))] : []),
  ];
}
