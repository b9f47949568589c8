import {
  type ConnectionRow,
  countConnectionData,
  endConnection,
  eraseConnectionData,
  findConnection,
} from "../../db/queries/connections.ts";
import { counted, sentenceCase } from "../format.ts";
import { say as part, tell } from "../reply.ts";
import { say, type Turn } from "../turn.ts";
import { bankName } from "./bank-names.ts";
import { beginLink, connect } from "./connect.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A tap on a button about a bank. Connections are looked up among the person's own. */
export async function tapBank(turn: Turn, action: string): Promise<void> {
  const [, what = "", about = "", asked = ""] = action.split(":");
  const { db, context } = turn;
  const { userId, sampleName } = context.person;
  if (sampleName !== null) return say(turn, [tell("sample/no-settings")]);
  if (what === "connect") {
    return connect(turn, about);
  }
  const key = { userId, id: about };
  const connection = UUID.test(about) ? await findConnection(db, key) : null;
  if (connection === null) return say(turn, [tell("errors/button-gone")]);
  const bank = sentenceCase(bankName(connection));
  if (what === "mend") return beginLink(turn, connection.provider, connection.id);
  if (what === "stay") return say(turn, [tell("accounts/stays")]);
  if (what === "ask-end" || what === "ask-erase") return ask(turn, connection, what);
  if (what !== "keep" && what !== "erase") return say(turn, [tell("errors/button-gone")]);
  // What cannot be undone is not done by a button from long ago.
  if (!isRecent(asked, context.now)) return ask(turn, connection, "ask-end");
  const data =
    what === "erase" ? await eraseConnectionData(db, key, context.now) : await countConnectionData(db, key);
  await endConnection(db, key, context.now);
  turn.errands.push({ kind: "connection-end", userId, subject: connection.id });
  // What is left is understood without it: its transfers, its series.
  if (what === "erase") turn.errands.push({ kind: "understand-money", userId, subject: null });
  const done = part(what === "erase" ? "accounts/erased" : "accounts/kept", { bank, ...countsOf(data) });
  const isOpenThere = connection.provider === "simplefin" && connection.credentialsSealed !== null;
  say(turn, [{ parts: [done, ...(isOpenThere ? [part("accounts/disable-there")] : [])] }]);
}

const HOUR_MS = 3_600_000;

/** When a question was put, short enough for a button. */
const momentOf = (at: Date) => at.getTime().toString(36);

function isRecent(moment: string, now: Date): boolean {
  const ago = now.getTime() - Number.parseInt(moment, 36);
  return ago >= 0 && ago <= HOUR_MS;
}

async function ask(turn: Turn, connection: ConnectionRow, what: "ask-end" | "ask-erase"): Promise<void> {
  const { id, userId, status } = connection;
  const isOver = status === "revoked";
  const data = await countConnectionData(turn.db, { userId, id });
  const facts = { bank: bankName(connection), ...countsOf(data) };
  const answers = isOver || what === "ask-erase" ? ["erase", "stay"] : ["keep", "erase", "stay"];
  say(turn, [
    {
      parts: [part(isOver ? "accounts/ask-erase" : `accounts/${what}`, facts)],
      choices: answers.map((label) => ({
        id: `bank:${label}:${id}:${momentOf(turn.context.now)}`,
        label,
        standing: true,
      })),
    },
  ]);
}

function countsOf(data: { readonly accounts: number; readonly transactions: number }) {
  return {
    transactions: counted(data.transactions, "transaction"),
    accounts: counted(data.accounts, "account"),
  };
}
