import { bodySyncSaid, type FirstBodySync } from "../../bot/body/sync-said.ts";
import { speak } from "../../bot/speak.ts";
import { say } from "../../bot/turn.ts";
import { addDays, localDateOf } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { countBodyData } from "../../db/queries/body-data.ts";
import { moveCursor } from "../../db/queries/body-sync.ts";
import { lockPeople } from "../../db/queries/chat-rows.ts";
import { endSync, type SyncBegun, type SyncEnd } from "../../db/queries/connection-syncs.ts";
import type { ConnectionRow } from "../../db/queries/connections.ts";
import { newestAttempt } from "../../db/queries/links.ts";
import type { WearableProvider, WearableUpdate } from "../integrations/wearables/wearable-provider.ts";
import { countsOf, storeBodyDays } from "./body-days.ts";
import type { ErrandContext } from "./errands.ts";
import { type Failure, failure, failureOf, openConnection } from "./provider-errand.ts";
import { afterFailure, afterSuccess } from "./sync-plan.ts";
import { createTokenKeeper } from "./token-keeper.ts";
import { tellFailure } from "./trouble.ts";

/** Asks a wearable's provider what is new and stores it part by part; the person hears of the first time. */
export async function syncWearable(context: ErrandContext, begun: SyncBegun, lease: Date): Promise<void> {
  const { db, clock, tools, log } = context;
  const provider = tools.wearables.get(begun.provider);
  const opened = openConnection(begun, tools.sealer);
  if (provider === undefined || tools.sealer === null)
    return fail(context, begun, lease, failure("not-set-up"));
  if (opened === null) return fail(context, begun, lease, failure("sealed"), provider);
  const keeper = createTokenKeeper({
    db,
    clock,
    sealer: tools.sealer,
    connection: begun,
    access: provider.access,
  });
  let cursor = begun.syncCursor;
  let isComplete = begun.isHistoryComplete;
  let problem: Failure | null = null;
  try {
    const about = { now: clock(), timezone: begun.timezone, accessToken: keeper.accessToken };
    for await (const update of provider.sync(opened, about)) {
      const stored = await store(context, begun, update, { cursor, isComplete });
      // Somebody else goes on from here, or the connection is over.
      if (!stored) return;
      cursor = update.cursor;
      isComplete = update.isHistoryComplete;
      problem = update.problem === null ? problem : failureOf(update.problem);
    }
  } catch (error) {
    const lacks = failureOf(error);
    const about = { userId: begun.userId, connectionId: begun.id, provider: provider.id };
    const fields = { ...about, reason: lacks.code, providerCode: lacks.providerCode };
    if (lacks.code === "unexpected") log.error({ ...fields, ...log.describe(error) }, "sync failed");
    else log.info(fields, "not synced");
    return fail(context, begun, lease, lacks, provider);
  }
  const now = clock();
  const end = endOf(begun, problem, isComplete, provider.pollEveryMs, now);
  await endSync(db, begun, lease, end, now);
}

/** How a sync leaves the connection: what was refused of it alone keeps nothing else from coming as before. */
function endOf(
  begun: SyncBegun,
  problem: Failure | null,
  isComplete: boolean,
  pollEveryMs: number,
  now: Date,
): SyncEnd {
  if (problem !== null && problem.code !== "refused") return afterFailure(begun, problem, pollEveryMs, now);
  return {
    ...afterSuccess(begun, isComplete, pollEveryMs, now),
    lastErrorCode: problem === null ? null : (problem.providerCode ?? problem.code),
    lastErrorMessage: problem?.shown ?? null,
  };
}

/** Stores one part of what a provider knows, and its cursor. @returns false where another one has moved the cursor meanwhile */
async function store(
  { db, clock, log, tools }: ErrandContext,
  begun: SyncBegun,
  update: WearableUpdate,
  before: { readonly cursor: string | null; readonly isComplete: boolean },
): Promise<boolean> {
  const { userId, id, provider, timezone } = begun;
  return db.transaction(async (tx) => {
    const now = clock();
    await lockPeople(tx, [userId]);
    const isOurs = await moveCursor(tx, begun, {
      seen: before.cursor,
      cursor: update.cursor,
      isHistoryComplete: update.isHistoryComplete,
      now,
    });
    if (!isOurs) return false;
    // A clock that is wrong by a year names days that have not come; of days beyond its own an update knows a part only.
    const tomorrow = addDays(localDateOf(now, timezone), 1);
    const isTold = ({ date }: { readonly date: string }) =>
      date >= update.from && date <= update.to && date <= tomorrow;
    const days = update.days.filter(({ day }) => isTold(day));
    const said = days.map(({ day, raw }) => ({ ...day, raw }));
    const covers = { from: update.from, to: update.to };
    const told = { source: provider, days: said, signals: update.signals, covers };
    const applied = await storeBodyDays(tx, tools.enqueue, begun, told, now);
    log.info(
      { userId, connectionId: id, provider, ...countsOf(applied), refused: update.refused },
      "days stored",
    );
    if (!before.isComplete) await tellFirst(tx, begun, update, now);
    return true;
  });
}

/** What was found so far, once, and what there is once all of it is here. */
async function tellFirst(tx: Database, begun: SyncBegun, update: WearableUpdate, now: Date): Promise<void> {
  const data = await countBodyData(tx, begun.userId, begun.provider);
  const lacks = update.problem === null ? null : failureOf(update.problem);
  if (update.isHistoryComplete)
    return tellOnce(tx, begun, "complete", { kind: "complete", data, lacks }, now);
  if (data.days > 0) await tellOnce(tx, begun, "begun", { kind: "begun", data, lacks }, now);
}

async function tellOnce(
  tx: Database,
  { userId, id, provider, displayName, createdAt }: ConnectionRow,
  about: string,
  said: FirstBodySync,
  now: Date,
): Promise<void> {
  const attempt = await newestAttempt(tx, userId, provider);
  const eventKey = `connection/${id}/${attempt?.id ?? createdAt.getTime()}/${about}`;
  await speak(tx, { userId, identityId: attempt?.identityId ?? null, eventKey, now }, async (turn) =>
    say(turn, bodySyncSaid(turn, said, { provider, displayName })),
  );
}

async function fail(
  { db, clock }: ErrandContext,
  begun: SyncBegun,
  lease: Date,
  lacks: Failure,
  provider?: WearableProvider,
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock();
    const isPassing = lacks.code === "rate-limited" || lacks.code === "unavailable";
    if (!begun.isHistoryComplete && !isPassing) {
      await tellFailure(tx, begun, lacks, now, (about) =>
        tellOnce(tx, begun, about, { kind: "failed", failure: lacks }, now),
      );
    }
    await endSync(tx, begun, lease, afterFailure(begun, lacks, provider?.pollEveryMs ?? null, now), now);
  });
}
