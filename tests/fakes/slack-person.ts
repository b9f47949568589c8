import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChatAdapter } from "../../bot/adapter.ts";
import { readToken } from "../../bot/message.ts";
import {
  type Block,
  type BlockElement,
  type FakeSlack,
  PERSON,
  type ShownMessage,
  TEAM,
} from "./slack-server.ts";

export const SIGNING_SECRET = "test-signing-secret";

/** How a request is signed; rightly and now without it. */
export type Signing = {
  readonly secret?: string | null;
  readonly ageSeconds?: number;
  readonly headers?: object;
};
export type Response = { readonly status: number; readonly text: string };

/** The adapter's routes on a server, as the coach's own HTTP server has them. */
export async function serveRoutes(adapterOf: () => ChatAdapter | null) {
  let arrived = 0;
  const server = createServer((request, response) => {
    arrived += 1;
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const route = adapterOf()?.routes?.find(
      ({ path, method }) => path === pathname && method === request.method,
    );
    if (route === undefined) response.writeHead(404).end();
    else route.answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** How many requests have come so far. */
    arrived: () => arrived,
    async end() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Something to tap, with the message it stands under. */
export type Offered = {
  readonly message: ShownMessage;
  readonly element: BlockElement;
  readonly value: string;
};

/** One person at Slack: what Slack sends to the coach when they do something, signed as Slack signs. */
export function slackPerson(slack: FakeSlack, url: string) {
  let last: { readonly body: string; readonly type: string } | null = null;

  async function post(body: string, type: string, signing: Signing = {}): Promise<Response> {
    const { secret = SIGNING_SECRET, ageSeconds = 0, headers = {} } = signing;
    const time = String(Math.floor(Date.now() / 1000) - ageSeconds);
    const signature = `v0=${createHmac("sha256", secret ?? "")
      .update(`v0:${time}:${body}`)
      .digest("hex")}`;
    const response = await fetch(`${url}/slack/events`, {
      method: "POST",
      headers: {
        "content-type": type,
        ...(secret === null ? {} : { "x-slack-signature": signature, "x-slack-request-timestamp": time }),
        ...headers,
      },
      body,
    });
    return { status: response.status, text: await response.text() };
  }

  function json(body: object, signing?: Signing): Promise<Response> {
    last = { body: JSON.stringify(body), type: "application/json" };
    return post(last.body, last.type, signing);
  }

  function form(fields: Readonly<Record<string, string>>, signing?: Signing): Promise<Response> {
    last = { body: new URLSearchParams(fields).toString(), type: "application/x-www-form-urlencoded" };
    return post(last.body, last.type, signing);
  }

  const event = (
    inner: object,
    { id = `Ev${randomUUID()}`, ...signing }: Signing & { readonly id?: string } = {},
  ) =>
    json(
      {
        type: "event_callback",
        team_id: TEAM,
        api_app_id: "A000000001",
        event_id: id,
        event_time: Math.floor(Date.now() / 1000),
        event: inner,
      },
      signing,
    );
  const interaction = (fields: object, signing?: Signing) =>
    form(
      { payload: JSON.stringify({ team: { id: TEAM }, user: { id: PERSON, team_id: TEAM }, ...fields }) },
      signing,
    );
  const message = async (fields: object) =>
    event({
      type: "message",
      channel_type: "im",
      channel: await slack.channel(),
      user: PERSON,
      ts: "1.1",
      ...fields,
    });

  /** Taps an element of a message, or of a view. */
  async function act(element: Partial<BlockElement>, around: object, values: object = {}): Promise<Response> {
    return interaction({
      type: "block_actions",
      trigger_id: await slack.trigger(),
      actions: [{ block_id: "b", action_ts: "1.1", ...element }],
      state: { values },
      ...around,
    });
  }

  return {
    json,
    form,
    event,
    interaction,
    message,
    act,
    post,
    again: (headers: object) => post(last?.body ?? "", last?.type ?? "", { headers }),
    say: (text: string) =>
      message({ text: text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") }),
    openTab: (tab: "home" | "messages") =>
      event({ type: "app_home_opened", user: PERSON, channel: "D1", tab }),
    async command(text: string, command = "/balance") {
      return form({
        command,
        text,
        team_id: TEAM,
        user_id: PERSON,
        channel_id: "C1",
        trigger_id: await slack.trigger(),
        response_url: "http://127.0.0.1:9/unused",
      });
    },
    async shortcut(callback: string) {
      return interaction({ type: "shortcut", callback_id: callback, trigger_id: await slack.trigger() });
    },
    /** Sends a form off. @param opened the window as it was opened */
    async submit(opened: OpenedView, values: object, viewId = "V1") {
      const { callback_id, private_metadata } = opened;
      return interaction({
        type: "view_submission",
        trigger_id: await slack.trigger(),
        view: { id: viewId, type: "modal", callback_id, private_metadata, state: { values } },
      });
    },
    tap: ({ message: under, element, value }: Offered) =>
      act({ ...element, value }, { container: { type: "message" }, message: { ts: under.ts } }),
    /** Taps a button in a window. */
    tapIn: (opened: OpenedView, value: string, viewId: string) =>
      act({ type: "button", action_id: "tap:0", value }, { view: { id: viewId, ...opened } }),
    /** Buttons with these words, oldest first. */
    labelled: (label: string): readonly Offered[] =>
      slack
        .shown()
        .flatMap((message) =>
          (message.blocks ?? []).flatMap(({ elements = [] }) =>
            elements
              .filter(({ text }) => text?.text === label)
              .map((element) => ({ message, element, value: element.value ?? "" })),
          ),
        ),
    /** Messages that offer an answer, oldest first. */
    offering: (choice: string): readonly Offered[] =>
      slack.shown().flatMap((under) =>
        (under.blocks ?? []).flatMap((block) =>
          (block.elements ?? []).flatMap((element) => {
            const values = [element.value, ...(element.options ?? []).map((option) => option.value)];
            return values
              .filter((value) => value !== undefined)
              .filter((value) => {
                const read = readToken(value);
                return read.kind === "question" && read.choice === choice;
              })
              .map((value) => ({ message: under, element, value }));
          }),
        ),
      ),
    /** Ticks boxes of one message and confirms them. */
    choose(offered: readonly Offered[]) {
      const selected = offered.map(({ value }) => ({ text: { type: "plain_text", text: "" }, value }));
      const box = offered[0]?.element.action_id ?? "";
      return act(
        { type: "button", action_id: "choose" },
        { message: { ts: offered[0]?.message.ts } },
        { b: { [box]: { type: "checkboxes", selected_options: selected } } },
      );
    },
  };
}

/** A window as the coach opened it. */
export type OpenedView = {
  readonly type: string;
  readonly callback_id?: string;
  readonly private_metadata?: string;
  readonly blocks: readonly Block[];
};

/** The windows that were opened or changed, oldest first. */
export function viewsOf(slack: FakeSlack, ...methods: readonly string[]): readonly OpenedView[] {
  return slack.calls
    .filter(({ method }) => methods.includes(method))
    .map(({ body }) => JSON.parse(body.view ?? "{}") as OpenedView);
}

/** What a person reads of blocks: markup as it is shown, look-alikes as what they look like. */
export function readBlocks(blocks: readonly Block[]): string {
  return blocks
    .flatMap(({ type, text }) => (type === "section" && text !== undefined ? [readMarkup(text.text)] : []))
    .join("\n");
}

export function readMarkup(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, "[a link, mention or command]")
    .replace(/:[a-z0-9_+-]*[a-z][a-z0-9_+-]*:/g, "[an emoji]")
    .replace(/(?<![\p{L}\p{N}])([*_~`])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}])/gu, "$2")
    .replaceAll("\u200b", "")
    .replaceAll("\u2217", "*")
    .replaceAll("\u02cd", "_")
    .replaceAll("\u223c", "~")
    .replaceAll("\u02cb", "`")
    .replaceAll("\u2236", ":")
    .replaceAll("\u203a", ">")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** The words on a message's buttons. */
export function labelsOf(blocks: readonly Block[] = []): readonly string[] {
  return blocks.flatMap(({ elements = [] }) =>
    elements.flatMap(({ type, text }) => (type === "button" ? [text?.text ?? ""] : [])),
  );
}
