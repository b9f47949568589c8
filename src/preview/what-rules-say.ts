import type { PlatformId } from "../../bot/adapter.ts";
import { coverOf } from "../../bot/cover.ts";
import { feedbackButtons, feedbackChoices } from "../../bot/feedback.ts";
import { explanationPart, recommendationPart } from "../../bot/recommendation-reply.ts";
import { composeMessage, type Reply } from "../../bot/reply.ts";
import type { MessageKind } from "../../coaching/delivery/kinds.ts";
import { TONES } from "../../coaching/phrasing/tone.ts";
import { rules } from "../../coaching/rules/index.ts";
import type { Rule } from "../../coaching/rules/rule.ts";
import { type Telling, wordingsOf } from "../../prompts/wordings.ts";
import type { Chapter, Take } from "./recording.ts";
import { EXAMPLE_DAY, LACKED_ALONE, RULE_EXAMPLES, type RuleExample } from "./rule-examples.ts";
import { PLATFORMS, type Shown } from "./stage.ts";

const NOBODY = "00000000-0000-4000-8000-000000000000";
const READER = { person: { currency: "USD" }, today: EXAMPLE_DAY };

/** What every rule says, in every tone and wording, and why, on each platform. */
export function whatRulesSay(): Chapter {
  return {
    title: "What rules say",
    intro: `Of each rule the wordings in the order ${TONES.join(", ")}, and its reason; with figures made by hand.`,
    takes: rules.map(({ id }) => takeOf(id)),
  };
}

function takeOf(rule: string): Take {
  const example = RULE_EXAMPLES[rule];
  if (example === undefined) throw new Error(`no example of the rule "${rule}"`);
  const replies = repliesOf(rule, example);
  const slots: Rule["slots"] = rules.find(({ id }) => id === rule)?.slots ?? [];
  const kind = slots.includes("morning") ? "morning_nudge" : "evening_nudge";
  const shown = new Map<PlatformId, readonly Shown[]>(
    PLATFORMS.map((platform) => [platform, replies.map((reply) => shownOn(platform, reply, kind))]),
  );
  return { title: `Rule ${rule}`, note: null, words: null, shown, pages: [] };
}

function repliesOf(rule: string, example: RuleExample): readonly Reply[] {
  const type = rules.find(({ id }) => id === rule)?.type ?? "energy";
  const choices = feedbackChoices({ id: NOBODY, type, ruleId: rule, subject: NOBODY });
  const told = (telling: Telling, shown: RuleExample): readonly Reply[] => {
    const wordings = TONES.flatMap((tone) => wordingsOf(rule, tone, telling));
    const replies = wordings.map((wording) => ({
      parts: [recommendationPart(rule, wording, shown, READER), feedbackButtons],
      choices,
    }));
    return [...replies, { parts: [explanationPart(rule, shown, READER)] }];
  };
  const lacked = LACKED_ALONE[rule];
  if (lacked === undefined) return told("whole", example);
  const facts = Object.fromEntries(Object.entries(example.facts).filter(([name]) => !lacked.includes(name)));
  return [...told("whole", example), ...told("alone", { ...example, facts })];
}

function shownOn(platform: PlatformId, reply: Reply, kind: MessageKind): Shown {
  const message = composeMessage(reply, 0);
  const prompts = reply.parts.map(({ prompt }) => prompt);
  const place = { outboxId: NOBODY, checkIn: null, kind };
  const cover = platform === "slack" ? coverOf(prompts, message, place) : null;
  return { message: cover === null ? message : { ...message, cover }, inPlace: false };
}
