import { providerName } from "../../bot/money/bank-names.ts";
import { linkEnded, linkLeft, linkOffered } from "../../bot/money/link-said.ts";
import { speak } from "../../bot/speak.ts";
import { say } from "../../bot/turn.ts";
import type { Database } from "../../db/client.ts";
import {
  credentialsPlace,
  endConnection,
  findConnection,
  listConnections,
  noteConnection,
  storeConnections,
} from "../../db/queries/connections.ts";
import {
  endAttempt,
  findAttempt,
  isLiveAttempt,
  type LinkAttempt,
  leaveAttempt,
  lookupHash,
  offerAttempt,
  putOffPoll,
} from "../../db/queries/links.ts";
import { errandJob } from "../../db/queue.ts";
import type { LinkOffer, LinkOutcome, LinkRequest } from "../integrations/provider.ts";
import type { ErrandContext, RunErrand } from "./errands.ts";
import { openLinkSecret, sealLinkSecret } from "./link-secret.ts";
import { type Failure, failure, failureOf, linkingOf, openConnection } from "./provider-errand.ts";

/** How soon a provider that was away is asked after an attempt again. */
const ASK_AGAIN_MS = 60_000;

/** Asks a provider how a person can go on, and says so. */
export const beginLink: RunErrand = async ({ userId, subject }, context) => {
  const attempt = await openOne(context, userId, subject);
  if (attempt?.state !== "asked" || attempt.secretSealed !== null) return;
  const { tools } = context;
  const { sealer } = tools;
  const provider = linkingOf(tools, attempt.provider);
  if (provider === undefined || sealer === null) return fail(context, attempt, failure("not-set-up"));
  let offer: LinkOffer;
  try {
    offer = await provider.beginLink(await requestOf(context, attempt));
  } catch (error) {
    return fail(context, attempt, logged(context, attempt, error));
  }
  if (offer.kind === "linked") return finish(context, attempt, offer);
  const stored =
    offer.kind === "paste"
      ? { lookupHash: null, secretSealed: null, expiresAt: offer.expiresAt, nextPollAt: offer.expiresAt }
      : {
          lookupHash: lookupHash(offer.lookup),
          secretSealed: sealLinkSecret(sealer, attempt.id, {
            kind: "offer",
            secret: offer.secret,
            pollEveryMs: offer.pollEveryMs,
          }),
          expiresAt: offer.expiresAt,
          nextPollAt: nextPoll(context.clock(), offer.pollEveryMs, offer.expiresAt),
        };
  await inChat(context, attempt, "offered", async (tx, timezone) => {
    if (!(await offerAttempt(tx, attempt, stored))) return [];
    const wearable = tools.wearables.has(attempt.provider) ? providerName(attempt.provider) : null;
    return linkOffered(
      wearable,
      offer,
      { expiresAt: offer.expiresAt, timezone },
      attempt.connectionId !== null,
    );
  });
};

/** Asks how an attempt stands, or hands over what the person pasted; the end is said once. */
export const pollLink: RunErrand = async ({ userId, subject }, context) => {
  const attempt = await openOne(context, userId, subject);
  if (attempt === null) return;
  const { sealer } = context.tools;
  const provider = linkingOf(context.tools, attempt.provider);
  const secret = openLinkSecret(sealer, attempt);
  if (provider === undefined) return fail(context, attempt, failure("not-set-up"));
  let outcome: LinkOutcome = { kind: "waiting" };
  let lacks: Failure | null = null;
  try {
    const request = await requestOf(context, attempt);
    if (secret?.kind === "offer") {
      outcome = await provider.readLink(secret.secret, { ...request, answer: secret.answer ?? null });
    }
    if (secret?.kind === "paste" && provider.acceptPaste !== undefined) {
      outcome = await provider.acceptPaste(secret.text, request);
    }
  } catch (error) {
    lacks = logged(context, attempt, error);
  }
  const now = context.clock();
  if (lacks !== null && !isPassing(lacks)) return fail(context, attempt, lacks);
  if (lacks !== null || outcome.kind === "waiting") {
    if (now >= attempt.expiresAt) return expire(context, attempt, lacks);
    const wait =
      lacks === null ? pollOf(secret) : Math.max(ASK_AGAIN_MS, (lacks.retryAfterSeconds ?? 0) * 1000);
    return putOffPoll(context.db, attempt, nextPoll(now, wait, attempt.expiresAt), attempt.nextPollAt);
  }
  if (outcome.kind === "left")
    return leave(context, attempt, nextPoll(now, pollOf(secret), attempt.expiresAt));
  await finish(context, attempt, outcome);
};

