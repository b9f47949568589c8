import { createHash } from "node:crypto";
import { localDateOf } from "../../coaching/model/local-date.ts";
import { RETIREMENT_SAID_EVENT, type RetiredRule, retiredRules } from "../../db/queries/retirements.ts";
import {
  allRests,
  type RuleRest,
  restAgain,
  type StandingRest,
  wakeRule,
} from "../../db/queries/rule-rests.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { dayShort } from "../format.ts";
import { undoChoice } from "../plans/park.ts";
import { type Choice, type Part, say as part, tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { dropUndo } from "../undo-memory.ts";
import { ruleName } from "./rule-name.ts";

/** As many are listed, and so numbered. */
const MOST_LISTED = 8;

/**
 * `/rests`: what keeps still, since and until when, and why; each with a button that brings it back. Shown while coaching rests
 * too: it is settings, and holds no score and no amount.
 */
export async function showRests(turn: Turn, before: readonly Part[] = []): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  const [rests, retired] = await Promise.all([standingRests(turn), retiredRules(db, userId)]);
  if (rests.length === 0) return say(turn, [tell("rests/none")]);
  const listed = rests.slice(0, MOST_LISTED);
  const more = rests.length - listed.length;
  const newlyHeard = retired.filter(
    ({ ruleId, isTold }) => !isTold && listed.some((rest) => rest.ruleId === ruleId),
  );
  await takeAnswer(turn, {
    replies: [
      {
        parts: [
          ...before,
          part("rests/list"),
          ...listed.map((rest, index) => restPart(rest, retired, { ...context, number: index + 1 })),
          ...(more > 0 ? [part("rests/more", { count: more })] : []),
        ],
        choices: listed.map(
          (rest, index): Choice => ({
            id: wakeToken(rest),
            label: "wake",
            facts: { number: index + 1 },
            standing: true,
          }),
        ),
      },
    ],
    effects: newlyHeard.map(({ ruleId }) => ({
      kind: "log",
      event: RETIREMENT_SAID_EVENT,
      metadata: { ruleId },
    })),
  });
}

/** `rest:<rule>` or `rest:<rule>:<subject>`: it may be said again. */
export async function tapRest(turn: Turn, action: string): Promise<void> {
  const { db, context, chat } = turn;
  const { userId } = context.person;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const [, ruleId = ""] = action.split(":");
  const what = ruleName(ruleId);
  if (what === null) return say(turn, [tell("errors/button-gone")]);
  const rests = await allRests(db, userId, context.now);
  const rest = rests.find((one) => wakeToken(one) === action);
  if (rest === undefined) return say(turn, [tell("rests/awake", { what })]);
  await wakeRule(db, userId, rest, context.now);
  const woken = part(rest.subject === "" ? "rests/woken" : "rests/woken-one", { what });
  const undo = undoChoice(turn, `wake-undo:${ruleId}:${context.now.getTime().toString(36)}`);
  say(turn, [{ parts: [woken, part("rests/undo")], choices: [undo] }]);
}

/** `wake-undo:<rule>:<instant>`: that it was brought back then is taken back, and it rests as it did. */
export async function tapWakeUndo(turn: Turn, action: string): Promise<void> {
  const { db, context, chat } = turn;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  dropUndo(turn, (one) => one.kind === "button" && one.action === action);
  const [, ruleId = "", instant = ""] = action.split(":");
  const what = ruleName(ruleId);
  const wokenAt = new Date(Number.parseInt(instant, 36));
  if (what === null || Number.isNaN(wokenAt.getTime())) return say(turn, [tell("errors/button-gone")]);
  const isDone = await restAgain(db, context.person.userId, { ruleId, wokenAt });
  say(turn, [isDone ? tell("rests/again", { what }) : tell("undo/money-before")]);
}

/** Everything that keeps still, each once, in the order of the list. */
export async function standingRests({ db, context }: Turn): Promise<readonly StandingRest[]> {
  return longestOfEach(await allRests(db, context.person.userId, context.now));
}

/** The button that ends a rest. A subject can be as long as a merchant's name, so a part of its hash stands for it. */
export function wakeToken({ ruleId, subject }: Pick<RuleRest, "ruleId" | "subject">): string {
  if (subject === "") return `rest:${ruleId}`;
  return `rest:${ruleId}:${createHash("sha256").update(subject).digest("base64url").slice(0, 10)}`;
}

/** Of several reasons to keep still about one thing the one that lasts longest, the newest rests first. */
function longestOfEach(rests: readonly StandingRest[]): readonly StandingRest[] {
  const endOf = ({ until, reason }: StandingRest) =>
    until === null ? (reason === "retired" ? Number.MAX_VALUE : Number.MAX_SAFE_INTEGER) : until.getTime();
  const longest = new Map<string, StandingRest>();
  for (const rest of rests) {
    if (ruleName(rest.ruleId) === null) continue;
    const known = longest.get(wakeToken(rest));
    if (known === undefined || endOf(rest) > endOf(known)) longest.set(wakeToken(rest), rest);
  }
  return [...longest.values()].sort((one, other) => other.since.getTime() - one.since.getTime());
}

function restPart(
  { ruleId, subject, reason, since, until }: StandingRest,
  retired: readonly RetiredRule[],
  { number, today, person }: Pick<Turn["context"], "today" | "person"> & { readonly number: number },
): Part {
  const day = (instant: Date) => dayShort(localDateOf(instant, person.timezone), today);
  const facts = { number, what: ruleName(ruleId) ?? "", since: day(since) };
  const limited = { ...facts, until: until === null ? "" : day(until) };
  switch (reason) {
    case "not_now":
      return part("rests/not-now", limited);
    case "not_helpful":
      return part("rests/not-helpful", limited);
    case "normal":
      return part(subject === "" ? "rests/normal" : "rests/normal-one", facts);
    case "retired": {
      const cause = retired.find((one) => one.ruleId === ruleId)?.cause ?? "does_nothing";
      return part(cause === "annoys" ? "rests/annoys" : "rests/does-nothing", facts);
    }
  }
}
