import { findMerchants, foldName } from "../../coaching/questions/names.ts";
import { findMerchantNames, findTransactions, type MoneyRow } from "../../db/queries/transactions.ts";
import { sentenceCase, shorten } from "../format.ts";
import { say as part, type Reply, tell } from "../reply.ts";
import type { Turn } from "../turn.ts";
import { merchantOf, ruleMerchant } from "./merchant-change.ts";
import { findTarget } from "./target.ts";
import { merchantWords } from "./transaction-words.ts";

const LONGEST_NAME = 60;

/**
 * "Call AMZN Mktp Amazon", "rename Blue Cup to The Cup".
 *
 * @param named the old name where the sentence tells it apart; else `words` may begin with it, or be the new one of "that"
 */
export async function renameBySentence(
  turn: Turn,
  named: string | undefined,
  words: string,
): Promise<readonly Reply[]> {
  if (named !== undefined) {
    const found = await findTarget(turn, named, "");
    const row = found.kind === "one" ? found.row : found.kind === "several" ? found.rows[0] : undefined;
    return row === undefined
      ? [tell("correct/not-found", { said: shorten(named) })]
      : renameMerchantOf(turn, row, words);
  }
  const pieces = words.split(/\s+/u);
  for (let length = pieces.length - 1; length >= 1; length--) {
    const old = pieces.slice(0, length).join(" ");
    const row = await paidTo(turn, old);
    if (row !== null) return renameMerchantOf(turn, row, pieces.slice(length).join(" "));
  }
  return [tell("correct/not-found", { said: shorten(words) })];
}

/** The newest payment to a merchant of this very name, or with these words on the bank's line. */
async function paidTo(turn: Turn, name: string): Promise<MoneyRow | null> {
  const { userId } = turn.context.person;
  const newest = { limit: 1, offset: 0 };
  const found = findMerchants(name, await findMerchantNames(turn.db, userId));
  const isSame = found.kind === "found" && (found.isExact || found.names.some((known) => holds(known, name)));
  if (isSame && found.kind === "found") {
    return (await findTransactions(turn.db, userId, { merchants: found.names }, newest)).rows[0] ?? null;
  }
  if (name.length < 3) return null;
  return (await findTransactions(turn.db, userId, { line: name }, newest)).rows[0] ?? null;
}

function holds(known: string, name: string): boolean {
  return ` ${foldName(known)} `.includes(` ${foldName(name)} `);
}

/** Gives a transaction's merchant another name, everywhere. */
export async function renameMerchantOf(turn: Turn, row: MoneyRow, said: string): Promise<readonly Reply[]> {
  const before = merchantWords(row);
  const names = await findMerchantNames(turn.db, turn.context.person.userId);
  const wanted = shorten(said.trim(), LONGEST_NAME);
  // A name that is known already is spelled as it is known.
  const name = names.find((known) => foldName(known) === foldName(wanted)) ?? sentenceCase(wanted);
  const merchant = await merchantOf(turn, row.id);
  if (merchant === null) return [tell("correct/nameless")];
  if (name === row.merchantName) return [tell("correct/named-already", { name })];
  const changeId = await ruleMerchant(turn, merchant, { displayName: name }, before);
  return [
    {
      parts: [part("correct/renamed", { before, name }), part("correct/undo-alone")],
      choices: [{ id: `money-undo:${changeId}`, label: "undo", standing: true }],
    },
  ];
}
