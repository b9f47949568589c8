import type { MessageKind } from "../../coaching/delivery/kinds.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { RETIREMENT_SAID_EVENT, type RetiredRule, retiredRules } from "../../db/queries/retirements.ts";
import type { StepContext } from "../conversation.ts";
import type { Effect } from "../effect.ts";
import type { Answer } from "../question.ts";
import { type Choice, type Part, say } from "../reply.ts";
import { wakeToken } from "./rests.ts";
import { ruleName } from "./rule-name.ts";

/** Rules that stopped for the person and of which they have not heard. */
export type RetiredNews = {
  readonly parts: readonly Part[];
  readonly choices: readonly Choice[];
  readonly explanation: readonly Part[];
  readonly effects: readonly Effect[];
};

/** What a summary has to say of them, by its slot: each once, with a button that brings it back. */
export async function retiredNews(
  db: Database,
  { person }: StepContext,
  slot: { readonly kind: MessageKind; readonly localDate: LocalDate },
): Promise<RetiredNews> {
  const untold = (await retiredRules(db, person.userId)).flatMap((rule) => {
    const what = ruleName(rule.ruleId);
    return rule.isTold || what === null ? [] : [{ rule, what }];
  });
  const label = untold.length === 1 ? "wake" : "wake-that";
  return {
    parts: untold.map(({ rule, what }) => newsPart(rule, what)),
    choices: untold.map(({ rule, what }) => ({
      id: wakeToken({ ...rule, subject: "" }),
      label,
      facts: { what },
      standing: true,
    })),
    explanation: [...new Set(untold.map(({ rule }) => rule.cause))].map((cause) =>
      say(cause === "annoys" ? "rests/why-annoys" : "rests/why-does-nothing"),
    ),
    effects: untold.map(({ rule }) => ({
      kind: "log",
      event: RETIREMENT_SAID_EVENT,
      metadata: { ruleId: rule.ruleId, kind: slot.kind, date: slot.localDate },
    })),
  };
}

function newsPart(rule: RetiredRule, what: string): Part {
  if (rule.cause === "annoys") {
    const { rated, notHelpful } = rule;
    return say("rests/news-annoys", { what, rated, notHelpful });
  }
  const { said, withheld } = rule;
  return say("rests/news-does-nothing", { what, said, withheld });
}

/** A summary with them after it. */
export function withRetired(answer: Answer, news: RetiredNews): Answer {
  const [reply, ...others] = answer.replies;
  if (reply === undefined || news.parts.length === 0) return answer;
  const choices = [...(reply.choices ?? []), ...news.choices];
  return {
    ...answer,
    replies: [{ ...reply, parts: [...reply.parts, ...news.parts], choices }, ...others],
    explanation: [...(answer.explanation ?? []), ...news.explanation],
    effects: [...(answer.effects ?? []), ...news.effects],
  };
}
