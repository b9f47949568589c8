import { formatMoney, isCurrency, minorFromDecimal } from "../../coaching/model/money.ts";
import { type ConnectionRow, listAccounts, listConnections } from "../../db/queries/connections.ts";
import { connectionButtons, momentOf, providerWords, troubleOf } from "../connections/state.ts";
import type { StepContext } from "../conversation.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { dayPhrase, sentenceCase } from "../format.ts";
import { type Choice, inline, type Part, say as part } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { bankName } from "./bank-names.ts";

type AccountShown = Awaited<ReturnType<typeof listAccounts>>[number];

/** `/accounts`: each source of money with its accounts, how fresh they are, what is wrong, and the button that mends it. */
export async function showAccounts(turn: Turn): Promise<void> {
  const { db, context, chat } = turn;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const { userId } = context.person;
  const [connections, accounts] = [await listConnections(db, userId), await listAccounts(db, userId)];
  const parts: Part[] = [];
  const choices: Choice[] = [];
  for (const connection of connections) {
    const own = accounts.filter(({ connectionId }) => connectionId === connection.id);
    const isOver = connection.status === "revoked";
    if (isOver && own.length === 0) continue;
    parts.push(...connectionParts(connection, own, context), ...own.map((one) => accountPart(one, context)));
    choices.push(...connectionButtons("bank", connection));
  }
  const others = Map.groupBy(
    accounts.filter(({ connectionId }) => connectionId === null),
    ({ provider }) => provider,
  );
  for (const [provider, own] of others) {
    if (provider === "hand") parts.push(part("accounts/by-hand"));
    if (provider === "file") parts.push(part("accounts/from-files"));
    parts.push(...own.map((one) => accountPart(one, context)));
  }
  if (parts.length === 0) {
    const button = { id: "bank:connect:", label: "connect", standing: true };
    return say(turn, [{ parts: [part("accounts/none")], choices: [button] }]);
  }
  say(turn, [{ parts: [...parts, part("accounts/buttons")], choices }]);
}

function connectionParts(
  connection: ConnectionRow,
  own: readonly AccountShown[],
  context: StepContext,
): readonly Part[] {
  const { status, lastSyncedAt, isHistoryComplete } = connection;
  const bank = sentenceCase(bankName(connection));
  if (status === "revoked") return [part("accounts/bank-over", { bank })];
  // The provider may have been asked just now, and have heard nothing from the bank for days.
  const heard = own.flatMap(({ syncedAt }) => syncedAt?.getTime() ?? []);
  const freshAt = heard.length === 0 ? lastSyncedAt : new Date(Math.min(...heard));
  const head =
    lastSyncedAt === null || freshAt === null
      ? part("accounts/bank-never", { bank })
      : part("accounts/bank", { bank, when: momentOf("accounts/at", freshAt, context) });
  const trouble = troubleOf(connection) ?? (isHistoryComplete ? null : "gathering");
  return [
    head,
    ...(trouble === null ? [] : [part(`accounts/${trouble}`, { bank })]),
    ...providerWords(connection),
  ];
}

function accountPart(account: AccountShown, context: StepContext): Part {
  const { name, mask, type, currency, balance, balanceAt, syncedThrough, lastDay } = account;
  const facts = { account: mask === null ? name : inline("accounts/masked", { name, mask }) };
  const { today } = context;
  if (balance !== null && balanceAt !== null && isCurrency(currency)) {
    const minor = minorFromDecimal(balance, currency);
    const isOwed = (type === "credit_card" || type === "loan") && minor >= 0;
    const amount = formatMoney({ minor, currency });
    const when = momentOf("accounts/as-of", balanceAt, context);
    return part(isOwed ? "accounts/owed" : "accounts/balance", { ...facts, amount, when });
  }
  if (account.connectionId !== null && syncedThrough !== null) {
    return part("accounts/no-balance", { ...facts, day: dayPhrase(syncedThrough, today) });
  }
  if (lastDay === null) return part("accounts/empty", facts);
  return part("accounts/entries", { ...facts, day: dayPhrase(lastDay, today) });
}
