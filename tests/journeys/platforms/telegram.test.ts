import { expect, test } from "vitest";
import { platformContract } from "../../contracts/platform.ts";
import { telegramHarness } from "../../fakes/telegram-harness.ts";
import type { TelegramRequest } from "../../fakes/telegram-request.ts";
import { type BotApiSpec, problemsOf } from "../../support/bot-api-spec.ts";
import { testDatabase } from "../../support/database.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";

const SPEC = "telegram/bot-api-spec.min.json";

const { db } = await testDatabase();
const traits = { edits: true, keepsButtons: true, takesFiles: true, redelivers: true, limits: true };
/** Every call that the contract's tests have made. */
const calls: TelegramRequest[] = [];

for (const by of ["polling", "webhook"] as const) {
  await platformContract(`telegram by ${by}`, db, traits, telegramHarness(by, calls));
}

test.skipIf(!hasFixture(SPEC))(
  "every call of the contract's tests is one that the Bot API knows, field by field",
  () => {
    const spec = readFixture(SPEC) as BotApiSpec;
    expect(new Set(calls.map(({ method }) => method))).toEqual(
      new Set([
        "getMe",
        "getUpdates",
        "deleteWebhook",
        "setWebhook",
        "setMyCommands",
        "setMyDescription",
        "setMyShortDescription",
        "sendMessage",
        "sendPhoto",
        "sendDocument",
        "editMessageText",
        "editMessageReplyMarkup",
        "answerCallbackQuery",
        "getFile",
      ]),
    );
    expect([...new Set(calls.flatMap((call) => problemsOf(spec, call)))]).toEqual([]);
    // What it is checked by can find something.
    const wrong = {
      method: "sendMessage",
      body: { text: 5, parse_mode: "HTML", colour: "red" },
      files: new Map(),
    };
    expect(problemsOf(spec, wrong)).toEqual([
      "sendMessage.colour: unknown",
      "sendMessage.chat_id: missing",
      "sendMessage.text: no String",
    ]);
  },
);
