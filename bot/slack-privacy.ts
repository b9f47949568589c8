import type { CommandOutcome } from "./commands.ts";
import type { Person, StepContext } from "./conversation.ts";
import { type Part, say, tell } from "./reply.ts";

const CHOICE = /^slack-privacy:(on|off)$/;

/** Whether a standing button's action is one of those under the question whether to write openly on Slack. */
export function isPrivacyChoice(action: string): boolean {
  return CHOICE.test(action);
}

/** `/slack_privacy off` says why it is on and asks; `on` switches it on at once; bare, it says what holds. */
export function setSlackPrivacy(said: string, context: StepContext): CommandOutcome {
  const word = said.toLowerCase();
  if (word === "on") return switchTo(false, context);
  const isOpen = context.person.preferences.openOnSlack;
  if (word !== "off" || isOpen) {
    return {
      replies: [{ parts: [statusPart(!isOpen), say("slack/privacy-why"), say("slack/privacy-usage")] }],
    };
  }
  const choices = ["off", "on"].map((label) => ({ id: `slack-privacy:${label}`, label, standing: true }));
  return { replies: [{ parts: [say("slack/privacy-why"), say("slack/privacy-ask")], choices }] };
}

/** The answer to the question under `/slack_privacy off`. */
export function choosePrivacy(action: string, context: StepContext): CommandOutcome {
  return switchTo(CHOICE.exec(action)?.[1] === "off", context);
}

/** What holds, for `/settings` on Slack. */
export function slackPrivacyParts({ slackPrivacy }: Person): readonly Part[] {
  return slackPrivacy === null ? [] : [statusPart(slackPrivacy), say("slack/privacy-more")];
}

function statusPart(isPrivate: boolean): Part {
  return say(isPrivate ? "slack/privacy-is-on" : "slack/privacy-is-off");
}

function switchTo(openOnSlack: boolean, { person }: StepContext): CommandOutcome {
  return {
    replies: [tell(openOnSlack ? "slack/privacy-switched-off" : "slack/privacy-switched-on")],
    effects: [{ kind: "save-notifications", preferences: { ...person.preferences, openOnSlack } }],
  };
}