const isPassing = ({ code }: Failure) =>
  code === "unavailable" || code === "rate-limited" || code === "not-ready";

function pollOf(secret: ReturnType<typeof openLinkSecret>): number | null {
  return secret?.kind === "offer" ? secret.pollEveryMs : null;
}

/** At its end at the latest, so that it is noticed. */
function nextPoll(now: Date, inMs: number | null, expiresAt: Date): Date {
  if (inMs === null || now >= expiresAt) return expiresAt;
  return new Date(Math.min(now.getTime() + inMs, expiresAt.getTime()));
}

async function openOne(
  { db }: ErrandContext,
  userId: string,
  subject: string | null,
): Promise<LinkAttempt | null> {
  const attempt = subject === null ? null : await findAttempt(db, { userId, id: subject });
  return attempt !== null && isLiveAttempt(attempt) ? attempt : null;
}

async function requestOf({ db, tools, clock }: ErrandContext, attempt: LinkAttempt): Promise<LinkRequest> {
  const { id: attemptId, userId, connectionId } = attempt;
  const mended = connectionId === null ? null : await findConnection(db, { userId, id: connectionId });
  // One that is over cannot be mended, and one that does not open only by a new link.
  const isOver = mended === null || mended.status === "revoked";
  const mends = isOver ? null : openConnection(mended, tools.sealer);
  return { attemptId, userId, mends, now: clock() };
}

/** Stores what a link came to, asks for the first sync, and says that it is connected. */
async function finish(
  context: ErrandContext,
  attempt: LinkAttempt,
  outcome: Exclude<LinkOutcome, { kind: "waiting" | "left" }>,
): Promise<void> {
  const { sealer, enqueue, wearables } = context.tools;
  const { userId, provider } = attempt;
  const kind = wearables.has(provider) ? "wearable" : "bank";
  if (sealer === null) return fail(context, attempt, failure("not-set-up"));
  // What was to be mended has been ended meanwhile.
  if (outcome.kind === "linked" && outcome.connections.length === 0) {
    return fail(context, attempt, failure("revoked"));
  }
  const now = context.clock();
  await inChat(context, attempt, "ended", async (tx) => {
    const about = await mendedOf(tx, attempt);
    const ids: string[] = [];
    if (outcome.kind === "mended" && attempt.connectionId !== null) {
      const key = { userId, id: attempt.connectionId };
      const works = await noteConnection(tx, key, { ...WORKS, nextSyncAt: now }, now);
      if (!works) return endIn(tx, attempt, { state: "failed", errorCode: "revoked" }, failure("revoked"));
      ids.push(key.id);
    }
    if (!(await endAttempt(tx, attempt, { state: "finished", errorCode: null }))) return [];
    if (outcome.kind === "linked") {
      const made = outcome.connections.map(({ externalId, displayName, credentials }) => ({
        externalId,
        displayName,
        credentialsSealed: sealer.seal(credentials, credentialsPlace({ provider, externalId })),
      }));
      ids.push(...(await storeConnections(tx, { userId, provider, kind }, made, now)));
      for (const id of await replacedBy(tx, attempt, ids, kind)) await endConnection(tx, { userId, id }, now);
    }
    const jobs = ids.map((subject) => errandJob({ kind: "connection-sync", userId, subject }, now));
    await enqueue(tx, "errands", jobs);
    if (outcome.kind === "mended") return linkEnded(provider, "mended", about);
    const made = outcome.connections.flatMap(({ displayName }) => displayName ?? []);
    return linkEnded(provider, "linked", { banks: [...new Set(made)] });
  });
}

/**
 * The connections that new ones take the place of: the one that was to be mended, whose accounts go over; and of a wearable any
 * other with its provider, as a day of a source is one row and two accounts would take turns in it.
 */
