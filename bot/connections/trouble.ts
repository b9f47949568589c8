import { listUntoldTrouble, markTroubleTold } from "../../db/queries/connection-trouble.ts";
import type { ConnectionRow } from "../../db/queries/connections.ts";
import { sentenceCase } from "../format.ts";
import { maySpeakUnasked } from "../may-speak.ts";
import { bankName } from "../money/bank-names.ts";
import { type Part, say as part } from "../reply.ts";
import { say, type Turn } from "../turn.ts";
import { connectionButtons, providerWords } from "./state.ts";

/** Trouble that came up in the last minutes may turn out to be none: a sync that runs right now asks the provider itself. */
const SETTLED_MS = 15 * 60_000;

/** Trouble from before this is told. */
export function settledBefore(now: Date): Date {
  return new Date(now.getTime() - SETTLED_MS);
}

/**
 * Tells a person which of their connections do not work any more without them, each once until it has worked again, with the
 * buttons that mend it. Says nothing when it may not be said now: it is told later then.
 */
export async function tellTrouble(turn: Turn): Promise<void> {
  const { db, chat, context } = turn;
  const { now, person } = context;
  const { userId, preferences } = person;
  if (!preferences.tellsTrouble) return;
  if (!maySpeakUnasked({ ...person, restsUntil: chat.crisisUntil }, now)) return;
  const connections = await listUntoldTrouble(db, userId, settledBefore(now));
  if (connections.length === 0) return;
  await markTroubleTold(
    db,
    userId,
    connections.map(({ id }) => id),
    now,
  );
  say(turn, [
    {
      parts: [
        ...connections.flatMap(troubleParts),
        part("trouble/where"),
        // The words of the buttons.
        part("accounts/buttons"),
      ],
      choices: connections.flatMap(mendButton),
    },
  ]);
}

function troubleParts(connection: ConnectionRow): readonly Part[] {
  // Its words say all there is.
  if (connection.status === "error") return providerWords(connection);
  const bank = sentenceCase(bankName(connection));
  const prompt = connection.status === "revoked" ? "trouble/over" : "trouble/needs-login";
  return [part(prompt, { bank }), ...providerWords(connection)];
}

function mendButton(connection: ConnectionRow) {
  const family = connection.kind === "wearable" ? "device" : "bank";
  return connectionButtons(family, connection).filter(({ id }) => id.startsWith(`${family}:mend:`));
}
