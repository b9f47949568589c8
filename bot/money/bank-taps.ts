import {
  type ConnectionRow,
  countConnectionData,
  endConnection,
  eraseConnectionData,
  findConnection,
} from "../../db/queries/connections.ts";
import { type Endable, tapEnding } from "../connections/ending.ts";
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
  const connection = UUID.test(about) ? await findConnection(db, { userId, id: about }) : null;
  if (connection?.kind !== "bank") return say(turn, [tell("errors/button-gone")]);
  if (what === "mend") return beginLink(turn, connection.provider, connection.id);
  await tapEnding(turn, what, asked, endableBank(turn, connection));
}

function endableBank(turn: Turn, connection: ConnectionRow): Endable {
  const { db, context } = turn;
  const { id, userId, status, provider } = connection;
  const key = { userId, id };
  return {
    family: "bank",
    key: id,
    isOver: status === "revoked",
    async question(what) {
      const data = await countConnectionData(db, key);
      return part(`accounts/${what}`, { bank: bankName(connection), ...countsOf(data) });
    },
    async end(how) {
      const { now } = context;
      const data =
        how === "erase" ? await eraseConnectionData(db, key, now) : await countConnectionData(db, key);
      await endConnection(db, key, now);
      turn.errands.push({ kind: "connection-end", userId, subject: id });
      // What is left is understood without it: its transfers, its series.
      if (how === "erase") turn.errands.push({ kind: "understand-money", userId, subject: null });
      const facts = { bank: sentenceCase(bankName(connection)), ...countsOf(data) };
      const isOpenThere = provider === "simplefin" && connection.credentialsSealed !== null;
      return [
        part(how === "erase" ? "accounts/erased" : "accounts/kept", facts),
        ...(isOpenThere ? [part("accounts/disable-there")] : []),
      ];
    },
  };
}

function countsOf(data: { readonly accounts: number; readonly transactions: number }) {
  return {
    transactions: counted(data.transactions, "transaction"),
    accounts: counted(data.accounts, "account"),
  };
}
