import type { ServerResponse } from "node:http";
import { setTimeout as sleepFor } from "node:timers/promises";
import { App, HTTPReceiver, LogLevel, SocketModeReceiver, webApi } from "@slack/bolt";
import { OperatorError } from "../../../db/errors.ts";
import { isKnownAccount } from "../../../db/queries/homes.ts";
import { removeInstallations } from "../../../db/queries/installations.ts";
import { markWorkspaceUnreachable } from "../../../db/queries/reach.ts";
import type { Sealer } from "../../../db/sealing.ts";
import { type ChatAdapter, ChatError, type HandleEvent, type SendLimits } from "../../adapter.ts";
import type { AdapterParts } from "../../define-adapter.ts";
import { showHome } from "../../homes.ts";
import { createLanes } from "../../lanes.ts";
import type { OutboundMessage } from "../../message.ts";
import { inline } from "../../reply.ts";
import { type Address, chatOf, readChat } from "./address.ts";
import { createClients, patientFetch } from "./clients.ts";
import { chatErrorOf, isStaleToken, slackCode } from "./errors.ts";
import { fetchSlackFile } from "./files.ts";
import { PATHS, routesOf } from "./http.ts";
import { createInstallationStore, installedToken } from "./installer.ts";
import { LIMITS } from "./limits.ts";
import { listen } from "./listen.ts";
import { quietLogger } from "./logger.ts";
import { SCOPES } from "./permissions.ts";
import { createSender } from "./send.ts";
import { openSocket } from "./socket.ts";
import { homeView } from "./views.ts";
import { createWindows } from "./windows.ts";
import { createZones } from "./zones.ts";

/** Slack bears about one message a second in a chat, and some hundred a minute in a workspace. */
const SEND_LIMITS: SendLimits = { perSecond: 10, perChatPerSecond: 1, repliesReserve: 4 };
/** A call that takes longer is given up, and nobody knows whether it arrived. */
const CALL_MS = 20_000;
/** A send is given up after this long, however many calls it is. */
const SEND_MS = 28_000;
/** A channel is told once in this time that the coach talks elsewhere. */
const MENTION_MS = 3_600_000;
const MOST_MENTIONS = 1000;

/** How the app is installed: in one workspace by its token, or in several, each by consent. */
export type Installing =
  | { readonly kind: "one"; readonly botToken: string }
  | {
      readonly kind: "several";
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      readonly publicUrl: string;
      readonly sealer: Sealer;
    };

export type SlackOptions = {
  readonly installing: Installing;
  /** Slack calls us, signing with the secret, or we keep a connection open to it. */
  readonly hearing:
    | { readonly kind: "http"; readonly signingSecret: string }
    | { readonly kind: "socket"; readonly appToken: string };
  /** Where Slack's methods are, with a slash at its end. */
  readonly apiUrl: string;
};

