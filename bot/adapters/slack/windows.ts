import { localDateOf } from "../../../coaching/model/local-date.ts";
import type { Database } from "../../../db/client.ts";
import { noteViewed } from "../../../db/queries/shown.ts";
import { render } from "../../../prompts/index.ts";
import { type OutboundMessage, readToken } from "../../message.ts";
import { openStored, restsNow } from "../../opened.ts";
import { type Address, chatOf } from "./address.ts";
import { contentOf, sections } from "./blocks.ts";
import type { Clients } from "./clients.ts";
import { LIMITS } from "./limits.ts";
import { mrkdwnOf } from "./mrkdwn.ts";
import { formEntry, formView, noteWindow, windowOf } from "./views.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** How long after a tap in a window its answer still goes there. */
const ANSWER_MS = 60_000;
/** Windows that are remembered. */
const MOST_WINDOWS = 1000;

/** Windows over the chat, which only whoever opened them sees. */
export type Windows = {
  /** The window behind a button's token; null for a token that is an event. */
  behind(token: string): Window | null;
  openForm(address: Address, triggerId: string): Promise<boolean>;
  /** The next messages to this chat are the answer to a tap in this window. */
  expectAnswer(chat: string, viewId: string): void;
  /** Shows a message in the window whose tap it answers, where there is one. Never throws. */
  showAnswer(address: Address, message: OutboundMessage): Promise<void>;
};

export type Window = {
  /** @returns false where it could not be opened, as after the three seconds that Slack gives */
  open(address: Address, triggerId: string): Promise<boolean>;
  /** The same can be asked in the chat, where the window does not open. */
  readonly isQuestion: boolean;
};

export type WindowsOptions = {
  readonly db: Database;
  readonly clients: Clients;
  readonly clock: () => Date;
  /** The person's zone, if Slack has told it. */
  readonly zoneOf: (chat: string) => string | null;
  readonly onFailure: (error: unknown) => void;
  /** That somebody opened something could not be noted. */
  readonly onUnnoted: (error: unknown) => void;
};

export function createWindows({ db, clients, clock, zoneOf, onFailure, onUnnoted }: WindowsOptions): Windows {
  const waiting = new Map<
    string,
    { readonly viewId: string; readonly until: number; shown: OutboundMessage[] }
  >();

  type View = ReturnType<typeof windowOf>;
  async function open({ team }: Address, triggerId: string, view: View): Promise<boolean> {
    try {
      await clients.call(team, (client) => client.views.open({ trigger_id: triggerId, view }));
      return true;
    } catch (error) {
      onFailure(error);
      return false;
    }
  }

  async function openMessage(address: Address, triggerId: string, id: string): Promise<boolean> {
    const opened = UUID.test(id) ? await openStored(db, accountOf(address), id, clock()) : null;
    const view = opened === null ? noteWindow(render("slack/gone")) : messageWindow([opened.message]);
    const isOpen = await open(address, triggerId, view);
    // The window is there, whatever becomes of the note.
    if (isOpen && opened !== null && opened.views !== null)
      await noteViewed(db, opened.views, "opened", clock()).catch(onUnnoted);
    return isOpen;
  }

  async function openForm(address: Address, triggerId: string, action = ""): Promise<boolean> {
    const [, date, id] = action.split(":");
    const entry = formEntry.safeParse({ id, date });
    const zone = zoneOf(chatOf(address));
    const today = zone === null ? null : localDateOf(clock(), zone);
    return open(address, triggerId, formView(entry.success ? entry.data : null, today));
  }

  return {
    openForm: (address, triggerId) => openForm(address, triggerId),
    behind(token) {
      const read = readToken(token);
      if (read.kind !== "standing") return null;
      const { action } = read;
      const [kind, id = ""] = action.split(":");
      if (kind === "show") {
        return { open: (address, triggerId) => openMessage(address, triggerId, id), isQuestion: false };
      }
      if (kind !== "check-in") return null;
      return { open: (address, triggerId) => openForm(address, triggerId, action), isQuestion: true };
    },
    expectAnswer(chat, viewId) {
      if (waiting.size >= MOST_WINDOWS) waiting.clear();
      waiting.set(chat, { viewId, until: clock().getTime() + ANSWER_MS, shown: [] });
    },
    async showAnswer(address, message) {
      const chat = chatOf(address);
      const at = waiting.get(chat);
      if (at === undefined) return;
      if (at.until < clock().getTime()) return void waiting.delete(chat);
      try {
        // An answer is often two messages: the window shows both. What it showed before a rest began goes.
        const isOver = at.shown.length > 0 && (await restsNow(db, accountOf(address), clock()));
        at.shown = [...(isOver ? [] : at.shown), message];
        const view = messageWindow(at.shown);
        await clients.call(address.team, (client) => client.views.update({ view_id: at.viewId, view }));
      } catch {
        // It was closed; the chat has the answer.
        waiting.delete(chat);
      }
    },
  };
}

function accountOf(address: Address) {
  return { platform: "slack", sender: chatOf(address) } as const;
}

/** Whether a message has a picture or file that its cover keeps out of Slack. */
function isHeldBack({ cover, picture, file }: OutboundMessage): boolean {
  return cover !== undefined && (picture ?? file) !== undefined;
}

/** Messages in full, one below the other. */
export function messageWindow(messages: readonly OutboundMessage[]): ReturnType<typeof windowOf> {
  const newest = messages.length - 1;
  const blocks = messages.flatMap((message, index) => [
    ...(index === 0 ? [] : [{ type: "divider" as const }]),
    // Action ids are unique in a view, and only the newest message's buttons are what can be answered.
    ...contentOf(index === newest ? message : { ...message, buttons: [] }),
    ...(isHeldBack(message) ? sections(mrkdwnOf(render("slack/no-files"))) : []),
  ]);
  return windowOf(blocks.slice(-LIMITS.blocksPerView));
}
