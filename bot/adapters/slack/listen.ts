import type { App } from "@slack/bolt";
import type { z } from "zod";
import type { HandleEvent } from "../../adapter.ts";
import type { InboundEvent } from "../../inbound-event.ts";
import { inline } from "../../reply.ts";
import { type Address, chatOf } from "./address.ts";
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
import type { COMMANDS, EVENTS, SHORTCUTS } from "./permissions.ts";
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
      await handle({ ...baseOf(address, `event:${found.event_id}`), kind: "open" });
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

  app.action(/./, async ({ ack, body }) => {
    await takeAction(body);
    await ack();
  });

  async function takeAction(body: unknown): Promise<void> {
    const found = read(actionBody, body, "block_actions");
    const [action] = found?.actions ?? [];
    if (found === null || action === undefined) return;
    // Ticking a box says nothing yet.
    if (action.action_id.startsWith(ACTIONS.pick)) return;
    const address = actorOf(found);
    const token = action.value ?? "";
    const opener = ears.windows.openerOf(token);
    // A form that cannot be opened is asked as a question; a message that cannot, stays behind its button.
    if (opener !== null && ((await opener(address, found.trigger_id)) || token.startsWith("s1:show:")))
      return;
    const { view } = found;
    if (view?.type === "modal") ears.windows.expectAnswer(chatOf(address), view.id);
    const base = baseOf(address, triggerKey(found.trigger_id));
    const chosen = found.state?.values ?? view?.state?.values ?? {};
    await handle(
      action.action_id === ACTIONS.choose
        ? { ...base, kind: "choices", tokens: [...pickedIn(chosen)] }
        : { ...base, kind: "tap", token },
    );
  }

  app.view(FORM, async ({ ack, body }) => {
    const found = read(submissionBody, body, "view_submission");
    if (found === null) return void (await ack());
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
  for (const [name, take] of Object.entries(commands)) {
    app.command(name, async ({ ack, body }) => {
      await take(body);
      await ack({ response_type: "ephemeral", text: inline("slack/command") });
    });
  }

  const shortcuts: Readonly<Record<(typeof SHORTCUTS)[number], (body: unknown) => Promise<void>>> = {
    async check_in(body) {
      const found = read(shortcutBody, body, "shortcut");
      if (found === null) return;
      const address = actorOf(found);
      if (await ears.windows.openForm(address, found.trigger_id)) return;
      await handle({ ...baseOf(address, triggerKey(found.trigger_id)), kind: "text", text: "/checkin" });
    },
  };
  for (const [name, take] of Object.entries(shortcuts)) {
    app.shortcut(name, async ({ ack, body }) => {
      await take(body);
      await ack();
    });
  }
}