/** Slack: direct messages, buttons, windows and the home tab. */
export function createSlack(options: SlackOptions, parts: AdapterParts): ChatAdapter {
  const { installing, hearing, apiUrl } = options;
  const { db, log, clock } = parts;
  const logger = quietLogger(log, LogLevel.WARN);
  // The outbox decides what is tried again, and when.
  const clientOptions: webApi.WebClientOptions = {
    slackApiUrl: apiUrl,
    logger,
    fetch: patientFetch,
    timeout: CALL_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  };
  const tokenOf = async (team: string) =>
    installing.kind === "one" ? installing.botToken : installedToken(db, installing.sealer, team);
  const isSetting = installing.kind === "one";
  const clients = createClients(tokenOf, (token) => new webApi.WebClient(token, clientOptions), isSetting);
  const zones = createZones(clients);
  const note = (problem: string) => (error: unknown) => {
    const { code, cause } = chatErrorOf(error);
    log.warn({ platform: "slack", failure: code, ...log.describe(cause ?? error) }, problem);
  };
  const windows = createWindows({
    db,
    clients,
    clock,
    zoneOf: zones.known,
    onFailure: note("window not opened"),
    onUnnoted: note("opened window not noted"),
  });
  const sender = createSender(clients, parts.pictures, note("file not shown"));
  const stopped = Promise.withResolvers<void>();
  const stopping = new AbortController();
  // Requests come side by side, and looking something up for the first must not let the second overtake it.
  const { run: inTurn } = createLanes();
  const mentions = new Map<string, number>();
  let handle: HandleEvent | null = null;

  const receiver =
    hearing.kind === "http"
      ? new HTTPReceiver({
          signingSecret: hearing.signingSecret,
          endpoints: [PATHS.events],
          processBeforeResponse: true,
          bodyLimit: LIMITS.requestBytes,
          logger,
        })
      : new SocketModeReceiver({
          appToken: hearing.appToken,
          logger,
          installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
        });
  // Apart from the other, as whoever installs is asked nothing that an event needs.
  const installer =
    installing.kind === "one"
      ? null
      : new HTTPReceiver({
          signingSecret: "",
          signatureVerification: false,
          endpoints: [],
          logger,
          clientId: installing.clientId,
          clientSecret: installing.clientSecret,
          stateSecret: installing.stateSecret,
          redirectUri: `${installing.publicUrl}${PATHS.installed}`,
          scopes: [...SCOPES],
          installationStore: createInstallationStore(db, installing.sealer, clock, clients.forget),
          installerOptions: {
            installPath: PATHS.install,
            redirectUriPath: PATHS.installed,
            directInstall: true,
            clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: CALL_MS },
            authorizationUrl: new URL("/oauth/v2/authorize", apiUrl).href,
            callbackOptions: {
              success: (_, __, ___, response) => endPage(response, 200, inline("slack/installed")),
              failure: (error, _, __, response) => {
                log.warn({ platform: "slack", error: error.code }, "app not installed");
                endPage(response, 400, inline("slack/not-installed"));
              },
            },
          },
        });
  const app = new App({
    receiver,
    // Tokens are looked up by whoever calls Slack; the library needs none to pass an event on.
    authorize: async () => ({}),
    ignoreSelf: false,
    convoStore: false,
    logger,
    clientOptions,
  });

  listen(app, {
    windows,
    handle: (event) =>
      inTurn(event.sender, async () => {
        if (handle === null) throw new Error("not running yet");
        const address = readChat(event.sender);
        const zone = address === null ? null : await zones.find(address);
        await handle(zone === null ? event : { ...event, timezoneHint: zone });
      }),
    async homeOpened(address) {
      await showHome(db, adapter, chatOf(address), clock()).catch(note("home page not shown"));
    },
    isNew: async (address) => !(await isKnownAccount(db, { platform: "slack", sender: chatOf(address) })),
    async mentioned({ team, user }, channel) {
      const now = clock().getTime();
      if ((mentions.get(channel) ?? Number.NEGATIVE_INFINITY) > now - MENTION_MS) return;
      if (mentions.size >= MOST_MENTIONS) mentions.clear();
      mentions.set(channel, now);
      const text = inline("slack/group");
      await clients
        .call(team, (client) => client.chat.postEphemeral({ channel, user, text }))
        .catch(note("mention not answered"));
    },
    async removed(team, at) {
      clients.forget(team);
      if (installing.kind === "several" && !(await removeInstallations(db, team, at))) return;
      const chats = await markWorkspaceUnreachable(db, "slack", `${team}:`, clock());
      log.info({ platform: "slack", chats }, "app removed from a workspace");
    },
    unread: (what) => log.warn({ platform: "slack", what }, "payload not understood"),
  });

  /** @throws OperatorError where Slack does not take the one workspace's token: a mistake in the settings */
  async function checkToken(token: string): Promise<void> {
    const client = new webApi.WebClient(token, clientOptions);
    try {
      await client.auth.test();
    } catch (error) {
      if (isStaleToken(error))
        throw new OperatorError(`SLACK_BOT_TOKEN is not accepted by Slack (${slackCode(error)}).`);
      note("Slack not asked about the token")(error);
    }
  }

  /** Beside the sending, which does not wait for it. */
  const answerInWindow = (chat: string, message: OutboundMessage) => {
    const address = readChat(chat);
    if (address !== null) void inTurn(`window of ${chat}`, () => windows.showAnswer(address, message));
  };
  const adapter: ChatAdapter & Required<Pick<ChatAdapter, "showHome">> = {
    platform: "slack",
    limits: SEND_LIMITS,
    routes: routesOf(
      receiver instanceof HTTPReceiver ? receiver.requestListener : null,
      installer?.requestListener ?? null,
      () => handle !== null,
    ),
    async run(taken) {
      handle = taken;
      if (installing.kind === "one") await checkToken(installing.botToken);
      if (receiver instanceof SocketModeReceiver) {
        await openSocket(receiver, stopping.signal, note("connection refused"));
      }
      await stopped.promise;
    },
    async send(chat, message) {
      const id = await inTime(sender.send(chat, message));
      answerInWindow(chat, message);
      return id;
    },
    async edit(chat, platformMessageId, message) {
      await inTime(sender.edit(chat, platformMessageId, message));
      answerInWindow(chat, message);
    },
    async sayPlainly(chat, text) {
      await sender.say(chat, text).catch(note("line not said"));
    },
    fetchFile: (file) => fetchSlackFile(file, clients, apiUrl),
    async showHome(account, page) {
      const { team, user } = addressOf(account);
      await clients.call(team, (client) => client.views.publish({ user_id: user, view: homeView(page) }));
    },
    async stop() {
      stopping.abort();
      if (receiver instanceof SocketModeReceiver) await receiver.stop();
      stopped.resolve();
    },
  };
  return adapter;
}

/** A message with a file is several calls: together they take no longer than a send may. */
async function inTime<Result>(sending: Promise<Result>): Promise<Result> {
  const isDone = new AbortController();
  const tooLong = sleepFor(SEND_MS, undefined, { signal: isDone.signal }).then(() => {
    throw new ChatError("unknown");
  });
  try {
    return await Promise.race([sending, tooLong]);
  } finally {
    isDone.abort();
    await tooLong.catch(() => {});
  }
}

function addressOf(chat: string): Address {
  const address = readChat(chat);
  if (address === null) throw chatErrorOf(new Error("no address"));
  return address;
}

function endPage(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(`${words}\n`);
}
