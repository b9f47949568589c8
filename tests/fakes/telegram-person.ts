import { readToken } from "../../bot/message.ts";
import type { FakeTelegram, RawUpdate, Shown } from "./telegram-server.ts";

type Fields = Omit<RawUpdate, "update_id">;

/** One person at Telegram: what they do and what they see. */
export type TelegramPerson = {
  readonly chat: string;
  shown(): readonly Shown[];
  /** A message of theirs with these fields. */
  message(fields: object): Fields;
  say(text: string): Promise<number | null>;
  sends(fields: object): Promise<number | null>;
  /** Presses a button of a message. */
  press(message: Shown, data: string): Promise<number | null>;
  /** The messages that offer an answer, oldest first, and what its button carries. */
  offering(choice: string): readonly { readonly message: Shown; readonly data: string }[];
};

export function telegramPerson(telegram: FakeTelegram, id = 5551): TelegramPerson {
  const chat = String(id);
  const from = { id, is_bot: false, first_name: "Sam", username: "sam_t", language_code: "en" };
  const place = { id, first_name: "Sam", username: "sam_t", type: "private" };
  let messages = 1_000_000;

  const message = (fields: object) => ({
    message: { message_id: messages++, from, chat: place, date: 1_795_420_800, ...fields },
  });
  const sends = (fields: object) => telegram.deliver(message(fields));

  return {
    chat,
    shown: () => telegram.shown(chat),
    message,
    sends,
    say: (text) => sends({ text }),
    press: ({ id: messageId, text, markup }, data) =>
      telegram.deliver({
        callback_query: {
          id: `query-${messages++}`,
          from,
          chat_instance: "1",
          data,
          message: { message_id: messageId, chat: place, date: 1, text, reply_markup: markup },
        },
      }),
    offering: (choice) =>
      telegram.shown(chat).flatMap((shown) =>
        shown.keys
          .filter(({ callback_data: token }) => {
            const read = readToken(token);
            return read.kind === "question" && read.choice === choice;
          })
          .map(({ callback_data: data }) => ({ message: shown, data })),
      ),
  };
}
