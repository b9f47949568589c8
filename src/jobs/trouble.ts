import { randomUUID } from "node:crypto";
import { settledBefore, tellTrouble } from "../../bot/connections/trouble.ts";
import { maySpeakUnasked } from "../../bot/may-speak.ts";
import { GOODBYE_EVENT } from "../../bot/situation.ts";
import { speak } from "../../bot/speak.ts";
import { readPreferences } from "../../coaching/delivery/preferences.ts";
import { isTimeZone } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import {
  findTroubledPeople,
  markTroubleTold,
  type TroubledPerson,
} from "../../db/queries/connection-trouble.ts";
import type { ConnectionRow } from "../../db/queries/connections.ts";
import { errandJob } from "../../db/queue.ts";
import type { Failure } from "./provider-errand.ts";
import type { JobContext } from "./talk.ts";
import type { TickOptions } from "./tick.ts";

/** Tells somebody which of their connections need them. What was told is noted in the transaction that says it. */
export async function tellOfTrouble(
  { userId }: { readonly userId: string },
  { db, clock }: Pick<JobContext, "db" | "clock">,
): Promise<void> {
  const now = clock();
  // One of its own for every run, since nothing is said under two.
  const eventKey = `trouble/${randomUUID()}`;
  await db.transaction(async (tx) => {
    await speak(tx, { userId, identityId: null, eventKey, now, unasked: "connection_trouble" }, tellTrouble);
  });
}

/**
 * Says that a connection's first sync failed. That it needs its person is told by this then, and not once more as trouble; nor
 * is it said again until it has worked.
 *
 * @param tell says it once under the name it is given
 */
export async function tellFailure(
  tx: Database,
  connection: ConnectionRow,
  { code, shown }: Pick<Failure, "code" | "shown">,
  now: Date,
  tell: (about: string) => Promise<void>,
): Promise<void> {
  const isRefused = code === "refused" && shown !== null;
  if (code !== "needs-login" && code !== "revoked" && !isRefused) return tell("failed");
  if (connection.troubleToldAt !== null) return;
  await tell(`failed/${code}`);
  await markTroubleTold(tx, connection.userId, [connection.id], now);
}

/**
 * Queues that for everybody who may be told now. Who is left in peace just now is found again by a later tick.
 *
 * @returns how many jobs were queued
 */
export async function queueTrouble({
  db,
  clock,
  enqueue,
  batch,
}: Pick<TickOptions, "db" | "clock" | "enqueue" | "batch">): Promise<number> {
  const now = clock();
  let after: string | null = null;
  let queued = 0;
  do {
    const page = { after, limit: batch, before: settledBefore(now), goodbyeEvent: GOODBYE_EVENT };
    const { people, upTo } = await findTroubledPeople(db, page);
    const told = people.filter((person) => mayBeTold(person, now));
    await enqueue(
      db,
      "errands",
      told.map(({ userId }) => errandJob({ kind: "tell-trouble", userId, subject: null }, now)),
    );
    queued += told.length;
    after = upTo;
  } while (after !== null);
  return queued;
}

function mayBeTold(person: TroubledPerson, now: Date): boolean {
  const preferences = readPreferences(person.preferences);
  // A zone that nobody knows, as after an edit by hand, is theirs alone: the others are told.
  if (!preferences.tellsTrouble || !isTimeZone(person.timezone)) return false;
  return maySpeakUnasked({ ...person, preferences }, now);
}
