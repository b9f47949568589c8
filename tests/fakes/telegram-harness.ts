import type { PlatformMaker } from "../contracts/platform-harness.ts";
import { telegramUnderTest } from "./telegram-adapter.ts";
import { telegramPerson } from "./telegram-person.ts";
import type { TelegramRequest } from "./telegram-request.ts";

/**
 * Telegram for the contract of platforms.
 *
 * @param calls takes up every call that was made, once a test is over
 */
export function telegramHarness(by: "polling" | "webhook", calls: TelegramRequest[] = []): PlatformMaker {
  return async ({ log, clock, pictures }) => {
    const { adapter, telegram, end } = await telegramUnderTest(by, { log, clock, pictures });
    const person = telegramPerson(telegram);
    const press = async (offered: ReturnType<typeof person.offering>[number] | undefined) => {
      if (offered === undefined) throw new Error("nobody offers that");
      await person.press(offered.message, offered.data);
    };
    /** By webhook nothing can be delivered before the adapter has told its address. */
    const isListening = async () => {
      while (!telegram.requests.some(({ method }) => /^(set|delete)Webhook$/.test(method))) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };

    return {
      adapter,
      chat: person.chat,
      seen: () =>
        person.shown().map(({ text, keys, attachments }) => ({
          text,
          buttons: keys.map((key) => key.text),
          attachments,
        })),
      open: () =>
        isListening()
          .then(() => person.say("/start"))
          .then(),
      say: (text) => person.say(text).then(),
      async sayQuickly(texts) {
        await isListening();
        // A delivery is over once it is stored, long before it is answered; a poll takes all at once.
        for (const text of texts) await person.say(text);
      },
      tap: ({ id }) => press(person.offering(id).at(-1)),
      tapOld: ({ id }) => press(person.offering(id)[0]),
      async choose(answers) {
        const message = person.offering(answers[0]?.id ?? "").at(-1)?.message;
        if (message === undefined) throw new Error("nobody offers that");
        // As fast as fingers are: each tap comes with the keyboard as it was when the first one was made.
        for (const { id } of answers)
          await press(
            person
              .offering(id)
              .map((one) => ({ ...one, message }))
              .at(-1),
          );
        await person.press(message, "done");
      },
      async sendFile(name, bytes) {
        await isListening();
        const document = { file_id: telegram.keepFile(bytes), file_unique_id: "u", file_name: name };
        await person.sends({ document: { ...document, file_size: bytes.length } });
      },
      deliverAgain: () => telegram.deliverAgain().then(),
      limitNext: (seconds) =>
        telegram.refuse("show", {
          error_code: 429,
          description: `Too Many Requests: retry after ${seconds}`,
          parameters: { retry_after: seconds },
        }),
      received: async (name) => telegram.uploaded(name) ?? Buffer.from(""),
      async end() {
        calls.push(...telegram.requests);
        await end();
      },
    };
  };
}
