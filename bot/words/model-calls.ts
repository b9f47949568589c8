import { localDateOf } from "../../coaching/model/local-date.ts";
import { MODEL_CALLS_KEPT_DAYS, type ModelCall, modelCallsOf } from "../../db/queries/model-calls.ts";
import type { StepContext } from "../conversation.ts";
import { clockAt, dayPhrase, sentenceCase } from "../format.ts";
import { persona } from "../phrasing/prompt.ts";
import { type Part, say as part, tell } from "../reply.ts";
import { say, type Turn } from "../turn.ts";

/** Calls that one answer shows. */
const PAGE = 3;

/** `/privacy model`: what was sent to a language model, word for word, the newest first; a number behind it turns the page. */
export async function showModelCalls(turn: Turn, said: string): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  const offset = (Math.max(1, Number(/\d{1,4}/.exec(said)?.[0] ?? 1)) - 1) * PAGE;
  const { calls, total } = await modelCallsOf(db, userId, { limit: PAGE, offset });
  if (calls.length === 0) return say(turn, [tell("model-calls/none", { days: MODEL_CALLS_KEPT_DAYS })]);
  const last = offset + calls.length;
  const opening = persona();
  const shown = calls.map((call) => callParts(call, opening, context));
  const more = total > last ? [part("model-calls/more", { page: offset / PAGE + 2 })] : [];
  say(turn, [
    { parts: [part("model-calls/heading", { from: offset + 1, to: last, total }), ...shown.flat(), ...more] },
    ...(calls.some(({ sent }) => sent.startsWith(opening)) ? [tell("model-calls/opening", { opening })] : []),
  ]);
}

/** One call: when, what was sent behind the fixed opening, what came back and what became of it. */
function callParts(call: ModelCall, opening: string, { person, today }: StepContext): readonly Part[] {
  const zone = person.timezone;
  const day = sentenceCase(dayPhrase(localDateOf(call.at, zone), today));
  const isFixed = call.sent.startsWith(opening);
  const sent = isFixed ? call.sent.slice(opening.length).trim() : call.sent;
  const when = { day, clock: clockAt(call.at, zone), sent };
  return [
    part(isFixed ? "model-calls/call" : "model-calls/call-whole", when),
    call.received === null
      ? part("model-calls/nothing-back")
      : part("model-calls/came-back", { received: call.received }),
    outcomePart(call.outcome),
  ];
}

/** Why a model's answer could not be had; any other reason is one of the guard's. */
const NO_ANSWER: ReadonlySet<string> = new Set([
  "unanswered",
  "too_late",
  "deadline",
  "not_reached",
  "server_error",
  "rate_limited",
  "rejected",
  "malformed",
  "cut_off",
  "refused",
]);

function outcomePart(outcome: string): Part {
  if (outcome === "used") return part("model-calls/used");
  const reason = outcome.replaceAll("_", " ");
  return part(NO_ANSWER.has(outcome) ? "model-calls/no-answer" : "model-calls/not-said", { reason });
}