async function replacedBy(
  tx: Database,
  { userId, provider, connectionId }: LinkAttempt,
  ids: readonly string[],
  kind: "bank" | "wearable",
): Promise<readonly string[]> {
  const others =
    kind === "bank"
      ? []
      : (await listConnections(tx, userId, kind)).filter(
          (one) => one.provider === provider && one.status !== "revoked",
        );
  const replaced = [...others.map(({ id }) => id), ...(connectionId === null ? [] : [connectionId])];
  return [...new Set(replaced)].filter((id) => !ids.includes(id));
}

const WORKS = {
  status: "active",
  lastErrorCode: null,
  lastErrorMessage: null,
  failedSyncs: 0,
  troubleToldAt: null,
} as const;

function logged({ log }: ErrandContext, { userId, provider }: LinkAttempt, error: unknown): Failure {
  const lacks = failureOf(error);
  const { code, providerCode } = lacks;
  log.warn({ userId, provider, reason: code, providerCode, ...log.describe(error) }, "link not done");
  return lacks;
}

function fail(context: ErrandContext, attempt: LinkAttempt, lacks: Failure): Promise<void> {
  return end(context, attempt, { state: "failed", errorCode: lacks.providerCode ?? lacks.code }, lacks);
}

function expire(context: ErrandContext, attempt: LinkAttempt, lacks: Failure | null): Promise<void> {
  if (lacks !== null) return fail(context, attempt, lacks);
  return end(context, attempt, { state: "left", errorCode: "expired" });
}

async function end(
  context: ErrandContext,
  attempt: LinkAttempt,
  how: { readonly state: "left" | "failed"; readonly errorCode: string },
  lacks: Failure | null = null,
): Promise<void> {
  await inChat(context, attempt, "ended", (tx) => endIn(tx, attempt, how, lacks));
}

/** Ends an attempt. @returns what is said of it: nothing of one that the person has left, and was told so */
async function endIn(
  tx: Database,
  attempt: LinkAttempt,
  how: Parameters<typeof end>[2],
  lacks: Failure | null,
): Promise<Said> {
  if (attempt.state === "left") {
    await endAttempt(tx, attempt, { state: "left", errorCode: attempt.errorCode });
    return [];
  }
  const about = await mendedOf(tx, attempt);
  if (!(await endAttempt(tx, attempt, how))) return [];
  return linkEnded(attempt.provider, lacks === null ? "expired" : { failure: lacks }, about);
}

/** Says once that the person left; until its address stops working, the attempt is asked after all the same. */
async function leave(context: ErrandContext, attempt: LinkAttempt, nextPollAt: Date): Promise<void> {
  const { provider, expiresAt } = attempt;
  if (context.clock() >= expiresAt) return expire(context, attempt, null);
  await inChat(context, attempt, "left", async (tx, timezone) => {
    await putOffPoll(tx, attempt, nextPollAt, attempt.nextPollAt);
    if (!(await leaveAttempt(tx, attempt))) return [];
    return linkLeft(provider, { expiresAt, timezone }, await mendedOf(tx, attempt));
  });
}

/** The connection that is to be mended, if any, as far as it is said. */
async function mendedOf(tx: Database, { userId, connectionId: id }: LinkAttempt) {
  const mended = id === null ? null : await findConnection(tx, { userId, id });
  return {
    banks: mended?.displayName ? [mended.displayName] : [],
    isMending: id !== null,
    isWearable: mended?.kind === "wearable",
  };
}

type Said = Parameters<typeof say>[1];

/**
 * Stores something about an attempt and says what came of it where it was asked for, in one transaction with the chat
 * locked. Stored also where nobody can be told.
 *
 * @param store what is said of it: nothing where another one was quicker
 */
async function inChat(
  { db, clock }: ErrandContext,
  attempt: LinkAttempt,
  about: string,
  store: (tx: Database, timezone: string) => Promise<Said>,
): Promise<void> {
  const { userId, identityId, id } = attempt;
  await db.transaction(async (tx) => {
    const to = { userId, identityId, eventKey: `link/${id}/${about}`, now: clock() };
    let isStored = false;
    const heard = await speak(tx, to, async (turn) => {
      isStored = true;
      say(turn, await store(tx, turn.context.person.timezone));
    });
    if (heard === null && !isStored) await store(tx, "UTC");
  });
}
