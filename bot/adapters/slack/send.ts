import { readFile } from "node:fs/promises";
import { ChatError } from "../../adapter.ts";
import { type OutboundMessage, plainText } from "../../message.ts";
import { type Pictures, pictureBytes, pictureName } from "../../pictures/pictures.ts";
import { messageIdOf, readChat, readMessageId } from "./address.ts";
import { type Posting, postingsOf } from "./blocks.ts";
import type { Clients, SlackClient } from "./clients.ts";
import { chatErrorOf, slackCode } from "./errors.ts";
import { breaches, LIMITS } from "./limits.ts";
import { escapeMrkdwn, slackCommands } from "./mrkdwn.ts";

/** Direct messages whose channel is kept at hand. */
const MOST_CHANNELS = 10_000;
/** A file has no message that an edit could find. */
const NO_MESSAGE = "0.0";
const QUIET_LINKS = { unfurl_links: false, unfurl_media: false } as const;

export type Sender = {
  send(chat: string, message: OutboundMessage): Promise<string>;
  edit(chat: string, platformMessageId: string, message: OutboundMessage): Promise<void>;
  say(chat: string, text: string): Promise<void>;
};

/**
 * Messages out: words as blocks, pictures and files as uploads into the direct message.
 *
 * @param onWithout hears why a picture or file was left out
 */
export function createSender(
  clients: Clients,
  pictures: Pictures,
  onWithout: (error: unknown) => void,
): Sender {
  const channels = new Map<string, string>();

  /** A direct message is opened lazily, and only where a file needs its channel: words go to the person. */
  async function channelOf(client: SlackClient, chat: string, user: string): Promise<string> {
    const known = channels.get(chat);
    if (known !== undefined) return known;
    const { channel } = await client.conversations.open({ users: user });
    const id = channel?.id;
    if (id === undefined) throw new ChatError("refused");
    if (channels.size >= MOST_CHANNELS) channels.clear();
    channels.set(chat, id);
    return id;
  }

  async function post(client: SlackClient, user: string, posting: Posting): Promise<string> {
    const sent = await client.chat.postMessage({ channel: user, ...posting, ...QUIET_LINKS });
    if (sent.channel === undefined || sent.ts === undefined) throw new ChatError("unknown");
    return messageIdOf(sent.channel, sent.ts);
  }

  async function postAll(client: SlackClient, user: string, message: OutboundMessage): Promise<string> {
    return withSimplerButtons(message, async (postings) => {
      let id = "";
      for (const posting of postings) id = await post(client, user, posting);
      return id;
    });
  }

  /** A picture or file with words as its comment, in the direct message and nowhere public. */
  async function upload(
    client: SlackClient,
    channel: string,
    message: OutboundMessage,
    drawn: Uint8Array | null,
  ): Promise<void> {
    const { name, comment, altText } = uploadOf(message);
    const bytes = drawn ?? (await readFile(message.file?.path ?? "").catch(unreadable));
    await client.filesUploadV2({
      channel_id: channel,
      file: Buffer.from(bytes),
      filename: name,
      title: name,
      ...(altText === null ? {} : { alt_text: altText }),
      ...(comment === "" ? {} : { initial_comment: comment }),
    });
  }

  return {
    async send(chat, message) {
      const { team, user } = addressOf(chat);
      const { file, cover } = message;
      const drawn = cover === undefined ? await pictureBytes(pictures, message) : null;
      return clients.call(team, async (client) => {
        if (cover !== undefined || (drawn === null && file === undefined)) {
          return postAll(client, user, message);
        }
        const { isShort } = uploadOf(message);
        try {
          const channel = await channelOf(client, chat, user);
          await upload(client, channel, message, drawn);
          // Where the comment has said the words, a message of its own has the buttons and is what an edit finds.
          if (isShort && message.buttons.length === 0) return messageIdOf(channel, NO_MESSAGE);
        } catch (error) {
          // What cannot be shown leaves its words, which say the same.
          if (chatErrorOf(error).code !== "refused") throw error;
          onWithout(error);
          return postAll(client, user, message);
        }
        return postAll(client, user, isShort ? { ...message, text: [] } : message);
      });
    },
    async edit(chat, platformMessageId, message) {
      const { team } = addressOf(chat);
      const at = readMessageId(platformMessageId);
      const hasFile = message.cover === undefined && (message.picture ?? message.file) !== undefined;
      if (at === null || hasFile) throw new ChatError("refused");
      await clients.call(team, (client) =>
        withSimplerButtons(message, async ([posting, ...more]) => {
          if (posting === undefined || more.length > 0) throw new ChatError("refused");
          await client.chat.update({ ...at, ...posting });
        }),
      );
    },
    async say(chat, text) {
      const { team, user } = addressOf(chat);
      const message = { text: [{ text }], buttons: [], many: false };
      await clients.call(team, async (client) => {
        for (const posting of postingsOf(message)) await post(client, user, posting);
      });
    },
  };
}

/** A message's picture or file as it is uploaded, its words as the comment in Slack's markup where they fit. */
export function uploadOf({ text, picture, file }: OutboundMessage) {
  const words = escapeMrkdwn(slackCommands(plainText(text)));
  const isShort = words.length <= LIMITS.comment;
  return {
    name: picture === undefined ? (file?.name ?? "file") : pictureName(picture.chart),
    isShort,
    comment: isShort ? words : "",
    /** Null for what is no picture. */
    altText: picture === undefined ? null : picture.alt.slice(0, LIMITS.altText),
  };
}

function unreadable(cause: unknown): never {
  throw new ChatError("refused", { cause: new Error(cause instanceof Error ? cause.name : "unreadable") });
}

function addressOf(chat: string) {
  const address = readChat(chat);
  if (address === null) throw new ChatError("refused");
  return address;
}

/** Shows a message; with simpler buttons where a workspace does not know Slack's newer ones yet. */
async function withSimplerButtons<Result>(
  message: OutboundMessage,
  show: (postings: readonly Posting[]) => Promise<Result>,
): Promise<Result> {
  const postings = checked(postingsOf(message));
  try {
    return await show(postings);
  } catch (error) {
    const isNew = postings.some(({ blocks }) => blocks.some(({ type }) => type === "context_actions"));
    if (!isNew || slackCode(error) !== "invalid_blocks") throw error;
    return show(checked(postingsOf(message, "view")));
  }
}

function checked(postings: readonly Posting[]): readonly Posting[] {
  const found = postings.flatMap(({ blocks }) => breaches(blocks));
  if (found.length > 0) throw new ChatError("refused", { cause: new Error(found.join("; ")) });
  return postings;
}
