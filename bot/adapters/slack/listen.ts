import type { App } from "@slack/bolt";
import type { z } from "zod";
import type { HandleEvent } from "../../adapter.ts";
import type { InboundEvent } from "../../inbound-event.ts";
import { inline } from "../../reply.ts";
import type { Address } from "./address.ts";
import { ACTIONS } from "./blocks.ts";
import {
  actionBody,
  actorOf,
  baseOf,
  commandBody,
  commandText,
  goneBody,
  homeBody,
  mentionBody,
  messageBody,
  messageEvents,
  pickedIn,
  shortcutBody,
  submissionBody,
  triggerKey,
} from "./inbound.ts";
import { COMMANDS, type EVENTS, SHORTCUTS } from "./permissions.ts";
import { emptyForm, FORM, readForm } from "./views.ts";
import type { Windows } from "./windows.ts";

/** What the listeners need of the adapter. */
export type Ears = {
  /** Stores an event, with the person's zone where Slack tells it; rejects where it could not be stored. */
  readonly handle: HandleEvent;
  readonly windows: Windows;
  /** The home tab was opened. Never rejects. */
  homeOpened(address: Address): Promise<void>;
  /** Whether this account has never said anything. */
  isNew(address: Address): Promise<boolean>;
  /** One line to whoever calls the coach in a channel. Never rejects. */
  mentioned(address: Address, channel: string): Promise<void>;
  /** The app was removed from a workspace, at this instant. */
  removed(team: string, at: Date): Promise<void>;
  /** A payload that is not as Slack describes it. */
  unread(what: string): void;
};

/**
 * Turns what Slack sends into events. Each listener settles once its event is stored, and rejects when it could not be: Slack is
 * then told so and sends it again, or tells the person.
 */
export function listen(app: App, ears: Ears): void {
  const read = <Body>(schema: z.ZodType<Body>, body: unknown, what: string): Body | null => {
    const parsed = schema.safeParse(body);
    if (!parsed.success) ears.unread(what);
    return parsed.success ? parsed.data : null;
  };
  const handle = (event: InboundEvent) => ears.handle(event);

  const events: Readonly<Record<(typeof EVENTS)[number], (body: unknown) => Promise<void>>> = {
    async message(body) {
      const found = read(messageBody, body, "message");
      for (const event of found === null ? [] : messageEvents(found)) await handle(event);
    },
    async app_home_opened(body) {
      const found = read(homeBody, body, "app_home_opened");
      if (found === null) return;
      const { user, tab } = found.event;
      const address = { team: found.team_id, user };
      if (tab === "home") return ears.homeOpened(address);
      if (tab !== "messages" || !(await ears.isNew(address))) return;
      await handle({ ...baseOf(address, `event:${found.event_id}`), kind: "open", isLook: true });
    },
    async app_mention(body) {
      const found = read(mentionBody, body, "app_mention");
      if (found === null) return;
      const { user, channel } = found.event;
      // In a direct message the message itself is answered.
      if (!channel.startsWith("D")) await ears.mentioned({ team: found.team_id, user }, channel);
    },
    async app_uninstalled(body) {
      const found = read(goneBody, body, "app_uninstalled");
      if (found !== null) await ears.removed(found.team_id, new Date(found.event_time * 1000));
    },
    async tokens_revoked(body) {
      const found = read(goneBody, body, "tokens_revoked");
      const isOurs = (found?.event.tokens?.bot ?? []).length > 0;
      if (found !== null && isOurs) await ears.removed(found.team_id, new Date(found.event_time * 1000));
    },
  };
  for (const [name, take] of Object.entries(events)) app.event(name, async ({ body }) => take(body));

  // A name that is not ours is let be: what Slack gets no answer to, it shows to the person as a failure.
  app.action(/^/, async ({ ack, body }) => {
    await takeAction(body);
    await ack();
  });

  async function takeAction(body: unknown): Promise<void> {
    const found = read(actionBody, body, "block_actions");
    const [action] = found?.actions ?? [];
    if (found === null || action === undefined) return;
    // Ticking a box says nothing yet.
    if (!isPressed(action.action_id)) return;
    const address = actorOf(found);
    const { view, trigger_id: trigger } = found;
    const base = baseOf(address, triggerKey(trigger));
    if (action.action_id === ACTIONS.choose) {
      const chosen = found.state?.values ?? view?.state?.values ?? {};
      if (view?.type === "modal") ears.windows.expectAnswer(base.chat, view.id);
      return handle({ ...base, kind: "choices", tokens: [...pickedIn(chosen)] });
    }
    const { value: token } = action;
    // Somebody else's button of that name has no token of ours.
    if (token === undefined) return;
    const window = ears.windows.behind(token);
    if (window !== null && ((await window.open(address, trigger)) || !window.isQuestion)) return;
    if (view?.type === "modal") ears.windows.expectAnswer(base.chat, view.id);
    await handle({ ...base, kind: "tap", token });
  }

  app.view(/^/, async ({ ack, body }) => {
    const found = read(submissionBody, body, "view_submission");
    if (found === null || found.view.callback_id !== FORM) return void (await ack());
    const form = readForm(found.view.state.values, found.view.private_metadata);
    if (form === null) return void (await ack(emptyForm()));
    // By the window, not the trigger: sent off again after an answer that got lost, it is the same check-in.
    await handle({ ...baseOf(actorOf(found), `view:${found.view.id}`), ...form });
    await ack();
  });

  const commands: Readonly<Record<(typeof COMMANDS)[number], (body: unknown) => Promise<void>>> = {
    async "/balance"(body) {
      const found = read(commandBody, body, "command");
      if (found === null) return;
      const address = { team: found.team_id, user: found.user_id };
      const text = commandText(found.text);
      await handle({ ...baseOf(address, triggerKey(found.trigger_id)), kind: "text", text });
    },
  };
  app.command(/^/, async ({ ack, body, command }) => {
    const take = COMMANDS.find((name) => name === command.command);
    if (take === undefined) return ack();
    await commands[take](body);
    await ack({ response_type: "ephemeral", text: inline("slack/command") });
  });

  const shortcuts: Readonly<Record<(typeof SHORTCUTS)[number], (body: unknown) => Promise<void>>> = {
    async check_in(body) {
      const found = read(shortcutBody, body, "shortcut");
      if (found === null) return;
      const address = actorOf(found);
      if (await ears.windows.openForm(address, found.trigger_id)) return;
      await handle({ ...baseOf(address, triggerKey(found.trigger_id)), kind: "text", text: "/checkin" });
    },
  };
  app.shortcut(/^/, async ({ ack, body, shortcut }) => {
    const take = SHORTCUTS.find((name) => name === shortcut.callback_id);
    if (take !== undefined) await shortcuts[take](body);
    await ack();
  });
}

/** Whether an action is one of the buttons made in `blocks.ts`, and no box that was ticked. */
function isPressed(actionId: string): boolean {
  return actionId.startsWith(ACTIONS.tap) || actionId === ACTIONS.choose || actionId === ACTIONS.feedback;
}
